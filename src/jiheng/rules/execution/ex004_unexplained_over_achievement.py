"""EX004: targets exceeded by far without a reason."""

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
    code="EX004",
    name="unexplained-over-achievement",
    aliases=("R67",),
    title=Bilingual("超额完成没有说明", "Over-achievement unexplained"),
    family=Family.EXECUTION,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2020〕10号：完成值远超目标且原因是目标明显偏低的，应扣分；30%为实践值。",
            "财预〔2020〕10号: far exceeding a low target costs points; 30 % is practice.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "实际完成值超过目标值三成以上，得满分而没有写原因。",
            "The target was exceeded by more than 30 %, with full points and no reason.",
        ),
        why=Bilingual(
            "大幅超额多半是目标定低了，下年应当提高。",
            "Far exceeding mostly means that the target was too low.",
        ),
        bad=Bilingual(
            "目标≥500人，完成820人，得满分，原因空白",
            "target ≥500 people, done 820, full points, no reason",
        ),
        good=Bilingual(
            "目标≥500人，完成820人，原因：年中增加两期专场",
            "target ≥500 people, done 820, reason: two sessions were added",
        ),
        fix=Bilingual(
            "说明超额原因；目标明显偏低的，按偏离程度扣分并调整下年目标。",
            "Explain; where the target was too low, deduct and raise next year's.",
        ),
    ),
)

_EXCEEDED = "F6"


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at every indicator that exceeded its target."""
    yield from lines(table, _fault, "actual")


def _fault(line: RecomputedLine) -> Bilingual | None:
    steps = line.due.steps if line.due is not None else ()
    exceeded = next((step for step in steps if step.formula == _EXCEEDED), None)
    if exceeded is None or line.reason is not None or line.printed != line.weight:
        return None
    return Bilingual(
        f"“{line.name}”{exceeded.text.zh}，得满分而没有写原因。",
        f"“{line.name}”: {exceeded.text.en}, full points and no reason.",
    )


RULE = TableRule(META, check)
