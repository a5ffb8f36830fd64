"""Whether a target was met by what was reached; what cannot be judged says why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from jiheng.model import (
    Actual,
    DateActual,
    DeadlineTarget,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
    ShareActual,
    TextTarget,
)
from jiheng.results.accumulation import Accumulation, accumulate
from jiheng.results.circumstances import ANY_TIME
from jiheng.results.comparing import stand, stand_within
from jiheng.results.units import convert
from jiheng.results.verdict import Attainment, Obstacle, Verdict
from jiheng.results.words import compared, days_late, grade_words, obstacle_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jiheng.model import ActualValue, Target
    from jiheng.results.accumulation import PeriodValue
    from jiheng.results.circumstances import Circumstances

_GRADES = {
    Grade.ACHIEVED: Attainment.MET,
    Grade.PARTLY: Attainment.PARTLY,
    Grade.NOT_ACHIEVED: Attainment.MISSED,
}


def judge(
    target: Target | None, actual: Actual | None, circumstances: Circumstances = ANY_TIME
) -> Verdict:
    """Return whether an actual value meets a target.

    Direction and comparator come from the target. What cannot be judged is never a verdict by
    default: a missing value, a target or denominator of nought, a day not yet due, an indicator
    that does not apply, a sample too small, values of unlike kinds or units each have a name.

    Args:
        target: What the indicator asks for.
        actual: What was reached; None when it is not known.
        circumstances: The day, the year and the least sample.
    """
    if not circumstances.applicable:
        return unjudged(Obstacle.NOT_APPLICABLE)
    if actual is None:
        early = circumstances.is_before(_due(target, circumstances))
        return unjudged(Obstacle.NOT_YET_DUE if early else Obstacle.MISSING_DATA)
    if actual.sample is not None and actual.sample < circumstances.minimum_sample:
        return unjudged(Obstacle.SAMPLE_TOO_SMALL)
    verdict = _judged(target, actual.value, circumstances)
    return _not_before_due(verdict, target, circumstances)


def judge_entries(
    target: Target | None,
    entries: Iterable[PeriodValue],
    how: Accumulation,
    circumstances: Circumstances = ANY_TIME,
) -> Verdict:
    """Return whether the entries of several periods meet a target.

    Where each period is judged by itself, the worst verdict is that of all: missed, else what
    cannot be judged, else partly, else met.
    """
    entries = tuple(entries)
    if how is Accumulation.PER_PERIOD and entries:
        verdicts = [
            judge(target, None if entry.value is None else Actual(value=entry.value), circumstances)
            for entry in sorted(entries, key=lambda entry: entry.ends)
        ]
        return _worst(verdicts)
    value = accumulate(entries, how)
    if value is Obstacle.MISSING_DATA:
        return judge(target, None, circumstances)
    if isinstance(value, Obstacle):
        return unjudged(value)
    return judge(target, Actual(value=value), circumstances)


def unjudged(obstacle: Obstacle) -> Verdict:
    """Return the verdict of what cannot be judged, with its reason in words."""
    return Verdict(
        attainment=Attainment.UNJUDGED, obstacle=obstacle, reason=obstacle_reason(obstacle)
    )


def _due(target: Target | None, circumstances: Circumstances) -> date | None:
    if isinstance(target, DeadlineTarget):
        return target.latest() or _in_year(target, circumstances).latest()
    return circumstances.due


def _judged(target: Target | None, value: ActualValue, circumstances: Circumstances) -> Verdict:
    if isinstance(value, GradeActual):
        return _graded(target, value)
    if target is None or isinstance(target, TextTarget):
        return unjudged(Obstacle.NO_MEASURABLE_TARGET)
    if isinstance(target, SeveralTargets):
        return _several(target, value, circumstances)
    if isinstance(target, DeadlineTarget):
        return _in_time(_in_year(target, circumstances), value)
    if isinstance(target, NumberTarget | RangeTarget):
        return _by_number(target, value)
    assert_never(target)


def _graded(target: Target | None, value: GradeActual) -> Verdict:
    if target is not None and not isinstance(target, TextTarget):
        return unjudged(Obstacle.UNLIKE_KINDS)
    return Verdict(attainment=_GRADES[value.grade], reason=grade_words(value.grade))


def _by_number(target: NumberTarget | RangeTarget, value: ActualValue) -> Verdict:
    if isinstance(value, ShareActual):
        number = value.rate()
        if number is None:
            return unjudged(Obstacle.ZERO_DENOMINATOR)
    elif isinstance(value, NumberActual):
        number = value.number
    else:
        return unjudged(Obstacle.UNLIKE_KINDS)
    reached = convert(number, value.unit, target.unit)
    if reached is None:
        return unjudged(Obstacle.UNLIKE_UNITS)
    standing = (
        stand_within(target, reached) if isinstance(target, RangeTarget) else stand(target, reached)
    )
    if standing is None:
        return unjudged(Obstacle.ZERO_TARGET)
    return Verdict(
        attainment=standing.attainment, reached=standing.reached, reason=compared(target, reached)
    )


def _in_time(target: DeadlineTarget, value: ActualValue) -> Verdict:
    if not isinstance(value, DateActual):
        return unjudged(Obstacle.UNLIKE_KINDS)
    latest = target.latest()
    if latest is None:
        return unjudged(Obstacle.UNKNOWN_YEAR)
    late = (value.on - latest).days
    attainment = Attainment.MET if late <= 0 else Attainment.MISSED
    return Verdict(attainment=attainment, reason=days_late(value.on, latest))


def _in_year(target: DeadlineTarget, circumstances: Circumstances) -> DeadlineTarget:
    return target if target.year else replace(target, year=circumstances.fiscal_year)


def _several(target: SeveralTargets, value: ActualValue, circumstances: Circumstances) -> Verdict:
    if not target.parts:
        return unjudged(Obstacle.NO_MEASURABLE_TARGET)
    if not isinstance(value, SeveralActuals) or len(value.parts) != len(target.parts):
        return unjudged(Obstacle.UNLIKE_KINDS)
    return together(
        [
            judge(wanted, None if part is None else Actual(value=part), circumstances)
            for wanted, part in zip(target.parts, value.parts, strict=True)
        ]
    )


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict of a list of targets from those of its parts, one at least.

    Nothing is said of the whole while a part cannot be judged. It is missed where all parts are,
    and reached in part where some are.
    """
    unknown = [verdict for verdict in verdicts if not verdict.judged]
    if unknown:
        return unknown[0]
    worst = _worst(verdicts)
    if worst.attainment is not Attainment.MISSED:
        return worst
    if all(verdict.attainment is Attainment.MISSED for verdict in verdicts):
        return verdicts[0]
    return replace(worst, attainment=Attainment.PARTLY, reached=_share_met(verdicts))


def _share_met(verdicts: Sequence[Verdict]) -> Decimal:
    met = sum(verdict.attainment is Attainment.MET for verdict in verdicts)
    return Decimal(met) / len(verdicts)


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    order = (Attainment.MISSED, Attainment.UNJUDGED, Attainment.PARTLY, Attainment.MET)
    return min(verdicts, key=lambda verdict: order.index(verdict.attainment))


def _not_before_due(
    verdict: Verdict, target: Target | None, circumstances: Circumstances
) -> Verdict:
    """Let nothing be missed or kept that can still change: only a floor that is reached is met."""
    early = circumstances.is_before(circumstances.due)
    if not early or not verdict.judged or isinstance(target, DeadlineTarget | SeveralTargets):
        return verdict  # a deadline is a day itself; the parts of a list were asked one by one
    floor = isinstance(target, NumberTarget) and target.op in ("≥", ">", "=") and target.number > 0
    if floor and verdict.attainment is Attainment.MET:
        return verdict
    return unjudged(Obstacle.NOT_YET_DUE)
