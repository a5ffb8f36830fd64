"""Columns between which a table has no line for some rows, though their cells end elsewhere.

A merged cell is as high on its left as on its right: where lines between rows stop amid it, a line
between two columns is missing, unless words run over the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.containers.page.ink import Glyph

FEWEST_COLUMNS = 3
"""Columns in which a row without any line between them says something."""

APART = 0.4
"""Heights of a character between words of two columns."""


def close_sides(
    rows: Sequence[float],
    columns: Sequence[float],
    floors: Sequence[set[int]],
    sides: Sequence[set[int]],
    glyphs: Iterable[Glyph],
) -> None:
    """Add to the walls between columns those that are missing.

    Args:
        rows: Heights of the lines between rows, borders included.
        columns: Distances of the lines between columns, borders included.
        floors: For each of those lines, the columns in which it is a wall.
        sides: For each of these, the rows in which it is one; added to.
        glyphs: Of the page.
    """
    _part_rows(rows, columns, floors, sides, glyphs)
    for column in range(1, len(columns) - 1):
        blocks = list(_open(len(rows) - 1, column, floors, sides[column]))
        if not any(_is_torn(block, column, floors) for block in blocks):
            continue
        own = [
            glyph for glyph in glyphs if columns[column - 1] < _middle(glyph) < columns[column + 1]
        ]
        for block in blocks:
            top, bottom = rows[block[0]], rows[block[-1] + 1]
            inked = [g for g in own if top < (g.top + g.bottom) / 2 < bottom]
            if _stand_apart(inked, columns[column], both=not _is_torn(block, column, floors)):
                sides[column].update(block)


def _part_rows(
    rows: Sequence[float],
    columns: Sequence[float],
    floors: Sequence[set[int]],
    sides: Sequence[set[int]],
    glyphs: Iterable[Glyph],
) -> None:
    """Part the rows that have no line between columns at all by those of the rows around them.

    Some styles draw the sides of every other row alone. Words must stand in several columns, and
    over no place where one ends.
    """
    inner = range(1, len(columns) - 1)
    every = set(range(len(columns) - 1))
    bare = [
        row
        for row in range(len(rows) - 1)
        if floors[row] >= every <= floors[row + 1] and not any(row in sides[at] for at in inner)
    ]
    if len(inner) < FEWEST_COLUMNS - 1 or not bare or len(bare) == len(rows) - 1:
        return
    for row in bare:
        own = [g for g in glyphs if rows[row] < (g.top + g.bottom) / 2 < rows[row + 1]]
        said = {at for at in every for g in own if columns[at] < _middle(g) < columns[at + 1]}
        if len(said) >= FEWEST_COLUMNS and all(
            _stand_apart(own, columns[at], both=False) for at in inner
        ):
            for at in inner:
                sides[at].add(row)


def _open(down: int, column: int, floors: Sequence[set[int]], closed: set[int]) -> Iterator[range]:
    """Yield the rows without a wall at the left of a column, up to lines that run through there."""
    first = 0
    for row in range(down):
        if row in closed:
            first = row + 1
        elif row + 1 == down or row + 1 in closed or {column - 1, column} <= floors[row + 1]:
            yield range(first, row + 1)
            first = row + 1


def _is_torn(block: range, column: int, floors: Sequence[set[int]]) -> bool:
    """Whether lines between rows stop at the left of a column."""
    return any((column - 1 in floors[row]) != (column in floors[row]) for row in block[1:])


def _stand_apart(glyphs: Sequence[Glyph], at: float, *, both: bool) -> bool:
    """Whether no words run over a place; and whether there are words on both sides, if asked."""
    found: set[bool] = set()
    for line in lines_of(glyphs):
        left = [glyph for glyph in line if _middle(glyph) < at]
        right = line[len(left) :]
        found.update([True] * bool(left) + [False] * bool(right))
        if left and right:
            white = min(glyph.left for glyph in right) - max(glyph.right for glyph in left)
            if white < APART * max(glyph.bottom - glyph.top for glyph in line):
                return False
    return len(found) > 1 or not both


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2
