"""Stretches of a row that words cover, and the white between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from jiheng.reading.containers.page.grids import TOUCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.page.ink import Glyph

Stretch: TypeAlias = tuple[float, float]
"""From left to right, in points."""


def is_over(band: Sequence[Stretch], at: float) -> bool:
    """Return whether words of a row stand over a place, and not over their own edge alone."""
    return any(start + TOUCH < at < stop - TOUCH for start, stop in band)


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
