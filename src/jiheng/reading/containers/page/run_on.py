"""Cells without a colour amid coloured ones: where one ends is told by the words in it.

Such a cell has no edges of its own; it seems as narrow as the coloured cells above and below it.
Where several lines of words run on over an edge, there is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.grids import united
from jiheng.reading.containers.page.lines import touches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph

SEVERAL = 2
"""Lines that run on over an edge; a single one may be too long for its cell."""


def with_words_whole(table: RuledTable, glyphs: Sequence[Glyph]) -> RuledTable:
    """Return a table in which no edge parts cells that several lines of words run on over."""
    across = len(table.columns) - 1
    crossed: Counter[tuple[int, int]] = Counter()
    for last, glyph in pairwise(glyphs):
        if not touches(last, glyph):
            continue
        row = bisect_right(table.rows, (glyph.top + glyph.bottom) / 2) - 1
        before, column = (
            bisect_right(table.columns, (each.left + each.right) / 2) - 1 for each in (last, glyph)
        )
        if 0 <= row < len(table.rows) - 1 and 0 <= before < column < across:
            crossed[row * across + before, row * across + column] += 1
    pairs = [
        (table.places[one], table.places[other])
        for (one, other), lines in crossed.items()
        if lines >= SEVERAL and _are_beside(table, table.places[one], table.places[other])
    ]
    return united(table, pairs) if pairs else table


def _are_beside(table: RuledTable, one: int, other: int) -> bool:
    """Whether two cells are as high as each other, side by side."""
    left, right = table.cells[one], table.cells[other]
    return one != other and (left.row, left.height) == (right.row, right.height)
