"""A list of indicators with a head of its own in each project → one head above all of them.

Word tables hold such a list as a table within the cell 绩效指标 of every project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.grids.lattice import Cell, Lattice
from jiheng.reading.layouts.words.roles import role_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.heads.head import Column, Head

_BLANK = Traced()
_LEVELS_AND_VALUES = frozenset(("level1", "level2", "annual_value", "period_value", "actual"))


def with_outer_head(lattice: Lattice, head: Head) -> tuple[Lattice, list[Traced]] | None:
    """Return a lattice in which the inner heads stand once, as the second row of its head.

    Args:
        lattice: A table of projects.
        head: Its head, with one column for all indicators.

    Returns:
        The lattice and the inner heads that it no longer holds; None where there are none.
    """
    over = next((c for c in head.columns if c.role == "indicators"), None)
    if over is None or head.has_indicators or not head.has_projects:
        return None
    inner = {
        row: cells
        for row in range(head.stop, len(lattice))
        if _is_head(cells := _within(lattice, row, over.first, over.stop))
        and all(c.row + c.height > row + 1 for c in lattice.across[row] if c not in cells)
    }
    if head.stop not in inner:
        return None
    rows = [row for row in range(len(lattice)) if row not in inner]
    found = _kept(lattice, rows)
    _put_in(found, head.stop, over, inner[head.stop])
    again = [cell.text for row in inner if row != head.stop for cell in inner[row]]
    return found, again


def _within(lattice: Lattice, row: int, first: int, stop: int) -> list[Cell]:
    return [c for c in lattice.row(row) if first <= c.column and c.stop <= stop]


def _is_head(cells: Sequence[Cell]) -> bool:
    roles = {role_in(cell.text.text, "columns") for cell in cells}
    named = "name3" in roles and bool(roles & _LEVELS_AND_VALUES)
    return named and all(cell.height == 1 for cell in cells)


def _kept(lattice: Lattice, rows: Sequence[int]) -> Lattice:
    """Return some rows of a lattice; a cell that loses some of its rows is as much lower."""
    at = {row: index for index, row in enumerate(rows)}
    renewed: dict[int, Cell] = {}
    places = []
    for row in rows:
        for cell in lattice.across[row]:
            if id(cell) not in renewed:
                left = [at[own] for own in range(cell.row, cell.row + cell.height) if own in at]
                renewed[id(cell)] = Cell(cell.text, left[0], cell.column, len(left), cell.width)
        places.append([renewed[id(cell)] for cell in lattice.places[row]])
    seams, breaks = (
        {at[row] for row in own if row in at} for own in (lattice.seams, lattice.breaks)
    )
    pages, bottoms = [lattice.pages[row] for row in rows], [lattice.bottoms[row] for row in rows]
    return Lattice(places, pages, bottoms, seams, breaks)


def _put_in(lattice: Lattice, row: int, under: Column, cells: Sequence[Cell]) -> None:
    """Put cells in as a row below a head, whose other cells become as much higher."""
    for cell in {id(cell): cell for line in lattice.places[row:] for cell in line}.values():
        cell.row += 1
    line = list(lattice.places[row - 1])
    for cell in {id(cell): cell for cell in line}.values():
        if not under.first <= cell.column < under.stop:
            cell.height += 1
    for column in range(under.first, under.stop):
        line[column] = Cell(_BLANK, row, column)
    for cell in cells:
        new = Cell(cell.text, row, cell.column, 1, cell.width)
        line[cell.column : cell.stop] = [new] * cell.width
    lattice.places.insert(row, line)
    lattice.pages.insert(row, lattice.pages[row - 1])
    lattice.bottoms.insert(row, lattice.bottoms[row - 1])
    lattice.seams, lattice.breaks = (
        {at + (at >= row) for at in own} for own in (lattice.seams, lattice.breaks)
    )
