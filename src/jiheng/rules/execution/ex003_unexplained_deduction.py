"""EX003: points lost without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject
    from jiheng.scoring.recomputation import RecomputedLine


META = RuleMeta(
    code="EX003",
    name="unexplained-deduction",
    aliases=("R66",),
    title=Bilingual("扣分没有说明原因", "Points lost without a reason"),
    family=Family.EXECUTION,
    severity=Severity.BLOCK,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：自评按公式计分，未完成的说明原因。",
            "财预〔2020〕10号: points by formula; what is missed is explained.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "得分低于分值，而“偏差原因分析及改进措施”没有内容。",
            "Points were lost and the column of reasons says nothing.",
        ),
        why=Bilingual(
            "不说明原因，就看不出是目标定高了还是工作没做好。",
            "Without a reason nobody knows whether the target or the work was at fault.",
        ),
        bad=Bilingual(
            "分值8，得分6，偏差原因空白",
            "weight 8, points 6, no reason",
        ),
        good=Bilingual(
            "分值8，得分6，偏差原因：两个街道疫情期间停工，12月补办",
            "weight 8, points 6, reason: two streets stopped work, made up in December",
        ),
        fix=Bilingual(
            "写明原因和改进措施。",
            "Write the reason and what is done about it.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every indicator that lost points."""
    yield from lines(table, _fault)


def _fault(line: RecomputedLine) -> Bilingual | None:
    if line.printed is None or line.weight is None or line.reason is not None:
        return None
    if not 0 <= line.printed < line.weight:
        return None
    return Bilingual(
        f"“{line.name}”分值 {line.weight}，得分 {line.printed}，没有写偏差原因。",
        f"“{line.name}” lost {line.weight - line.printed} points without a reason.",
    )


RULE = TableRule(META, check)
