"""A value becomes points from 0 to 100: one curve for each leaf and group, exact throughout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.schemes.figures import UNIT
from jiheng.schemes.scheme import FULL, Direction, Method
from jiheng.schemes.spread import bounds, parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from jiheng.schemes.scheme import Indicator
    from jiheng.schemes.spread import Spread

_FINE = 10**8


@dataclass(frozen=True, slots=True)
class Curve:
    """Points as a function of merit.

    Attributes:
        denominator: What `of` is to be divided by.
        of: Merit → points times the denominator, within floor and cap.
        line: Slope and rise of the points before floor and cap are applied; None where the curve
            is no straight line.
    """

    leaf: Indicator
    spread: Spread
    denominator: int
    of: Callable[[int], int]
    line: tuple[int, int] | None = None

    def points(self, number: Decimal) -> int:
        """Return a number of points times the denominator."""
        return int(number * _FINE) * self.denominator // _FINE

    @property
    def floor(self) -> int:
        """Least points times the denominator."""
        return self.points(self.leaf.floor)


def curve_of(leaf: Indicator, spread: Spread) -> Curve:
    """Return the curve of a leaf in a group."""
    if leaf.method is Method.PERCENTILE:
        return _percentile(leaf, spread)
    if leaf.method is Method.BANDS:
        return _banded(leaf, spread)
    return _straight(leaf, spread, *_LINES[leaf.method or Method.MIN_MAX](leaf, spread))


Line = tuple[int, int, int]
"""Points = (slope × merit + rise) ÷ denominator."""


def _level(points: Decimal) -> Line:
    return 0, int(points * _FINE), _FINE


def _between(leaf: Indicator, spread: Spread) -> Line:
    low, high = bounds(leaf, spread)
    if low < high:
        return FULL, -FULL * low, high - low
    declared = leaf.low is not None or leaf.high is not None
    if not declared or not spread.merits:
        return _level(leaf.flat)
    # One end was declared, and nobody is beyond it.
    lower = leaf.low if leaf.direction is Direction.POSITIVE else leaf.high
    return _level(leaf.floor if lower is not None else leaf.cap)


def _by_deviation(leaf: Indicator, spread: Spread) -> Line:
    if spread.is_flat:
        return _level(leaf.centre)
    root, scale = spread.root
    slope, centre = int(leaf.slope * _FINE), int(leaf.centre * _FINE)
    count = len(spread.merits)
    return slope * count * scale, centre * root - slope * spread.total * scale, root * _FINE


def _to_target(leaf: Indicator, _spread: Spread) -> Line:
    target = parts(leaf.target) or 1
    return FULL, (2 * FULL * target if leaf.direction is Direction.NEGATIVE else 0), target


def _yes_or_no(leaf: Indicator, _spread: Spread) -> Line:
    return FULL, (FULL * UNIT if leaf.direction is Direction.NEGATIVE else 0), UNIT


def _by_unit(leaf: Indicator, _spread: Spread) -> Line:
    whole = UNIT * UNIT
    rise = FULL * whole if leaf.direction is Direction.NEGATIVE else 0
    return parts(leaf.each) or 0, rise, whole


_LINES: dict[Method, Callable[[Indicator, Spread], Line]] = {
    Method.MIN_MAX: _between,
    Method.LOGARITHM: _between,
    Method.Z_SCORE: _by_deviation,
    Method.RATIO: _to_target,
    Method.YES_NO: _yes_or_no,
    Method.PER_UNIT: _by_unit,
}


def _straight(leaf: Indicator, spread: Spread, slope: int, rise: int, whole: int) -> Curve:
    fine = _fineness(leaf)
    slope, rise, whole = slope * fine, rise * fine, whole * fine
    least = int(leaf.floor * _FINE) * whole // _FINE
    most = int(leaf.cap * _FINE) * whole // _FINE

    def points(merit: int) -> int:
        found = slope * merit + rise
        return least if found < least else min(found, most)

    return Curve(leaf, spread, whole, points, (slope, rise))


def _fineness(leaf: Indicator) -> int:
    """Return what makes floor and cap whole numbers."""
    whole = leaf.floor == int(leaf.floor) and leaf.cap == int(leaf.cap)
    return 1 if whole else _FINE


def _percentile(leaf: Indicator, spread: Spread) -> Curve:
    """Give the share of the others that are less; of those that are equal, half."""
    others = len(spread.merits) - 1
    if others < 1 or spread.is_flat:
        return _straight(leaf, spread, *_level(leaf.flat))
    fine = _fineness(leaf)
    whole = 2 * others * fine
    least = int(leaf.floor * _FINE) * whole // _FINE
    most = int(leaf.cap * _FINE) * whole // _FINE
    known: dict[int, int] = {}

    def points(merit: int) -> int:
        found = known.get(merit)
        if found is None:
            below, equal = spread.below(merit)
            share = max(2 * below + equal - 1, 0)
            found = known[merit] = max(least, min(share * FULL * fine, most))
        return found

    return Curve(leaf, spread, whole, points)


def _banded(leaf: Indicator, spread: Spread) -> Curve:
    sign = -1 if leaf.direction is Direction.NEGATIVE else 1
    steps = sorted((sign * (parts(band.bound) or 0), band.points) for band in leaf.bands)
    least, most = int(leaf.floor * _FINE), int(leaf.cap * _FINE)

    def points(merit: int) -> int:
        reached = [given for bound, given in steps if bound <= merit]
        return max(least, min(int(reached[-1] * _FINE), most)) if reached else least

    return Curve(leaf, spread, _FINE, points)
