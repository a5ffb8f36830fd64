"""A printed page as a neutral grid: rows of cells with spans, and the paper it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.printed.looks import PLAIN, Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; one that spans rows takes its columns from the rows below."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How the pages look around the table.

    Attributes:
        page_header: A line at the top of every page.
        repeat_head: The head of the table stands on every page.
        rows_break: A row may begin on one page and end on the next.
    """

    landscape: bool = True
    page_numbers: bool = True
    page_header: str | None = None
    repeat_head: bool = True
    rows_break: bool = True
    look: Look = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table with its title and the lines between title and table.

    Attributes:
        widths: Of the columns, relative to each other.
        head: How many of the rows are head.
    """

    title: str
    lines: tuple[str, ...] = ()
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield each cell with the row and column where it begins."""
        below = [0] * len(self.widths)
        for at, cells in enumerate(self.rows):
            for cell in cells:
                column = below.index(0)
                assert not any(below[column : column + cell.columns]), (at, cell)
                assert column + cell.columns <= len(below), (at, cell)
                yield at, column, cell
                below[column : column + cell.columns] = [cell.rows] * cell.columns
            assert all(below), (at, "leaves a gap")
            below = [left - 1 for left in below]

    @property
    def merged(self) -> bool:
        """Whether any cell below the head spans rows."""
        return any(cell.rows > 1 for cells in self.rows[self.head :] for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """What goes to a printer: grids, each beginning a page, and what a reader has to find.

    Attributes:
        truth: The table without whatever the design cannot say.
    """

    grids: tuple[Grid, ...]
    paper: Paper
    truth: TargetTable


def head(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell that labels others."""
    return Cell(text=text, columns=columns, rows=rows, head=True)


def said(text: str | None, *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell of text, blank for None."""
    return Cell(text=text or "", columns=columns, rows=rows)
