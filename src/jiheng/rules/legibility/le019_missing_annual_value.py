"""LE019: a period value without its annual value."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule, not_applicable
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, TableSubject

META = RuleMeta(
    code="LE019",
    name="missing-annual-value",
    title=Bilingual("缺年度指标值", "Annual value missing"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "表中其他指标都印有实施周期指标值和年度指标值，这条只有周期值。",
            "Other indicators of the table print both values; this one only that of the period.",
        ),
        why=Bilingual(
            "没有年度指标值，当年无法监控和自评。",
            "Without the annual value the year can be neither monitored nor judged.",
        ),
        bad=Bilingual(
            "搭建展位数量；实施周期指标值：≥100个",
            "stands: period value ≥100",
        ),
        good=Bilingual(
            "搭建展位数量；实施周期指标值：≥100个；年度指标值：≥100个",
            "stands: period value ≥100; annual value ≥100",
        ),
        fix=Bilingual(
            "补填年度指标值；一年期项目与周期值相同。",
            "Add the annual value; in a one-year project it equals that of the period.",
        ),
    ),
)
_SHARE = 2
_SHOWN = 4


def check(table: TableSubject) -> Iterator[Outcome]:
    """Compare with the habit of the table; one finding a project."""
    read = [
        indicator
        for project in table.projects
        for indicator in project.indicators
        if indicator.indicator.complete and indicator.indicator.period_value
    ]
    lacking = [item for item in read if item.indicator.annual_value is None]
    if not read or len(lacking) * _SHARE > len(read):
        yield not_applicable("表式不印年度指标值", "the form prints no annual values")
        return
    for index, found in groupby(lacking, key=lambda item: item.project.index):
        yield _hit(table.table.rows[index].name, list(found))


def _hit(project: str, lacking: list[IndicatorSubject]) -> Hit:
    names = "、".join(f"“{short(item.name)}”" for item in lacking[:_SHOWN])
    more = f"等{len(lacking)}条" if len(lacking) > _SHOWN else ""
    return Hit(
        at=lacking[0].at("period_value"),
        more=tuple(item.at("period_value") for item in lacking[1:]),
        message=Bilingual(
            f"“{short(project)}”的指标{names}{more}只有实施周期指标值，缺年度指标值。",
            f"Indicators of “{short(project)}” lack the annual value: {names}.",
        ),
    )


RULE = TableRule(META, check)
