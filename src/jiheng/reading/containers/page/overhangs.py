"""Words set amid a cell that is too small for them: they begin over the cell before or above it.

A number or a code has no place where a line may end. Set in the middle of its cell, it stands out
of it as far to the left as to the right. So do the lines of a cell that is too low for them: the
first crosses the line above the cell, the last one that below it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.lines import touches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.page.grids import RuledCell, RuledTable
    from jiheng.reading.containers.page.ink import Glyph

ASKEW = 1.0
"""Points by which words stand out of their cell further to one side."""

_HALF = 0.5

_EVEN = 0.3
"""Share of the height of a line by which lines stand out of their cell further on one side."""

_LOW = 4
"""Heights of a line that a row too low for its lines has at most."""

_DEEP = 0.2
"""Share of the height of a line that a ruling cuts off from it at least, to cross it."""


def set_amid(
    inside: Sequence[list[list[Glyph]]], outside: list[Glyph], tables: Sequence[RuledTable]
) -> list[Glyph]:
    """Give words to the cell they are set amid; return the characters outside of all tables.

    Args:
        inside: The characters of each cell of each table, which change.
        outside: Those that stand in none, or begin left of one.
        tables: Of the page.
    """
    for table, cells in zip(tables, inside, strict=True):
        for number, held in enumerate(cells):
            cell = table.cells[number]
            left, right = (table.columns[at] for at in (cell.column, cell.column + cell.width))
            if held and max(glyph.left for glyph in held) > right:
                cells[number] = _kept(held, table, cells, (right - left) * _HALF)
        left, top, _, bottom = table.box
        if any(left < glyph.left and top < glyph.top < bottom for glyph in outside):
            outside = _kept(outside, table, cells, left)
    return outside


def set_between(inside: Sequence[list[list[Glyph]]], tables: Sequence[RuledTable]) -> None:
    """Give lines that stand out of a cell as far above as below it to that cell.

    Args:
        inside: The characters of each cell of each table, which change.
        tables: Of the page.
    """
    for table, cells in zip(tables, inside, strict=True):
        crossed = _crossed(table, cells)
        for number, cell in enumerate(table.cells if len(crossed) > 1 else ()):
            above = _over(table, cell, crossed.get(cell.row, ()))
            below = _over(table, cell, crossed.get(cell.row + cell.height, ()))
            if above and below and _is_amid(table, cell, above, below):
                moved = {id(glyph) for glyph in (*above, *below)}
                for held in cells:
                    if any(id(glyph) in moved for glyph in held):
                        held[:] = [glyph for glyph in held if id(glyph) not in moved]
                cells[number].extend((*above, *below))


def _crossed(table: RuledTable, cells: Iterable[Sequence[Glyph]]) -> dict[int, list[Glyph]]:
    """Return the characters that cross the line above each row, or the end of the table."""
    crossed: dict[int, list[Glyph]] = {}
    rows = table.rows
    for held in cells:
        for glyph in held:
            slack = (glyph.bottom - glyph.top) * _DEEP
            row = bisect_right(rows, glyph.bottom - slack) - 1
            if rows[row] > glyph.top + slack:
                crossed.setdefault(row, []).append(glyph)
    return crossed


def _over(table: RuledTable, cell: RuledCell, glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return which characters stand above or below a cell, between its sides."""
    left, right = (table.columns[at] for at in (cell.column, cell.column + cell.width))
    return [glyph for glyph in glyphs if left < (glyph.left + glyph.right) / 2 < right]


def _is_amid(
    table: RuledTable, cell: RuledCell, above: Iterable[Glyph], below: Iterable[Glyph]
) -> bool:
    """Whether lines stand out of a low cell as far above as below.

    Out of a high one, or one merged over rows, a text runs that is too long for the page.
    """
    first = min(above, key=lambda glyph: glyph.top)
    height = table.rows[cell.row + cell.height] - table.rows[cell.row]
    if cell.height > 1 or height > _LOW * (first.bottom - first.top):
        return False
    over = table.rows[cell.row] - first.top
    under = max(glyph.bottom for glyph in below) - table.rows[cell.row + cell.height]
    return abs(over - under) <= _EVEN * (first.bottom - first.top)


def _kept(
    held: Sequence[Glyph], table: RuledTable, cells: Sequence[list[Glyph]], most: float
) -> list[Glyph]:
    """Return what is left of characters after the words that are set amid another cell.

    Args:
        held: The characters.
        table: A table, in which they may stand.
        cells: The characters of each of its cells, which change.
        most: Points by which words may stand out of their cell.
    """
    kept: list[Glyph] = []
    for run in _runs(held):
        number = _amid(run, table, most)
        if number is None or cells[number] is held:
            kept.extend(run)
        else:
            cells[number].extend(run)
    return kept


def _amid(run: Sequence[Glyph], table: RuledTable, most: float) -> int | None:
    """Return the cell out of which words stand as far on both sides; None if there is none."""
    start, stop = run[0].left, run[-1].right
    number = table.cell_at((start + stop) / 2, (run[0].top + run[0].bottom) / 2)
    if number is None:
        return None
    cell = table.cells[number]
    before = table.columns[cell.column] - start
    behind = stop - table.columns[cell.column + cell.width]
    return number if 0 < before < most and abs(before - behind) <= ASKEW else None


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the characters that go on from each other, as they are drawn."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and touches(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs
