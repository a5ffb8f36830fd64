"""How a part of a sheet is shown: prose and tables with every cell, merged ones merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from jiheng.writing.proof.views import letters, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.writing.proof.sheet import SourceSheet
    from jiheng.writing.proof.sheets import Part, Sheets
    from jiheng.writing.proof.views import Stretch

_IN_BOOK = re.compile(r"[A-Z]{1,3}(\d{1,7})")
_IN_TABLE = re.compile(r"T\d+R(\d{1,7})C\d+")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell, or what a part holds of one.

    Attributes:
        goes_on: Whether its words stand in a row before that is shown elsewhere.
    """

    stretches: tuple[Stretch, ...]
    down: int = 1
    across: int = 1
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of prose, or of one table.

    Attributes:
        skipped: How many rows before it are not shown.
        columns: Their names; empty outside workbooks.
        rows: What the source calls each, and its cells.
    """

    kind: str
    skipped: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[SheetCell, ...]], ...]

    @property
    def width(self) -> int:
        """How many columns are shown."""
        return max(sum(cell.across for cell in cells) for _, cells in self.rows)


@dataclass(frozen=True, slots=True)
class SheetView:
    """A part of a sheet; `after` rows behind it are not shown."""

    pieces: tuple[Piece, ...]
    after: int

    @property
    def first(self) -> str:
        """What the source calls its first row; empty where rows have no numbers."""
        piece = self.pieces[0]
        return piece.rows[0][0] if piece.columns else ""


def sheet_view(part: Part, sheets: Sheets) -> SheetView:
    """Return the view of a part of a sheet with the places marked in it."""
    viewer = _Viewer(part.sheet, sheets)
    pieces = []
    for skipped, rows in part.stretches:
        for at, (kind, piece) in enumerate(_pieces(sheets.sheets[part.sheet], rows)):
            pieces.append(viewer.piece(kind, piece, 0 if at else skipped))
    return SheetView(tuple(pieces), part.after)


def _pieces(sheet: SourceSheet, rows: range) -> Iterator[tuple[str, range]]:
    """Yield the stretches of rows that are prose or belong to one table, in order."""
    at = rows.start
    for first, stop in sheet.tables or ((0, len(sheet.rows)),):
        if stop <= at or first >= rows.stop:
            continue
        if first > at:
            yield "prose", range(at, first)
        at = min(stop, rows.stop)
        yield "table", range(max(first, rows.start), at)
    if at < rows.stop:
        yield "prose", range(at, rows.stop)


class _Viewer:
    """Lays out rows of one sheet."""

    def __init__(self, number: int, sheets: Sheets) -> None:
        self._number = number
        self._sheets = sheets
        self._sheet = sheets.sheets[number]

    def piece(self, kind: str, rows: range, skipped: int) -> Piece:
        """Return rows with their cells; columns in which nothing begins are left out."""
        merges = self._merges(rows)
        covered = {
            (row, column)
            for (top, left), (down, across, _) in merges.items()
            for row in range(top, top + down)
            for column in range(left, left + across)
        } - merges.keys()
        said = {at for row in rows for at, cell in enumerate(self._sheet.rows[row]) if cell}
        columns = sorted(said.union(column for _, column in merges))
        shown = []
        for row in rows:
            wide = len(self._sheet.rows[row])
            cells = [
                self._cell(row, column, merges.get((row, column)), columns)
                for column in columns
                if (row, column) not in covered and column < wide
            ]
            shown.append((self._name(row), tuple(cells)))
        in_book = any(_IN_BOOK.fullmatch(self._address(row)) for row in rows)
        names = tuple(letters(column + 1) for column in columns) if in_book else ()
        return Piece(kind, skipped, names, tuple(shown))

    def _merges(self, rows: range) -> dict[tuple[int, int], tuple[int, int, int]]:
        """Return the merged cells as far as they lie in the rows, with the row of their words."""
        found = {}
        for (top, left), (down, across) in self._sheet.merges.items():
            first, stop = max(top, rows.start), min(top + down, rows.stop)
            if first < stop:
                wide = min(across, len(self._sheet.rows[first]) - left)
                found[first, left] = (stop - first, wide, top)
        return found

    def _cell(
        self, row: int, column: int, merge: tuple[int, int, int] | None, columns: Sequence[int]
    ) -> SheetCell:
        down, across, top = merge or (1, 1, row)
        text = self._sheet.rows[top][column].text
        wide = sum(column <= at < column + across for at in columns)
        marks = self._sheets.marks.get((self._number, row, column), ()) if top == row else ()
        if column == len(self._sheet.rows[row]) - 1:
            wide += sum(at > column for at in columns)  # a line of prose among rows
        return SheetCell(tuple(_joined(stretches(text, marks))), down, wide, top != row)

    def _address(self, row: int) -> str:
        runs = (run for cell in self._sheet.rows[row] for run in cell.runs())
        return next((run.origin.at.cell or "" for run in runs), "")

    def _name(self, row: int) -> str:
        address = self._address(row)
        found = _IN_BOOK.fullmatch(address) or _IN_TABLE.fullmatch(address)
        return found[1] if found else ""


def _joined(parts: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches of a text, those of one value that was read bit by bit as one."""
    for _, alike in groupby(parts, key=lambda part: replace(part, text="")):
        found = list(alike)
        yield replace(found[0], text="".join(part.text for part in found))
