"""What a verdict depends on besides target and actual value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """When, for which year, and on how many answers a target is judged.

    Attributes:
        today: The day of the judgement; without it nothing is “not yet due”.
        due: The day on which the target is to be met, for targets that are no deadlines themselves.
        fiscal_year: The year of a deadline that prints none (12月底前).
        applicable: False for an indicator that does not apply this year.
        minimum_sample: Fewer answers or cases than this are no ground for a verdict.
    """

    today: date | None = None
    due: date | None = None
    fiscal_year: int | None = None
    applicable: bool = True
    minimum_sample: int = 0

    def is_before(self, day: date | None) -> bool:
        """Return whether the judgement is made before a day has ended."""
        return self.today is not None and day is not None and self.today <= day


ANY_TIME = Circumstances()
"""No day, no due date, no least sample."""
