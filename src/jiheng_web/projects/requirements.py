"""What a declaration must hold that a disclosed table need not: said as findings of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Finding, Location, Severity, TableKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable

_BASIS = Bilingual(
    "财预〔2015〕88号：项目支出绩效目标申报表填报要求（条文未核实）",
    "Cai Yu [2015] No. 88: what the declaration form asks for (text not confirmed)",
)


def unmet(table: TargetTable) -> Iterator[Finding]:
    """Yield what a table of one project lacks to be declared."""
    row = table.rows[0]
    declares = table.kind is TableKind.PROJECT_TARGETS
    if declares and (row.funding is None or row.funding.total is None):
        yield _no_amount()
    for index, one in enumerate(row.indicators):
        if one.complete and not (one.name or "").strip():
            yield _nameless(index)


def _no_amount() -> Finding:
    zh = "没有填写资金总额，无法判断目标与资金是否匹配。"
    return Finding(
        rule="OF001",
        name="no-amount",
        title=Bilingual("未填资金总额", "no total amount"),
        family=Family.COMPLETENESS,
        severity=Severity.MUST,
        message=Bilingual(zh, "The total amount is missing: do targets and money match?"),
        fix=Bilingual("填写资金总额及其来源（万元）。", "Fill in the total and its sources."),
        basis=_BASIS,
        locations=(Location(field="total"),),
    )


def _nameless(index: int) -> Finding:
    number = index + 1
    zh = f"第{number}条指标没有三级指标名称。"
    return Finding(
        rule="OF002",
        name="nameless-indicator",
        title=Bilingual("指标没有名称", "indicator without a name"),
        family=Family.COMPLETENESS,
        severity=Severity.BLOCK,
        message=Bilingual(zh, f"Indicator {number} has no name."),
        fix=Bilingual("填写三级指标名称，或删除这一行。", "Name it, or remove the row."),
        basis=_BASIS,
        locations=(Location(indicator=index, field="name"),),
    )
