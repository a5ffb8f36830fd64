"""Stretches of a row that words cover, and the white between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from jiheng.reading.containers.page.grids import TOUCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.page.ink import Glyph

Stretch: TypeAlias = tuple[float, float]
"""From left to right, in points."""

SAME = 0.5
"""Points between words that begin at the same place of their column."""


def is_over(band: Sequence[Stretch], at: float) -> bool:
    """Return whether words of a row stand over a place, and not over their own edge alone."""
    return any(start + TOUCH < at < stop - TOUCH for start, stop in band)


def is_parted(band: Sequence[Glyph], at: float, least: float, begins: Iterable[float]) -> bool:
    """Return whether a little white parts words of a row at a place where other rows begin words.

    Args:
        band: The characters of the row.
        at: The place.
        least: Points of white.
        begins: Where stretches of words begin in all rows.
    """
    starts = {
        other[0] for one, other in pairwise(parts_of(band, least)) if one[1] - TOUCH < at < other[0]
    }
    return any(abs(start - begin) < SAME for start in starts for begin in begins)


def is_in_white(band: Sequence[Glyph], at: float, least: float, most: int) -> bool:
    """Return whether a place lies in a little white, and the words of a row have hardly more of it.

    Args:
        band: The characters of the row.
        at: The place.
        least: Points of white.
        most: Stretches of words; more are words of which each character stands apart.
    """
    parts = parts_of(band, least)
    return len(parts) <= most and any(one[1] <= at <= other[0] for one, other in pairwise(parts))


def is_across(band: Sequence[Stretch], sides: Iterable[float]) -> bool:
    """Return whether words of a row stand over one of several places."""
    return any(is_over(band, at) for at in sides)


def parts_of(band: Sequence[Glyph], least: float) -> list[Stretch]:
    """Return the stretches of a row that words cover, from left to right."""
    found: list[Stretch] = []
    for start, stop in sorted((glyph.left, glyph.right) for glyph in band):
        if found and start - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def rest_of(white: Stretch, band: Sequence[Stretch]) -> Stretch:
    """Return the widest part of a stretch that no word of a row covers."""
    start, stop = white
    over = [(max(a, start), min(b, stop)) for a, b in band if b > start and a < stop]
    ends = [start, *(b for _, b in over)]
    begins = [*(a for a, _ in over), stop]
    return max(zip(ends, begins, strict=True), key=lambda rest: rest[1] - rest[0])


def common_white(
    white: Stretch, bands: Sequence[Sequence[Stretch]], least: float
) -> tuple[Stretch, int]:
    """Return the part of a stretch that words of the fewest rows cover, and how many do not.

    Args:
        white: The stretch.
        bands: The words of each row.
        least: Points of white in a row.
    """
    whites = [_whites(white, band, least) for band in bands]
    found = (0, 0.0, white)
    for at in sorted({start for own in whites for start, _ in own}):
        ends = [stop for own in whites for start, stop in own if start <= at <= stop - least]
        found = max(found, (len(ends), min(ends) - at, (at, min(ends))))
    return found[2], found[0]


def _whites(white: Stretch, band: Iterable[Stretch], least: float) -> list[Stretch]:
    start, stop = white
    over = [(a, b) for a, b in band if b > start and a < stop]
    ends = [start, *(b for _, b in over)]
    begins = [*(a for a, _ in over), stop]
    return [(a, b) for a, b in zip(ends, begins, strict=True) if b - a >= least]
