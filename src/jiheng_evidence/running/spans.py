"""Windows and periods: which days count, and which months or quarters should have data."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jiheng_evidence.measures.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3}
_YEAR = 12
_MOST_PERIODS = 1200


@dataclass(frozen=True, slots=True)
class Span:
    """The fiscal year and the day of judging."""

    fiscal_year: int
    as_of: date

    @property
    def year_start(self) -> date:
        """The first day of the fiscal year."""
        return date(self.fiscal_year, 1, 1)

    @property
    def year_end(self) -> date:
        """The last day of the fiscal year."""
        return date(self.fiscal_year, 12, 31)

    def parameters(self) -> dict[str, object]:
        """Return what queries may name with a dollar sign."""
        return {
            "as_of": self.as_of,
            "year_start": self.year_start,
            "year_end": self.year_end,
            "fiscal_year": self.fiscal_year,
        }


def last_day(period: Period, number: int) -> date:
    """Return the last day of a period, by its number."""
    months = number * _MONTHS[period] + _MONTHS[period] - 1
    year, month = divmod(months, _YEAR)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def number_of(period: Period, day: date) -> int:
    """Return the number of the period that a day is in; the next period has the next number."""
    return (day.year * _YEAR + day.month - 1) // _MONTHS[period]


def period_sql(period: Period, column: str) -> str:
    """Return the number of the period of a column, in SQL."""
    return f"(year({column}) * {_YEAR} + month({column}) - 1) // {_MONTHS[period]}"


def expected(period: Period, span: Span, seen: Iterable[int], *, whole: bool) -> tuple[int, ...]:
    """Return the periods that have ended by the day of judging, and so should have data.

    Args:
        period: Months or quarters.
        span: The fiscal year and the day.
        seen: Periods that have data.
        whole: Whether to begin with the first that has data, not with the fiscal year.
    """
    last = min(span.as_of, span.year_end) if not whole else span.as_of
    stop = number_of(period, last)
    if last_day(period, stop) <= last:
        stop += 1
    first = min(seen, default=stop) if whole else number_of(period, span.year_start)
    return tuple(range(max(first, stop - _MOST_PERIODS), stop))


def name_of(period: Period, number: int) -> str:
    """Return how to call a period: 2025-03, 2025Q1."""
    end = last_day(period, number)
    if period is Period.QUARTER:
        return f"{end.year}Q{(end.month + 2) // 3}"
    return f"{end.year}-{end.month:02d}"
