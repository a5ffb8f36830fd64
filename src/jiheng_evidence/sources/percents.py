"""Which columns of a workbook show their numbers as per cent: 0.96 that is shown as 96%."""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING, BinaryIO

from lxml import etree

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.office.parts import Parts, refusing
from jiheng_evidence.measures.model import ColumnType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jiheng_evidence.measures.model import Source

_WORKBOOK = "xl/workbook.xml"
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_BUILTIN = frozenset({"9", "10"})
_MERE_SIGNS = re.compile(r'"[^"]*"|\\.|_.')
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cell = tuple[int, int]
"""Row and column, both from 0."""


def percent_columns(
    stream: BinaryIO, sheet: str, table: Sequence[Sequence[object]], source: Source, shown: str
) -> frozenset[str]:
    """Return the names of the columns of numbers that are all shown as per cent.

    Args:
        stream: The workbook; only .xlsx says how its cells are shown.
        sheet: Name of the sheet.
        table: All rows of it.
        source: What is wanted of it.
        shown: What to call the file.

    Raises:
        UnreadableFile: Some numbers of a column are shown as per cent and others are not.
    """
    if not zipfile.is_zipfile(stream) or len(table) < source.header_row:
        return frozenset()
    stream.seek(0)
    with refusing(shown):
        cells = _percent_cells(stream, sheet)
    heads = [str(head).strip() for head in table[source.header_row - 1]]
    found = set()
    for column in source.columns if cells else ():
        if column.type in _NUMBERS and column.header in heads:
            at = heads.index(column.header)
            if _is_percent(table, source.header_row, at, cells, shown):
                found.add(column.name)
    return frozenset(found)


def _is_percent(
    table: Sequence[Sequence[object]], first: int, at: int, cells: Collection[Cell], shown: str
) -> bool:
    rows = [
        row
        for row in range(first, len(table))
        if isinstance(table[row][at], int | float) and table[row][at]
    ]
    percent = [row for row in rows if (row, at) in cells]
    if percent and len(percent) < len(rows):
        other = next(row for row in rows if (row, at) not in cells)
        one, two = (f"{letters(at)}{row + 1}" for row in (percent[0], other))
        raise UnreadableFile(
            name=shown,
            reason=Bilingual(
                f"单元格 {one} 显示为百分数，同一列的 {two} 不是：请统一格式",
                f"cell {one} is shown as per cent and {two} of the same column is not: format them"
                " alike",
            ),
        )
    return bool(percent)


def _percent_cells(stream: BinaryIO, sheet: str) -> set[Cell]:
    """Return the cells whose number format says per cent; none for other kinds of workbooks."""
    parts = Parts(stream.read())
    if _WORKBOOK not in parts:
        return set()
    related = parts.related(_WORKBOOK)
    styles = next((part for kind, part in related.values() if kind == "styles"), "")
    percent = _percent_styles(parts, styles)
    part = _part_of(parts, sheet, related)
    with zipfile.ZipFile(stream) as archive:
        if not percent or part not in archive.namelist():
            return set()
        with archive.open(part) as unpacked:
            return set(_cells_of(unpacked, percent))


def _percent_styles(parts: Parts, part: str) -> frozenset[str]:
    if part not in parts:
        return frozenset()
    root = parts.tree(part)
    known = set(_BUILTIN)
    for entry in root.iterfind("{*}numFmts/{*}numFmt"):
        if "%" in _MERE_SIGNS.sub("", entry.get("formatCode", "")):
            known.add(entry.get("numFmtId", ""))
    styles = root.iterfind("{*}cellXfs/{*}xf")
    return frozenset(str(n) for n, style in enumerate(styles) if style.get("numFmtId") in known)


def _part_of(parts: Parts, sheet: str, related: Mapping[str, tuple[str, str]]) -> str:
    found = {
        str(entry.get("name")): next((v for k, v in entry.items() if str(k).endswith("}id")), "")
        for entry in parts.tree(_WORKBOOK).iterfind("{*}sheets/{*}sheet")
    }
    return related.get(str(found.get(sheet)), ("", ""))[1]


def _cells_of(unpacked: IO[bytes], percent: Collection[str]) -> Iterator[Cell]:
    """Yield the cells of some styles; rows are let go of as they pass."""
    events = etree.iterparse(
        unpacked, tag=("{*}row",), resolve_entities=False, no_network=True, huge_tree=False
    )
    number = -1
    for _event, row in events:
        said = row.get("r", "")
        number = int(said) - 1 if said.isdecimal() else number + 1
        column = -1
        for cell in row.iterfind("{*}c"):
            address = _ADDRESS.fullmatch(cell.get("r", ""))
            column = _column(address[1]) if address else column + 1
            if cell.get("s") in percent:
                yield number, column
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
