"""What a printed target value (指标值) asks for, in a form a machine can judge."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

Operator = Literal["≥", ">", "=", "≤", "<"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTarget:
    """One number to compare with, in the unit as printed (30万户 → 30, 万户).

    `unit` is the empty string when none is printed.
    """

    op: Operator
    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeTarget:
    """A number between two bounds, both included."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineTarget:
    """To be done by the end of a day; the year is unknown when none is printed."""

    year: int | None
    month: int | None
    day: int | None

    def latest(self) -> date | None:
        """Return the last day on which the target is still met, if the year is known."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralTargets:
    """A list of values, each of which is a target by itself."""

    parts: tuple[NumberTarget | RangeTarget | DeadlineTarget, ...]


@dataclass(frozen=True, slots=True)
class TextTarget:
    """Words only, or prose whose numbers cannot be told apart: a person has to judge."""


Target = NumberTarget | RangeTarget | DeadlineTarget | SeveralTargets | TextTarget


def is_measurable(target: Target | None) -> bool:
    """Return whether a machine can judge an actual value against the target."""
    return target is not None and not isinstance(target, TextTarget)
