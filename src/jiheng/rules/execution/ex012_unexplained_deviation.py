"""EX012: forecasts below the target without a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, Family, Severity, TableKind, is_measurable
from jiheng.results import Attainment, Circumstances, judge, parse_actual
from jiheng.results.failing import is_failure
from jiheng.results.senses import runs_counter
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import NOT_MONITORED, indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Indicator
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="EX012",
    name="unexplained-deviation",
    aliases=("R63",),
    title=Bilingual("监控偏差没有说明", "Monitoring deviation unexplained"),
    family=Family.EXECUTION,
    severity=Severity.BLOCK,
    basis=Basis(
        text=Bilingual(
            "财预〔2019〕136号：预计不能完成的，分析偏差原因。",
            "财预〔2019〕136号: what will be missed is explained.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "预计全年完成情况达不到年度指标值，而没有写偏差原因。",
            "The forecast misses the target and no cause is written.",
        ),
        why=Bilingual(
            "监控的目的就是及早发现并纠正偏差。",
            "Monitoring is there to see deviation early and to correct it.",
        ),
        bad=Bilingual(
            "目标≥100次，预计全年60次，原因空白",
            "target ≥100, forecast 60, no cause",
        ),
        good=Bilingual(
            "目标≥100次，预计全年60次，原因：场地改造，经费保障",
            "target ≥100, forecast 60, cause: the venue is rebuilt",
        ),
        fix=Bilingual(
            "选择原因类别并写明情况。",
            "Choose a category and say what happened.",
        ),
    ),
)

_MISSED = (Attainment.PARTLY, Attainment.MISSED)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every indicator whose forecast can be judged."""
    if table.table.kind is not TableKind.MONITORING:
        yield NOT_MONITORED
        return
    circumstances = Circumstances(fiscal_year=table.table.fiscal_year)
    for number, row in enumerate(table.table.rows):
        for index, item in enumerate(row.indicators):
            if not item.deviation and _will_be_missed(item, circumstances):
                yield Hit(
                    at=indicator(table, number, index).at("forecast"),
                    message=Bilingual(
                        f"“{item.name}”预计全年 {item.forecast}，达不到目标，没有写偏差原因。",
                        f"“{item.name}” is forecast at {item.forecast}, below target, uncaused.",
                    ),
                )


def _will_be_missed(item: Indicator, circumstances: Circumstances) -> bool:
    wanted = item.annual_value or item.period_value
    if is_failure(item.forecast, wanted, in_words=not is_measurable(item.target)):
        return True
    if runs_counter(item.forecast, item.name, wanted):
        return False
    value = parse_actual(
        item.forecast,
        item.target,
        unit=item.unit or "",
        wanted=wanted,
        year=circumstances.fiscal_year,
    )
    if value is None:
        return False
    return judge(item.target, Actual(value=value), circumstances).attainment in _MISSED


RULE = TableRule(META, check)
