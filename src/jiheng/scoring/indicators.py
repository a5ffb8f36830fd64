"""Points of one indicator: by its target, its actual value and the standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    DateActual,
    DeadlineTarget,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
    ShareActual,
)
from jiheng.results.circumstances import ANY_TIME
from jiheng.results.judging import judge
from jiheng.results.units import convert
from jiheng.results.verdict import Attainment
from jiheng.results.words import obstacle_reason, plain
from jiheng.scoring import formulas
from jiheng.scoring.rounding import rounded
from jiheng.scoring.score import Score, Step

if TYPE_CHECKING:
    from jiheng.model import Actual, ActualValue, Target
    from jiheng.results.circumstances import Circumstances
    from jiheng.results.verdict import Obstacle
    from jiheng.standards.scoring_standard import ScoringStandard

_CEILINGS = ("≤", "<")
_STRICT = ("<", ">")


def score_indicator(
    target: Target | None,
    actual: Actual | None,
    weight: Decimal,
    standard: ScoringStandard,
    circumstances: Circumstances = ANY_TIME,
    *,
    given: Decimal | None = None,
) -> Score:
    """Return the points of an indicator.

    What cannot be judged is not scored. A grade in words gives a range (F5); the points in it are
    a person's.

    Args:
        target: What the indicator asks for.
        actual: What was reached; None when it is not known.
        weight: 分值.
        standard: By which it is scored.
        circumstances: The day, the year and the least sample.
        given: Points that a person gave, for indicators judged in words.
    """
    verdict = judge(target, actual, circumstances)
    if verdict.obstacle is not None or actual is None:
        return _unscored(weight, verdict.obstacle)
    if isinstance(actual.value, GradeActual):
        return _graded(actual.value, weight, standard, given)
    earned, steps = _working(target, actual.value, weight, circumstances)
    score = Score(
        weight=weight,
        points=rounded(earned, standard.places),
        formula=steps[-1].formula,
        steps=steps,
        needs_reason=earned < weight or verdict.attainment is not Attainment.MET,
    )
    return _with_excess(score, target, actual.value, standard)


def excess(target: Target | None, value: ActualValue) -> Decimal | None:
    """Return d = (A - T) / T, how far a floor was exceeded; None where there is no such share."""
    if not isinstance(target, NumberTarget) or target.op in _CEILINGS or target.number <= 0:
        return None
    number = _number(value, target.unit)
    return None if number is None else (number - target.number) / target.number


def _unscored(weight: Decimal, obstacle: Obstacle | None) -> Score:
    steps = () if obstacle is None else (Step("F0", obstacle_reason(obstacle)),)
    return Score(weight=weight, points=None, formula="F0", steps=steps, obstacle=obstacle)


def _graded(
    value: GradeActual, weight: Decimal, standard: ScoringStandard, given: Decimal | None
) -> Score:
    least, most = (share * weight for share in standard.qualitative[value.grade])
    words = Bilingual(
        f"定性指标，可得 {plain(least)} 至 {plain(most)} 分",
        f"in words: {plain(least)} to {plain(most)} points",
    )
    return Score(
        weight=weight,
        points=None if given is None else rounded(given, standard.places),
        formula="F5",
        steps=(Step("F5", words),),
        least=least,
        most=most,
        needs_reason=given is not None and given < weight,
    )


def _working(
    target: Target | None, value: ActualValue, weight: Decimal, circumstances: Circumstances
) -> tuple[Decimal, tuple[Step, ...]]:
    """Return points before rounding; judged values only, so that every kind fits its target."""
    if isinstance(target, SeveralTargets) and isinstance(value, SeveralActuals):
        return _several(target, value, weight, circumstances)
    if isinstance(target, DeadlineTarget) and isinstance(value, DateActual):
        return _one(_deadline(target, value, weight, circumstances))
    if isinstance(target, RangeTarget):
        return _one(_range(target, _reached(value, target.unit), weight))
    if isinstance(target, NumberTarget):
        return _one(_by_operator(target, _reached(value, target.unit), weight))
    message = f"not judged: {target!r} and {value!r}"  # pragma: no cover - judge() names it before
    raise TypeError(message)  # pragma: no cover - the same


def _one(working: formulas.Working) -> tuple[Decimal, tuple[Step, ...]]:
    return working[0], (working[1],)


def _by_operator(target: NumberTarget, actual: Decimal, weight: Decimal) -> formulas.Working:
    if target.op in _STRICT and actual == target.number:
        return _on_the_bound(target, weight)
    if target.op in _CEILINGS:
        return formulas.at_most(weight, target.number, actual)
    if target.number == 0:
        return formulas.nothing_at_all(weight, actual)
    if target.number < 0:
        return _kept(weight, actual >= target.number)
    return formulas.at_least(weight, target.number, actual)


def _on_the_bound(target: NumberTarget, weight: Decimal) -> formulas.Working:
    """Score what stands on a bound that it had to pass: not met, though by share nothing lacks."""
    bound = f"{target.op}{plain(target.number)}"
    if target.number <= 0:
        return _kept(weight, kept=False)
    text = Bilingual(
        f"恰为 {plain(target.number)}，未达到 {bound}，按比例仍为满分",
        f"{plain(target.number)} is not {bound}, but the share is whole",
    )
    return weight, Step("F4" if target.op == "<" else "F2", text)


def _kept(weight: Decimal, kept: object) -> formulas.Working:
    """Score a floor below nought (增长 ≥-5%), which has no share: kept or not."""
    if kept:
        return weight, Step("F2", Bilingual("达到目标，得满分", "reached: full points"))
    return Decimal(0), Step(
        "F2", Bilingual("未达到负的目标值，不得分", "below a negative floor: 0")
    )


def _range(target: RangeTarget, actual: Decimal, weight: Decimal) -> formulas.Working:
    if actual > target.high:
        return formulas.at_most(weight, target.high, actual)
    if target.low <= 0:
        return _kept(weight, actual >= target.low)
    return formulas.at_least(weight, target.low, actual)


def _deadline(
    target: DeadlineTarget, value: DateActual, weight: Decimal, circumstances: Circumstances
) -> formulas.Working:
    dated = target if target.year else replace(target, year=circumstances.fiscal_year)
    latest = dated.latest()
    if latest is None:  # pragma: no cover - judge() names it before
        raise TypeError
    planned = (latest - date(latest.year, 1, 1)).days + 1
    return formulas.late(weight, (value.on - latest).days, planned)


def _several(
    target: SeveralTargets, value: SeveralActuals, weight: Decimal, circumstances: Circumstances
) -> tuple[Decimal, tuple[Step, ...]]:
    """Score each value of a list with an equal part of the points: this project's own clause."""
    part = weight / len(target.parts)
    earned = Decimal(0)
    steps: tuple[Step, ...] = ()
    for wanted, reached in zip(target.parts, value.parts, strict=True):
        if reached is None:  # pragma: no cover - judge() names it before
            raise TypeError
        points, made = _working(wanted, reached, part, circumstances)
        earned, steps = earned + points, (*steps, *made)
    return min(earned, weight), steps


