"""What stands in the cells of a workbook, exactly, within limits.

The containers of the core give cells as they are shown, without blanks; answers and labels are
wanted as they were typed. Rows are kept sparse: one cell far away must not cost a grid.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.office.parts import (
    Parts,
    TooLarge,
    Unsound,
    refuse_document_type,
    refusing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORKBOOK = "xl/workbook.xml"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_INDEX = re.compile(r"[0-9]{1,9}")
_ESCAPED = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_SERIAL = re.compile(r"[1-9][0-9]{4}(\.[0-9]{1,12})?")
_ALPHABET = 26
_LARGEST = 1e20

MOST_CELLS = 2_000_000

Row = dict[int, str]
"""Column, counted from 0 → what stands there."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet: row, counted from 1 → its cells.

    Attributes:
        unsaved: Row and column of the cells with a formula whose result was not saved.
    """

    title: str
    rows: Mapping[int, Row]
    unsaved: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook; `since_1904` says from when its days are counted."""

    sheets: tuple[Sheet, ...]
    since_1904: bool = False

    def sheet(self, title: str) -> Sheet | None:
        """Return the sheet of a title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)

    def day(self, text: str) -> str:
        """Return the day that a cell holds as a number of days; any other text as it is."""
        if not _SERIAL.fullmatch(text):
            return text
        first = date(1904, 1, 1) if self.since_1904 else date(1899, 12, 30)
        return (first + timedelta(days=int(float(text)))).isoformat()


def read_cells(data: bytes, name: str) -> Book:
    """Return every sheet of a workbook.

    Raises:
        UnreadableFile: When it is empty, damaged, encrypted or larger than any list of answers.
    """
    if not data:
        raise UnreadableFile(name=name, reason=Bilingual("文件是空的。", "the file is empty."))
    with refusing(name):
        parts = Parts(data)
        root = parts.tree(_WORKBOOK)
        related = parts.related(_WORKBOOK)
        shared = next((part for kind, part in related.values() if kind == "sharedStrings"), None)
        strings = [] if shared is None else [_text(each) for each in parts.tree(shared)]
        reader = _Reader(strings)
        sheets = []
        for entry in root.iterfind("{*}sheets/{*}sheet"):
            identifier = next((str(v) for k, v in entry.items() if str(k).endswith("}id")), "")
            kind, part = related.get(identifier, ("", ""))
            if kind == "worksheet":
                rows = dict(reader.rows(parts.read(part)))
                sheets.append(Sheet(entry.get("name", ""), rows, reader.unsaved()))
        properties = root.find("{*}workbookPr")
        old = properties is not None and properties.get("date1904") in {"1", "true"}
        return Book(tuple(sheets), old)


def address(row: int, column: int) -> str:
    """Return the address of a cell from its row, counted from 1, and its column, from 0."""
    return f"{letters(column)}{row}"


class _Reader:
    """Reads sheets that share their texts, and counts the cells of all of them."""

    def __init__(self, strings: list[str]) -> None:
        self._strings = strings
        self._left = MOST_CELLS
        self._unsaved: list[tuple[int, int]] = []

    def unsaved(self) -> tuple[tuple[int, int], ...]:
        """Return the cells without a saved result of the sheet read last, once."""
        found, self._unsaved = tuple(self._unsaved), []
        return found

    def rows(self, said: bytes) -> Iterator[tuple[int, Row]]:
        """Yield the rows in which anything stands."""
        number = 0
        for _, row in etree.iterparse(
            io.BytesIO(said), tag="{*}row", resolve_entities=False, no_network=True
        ):
            if number == 0:
                refuse_document_type(row)
            number = _number(row.get("r"), number + 1)
            cells = self._cells(row, number)
            row.clear()
            if cells:
                yield number, cells

    def _cells(self, row: etree._Element, number: int) -> Row:
        cells: Row = {}
        column = -1
        for cell in row.iterchildren("{*}c"):
            said = cell.get("r")
            column = column + 1 if said is None else _column(said)
            text = self._shown(cell)
            if text:
                cells[column] = text
            elif cell.get("t") != "str" and cell.find("{*}f") is not None:
                self._unsaved.append((number, column))
        self._left -= len(cells)
        if self._left < 0:
            raise TooLarge
        return cells

    def _shown(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else _text(inline).strip()
        said = (cell.findtext("{*}v") or "").strip()
        if kind == "s" and said:
            if not _INDEX.fullmatch(said) or int(said) >= len(self._strings):
                raise Unsound
            return self._strings[int(said)].strip()
        if kind == "n":
            return _plain(said)
        return {"1": "TRUE", "0": "FALSE"}.get(said, said) if kind == "b" else _unescaped(said)


def _number(said: str | None, following: int) -> int:
    if said is None:
        number = following
    elif _INDEX.fullmatch(said):
        number = int(said)
    else:
        raise Unsound
    if not 1 <= number <= _MOST_ROWS:
        raise Unsound
    return number


def _column(said: str) -> int:
    match = _ADDRESS.fullmatch(said)
    if match is None:
        raise Unsound
    column = 0
    for letter in match[1]:
        column = column * _ALPHABET + ord(letter) - ord("A") + 1
    if column > _MOST_COLUMNS:
        raise Unsound
    return column - 1


def _plain(said: str) -> str:
    """Return a number without the digits that only binary fractions have."""
    try:
        number = float(said)
    except ValueError:
        return said
    return f"{Decimal(repr(number)).normalize():f}" if abs(number) < _LARGEST else said


def _text(entry: etree._Element) -> str:
    """Return the text of a shared or inline string; readings (拼音) beside it are none."""
    said = []
    for child in entry:
        tag = str(child.tag).rpartition("}")[2]
        if tag == "t":
            said.append(child.text or "")
        elif tag == "r":
            said.append(child.findtext("{*}t") or "")
    return _unescaped("".join(said))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text
