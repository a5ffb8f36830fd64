"""Boxes of text as detected → single lines, none of which runs out of its cell."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from jiheng.reading.containers.scan.engine import Box
from jiheng.reading.containers.scan.overlooked import DARK, SEVERAL, SLIVER, missed, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.paper import Picture
    from jiheng.reading.containers.scan.rules import Ruling

_ONE = 1.25  # what is no higher is one character, in heights of text
_REACH = 0.8  # how far from a line its punctuation may stand, in heights of text
_TIP = 0.7  # what is lower may be the tips of another line, in heights of text
_WITHIN = 0.8  # share of such tips that lies in the box of their line
_NARROW = 1.6  # a box of several lines that is narrower is a column of single characters


def lines_of(detected: Sequence[Box], bare: Picture, found: Ruling) -> list[tuple[Box, ...]]:
    """Cut boxes at rules and between lines, and add what was overlooked.

    Args:
        detected: Boxes of text.
        bare: The page without its rules.
        found: Its rules.

    Returns:
        Lines of one box, and columns of single characters as a box each, top to bottom.
    """
    height = found.text_height
    cut = [box for each in detected for box in _cut(each, found)]
    wide = [
        box if box.height > SEVERAL * height else _widened(n, cut, found)
        for n, box in enumerate(cut)
    ]
    lines = [line for box in wide for line in _split(box, bare, height)]
    overlooked = (
        (box,)
        for each in missed(wide, bare, height, found.horizontals)
        for box in _cut(each, found)
    )
    tight = [line for line in (_tight(line, bare) for line in [*lines, *overlooked]) if line]
    return [line for line in tight if not _is_tip(line, tight, height)]


def _is_tip(line: tuple[Box, ...], lines: Sequence[tuple[Box, ...]], height: float) -> bool:
    """Tell the tips of a line of text that were taken for a line of their own.

    Boxes of neighbouring lines overlap; what lies in a higher one is of that one's characters.
    """
    box = line[0]
    if len(line) > 1 or box.height >= _TIP * height:
        return False
    return any(
        other.height > box.height and _common(box, other) >= _WITHIN * box.width * box.height
        for each in lines
        for other in each
    )


def _common(one: Box, other: Box) -> float:
    """Return how much of two boxes is of both, in square dots."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)


def _cut(box: Box, found: Ruling) -> Iterator[Box]:
    """Cut a box that runs over rules: what lies in two cells is two texts."""
    little = 0.35 * found.text_height
    middle = (box.top + box.bottom) / 2
    down = [line.at for line in found.verticals if line.start <= middle <= line.stop]
    for left, right in _between(box.left, box.right, down, little):
        centre = (left + right) / 2
        across = [line.at for line in found.horizontals if line.start <= centre <= line.stop]
        for top, bottom in _between(box.top, box.bottom, across, little):
            yield Box(left, top, right, bottom)


def _between(
    start: float, stop: float, rules: Sequence[float], little: float
) -> Iterator[tuple[float, float]]:
    """Cut a stretch at rules; a sliver that only just runs over one falls away."""
    within = sorted(at for at in rules if start < at < stop)
    edges = [start, *within, stop]
    pieces = list(pairwise(edges))
    yield from [piece for piece in pieces if piece[1] - piece[0] > little] or pieces[:1]


def _widened(n: int, boxes: Sequence[Box], found: Ruling) -> Box:
    """Reach out at both ends for punctuation that was left out, up to what stands there."""
    box = boxes[n]
    middle = (box.top + box.bottom) / 2
    reach = _REACH * found.text_height
    left, right = max(0.0, box.left - reach), box.right + reach
    walls = [(line.at, line.at) for line in found.verticals if line.start <= middle <= line.stop]
    walls += [
        (other.left, other.right)
        for other in boxes
        if other is not box and other.top < middle < other.bottom
    ]
    for start, stop in walls:
        if start >= box.right:
            right = min(right, start)
        if stop <= box.left:
            left = max(left, stop)
    return Box(min(left, box.left), box.top, max(right, box.right), box.bottom)


def _split(box: Box, bare: Picture, height: float) -> Iterator[tuple[Box, ...]]:
    """Split a box of several lines; a narrow one is a label set downwards."""
    if box.height <= SEVERAL * height:
        yield (box,)
        return
    pieces = [Box(box.left, top, box.right, bottom) for top, bottom in _rows(box, bare, height)]
    if _inked_width(box, bare) <= _NARROW * height:
        yield tuple(pieces)
    else:
        yield from ((piece,) for piece in pieces)


def _inked_width(box: Box, bare: Picture) -> float:
    """Return how far the ink of a box goes across; the box itself may be much wider."""
    filled = np.flatnonzero(_ink(box, bare).any(axis=0))
    return float(filled[-1] - filled[0] + 1) if filled.size else 0.0


def _rows(box: Box, bare: Picture, height: float) -> list[tuple[float, float]]:
    """Find lines by the white between them; parts of one character stay together."""
    ink = _ink(box, bare)
    filled = np.flatnonzero(ink.any(axis=1))
    if not filled.size:
        return []
    breaks = np.flatnonzero(np.diff(filled) > 1)
    starts = [filled[0], *filled[breaks + 1]]
    stops = [*(filled[breaks] + 1), filled[-1] + 1]
    rows: list[tuple[float, float]] = []
    above = float(int(box.top))
    for start, stop in zip(starts, stops, strict=True):
        top, bottom = above + float(start), above + float(stop)
        if rows and bottom - rows[-1][0] <= _ONE * height:
            rows[-1] = (rows[-1][0], bottom)
        else:
            rows.append((top, bottom))
    return [row for row in rows if not _is_sliver(row, above, above + len(ink), height)] or rows


def _is_sliver(row: tuple[float, float], top: float, bottom: float, height: float) -> bool:
    """Tell the tips of a line of text above or below that reach into a box."""
    return row[1] - row[0] < SLIVER * height and (row[0] <= top or row[1] >= bottom)


def _tight(line: tuple[Box, ...], bare: Picture) -> tuple[Box, ...]:
    """Take the white off at the left and right, and boxes without ink out."""
    kept = []
    for box in line:
        filled = np.flatnonzero(_ink(box, bare).any(axis=0))
        if filled.size:
            left = float(max(0, int(box.left)) + filled[0])
            right = float(max(0, int(box.left)) + filled[-1] + 1)
            kept.append(Box(left, box.top, right, box.bottom))
    return tuple(kept)


def _ink(box: Box, bare: Picture) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return part_of(box, bare) < DARK
