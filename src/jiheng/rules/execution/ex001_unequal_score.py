"""EX001: points that no formula gives."""

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
    code="EX001",
    name="unequal-score",
    aliases=("R65",),
    title=Bilingual("自评得分与公式不符", "Points differ from the formula"),
    family=Family.EXECUTION,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：自评按公式计分，未完成的说明原因。",
            "财预〔2020〕10号: points by formula; what is missed is explained.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "印出的得分与按目标值、实际完成值和分值计算的结果不符，也不是其他计分方法的结果。",
            "The printed points are not those of the formula, nor of another method that is known.",
        ),
        why=Bilingual(
            "自评分数是评价结果应用的依据，算错会影响下年预算。",
            "Points decide how results are used; a wrong one moves next year's budget.",
        ),
        bad=Bilingual(
            "目标≥95%，完成90%，分值10，得分10",
            "target ≥95%, done 90%, weight 10, points 10",
        ),
        good=Bilingual(
            "目标≥95%，完成90%，分值10，得分9.47",
            "target ≥95%, done 90%, weight 10, points 9.47",
        ),
        fix=Bilingual(
            "按公式重算；确需多扣的，在偏差原因中写明扣分依据。",
            "Recompute by formula; where more is deducted on purpose, say by what rule.",
        ),
    ),
)

_WORDS = "F5"
_FAULTS = (Agreement.HIGHER, Agreement.LOWER, Agreement.NO_ACTUAL)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the points of every indicator with a number or a deadline."""
    yield from lines(table, _fault)


def _fault(line: RecomputedLine) -> Bilingual | None:
    in_words = line.due is not None and line.due.formula == _WORDS
    if in_words or line.agreement not in _FAULTS:
        return None
    return Bilingual(
        f"“{line.name}”得分 {line.printed}：{line.explanation.zh}。",
        f"“{line.name}” has {line.printed} points: {line.explanation.en}.",
    )


RULE = TableRule(META, check)
