"""Bytes of a workbook or CSV file → grids of exact values, each with its cell."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Place
from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.kinds import MediaType, kind_of
from jiheng.reading.containers.office.parts import DAMAGED
from jiheng.reading.containers.opening import opened
from jiheng.reading.containers.texts.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Problem
    from jiheng.reading.containers.cells.sheet import Sheet

MAX_BYTES = 32 * 1024 * 1024
MAX_CELLS = 2_000_000
"""Cells of a CSV file; a workbook is bounded by the container that opens it first."""

_BOOKS = (MediaType.XLSX, MediaType.XLS)
_DIGITS = ".15g"
"""As many digits of a number as a spreadsheet keeps; further ones are dust of binary fractions."""

_LARGEST = 1e18

_EMPTY = Bilingual("文件是空的。", "the file is empty.")
_OTHER = Bilingual(
    "不是台账可用的格式。请导出为 Excel（.xlsx、.xls）或 CSV。",
    "no format of ledgers. Export it as Excel (.xlsx, .xls) or CSV.",
)
_TOO_LARGE = Bilingual(
    f"超过 {MAX_BYTES // 1024**2} MB 或 {MAX_CELLS} 个单元格，请拆分后再读。",
    f"more than {MAX_BYTES // 1024**2} MB or {MAX_CELLS} cells; split the file.",
)

CellValue = str | Decimal | date | None

_HUNDRED = Decimal(100)
_SHOWN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class LedgerGrid:
    """A sheet of values; blank cells are None.

    Attributes:
        name: Of the sheet; None for a CSV file.
        lines: Line of the file on which each row ends; empty for a workbook.
        percents: Address → what a cell shows, where that is per cent.
    """

    name: str | None
    rows: tuple[tuple[CellValue, ...], ...]
    lines: tuple[int, ...] = ()
    percents: Mapping[str, str] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell, both counted from 0."""
        line = self.lines[row] if self.lines else None
        return Place(sheet=self.name, line=line, cell=_address(row, column), start=0, end=0)

    def percent(self, row: int, column: int) -> Decimal | None:
        """Return the per cent that a number is shown as: 85 for 0.85 that shows 85%.

        None for what is no number or is shown otherwise, also as a number before a mere sign.
        """
        value = self.rows[row][column] if column < len(self.rows[row]) else None
        said = self.percents.get(_address(row, column))
        number = _SHOWN.search(said) if said else None
        if number is None or not isinstance(value, Decimal):
            return None
        shown = Decimal(number[0].replace(",", ""))
        last = Decimal(1).scaleb(int(shown.as_tuple().exponent))
        return value * _HUNDRED if abs(abs(value) * _HUNDRED - shown) <= last else None


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The grids of a file, and what is wrong with it as a document."""

    grids: tuple[LedgerGrid, ...]
    problems: tuple[Problem, ...] = ()


def open_ledger(data: bytes, name: str) -> LedgerFile:
    """Return the grids of a workbook (.xlsx, .xls) or CSV file.

    Raises:
        UnreadableFile: When it is damaged, encrypted, too large, or of another kind.
    """
    if not data.strip():
        raise UnreadableFile(name=name, reason=_EMPTY)
    if len(data) > MAX_BYTES:
        raise UnreadableFile(name=name, reason=_TOO_LARGE)
    kind = kind_of(data, name)
    if kind in _BOOKS:
        # The container refuses what would do harm, and shows what people do not see;
        # a ledger needs more digits than are shown.
        sheets = opened(kind, data, name).sheets
        problems = tuple(problem for sheet in sheets for problem in sheet.problems)
        shown = {sheet.name: _percents(sheet) for sheet in sheets}
        return LedgerFile(_workbook(data, name, shown), problems)
    if kind is MediaType.TEXT:
        return LedgerFile((_comma_parted(decode(data, name).text, name),))
    raise UnreadableFile(name=name, reason=_OTHER)


def _address(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def _percents(sheet: Sheet) -> dict[str, str]:
    return {
        place.cell: cell.text
        for row in sheet.rows
        for cell in row
        if "%" in cell.text
        for place in cell.span()[:1]
        if place.cell
    }


def _workbook(
    data: bytes, name: str, shown: Mapping[str, Mapping[str, str]]
) -> tuple[LedgerGrid, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_index(index) for index in range(len(book.sheet_names))]
        return tuple(
            LedgerGrid(
                sheet.name,
                _rows(sheet.to_python(skip_empty_area=False)),
                percents=shown.get(sheet.name, {}),
            )
            for sheet in sheets
        )
    except BaseException as fault:
        # A panic of the parser is no Exception, and its class cannot be imported.
        if isinstance(fault, CalamineError) or type(fault).__name__ == "PanicException":
            raise UnreadableFile(name=name, reason=DAMAGED) from fault
        raise  # pragma: no cover - the user's own interruption


def _rows(rows: Sequence[Sequence[object]]) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(tuple(map(_value, row)) for row in rows)


def _value(said: object) -> CellValue:
    if isinstance(said, str):
        return said.strip() or None
    if isinstance(said, bool):
        return str(said).upper()
    if isinstance(said, int | float):
        # What is larger than any budget, or no number, stays words: the reader says so.
        return Decimal(format(said, _DIGITS)) if abs(said) < _LARGEST else str(said)
    if isinstance(said, datetime):
        return said.date()
    return said if isinstance(said, date) else str(said)


def _comma_parted(text: str, name: str) -> LedgerGrid:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    parted_by = max(",\t;", key=first.count)
    rows: list[tuple[CellValue, ...]] = []
    lines: list[int] = []
    left = MAX_CELLS
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by)
    for row in _sound(reader, name):
        left -= len(row)
        if left < 0:
            raise UnreadableFile(name=name, reason=_TOO_LARGE)
        # Exports put a tab or an apostrophe before what spreadsheets would not keep as it is.
        rows.append(tuple(cell.strip().removeprefix("'") or None for cell in row))
        lines.append(reader.line_num)
    return LedgerGrid(None, tuple(rows), tuple(lines))


def _sound(reader: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as fault:
        raise UnreadableFile(name=name, reason=_TOO_LARGE) from fault
