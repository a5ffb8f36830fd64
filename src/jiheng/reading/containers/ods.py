"""Workbooks of OpenDocument (.ods) → one sheet each; the file holds what each cell shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.office_parts import Parts, TooLarge, refusing
from jiheng.reading.containers.workbook import MAX_CELLS, Leaf, sheets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from jiheng.reading.containers.sheet import Sheet

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LONGEST_NUMBER = 7


def read_ods(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    with refusing(name):
        root = Parts(data).tree(_CONTENT)
        hidden = {
            style.get(f"{_STYLE}name", "")
            for style in root.iter(f"{_STYLE}style")
            for properties in style.iterfind(f"{_STYLE}table-properties")
            if properties.get(f"{_TABLE}display") == "false"
        }
        tables = root.iterfind(f"{{*}}body/{{*}}spreadsheet/{_TABLE}table")
        return sheets_of([_leaf(table, hidden) for table in tables])


def _leaf(table: etree._Element, hidden: set[str]) -> Leaf:
    leaf = Leaf(
        table.get(f"{_TABLE}name", ""), hidden=table.get(f"{_TABLE}style-name", "") in hidden
    )
    number = places = 0
    for row in _rows(table):
        repeated = _count(row, "number-rows-repeated")
        cells = _row(leaf, row, number)
        if cells:
            places += repeated * (max(cells) + 1)
            if places > MAX_CELLS:
                raise TooLarge
            leaf.cells.update((number + again, cells) for again in range(repeated))
        number += repeated
    return leaf


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows, those of a head and of groups too."""
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in {
            f"{_TABLE}table-{kind}" for kind in ("header-rows", "row-group", "rows")
        }:
            yield from _rows(child)


def _row(leaf: Leaf, row: etree._Element, number: int) -> dict[int, str]:
    cells: dict[int, str] = {}
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = "\n".join("".join(_said(part)) for part in cell.iterchildren(f"{_TEXT}p"))
        if text:
            if column + repeated > MAX_CELLS:
                raise TooLarge
            cells.update((column + again, text) for again in range(repeated))
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down * across > 1:
            leaf.merges.append((number, column, number + down - 1, column + across - 1))
        column += repeated
    return cells


def _said(parent: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph."""
    yield parent.text or ""
    for child in parent:
        yield _SIGNS.get(child.tag, "")
        yield from _said(child)
        yield child.tail or ""


def _count(element: etree._Element, attribute: str) -> int:
    said = element.get(f"{_TABLE}{attribute}", "1")
    sound = said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER
    return max(int(said), 1) if sound else 1
