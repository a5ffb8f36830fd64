"""Workbooks of one XML file, as Excel 2003 and many office systems export them → their sheets.

They bear the suffix .xls or .xml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.cells.lettering import Effect, lettered
from jiheng.reading.containers.office.parts import Unsound, bounded, refusing, tree
from jiheng.reading.containers.workbooks.leaves import Leaf, sheets_of
from jiheng.reading.containers.workbooks.missing import unsaved_formulas
from jiheng.reading.containers.workbooks.number_format import plain, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from jiheng.reading.containers.cells.sheet import Sheet

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_GB = re.compile(
    rb"""(<\?xml[^>]{0,80}encoding=["'])(?:gb2312|gbk|gb18030)(?=["'])""", re.IGNORECASE
)
_FORMATS = {
    "General Number": "",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "d-mmm-yy",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
    "Currency": '"¥"#,##0.00',
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
}
"""Formats that are told by name."""

_EFFECTS = {"Sup": Effect.RAISED, "Sub": Effect.LOWERED, "S": Effect.STRUCK}
_ALIGNED = {"Superscript": Effect.RAISED, "Subscript": Effect.LOWERED}
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a workbook are in no zone


@dataclass(frozen=True, slots=True)
class _Look:
    """How cells of a style show what they hold."""

    code: str = ""
    effects: tuple[Effect, ...] = ()


@dataclass(slots=True)
class _Page:
    """One sheet while it is read."""

    leaf: Leaf
    looks: Mapping[str, _Look]
    columns: dict[int, str] = field(default_factory=lambda: defaultdict(lambda: "Default"))
    unsaved: list[str] = field(default_factory=list)


def read_xml_book(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, or larger than any form.
    """
    with refusing(name):
        root = tree(_in_unicode(bounded(data)))
        looks = _looks(root)
        return sheets_of([_leaf(sheet, looks) for sheet in root.iterfind(f"{_SS}Worksheet")])


def _in_unicode(data: bytes) -> bytes:
    """Return XML in Unicode: Chinese programs say gb2312 and mean all of GB18030."""
    match = _GB.match(data)
    if match is None:
        return data
    rest = data[match.end() :]
    return match[1] + b"utf-8" + rest.decode("gb18030").encode()


def _looks(root: etree._Element) -> Mapping[str, _Look]:
    """Return how cells look by the names of their styles, one that stands on another too."""
    found: dict[str, _Look] = {"Default": _Look()}
    for style in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        base = found.get(style.get(f"{_SS}Parent", "Default"), _Look())
        said = style.find(f"{_SS}NumberFormat")
        code = base.code if said is None else said.get(f"{_SS}Format", "")
        font = style.find(f"{_SS}Font")
        effects = base.effects if font is None else tuple(_effects(font))
        found[style.get(f"{_SS}ID", "")] = _Look(_FORMATS.get(code, code), effects)
    return found


def _effects(font: etree._Element) -> Iterator[Effect]:
    aligned = _ALIGNED.get(font.get(f"{_SS}VerticalAlign", ""))
    if aligned:
        yield aligned
    if font.get(f"{_SS}StrikeThrough") == "1":
        yield Effect.STRUCK


def _leaf(sheet: etree._Element, looks: Mapping[str, _Look]) -> Leaf:
    visible = sheet.findtext("{*}WorksheetOptions/{*}Visible") or ""
    page = _Page(Leaf(sheet.get(f"{_SS}Name", ""), hidden="Hidden" in visible), looks)
    row = column = 0
    for part in sheet.iterfind(f"{_SS}Table/{_SS}Column"):
        column = _column(page, part, column)
    for part in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row = _index(part, row, _LAST_ROW)
        _row(page, part, row)
        row += 1 + _count(part, "Span")
    if page.unsaved:
        page.leaf.problems.append(unsaved_formulas(page.leaf.title, page.unsaved))
    return page.leaf


def _column(page: _Page, column: etree._Element, before: int) -> int:
    """Take in how some columns look; return the number of the next."""
    first = _index(column, before, _LAST_COLUMN)
    last = min(first + _count(column, "Span"), _LAST_COLUMN - 1)
    if column.get(f"{_SS}Hidden") == "1":
        page.leaf.unseen.columns.append((first, last))
    style = column.get(f"{_SS}StyleID")
    if style:
        page.columns.update(dict.fromkeys(range(first, last + 1), style))
    return last + 1


def _row(page: _Page, row: etree._Element, number: int) -> None:
    cells: dict[int, str] = {}
    column = 0
    for cell in row.iterfind(f"{_SS}Cell"):
        column = _index(cell, column, _LAST_COLUMN)
        across, down = _count(cell, "MergeAcross"), _count(cell, "MergeDown")
        if across or down:
            page.leaf.merges.append((number, column, number + down, column + across))
        style = cell.get(f"{_SS}StyleID") or row.get(f"{_SS}StyleID") or page.columns[column]
        text = _shown(cell, page.looks.get(style, _Look()))
        if text:
            cells[column] = text
        elif cell.get(f"{_SS}Formula") and cell.find(f"{_SS}Data") is None:
            page.unsaved.append(f"{letters(column)}{number + 1}")
        column += 1 + across
    page.leaf.cells[number] = cells
    if cells and row.get(f"{_SS}Hidden") == "1":
        page.leaf.unseen.rows.add(number)


def _shown(cell: etree._Element, look: _Look) -> str:
    """Return what a cell shows."""
    data = cell.find(f"{_SS}Data")
    if data is None:
        return ""
    kind, text = data.get(f"{_SS}Type", "String"), "".join(_said(data))
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(text, text)
    if kind == "Number" and text:
        text = shown(float(text), look.code) if look.code else plain(float(text))
    elif kind == "DateTime" and text:
        days = (datetime.fromisoformat(text) - _FIRST_DAY) / timedelta(days=1)
        text = shown(days, look.code or _FORMATS["Short Date"])
    for effect in look.effects:
        text = lettered(text, effect)
    return text


def _said(data: etree._Element) -> Iterator[str]:
    """Yield the text of a cell, of which parts may be set in other letters."""
    yield data.text or ""
    for part in data:
        text = "".join(_said(part))
        effect = _EFFECTS.get(part.tag.rpartition("}")[2])
        yield lettered(text, effect) if effect else text
        yield part.tail or ""


def _index(part: etree._Element, following: int, end: int) -> int:
    """Return the place of a row, column or cell: the next one where none is told."""
    said = part.get(f"{_SS}Index")
    at = following if said is None else int(said) - 1
    if not 0 <= at < end:
        raise Unsound
    return at


def _count(part: etree._Element, name: str) -> int:
    return max(min(int(part.get(f"{_SS}{name}", "0")), _LAST_ROW), 0)
