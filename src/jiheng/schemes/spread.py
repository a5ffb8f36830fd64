"""What the values of a group are like: the exact facts that points are counted from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import isqrt
from typing import TYPE_CHECKING

from jiheng.schemes.figures import PLACES
from jiheng.schemes.logarithms import logarithm_of
from jiheng.schemes.scheme import Direction, Method

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from jiheng.schemes.scheme import Indicator

_ROOT_DIGITS = 20


@dataclass(frozen=True)
class Spread:
    """The merits of the entities of a group that have a value, sorted.

    A merit is a value turned so that more is better: taken negative where less is better, the
    distance from the best interval taken negative where there is one.
    """

    merits: Sequence[int]

    @cached_property
    def total(self) -> int:
        """Sum."""
        return sum(self.merits)

    @cached_property
    def root(self) -> tuple[int, int]:
        """Standard deviation times the count: a whole number, and what it is to be divided by.

        The root is taken to at least 20 digits, here and nowhere else.
        """
        count = len(self.merits)
        squares = count * sum(merit * merit for merit in self.merits) - self.total * self.total
        scale = 10 ** max(0, _ROOT_DIGITS - len(str(squares)) // 2)
        return isqrt(squares * scale * scale), scale

    @cached_property
    def twice_median(self) -> int | None:
        """Twice the value in the middle; None without any value."""
        count = len(self.merits)
        if not count:
            return None
        return self.merits[(count - 1) // 2] + self.merits[count // 2]

    @property
    def is_flat(self) -> bool:
        """Whether all values are equal."""
        return not self.merits or self.merits[0] == self.merits[-1]

    def below(self, merit: int) -> tuple[int, int]:
        """Return how many values are less, and how many equal."""
        first = bisect_left(self.merits, merit)
        return first, bisect_right(self.merits, merit) - first


def parts(number: Decimal | None) -> int | None:
    """Return a parameter in the parts that values are kept in."""
    return None if number is None else int(number.scaleb(PLACES))


def merit_of(leaf: Indicator) -> Callable[[int], int]:
    """Return what makes a value of a leaf a merit: greater is better."""
    if leaf.direction is Direction.MODERATE:
        least, most = parts(leaf.best_from) or 0, parts(leaf.best_to) or 0
        return lambda value: min(value - least, most - value, 0)
    sign = -1 if leaf.direction is Direction.NEGATIVE else 1
    if leaf.method is Method.LOGARITHM:
        offset = parts(leaf.offset) or 0
        return lambda value: sign * logarithm(value + offset)
    return (lambda value: -value) if sign < 0 else (lambda value: value)


@lru_cache(maxsize=65_536)
def logarithm(value: int) -> int:
    """Return the natural logarithm of parts, as a whole number of 18 places.

    Raises:
        ValueError: The value is not above nought.
    """
    if value <= 0:
        raise ValueError(value)
    return logarithm_of(value, PLACES)


def bounds(leaf: Indicator, spread: Spread) -> tuple[int, int]:
    """Return the merits worth nothing and everything: as declared, else as found."""
    low, high = parts(leaf.low), parts(leaf.high)
    if leaf.method is Method.LOGARITHM:
        offset = parts(leaf.offset) or 0
        low, high = (None if end is None else logarithm(end + offset) for end in (low, high))
    if leaf.direction is not Direction.POSITIVE:
        low, high = (None if end is None else -end for end in (high, low))
    least = spread.merits[0] if low is None and spread.merits else low
    most = spread.merits[-1] if high is None and spread.merits else high
    return (least or 0, most or 0)
