"""RE018: one name stands for different measures in one table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.cues import dimension
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.cues import Dimension
    from jiheng.rules.subjects import IndicatorSubject, TableSubject

META = RuleMeta(
    code="RE018",
    name="name-of-several-measures",
    title=Bilingual("同名指标计量口径不一致", "One name, several measures"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：三级指标应有明确的概念、口径和计量单位；同名"
            "异义属数据质量问题（本系统设定）。",
            "财预〔2021〕101号: an indicator has one concept, scope and "
            "unit; comparing names across projects is our own check.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "同一指标名称在不同项目里分别用金额、比率、数量等不同量纲。",
            "One name is measured in money here, in percent or counts there.",
        ),
        why=Bilingual(
            "名称说不清衡量什么，汇总和比较都会出错。",
            "The name does not say what is measured; sums and comparisons go wrong.",
        ),
        bad=Bilingual(
            "研发投入强度：2.6%；研发投入强度：130亿元",
            "R&D intensity: 2.6%; R&D intensity: 13 billion yuan",
        ),
        good=Bilingual(
            "研发投入强度：2.6%；研发投入金额：130亿元",
            "R&D intensity: 2.6%; R&D spending: 13 billion yuan",
        ),
        fix=Bilingual(
            "按实际含义改名，使同名指标同口径、同单位。",
            "Rename by meaning, so that one name has one unit.",
        ),
    ),
)

_SHOWN = 4


def check(table: TableSubject) -> Iterator[Outcome]:
    """Group indicators by name and compare the dimensions of their single quantities."""
    measured: defaultdict[str, list[tuple[Dimension, IndicatorSubject]]] = defaultdict(list)
    for project in table.projects:
        for indicator in project.indicators:
            kind = _kind(indicator)
            if kind is not None:
                measured[indicator.folded_name].append((kind, indicator))
    for uses in measured.values():
        kinds = {kind for kind, _ in uses}
        projects = {indicator.project.index for _, indicator in uses}
        if len(kinds) > 1 and len(projects) > 1:
            yield _hit(kinds, [indicator for _, indicator in uses])


def _kind(subject: IndicatorSubject) -> Dimension | None:
    quantities = subject.quantities
    if not subject.indicator.complete or not subject.name or len(quantities) != 1:
        return None
    kind = dimension(quantities[0].unit)
    return None if kind == "things" else kind


def _hit(kinds: set[Dimension], indicators: list[IndicatorSubject]) -> Hit:
    first = indicators[0]
    distinct = dict.fromkeys(f"“{short(item.value)}”" for item in indicators)
    values = "、".join([*distinct][:_SHOWN])
    is_clear = "money" in kinds or "percent" in kinds
    return Hit(
        at=first.at_value(),
        more=tuple(item.at_value() for item in indicators[1:]),
        severity=Severity.MUST if is_clear else Severity.ADVICE,
        message=Bilingual(
            f"同名指标“{short(first.name)}”在不同项目中计量口径不一：{values}。",
            f"“{short(first.name)}” is measured differently in different projects: {values}.",
        ),
    )


RULE = TableRule(META, check)
