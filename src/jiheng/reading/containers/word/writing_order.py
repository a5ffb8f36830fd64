"""Paragraphs and tables of a Word document, in order → one sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec import Struct

from jiheng.model import Origin, Place, Traced
from jiheng.reading.containers.cells.cell import Merge, merges_left
from jiheng.reading.containers.cells.lettering import (
    Stretches,
    left_of,
    never_shown,
    parted,
    says_something,
    struck_out,
)
from jiheng.reading.containers.cells.sheet import Grid, Piece, Sheet
from jiheng.reading.containers.office.parts import TooLarge

MAX_COLUMNS = 256
"""Word has 63 at most."""

MAX_CELLS = 300_000
MAX_LINES = 200_000

_LINE = re.compile(r"[^\n]+")
_BLANK = Traced()


class TableCell(Struct):
    """A cell as a document tells it.

    Attributes:
        across: How many columns it covers.
        goes_on: Whether it belongs to the cell above it.
        joined: Whether it belongs to the cell before it.
    """

    text: str
    across: int = 1
    goes_on: bool = False
    joined: bool = False


@dataclass(slots=True)
class _Rows:
    """A table while it is laid out on a grid."""

    number: int
    cells: list[dict[int, str]] = field(default_factory=list)
    merges: dict[tuple[int, int], Merge] = field(default_factory=dict)
    above: dict[int, tuple[int, int]] = field(default_factory=dict)
    """First column of each cell of the row before → its first row and last column."""
    width: int = 0


@dataclass(slots=True)
class WritingOrder:
    """Gathers what a document says from its beginning to its end."""

    name: str
    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    struck: list[Piece] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Texts that no page shows."""
    _lines: int = 0
    _tables: int = 0
    _places: int = 0

    def paragraph(self, text: str) -> None:
        """Take in prose: each of its lines is a row of one cell."""
        self._lines += 1
        if self._lines > MAX_LINES:
            raise TooLarge
        if not text or text.isspace():
            return
        origin, struck = self._origin(text, Place(line=self._lines, start=0, end=0))
        for match in _LINE.finditer(origin.raw):
            said = left_of(origin, struck, match.start(), match.end())
            if said:
                self.rows.append((said,))

    def table(self, rows: list[list[TableCell]]) -> None:
        """Take in a table: blank rows go, merged cells have their text at the first place."""
        self._tables += 1
        grid = _Rows(self._tables)
        for at, row in enumerate(rows):
            self._row(grid, at, row)
        found = ((at, self._traced(grid, at)) for at, cells in enumerate(grid.cells) if cells)
        shown = [(at, row) for at, row in found if any(row)]
        if not shown:
            return
        first, kept = len(self.rows), [at for at, _ in shown]
        self.rows.extend(row for _, row in shown)
        self.grids.append(Grid(first, len(self.rows)))
        left = merges_left(grid.merges.values(), kept, grid.width)
        self.merges.update({(first + row, column): size for (row, column), size in left.items()})

    def sheet(self) -> Sheet:
        """Return the sheet of the whole document."""
        return Sheet(
            self.name,
            tuple(self.rows),
            tuple(self.origins),
            tuple(self.struck),
            (*map(struck_out, self.struck), *never_shown(self.hidden)),
            merges=self.merges,
            grids=tuple(self.grids),
        )

    def _row(self, grid: _Rows, at: int, row: list[TableCell]) -> None:
        said: dict[int, str] = {}
        above = grid.above
        own: dict[int, tuple[int, int]] = {}
        column = 0
        for cell in row:
            text, across = cell.text, cell.across
            right = column + across - 1 if across > 1 else column
            if right >= MAX_COLUMNS:
                raise TooLarge
            top = at
            # What a merged cell hides is not lost: a cell with words stands by itself.
            if cell.goes_on and not says_something(text):
                first, edge = above.get(column, (at, right))
                top = first if edge == right else at
            own[column] = (top, right)
            if right > column or top < at:
                grid.merges[top, column] = (top, column, at, right)
            if text and not text.isspace():
                said[column] = text
            column = right + 1
        grid.above = own
        grid.width = max(grid.width, column)
        self._places += max(grid.width, 1)
        if self._places > MAX_CELLS:
            raise TooLarge
        grid.cells.append(said)

    def _traced(self, grid: _Rows, at: int) -> tuple[Traced, ...]:
        row = [_BLANK] * grid.width
        address = f"T{grid.number}R{at + 1}C"
        for column, text in grid.cells[at].items():
            place = Place(0, len(text), None, f"{address}{column + 1}")
            if text.isprintable() and " " not in text:  # nothing is left out of most
                origin = Origin(text, place)
                self.origins.append(origin)
                row[column] = Traced(text, origin)
            else:
                row[column] = left_of(*self._origin(text, place))
        return tuple(row)

    def _origin(self, text: str, at: Place) -> tuple[Origin, Stretches]:
        """Keep a text as a source; return it and where something in it is struck out."""
        said, struck = parted(text)
        origin = Origin(said, at)
        self.origins.append(origin)
        self.struck.extend(Piece(origin, start, end) for start, end in struck)
        return origin, struck
