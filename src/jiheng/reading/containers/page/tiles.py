"""Cells told by colours in place of lines: coloured ones, some between, white ones on a ground.

Cells of some colour alone tell where columns are; those without any would be lost, so cells must
cover the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Box = tuple[float, float, float, float]

THIN = 3.2
"""Points between cells that touch each other, as far as one sees."""

FEWEST_TILES = 6
"""Coloured boxes that are the cells of a table."""

FEWEST_BANDS = 3
"""Coloured rows of one width that are those of a table."""

TILED = 0.85
"""Share of a table that its cells cover."""

CLOSELY = 0.97
"""The share of it where cells between coloured ones are counted too: these touch each other."""

_ONCE = 1.01
"""The share of all of it, as far as the figures of a file are exact."""

_MOST = 500
"""Boxes of a table between which others are looked for."""


def on_ground(boxes: Sequence[tuple[Box, bool]]) -> list[Box]:
    """Return the boxes that may be cells: coloured ones, and white ones on a coloured ground.

    Args:
        boxes: In the order in which they are drawn, with whether each is white.
    """
    grounds = {
        box
        for at, (box, white) in enumerate(boxes)
        if not white and _holds_cells(box, [b for b, _ in boxes[at + 1 : at + 1 + FEWEST_TILES]])
    }
    cells = (
        box
        for box, white in boxes
        if box not in grounds and (not white or any(_is_within(box, each) for each in grounds))
    )
    return list({tuple(map(round, box)): box for box in cells}.values())  # some are drawn twice


def _holds_cells(ground: Box, others: Sequence[Box]) -> bool:
    return len(others) == FEWEST_TILES and all(_is_within(box, ground) for box in others)


def _is_within(box: Box, ground: Box) -> bool:
    left, bottom, right, top = ground
    within = left <= box[0] and bottom <= box[1] and box[2] <= right and box[3] <= top
    return within and box != ground


def cells_of(boxes: Sequence[Box], goes_on: Callable[[Box], bool]) -> Iterator[Box]:
    """Yield the cells of the tables that boxes make up, with those between them.

    Fewer than make a table are the rest of one if that `goes_on` within the box around them.
    """
    for table in _stacked(boxes):
        if len(table) < FEWEST_TILES and not goes_on(_around(table)):
            continue
        if _is_tiled(table):
            yield from table
        elif len(table) <= _MOST and len(_bands(table)) < len(table):
            between = _between(table)
            whole = [*table, *between]
            enough = len(between) <= len(table) and not any(_is_cut(b, table) for b in between)
            if enough and _is_tiled(whole, CLOSELY):
                yield from whole


def bands_of(boxes: Sequence[Box]) -> list[Box]:
    """Return the rows of a table that are coloured all through, if there are enough."""
    bands = _bands(boxes)
    return [_around(band) for band in bands] if len(bands) >= FEWEST_BANDS else []


def _bands(boxes: Iterable[Box]) -> list[list[Box]]:
    """Return the boxes of rows that are coloured all through, those as wide as the widest."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (-box[3], box[0])):
        same = rows and abs(rows[-1][0][3] - box[3]) + abs(rows[-1][0][1] - box[1]) < THIN
        if same:
            rows[-1].append(box)
        else:
            rows.append([box])
    bands = {_around(row): row for row in rows if _is_tiled(row)}
    left, _, right, _ = max(bands, key=lambda band: band[2] - band[0], default=(0, 0, 0, 0))
    return [
        row
        for band, row in bands.items()
        if abs(band[0] - left) < THIN and abs(band[2] - right) < THIN
    ]


def _is_tiled(boxes: Sequence[Box], least: float = TILED) -> bool:
    """Return whether boxes cover all of the box around them, each part of it once."""
    left, bottom, right, top = _around(boxes)
    whole: float = (right - left) * (top - bottom)
    covered: float = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return least <= covered / whole <= _ONCE


def _around(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _stacked(boxes: Iterable[Box]) -> list[list[Box]]:
    """Part boxes where a strip of paper lies between them: tables one below the other.

    Below or above a single row, the strip may be a row without colours.
    """
    tables: list[list[Box]] = []
    pieces: list[list[Box]] = []
    reached = 0.0
    for box in sorted(boxes, key=lambda box: -box[3]):
        if not pieces or reached - box[3] > THIN:
            pieces.append([])
            reached = box[1]
        pieces[-1].append(box)
        reached = min(reached, box[1])
    last: list[Box] = []
    for piece in pieces:
        if last and (_is_row(last) or _is_row(piece)) and _is_below(piece, last):
            tables[-1].extend(piece)
        else:
            tables.append(list(piece))
        last = piece
    return tables


def _is_row(boxes: Sequence[Box]) -> bool:
    return all(abs(box[1] - boxes[0][1]) + abs(box[3] - boxes[0][3]) <= THIN for box in boxes)


def _is_below(piece: Sequence[Box], last: Sequence[Box]) -> bool:
    """Whether boxes begin where others did, as far below as rows are high."""
    left, bottom, _, top = _around(piece)
    above = _around(last)
    highest = max(top - bottom, above[3] - above[1])
    return abs(left - above[0]) <= THIN and above[1] - top <= 2 * highest


def _between(boxes: Sequence[Box]) -> list[Box]:
    """Return the cells without a colour above and below coloured ones, as wide as these."""
    around = _around(boxes)
    found: list[Box] = []
    for box in boxes:
        left, bottom, right, top = box
        beside = [other for other in boxes if other[0] < right - THIN and other[2] > left + THIN]
        below = [other for other in beside if other[3] <= bottom + THIN]
        above = [other for other in beside if other[1] >= top - THIN]
        floor = max((other[3] for other in below), default=around[1])
        ceiling = min((other[1] for other in above), default=around[3])
        gaps = (
            ((left, floor, right, bottom), [b for b in below if b[3] >= floor - THIN]),
            ((left, top, right, ceiling), [b for b in above if b[1] <= ceiling + THIN]),
        )
        for gap, others in gaps:
            new = gap[3] - gap[1] > THIN and not any(_is_same(gap, known) for known in found)
            if new and all(_spans(box, other) for other in others):
                found.append(gap)
    return found


def _spans(box: Box, other: Box) -> bool:
    """Whether another box is as wide as a box, or wider."""
    return other[0] <= box[0] + THIN and other[2] >= box[2] - THIN


def _is_cut(box: Box, table: Iterable[Box]) -> bool:
    """Whether a row ends beside a box without a colour, which may be several cells."""
    return any(box[1] + THIN < at < box[3] - THIN for other in table for at in other[1::2])


def _is_same(box: Box, other: Box) -> bool:
    return all(abs(one - two) <= THIN for one, two in zip(box, other, strict=True))
