"""EX010: weights that do not add up to the total of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import checks
from jiheng.scoring.recomputation import CheckKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject
    from jiheng.scoring.recomputation import Check, Recomputation


META = RuleMeta(
    code="EX010",
    name="wrong-weights",
    title=Bilingual("分值合计不等于总分", "Weights do not add up"),
    family=Family.EXECUTION,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：自评各项权重合计100。",
            "财预〔2020〕10号: weights total 100.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "执行率与各指标的分值相加不等于表的总分。",
            "The weights of execution and indicators do not make the total of the form.",
        ),
        why=Bilingual(
            "分值不足或超过，总分就失去可比性。",
            "Totals of unlike weights cannot be compared.",
        ),
        bad=Bilingual(
            "四个指标22.5分，执行率没有分值，合计90",
            "four indicators of 22.5 and no weight for execution: 90",
        ),
        good=Bilingual(
            "指标合计90，执行率10，合计100",
            "indicators 90, execution 10: 100",
        ),
        fix=Bilingual(
            "核对漏填或重复的分值。",
            "Look for weights that are missing or doubled.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the weights of every self-evaluation."""
    yield from checks(table, CheckKind.WEIGHTS, _message, "name")


def _message(recomputation: Recomputation, check: Check) -> Bilingual:
    return Bilingual(
        f"“{recomputation.name}”分值合计 {check.printed}，应为 {check.due}。",
        f"The weights of “{recomputation.name}” make {check.printed}, not {check.due}.",
    )


RULE = TableRule(META, check)
