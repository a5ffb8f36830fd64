"""EX006: execution rates that are not spending by budget."""

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
    code="EX006",
    name="wrong-execution-rate",
    aliases=("R69",),
    title=Bilingual("执行率计算错误", "Wrong execution rate"),
    family=Family.EXECUTION,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号自评表式：执行率为全年执行数除以全年预算数。",
            "The form of 财预〔2020〕10号: executed by budget.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "印出的执行率与执行数、预算数不符。",
            "The printed rate does not follow from its two amounts.",
        ),
        why=Bilingual(
            "执行率直接决定10分，也决定是否须要说明。",
            "The rate decides ten points and whether a reason is asked for.",
        ),
        bad=Bilingual(
            "预算861万元，执行335万元，执行率45%",
            "budget 861, executed 335, rate 45 %",
        ),
        good=Bilingual(
            "预算861万元，执行335万元，执行率38.91%",
            "budget 861, executed 335, rate 38.91 %",
        ),
        fix=Bilingual(
            "按全年执行数÷全年预算数重算。",
            "Divide executed by budget again.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the rate of every line of money."""
    yield from checks(table, CheckKind.RATE, _message, "name")


def _message(_recomputation: Recomputation, check: Check) -> Bilingual:
    return Bilingual(
        f"{check.what.zh}印为 {check.printed}，{check.explanation.zh} 应为 {check.due}。",
        f"The {check.what.en} is printed as {check.printed}, not {check.due}.",
    )


RULE = TableRule(META, check)
