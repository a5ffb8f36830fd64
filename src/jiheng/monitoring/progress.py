"""How much of a year has passed, and which values grow with it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import NumberTarget, RangeTarget, ShareActual
from jiheng.results import Accumulation

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import ActualValue, Target

_SHARES = frozenset({"%", "‰", "％", "百分比"})
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class YearPart:
    """A part of a year as an exact fraction; `passed` of `whole` days of equal months."""

    passed: int
    whole: int

    @property
    def months(self) -> str:
        """Return the months in words: 7, or 7.5 in the middle of the eighth."""
        months = Decimal(self.passed) * _LAST_MONTH / self.whole
        text = f"{round(months, 2):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


def year_part(cut_off: date, fiscal_year: int) -> YearPart | None:
    """Return how much of a year has passed at the end of a day, by months.

    A month counts as a twelfth, part of it by its days. None before the year began; after it, all.
    """
    if cut_off.year < fiscal_year:
        return None
    if cut_off.year > fiscal_year:
        return YearPart(1, 1)
    days = monthrange(cut_off.year, cut_off.month)[1]
    return YearPart((cut_off.month - 1) * days + cut_off.day, _LAST_MONTH * days)


def usual_accumulation(target: Target | None, value: ActualValue | None) -> Accumulation:
    """Return how a value is taken to add up where the indicator does not say it.

    Shares and averages stand for themselves; what counts things adds up over the year.
    """
    unit = target.unit if isinstance(target, NumberTarget | RangeTarget) else ""
    if isinstance(value, ShareActual) or unit in _SHARES or "/" in unit:
        return Accumulation.LATEST
    return Accumulation.RUNNING
