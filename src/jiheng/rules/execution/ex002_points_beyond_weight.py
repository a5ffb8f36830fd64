"""EX002: points greater than the weight, or below nought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Page, RuleMeta, TableRule
from jiheng.rules.execution.evaluated import lines
from jiheng.scoring.recomputation import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject
    from jiheng.scoring.recomputation import RecomputedLine


META = RuleMeta(
    code="EX002",
    name="points-beyond-weight",
    title=Bilingual("得分超出分值", "Points beyond the weight"),
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
            "得分大于该指标的分值，或者为负。",
            "The points are greater than the weight of the indicator, or negative.",
        ),
        why=Bilingual(
            "得分最多等于分值，超出必是误填。",
            "Nothing can earn more than its weight; this is a slip.",
        ),
        bad=Bilingual(
            "分值5，得分50",
            "weight 5, points 50",
        ),
        good=Bilingual(
            "分值5，得分5",
            "weight 5, points 5",
        ),
        fix=Bilingual(
            "核对分值与得分两栏。",
            "Compare the two columns.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the points of every indicator."""
    yield from lines(table, _fault)


def _fault(line: RecomputedLine) -> Bilingual | None:
    if line.agreement is not Agreement.BEYOND_WEIGHT:
        return None
    return Bilingual(
        f"“{line.name}”分值 {line.weight}，得分 {line.printed}。",
        f"“{line.name}” has a weight of {line.weight} and {line.printed} points.",
    )


RULE = TableRule(META, check)
