"""An evaluation as its page shows it: experts, items with their spread, totals apart, budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_web.evaluation.content import Given, Part, Parts, Points, Ratings, loaded
from jiheng_web.evaluation.models import SheetState
from jiheng_web.evaluation.outcome import (
    expert_names,
    is_as_closed,
    next_project,
    proposal_of,
    result_of,
    self_rating,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Bilingual
    from jiheng.evaluation import BudgetProposal, EvaluatedItem
    from jiheng.evaluation import Evaluation as Result
    from jiheng_web.evaluation.models import BudgetDecision, Evaluation, ExpertSheet
    from jiheng_web.evaluation.outcome import SelfRating
    from jiheng_web.projects.models import Project

_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class ShownExpert:
    """An expert; points are shown once submitted, a draft is nobody else's."""

    sheet: ExpertSheet
    name: str
    state: Bilingual
    points: Decimal | None
    apart: int


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its points, the numbers it is computed of, and what each expert gave."""

    position: int
    each: EvaluatedItem
    part: Part
    own: Decimal | None
    given: Sequence[tuple[str, Given]]


@dataclass(frozen=True, slots=True)
class Shown:
    """An evaluation.

    Attributes:
        waiting: Experts who have not submitted.
        bare: Items without points.
        genuine: Whether it says what was closed; True while it is open.
        following: Next year's project of the same code.
    """

    result: Result
    experts: Sequence[ShownExpert]
    items: Sequence[ShownItem]
    waiting: int
    bare: int
    self_rating: SelfRating
    genuine: bool
    following: Project | None
    proposal: BudgetProposal
    decisions: Sequence[BudgetDecision]


def shown(evaluation: Evaluation) -> Shown:
    """Return an evaluation for those who see what experts gave."""
    result = result_of(evaluation)
    names = expert_names(evaluation)
    sheets = list(evaluation.sheets.select_related("expert"))
    submitted = [one for one in sheets if one.state == SheetState.SUBMITTED]
    ratings = [(names[one.pk], loaded(one.content, Ratings)) for one in submitted]
    following = next_project(evaluation)
    return Shown(
        result=result,
        experts=[_expert(one, names[one.pk], result, dict(ratings)) for one in sheets],
        items=_items(evaluation, result, ratings),
        waiting=sum(one.state == SheetState.DRAFT for one in sheets),
        bare=sum(each.score.points is None for each in result.items),
        self_rating=self_rating(evaluation),
        genuine=evaluation.is_open or is_as_closed(evaluation, result),
        following=following,
        proposal=proposal_of(evaluation, following),
        decisions=list(evaluation.decisions.select_related("decided_by")),
    )


def _items(
    evaluation: Evaluation, result: Result, ratings: Sequence[tuple[str, Ratings]]
) -> list[ShownItem]:
    parts, own = loaded(evaluation.parts, Parts), loaded(evaluation.own, Points)
    return [
        ShownItem(
            position=at,
            each=each,
            part=parts.get(at, Part()),
            own=own.get(at),
            given=[(name, given.get(at, Given())) for name, given in ratings],
        )
        for at, each in enumerate(result.items)
    ]


def _expert(
    sheet: ExpertSheet, name: str, result: Result, ratings: dict[str, Ratings]
) -> ShownExpert:
    given = ratings.get(name)
    apart = [each for each in result.items if each.rating and name in each.rating.apart]
    judged = [one.points for one in (given or {}).values() if one.points is not None]
    points = sum(judged, _NOUGHT) if judged else None
    return ShownExpert(sheet, name, SheetState(sheet.state).words, points, len(apart))