def _reached(value: ActualValue, unit: str) -> Decimal:
    number = _number(value, unit)
    if number is None:  # pragma: no cover - judge() names it before
        raise TypeError
    return number


def _number(value: ActualValue, unit: str) -> Decimal | None:
    if isinstance(value, ShareActual):
        rate = value.rate()
        return None if rate is None else convert(rate, value.unit, unit)
    return convert(value.number, value.unit, unit) if isinstance(value, NumberActual) else None


def _with_excess(
    score: Score, target: Target | None, value: ActualValue, standard: ScoringStandard
) -> Score:
    """Let a target that was far exceeded ask for a reason, or cost points (F6)."""
    degree = excess(target, value)
    if degree is None or degree <= standard.over_above or not isinstance(target, NumberTarget):
        return score
    number = _reached(value, target.unit)
    points, step = formulas.over_achieved(score.weight, target.number, number, standard.over_above)
    if standard.over_method == "deduct":
        points = rounded(points, standard.places)
        return replace(
            score, points=points, formula="F6", steps=(*score.steps, step), needs_reason=True
        )
    percent = plain(degree * 100, 2)
    text = Bilingual(f"超过目标 {percent}%", f"{percent}% beyond the target")
    return replace(score, steps=(*score.steps, Step("F6", text)), needs_reason=True)
