"""How far a number lies from the others: median and median deviation, on the scale that fits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CONSISTENT = 1.4826
"""Makes the median deviation of normal data their standard deviation."""

_CONSISTENT_MEAN = 1.2533
"""The same for the mean deviation, used where more than half of the numbers are equal."""

_SKEWED = 1.5
"""Upper tail so many times the lower: amounts of money and people are like that."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Middle and width of some numbers.

    Attributes:
        by_ratio: Whether distance is counted in ratios (logarithms), for skewed positive numbers.
        typical: The median itself.
    """

    middle: float
    width: float
    by_ratio: bool
    typical: float

    def distance(self, number: float) -> float:
        """Return how many widths a number lies from the middle; 0 where that says nothing."""
        if self.width == 0 or (self.by_ratio and number <= 0):
            return 0.0
        at = math.log10(number) if self.by_ratio else number
        return abs(at - self.middle) / self.width


def spread_of(numbers: Sequence[float]) -> Spread:
    """Return the spread of at least one number."""
    typical = median(numbers)
    by_ratio = min(numbers) > 0 and _is_skewed(sorted(numbers), typical)
    positive = [number for number in numbers if number > 0]
    if not by_ratio and min(numbers) == 0 and positive:
        # Noughts among amounts mean “none here”; the others are looked at for their own sake.
        by_ratio = _is_skewed(sorted(positive), median(positive))
    scaled = [math.log10(number) for number in positive] if by_ratio else numbers
    middle = median(scaled)
    away = [abs(number - middle) for number in scaled]
    width = _CONSISTENT * median(away) or _CONSISTENT_MEAN * fmean(away)
    return Spread(middle, width, by_ratio, typical)


def _is_skewed(ordered: Sequence[float], typical: float) -> bool:
    last = len(ordered) - 1
    low, high = ordered[round(last * 0.05)], ordered[round(last * 0.95)]
    return high - typical > _SKEWED * (typical - low)
