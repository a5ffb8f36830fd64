"""EX007: execution below nine tenths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import execution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject
    from jiheng.scoring.recomputation import Recomputation, RecomputedLine


META = RuleMeta(
    code="EX007",
    name="low-execution",
    aliases=("R69",),
    title=Bilingual("执行率偏低", "Low execution"),
    family=Family.EXECUTION,
    severity=Severity.ADVICE,
    basis=Basis(
        text=Bilingual(
            "部分省份自评要求：执行率低于90%须单独说明。",
            "Provincial practice: below 90 % a reason is asked for.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "全年执行率低于计分标准规定的说明线，或执行数超过预算数，表中没有找到说明。",
            "Execution is below the line of the standard or beyond the budget, without a reason.",
        ),
        why=Bilingual(
            "执行率低会影响下年预算，审核者首先要问原因。",
            "Low execution weighs on next year's budget; it is the first thing asked.",
        ),
        bad=Bilingual(
            "执行率63.01%，没有说明",
            "execution 63.01 %, no reason",
        ),
        good=Bilingual(
            "执行率63.01%，说明：合同尾款次年支付",
            "execution 63.01 %, reason: the last instalment falls into next year",
        ),
        fix=Bilingual(
            "另附说明，或写入存在问题一栏。",
            "Add a reason, or write it among the problems.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the execution rate that earns points."""
    yield from execution(table, _fault)


def _fault(recomputation: Recomputation, line: RecomputedLine) -> Bilingual | None:
    if line.due is None or not line.due.needs_reason or line.reason is not None:
        return None
    # Full points with a reason due: only what was spent beyond the budget.
    if line.due.points == line.due.weight:
        return Bilingual(
            f"“{recomputation.name}”执行数超过预算数，表中没有找到说明。",
            f"“{recomputation.name}” spent beyond its budget; no reason stands in the table.",
        )
    return Bilingual(
        f"“{recomputation.name}”预算执行率偏低，表中没有找到说明。",
        f"“{recomputation.name}” spent little of its budget; no reason stands in the table.",
    )


RULE = TableRule(META, check)
