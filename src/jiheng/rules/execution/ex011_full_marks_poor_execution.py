"""EX011: nearly full marks beside poor execution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import execution
from jiheng.scoring.printed_sums import scored_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject
    from jiheng.scoring.recomputation import Recomputation, RecomputedLine


META = RuleMeta(
    code="EX011",
    name="full-marks-poor-execution",
    aliases=("R70",),
    title=Bilingual("高分而执行率低", "Nearly full marks with poor execution"),
    family=Family.EXECUTION,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：自评应当客观公正；界限为自拟。",
            "财预〔2020〕10号: self-evaluation is to be objective; the limits are our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "总分98分以上，而预算执行率低于60%。",
            "A total of 98 or more beside an execution rate below 60 %.",
        ),
        why=Bilingual(
            "钱没有花出去而任务全部完成，多半是目标定低了或预算编多了。",
            "All done with little money means low targets or too large a budget.",
        ),
        bad=Bilingual(
            "执行率41%，总分99分",
            "execution 41 %, total 99",
        ),
        good=Bilingual(
            "执行率41%，总分86分并说明原因",
            "execution 41 %, total 86, with a reason",
        ),
        fix=Bilingual(
            "核实完成情况和预算安排，说明原因。",
            "Verify results and budget, and explain.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the execution rate beside the total."""
    most = table.profile.threshold("full_marks")
    least = table.profile.threshold("poor_execution")

    def fault(recomputation: Recomputation, line: RecomputedLine) -> Bilingual | None:
        total = table.table.rows[recomputation.row].score
        if total is None or total < most or not _is_poor(table, recomputation.row, least):
            return None
        return Bilingual(
            f"“{recomputation.name}”总分 {total}，而执行率低于 {least}%（{line.explanation.zh}）。",
            f"“{recomputation.name}” has {total} points with execution below {least} %.",
        )

    yield from execution(table, fault)


def _is_poor(table: TableSubject, row: int, least: Decimal) -> bool:
    money = scored_line(table.table.rows[row])
    if money is None or not money.budget or money.executed is None:
        return False
    return money.executed * 100 < least * money.budget


RULE = TableRule(META, check)
