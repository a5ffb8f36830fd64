"""EX005: points for words outside the band of their grade."""

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
    code="EX005",
    name="points-outside-grade",
    aliases=("R68",),
    title=Bilingual("定性指标得分超出档次", "Points outside the band of the grade"),
    family=Family.EXECUTION,
    severity=Severity.BLOCK,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：定性指标分三档，得分在100%-80%、80%-60%、60%-0%之间。",
            "财预〔2020〕10号: three grades, 100-80 %, 80-60 %, 60-0 % of the weight.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "完成情况写的档次与得分所在区间不一致。",
            "The grade that is written and the points belong to different bands.",
        ),
        why=Bilingual(
            "定性指标没有公式，档次是唯一的约束。",
            "There is no formula for words; the band is all that binds.",
        ),
        bad=Bilingual(
            "部分达成预期指标，分值10，得分10",
            "achieved in part, weight 10, points 10",
        ),
        good=Bilingual(
            "部分达成预期指标，分值10，得分7",
            "achieved in part, weight 10, points 7",
        ),
        fix=Bilingual(
            "按档次调整得分，或按实际情况改写档次。",
            "Change the points to the band, or the grade to the facts.",
        ),
    ),
)

_WORDS = "F5"


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every indicator whose grade is written in the official words."""
    yield from lines(table, _fault)


def _fault(line: RecomputedLine) -> Bilingual | None:
    if line.due is None or line.due.formula != _WORDS or not line.agreement.is_fault:
        return None
    return Bilingual(
        f"“{line.name}”得分 {line.printed}，{line.explanation.zh}。",
        f"“{line.name}” has {line.printed} points, {line.explanation.en}.",
    )


RULE = TableRule(META, check)
