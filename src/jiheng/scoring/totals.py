"""The execution rate, the total of a form, and its grade."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.results.verdict import Obstacle
from jiheng.results.words import obstacle_reason, plain
from jiheng.scoring import formulas
from jiheng.scoring.rounding import rounded
from jiheng.scoring.score import Score, Step, Total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.standards.scoring_standard import ScoringStandard

_HUNDRED = Decimal(100)
_NOTHING_SCORED = Bilingual("尚无得分，不合计", "nothing is scored yet, so there is no sum")


def score_execution(
    executed: Decimal | None,
    budget: Decimal | None,
    standard: ScoringStandard,
    *,
    weight: Decimal | None = None,
) -> Score:
    """Return the points of the budget execution rate: F1 or F1b, as the standard says.

    More than the budget earns no more than the weight, and asks for a reason as too little does.

    Args:
        executed: 全年执行数 (B); None when it is not known.
        budget: 全年预算数 (A), in the same unit; None when it is not known.
        standard: By which it is scored.
        weight: Where a form prints another than the standard has.
    """
    weight = standard.execution_weight if weight is None else weight
    if executed is None or budget is None:
        steps = (Step("F0", obstacle_reason(Obstacle.MISSING_DATA)),)
        return Score(
            weight=weight, points=None, formula="F0", steps=steps, obstacle=Obstacle.MISSING_DATA
        )
    if standard.execution_method == "banded":
        earned, step = formulas.execution_banded(weight, executed, budget, standard.execution_bands)
    else:
        earned, step = formulas.execution_linear(weight, executed, budget)
    low = budget != 0 and executed * _HUNDRED / budget < standard.explain_below
    over = 0 < budget < executed
    return Score(
        weight=weight,
        points=rounded(earned, standard.places),
        formula=step.formula,
        steps=(step,),
        needs_reason=low or over,
    )


def add_up(scores: Iterable[Score], standard: ScoringStandard) -> Total:
    """Return the total of a form (F7) with its grade (F8).

    Lines that could not be scored add nothing; while there are any, there is no grade.
    """
    scores = tuple(scores)
    known = [score.points for score in scores if score.points is not None]
    points = rounded(sum(known, Decimal(0)), standard.places)
    unscored = sum((score.weight for score in scores if score.points is None), Decimal(0))
    summed = " + ".join(plain(number) for number in known)
    told = Bilingual(f"合计 {summed} = {points}", f"sum {summed} = {points}")
    steps = [Step("F7", told if known else _NOTHING_SCORED)]
    label = None
    if unscored == 0 and known:
        label = grade(points, standard)
        steps.append(Step("F8", Bilingual(f"等次：{label}", f"grade: {label}")))
    weight = sum((score.weight for score in scores), Decimal(0))
    return Total(points=points, weight=weight, unscored=unscored, grade=label, steps=tuple(steps))


def grade(points: Decimal, standard: ScoringStandard) -> str:
    """Return the grade of a total (F8): the first band, from the top, that it reaches."""
    found = (band.label for band in standard.grades if points >= band.points)
    return next(found, standard.grades[-1].label)


def costs_most(scores: Iterable[tuple[str, Score]]) -> tuple[tuple[str, Decimal], ...]:
    """Return which lines lost how many points, the most first; what is not scored lost nothing.

    What-if: what the total would gain if the line earned all of its points.
    """
    losses = [(name, score.lost) for name, score in scores if score.lost]
    return tuple(sorted((pair for pair in losses if pair[1] > 0), key=lambda p: (-p[1], p[0])))
