"""Pages made up by hand, for writers that cannot part a merged cell."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from tests.printed.grid import Cell, Grid, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Needs = dict[tuple[int, int], float]
"""Row and column where a cell begins → the height its text needs."""

_LINE = 10
_LOST = 3 * _LINE
"""Height that a page end costs a cell it cuts: no line is printed in two."""


def estimated_needs(grid: Grid, widths: Sequence[float], size: float) -> Needs:
    """Return the height of each cell in a font of a size, for writers that cannot measure."""
    needs: Needs = {}
    for row, column, cell in grid.placed():
        room = sum(widths[column : column + cell.columns]) - size
        length = sum(size if east_asian_width(sign) in "WFA" else size * 0.6 for sign in cell.text)
        lines = ceil(length * 1.08 / room)
        needs[row, column] = (max(lines, 1) + 0.4) * size * 1.5
    return needs


def row_heights(grid: Grid, needs: Mapping[tuple[int, int], float]) -> list[float]:
    """Return heights in which the cells of one row fit, and merged ones as well."""
    heights = [float(_LINE)] * len(grid.rows)
    cells = sorted(grid.placed(), key=lambda placed: placed[2].rows)
    for row, column, cell in cells:
        short = needs[row, column] - sum(heights[row : row + cell.rows])
        for at in range(row, row + cell.rows):
            heights[at] += max(short, 0) / cell.rows
    return heights


def low_rows(grid: Grid, needs: Needs, tallest: float) -> tuple[Grid, Needs]:
    """Return a grid that looks the same, in which a row that is too high is several merged ones."""
    counts = [ceil(height / tallest) for height in row_heights(grid, needs)]
    starts = [0, *accumulate(counts)]
    rows: list[tuple[Cell, ...]] = [()] * starts[-1]
    moved: Needs = {}
    for row, column, cell in grid.placed():
        tall = starts[row + cell.rows] - starts[row]
        rows[starts[row]] += (replace(cell, rows=tall),)
        moved[starts[row], column] = needs[row, column]
    return replace(grid, rows=tuple(rows)), moved


class Paginator:
    """Cuts a grid into pages; the text of a merged cell goes on where it no longer fits."""

    def __init__(self, grid: Grid, needs: Needs, *, room: float, repeat_head: bool) -> None:
        self.grid, self.needs = low_rows(grid, needs, room / 3)
        self.heights = row_heights(self.grid, self._with_breaks(room))
        self.room = room
        self.repeat_head = repeat_head
        self.printed: dict[tuple[int, int], int] = {}

    def pages(self, above: float) -> Iterator[Grid]:
        """Yield a grid for each page; title and lines take `above` of the first one."""
        top = sum(self.heights[: self.grid.head])
        start, left = self.grid.head, self.room - above - top
        for at in range(self.grid.head, len(self.grid.rows)):
            if self.heights[at] > left and at > start:
                yield self._page(start, at)
                start, left = at, self.room - (top if self.repeat_head else 0)
            left -= self.heights[at]
        yield self._page(start, len(self.grid.rows))

    def _with_breaks(self, room: float) -> Needs:
        """Return what cells need when page ends cut them: at each, some lines stay blank."""
        merged = {(row, column) for row, column, cell in self.grid.placed() if cell.rows > 1}
        return {
            place: need + (_LOST * (1 + ceil(need / room)) if place in merged else 0)
            for place, need in self.needs.items()
        }

    def _page(self, start: int, stop: int) -> Grid:
        count = self.grid.head
        head = self.grid.rows[:count] if self.repeat_head or start == count else ()
        body: list[list[Cell]] = [[] for _ in range(start, stop)]
        placed = sorted(self.grid.placed(), key=lambda cell: (max(cell[0], start), cell[1]))
        for row, column, cell in placed:
            if count <= row < stop and row + cell.rows > start:
                begin, end = max(row, start), min(row + cell.rows, stop)
                height, last = sum(self.heights[begin:end]), end == row + cell.rows
                part = self._part(row, column, cell, height, last=last)
                body[begin - start].append(
                    said(part, columns=cell.columns, rows=end - begin)
                    if row < start
                    else replace(cell, text=part, rows=end - begin)
                )
        return replace(self.grid, rows=(*head, *map(tuple, body)), head=len(head))

    def _part(self, row: int, column: int, cell: Cell, height: float, *, last: bool) -> str:
        """Return as much of the text as fits and was not on an earlier page."""
        done = self.printed.get((row, column), 0)
        left = len(cell.text) - done
        need = self.needs[row, column] * left / max(len(cell.text), 1)
        whole = last or need <= height + 1
        fits = left if whole else int(left * max(height - 2 * _LINE, 0) / need)
        self.printed[row, column] = done + fits
        return cell.text[done : done + fits]
