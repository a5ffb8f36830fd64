"""EX008: totals that are not the sum of their lines."""

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
    code="EX008",
    name="wrong-total-score",
    aliases=("R70",),
    title=Bilingual("总分与各行之和不符", "Total is not the sum of its lines"),
    family=Family.EXECUTION,
    severity=Severity.BLOCK,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号自评表式：总分为各行得分之和。",
            "The form of 财预〔2020〕10号: the total is the sum of the lines.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "总分不等于执行率与各指标得分之和。",
            "The total is not the sum of the points of execution and indicators.",
        ),
        why=Bilingual(
            "总分决定等次，错了结果就错了。",
            "The total decides the grade.",
        ),
        bad=Bilingual(
            "各行合计96分，总分98分",
            "lines add up to 96, total 98",
        ),
        good=Bilingual(
            "各行合计96分，总分96分",
            "lines add up to 96, total 96",
        ),
        fix=Bilingual(
            "重新加总；有漏填的行先补上。",
            "Add up again; fill in what is missing first.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the total of every self-evaluation."""
    yield from checks(table, CheckKind.TOTAL, _message, "score")


def _message(recomputation: Recomputation, check: Check) -> Bilingual:
    return Bilingual(
        f"“{recomputation.name}”总分印为 {check.printed}，各行得分之和为 {check.due}。",
        f"“{recomputation.name}” prints a total of {check.printed}; its lines make {check.due}.",
    )


RULE = TableRule(META, check)
