"""Entries of several periods made one value, by the way that is declared for the indicator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from jiheng.model import DateActual, NumberActual, ShareActual
from jiheng.results.units import convert
from jiheng.results.verdict import Obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jiheng.model import ActualValue


class Accumulation(StrEnum):
    """How the entries of several periods make one value (累计方式).

    逐期考核: each period is judged by itself. 累计: entries are added. 平均: their mean; shares add
    both parts. 期末: the last entry counts.
    """

    PER_PERIOD = "per-period"
    RUNNING = "running"
    AVERAGE = "average"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodValue:
    """What was reached within one period; None when nothing is known about it, never nought.

    Attributes:
        ends: Last day of the period.
    """

    ends: date
    value: ActualValue | None


def accumulate(entries: Iterable[PeriodValue], how: Accumulation) -> ActualValue | Obstacle:
    """Return one value of the entries, or why there is none.

    A period without data leaves a sum and a mean unknown: a gap is not nought. Entries may come in
    any order. `PER_PERIOD` has no single value but that of a single period.

    Raises:
        ValueError: Two entries end on the same day.
    """
    ordered = sorted(entries, key=lambda entry: entry.ends)
    if len({entry.ends for entry in ordered}) < len(ordered):
        message = "two entries end on the same day"
        raise ValueError(message)
    if not ordered:
        return Obstacle.MISSING_DATA
    last = ordered[-1].value
    if how is Accumulation.LATEST or len(ordered) == 1:
        return Obstacle.MISSING_DATA if last is None else last
    values = [entry.value for entry in ordered if entry.value is not None]
    if len(values) < len(ordered):
        return Obstacle.MISSING_DATA
    if how is Accumulation.PER_PERIOD:
        return Obstacle.NOT_APPLICABLE
    return _together(values, how)


def _together(values: Sequence[ActualValue], how: Accumulation) -> ActualValue | Obstacle:
    kinds = {type(value) for value in values}
    if kinds == {ShareActual}:
        return _shares(cast("Sequence[ShareActual]", values))
    if kinds == {NumberActual}:
        return _numbers(cast("Sequence[NumberActual]", values), how)
    if kinds == {DateActual}:
        return max(cast("Sequence[DateActual]", values), key=lambda value: value.on)
    return Obstacle.UNLIKE_KINDS


def _shares(values: Sequence[ShareActual]) -> ShareActual | Obstacle:
    """Add both parts: the mean of shares is not the share of the whole."""
    unit = values[0].unit
    if any(value.unit != unit for value in values):
        return Obstacle.UNLIKE_UNITS
    return ShareActual(
        numerator=sum((value.numerator for value in values), Decimal(0)),
        denominator=sum((value.denominator for value in values), Decimal(0)),
        unit=unit,
    )


def _numbers(values: Sequence[NumberActual], how: Accumulation) -> NumberActual | Obstacle:
    unit = next((value.unit for value in values if value.unit), "")
    numbers = [convert(value.number, value.unit, unit) for value in values]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return Obstacle.UNLIKE_UNITS
    total = sum(known, Decimal(0))
    number = total / len(known) if how is Accumulation.AVERAGE else total
    return NumberActual(number=number, unit=unit)
