"""Tables within cells of a Word table → rows of that table, as they are seen on the page."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from msgspec import field

from jiheng.reading.containers.office.parts import TooLarge
from jiheng.reading.containers.word.writing_order import MAX_CELLS, TableCell

Rows = list[list[TableCell]]


class Folded(TableCell):
    """A cell that holds tables.

    Attributes:
        rows: What it holds from top to bottom: a line of text is a row of one cell.
    """

    rows: Rows = field(default_factory=list)


def unfolded(rows: Rows) -> Rows:
    """Return rows with what their cells hold laid out beside the cells that hold none.

    Columns grow where a table within a cell has more of them than the cell covers; the last cell
    of a row within takes what is left.

    Raises:
        TooLarge: When there are more cells than any form has.
    """
    if not any(isinstance(cell, Folded) for row in rows for cell in row):
        return rows
    _widen(rows)
    found: Rows = []
    places = 0
    for row in rows:
        height = max((len(cell.rows) for cell in row if isinstance(cell, Folded)), default=1)
        places += height * len(row)
        if places > MAX_CELLS:
            raise TooLarge
        found.extend(_line(row, at) for at in range(height))
    return found


def _line(row: list[TableCell], at: int) -> list[TableCell]:
    """Return one of the lines that a row becomes."""
    line: list[TableCell] = []
    for cell in row:
        if isinstance(cell, Folded):
            within = cell.rows[at] if at < len(cell.rows) else [TableCell("")]
            within[-1].across = max(within[-1].across, 1) + cell.across - _width(within)
            line.extend(within)
        else:
            line.append(TableCell("", cell.across, goes_on=True) if at else cell)
    return line


def _widen(rows: Rows) -> None:
    """Let every cell cover what columns grow by so that the tables within cells have room."""
    grown: dict[int, int] = {}
    for row in rows:
        column = 0
        for cell in row:
            column += max(cell.across, 1)
            if isinstance(cell, Folded):
                more = max(map(_width, cell.rows)) - max(cell.across, 1)
                grown[column] = max(grown.get(column, 0), more)
    ends = sorted(grown)
    sums = [0, *accumulate(grown[end] for end in ends)]
    for row in rows:
        column = 0
        for cell in row:
            first = bisect_left(ends, column + 1)
            column += max(cell.across, 1)
            last = bisect_left(ends, column + 1)
            cell.across = max(cell.across, 1) + sums[last] - sums[first]


def _width(row: list[TableCell]) -> int:
    return sum(max(cell.across, 1) for cell in row)
