"""How many cells of a printed table a program got right, by one measure for all.

A cell is its column and its text without white space, look-alike radicals folded. Rows of the head
do not count. In tables with merged cells, a cell that says the same as the one above it or left of
it is left out on both sides, since programs differ in how often they say what a merged cell says.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.lookalikes import FOLDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.printed.grid import Printout

    from benchmarks.reading.pdf_readers import Tables

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a printed document says.

    Attributes:
        head: Rows that label columns; also where they stand in the middle of a table.
        rows: All others.
    """

    head: tuple[Line, ...]
    rows: tuple[Line, ...]
    merged: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Cells that are in both, in the truth and in what was read."""

    right: int = 0
    printed: int = 0
    read: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.printed + other.printed, self.read + other.read
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(self.printed + self.read, 1)


def truth_of(printout: Printout) -> Truth:
    """Return the lines that were printed."""
    heads: list[Line] = []
    rows: list[Line] = []
    for grid in printout.grids:
        lines = [[""] * len(grid.widths) for _ in grid.rows]
        for row, column, cell in grid.placed():
            lines[row][column] = squeezed(cell.text)
        heads.extend(map(tuple, lines[: grid.head]))
        rows.extend(map(tuple, lines[grid.head :]))
    return Truth(tuple(heads), tuple(rows), any(grid.merged for grid in printout.grids))


def squeezed(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(text.split()).translate(FOLDED)


def raw_lines(tables: Tables, truth: Truth) -> list[Line]:
    """Return the rows below the heads as they were read."""
    lines = [_line(row) for _, rows in tables for row in rows]
    return [line for line in lines if line not in truth.head]


def joined_lines(tables: Tables, truth: Truth) -> list[Line]:
    """Return the rows with those that go on over a page put together, by one rule for all.

    A head that no rule parts from the row below it is cut off; then the first row of a page is the
    rest of the last one before if its first cell is empty.
    """
    found: list[Line] = []
    before = 0
    for page, rows in tables:
        first = page != before
        before = page
        for line in map(_line, rows):
            if line in truth.head:
                continue
            rest = _headless(line, truth.head) if first else line
            if first and found and rest and not rest[0] and len(rest) == len(found[-1]):
                found[-1] = tuple(map("".join, zip(found[-1], rest, strict=True)))
            else:
                found.append(rest)
            first = False
    return found


def compare(lines: Sequence[Line], truth: Truth) -> Counts:
    """Count the cells of both and those in common."""
    printed = Counter(_cells(truth.rows, merged=truth.merged))
    read = Counter(_cells(lines, merged=truth.merged))
    return Counts((printed & read).total(), printed.total(), read.total())


def split_rows(truth: Truth, pages: Sequence[str]) -> list[Line]:
    """Return the rows of which some cell stands whole on no page."""
    return [
        row for row in truth.rows if not any(all(cell in page for cell in row) for page in pages)
    ]


def _line(row: Iterable[str]) -> Line:
    return tuple(map(squeezed, row))


def _headless(line: Line, head: tuple[Line, ...]) -> Line:
    for labels in head:
        pairs = list(zip(line, labels, strict=False))
        if len(line) == len(labels) and all(cell.startswith(label) for cell, label in pairs):
            return tuple(cell.removeprefix(label) for cell, label in pairs)
    return line


def _cells(rows: Sequence[Line], *, merged: bool) -> Iterator[tuple[int, str]]:
    above: Line = ()
    for row in rows:
        for column, cell in enumerate(row):
            again = (column and row[column - 1] == cell) or above[column : column + 1] == (cell,)
            if cell and not (merged and again):
                yield column, cell
        above = row
