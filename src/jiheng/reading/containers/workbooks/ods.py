"""Workbooks of OpenDocument (.ods, .fods) → one sheet each; the file holds what each cell shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.cells.lettering import Effect, lettered
from jiheng.reading.containers.office.parts import Parts, TooLarge, bounded, refusing, tree
from jiheng.reading.containers.workbooks.leaves import MAX_CELLS, Leaf, sheets_of
from jiheng.reading.containers.workbooks.missing import boxes_over_cells, cut_repeats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from jiheng.reading.containers.cells.sheet import Sheet

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SHAPES = (f"{_DRAW}frame", f"{_DRAW}custom-shape")
_UNSEEN = frozenset({"collapse", "filter"})
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_LONGEST_NUMBER = 7
_REPEATS = ("number-rows-repeated", "number-columns-repeated")
_SPACES = f"{_TEXT}s", f"{_TEXT}c"


def read_ods(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        UnreadableFile: When it is damaged, encrypted, or larger than any form.
    """
    with refusing(name):
        return _sheets(Parts(data).tree(_CONTENT))


def read_flat_ods(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook of one XML file (.fods).

    Raises:
        UnreadableFile: When it is damaged, or larger than any form.
    """
    with refusing(name):
        return _sheets(tree(bounded(data)))


def _sheets(root: etree._Element) -> tuple[Sheet, ...]:
    styles = _styles(root)
    tables = root.iterfind(f"{{*}}body/{{*}}spreadsheet/{_TABLE}table")
    return sheets_of([_leaf(table, styles) for table in tables])


@dataclass(frozen=True, slots=True)
class _Styles:
    """What styles say, by their names: tables that are hidden, and how characters are set."""

    hidden: frozenset[str]
    effects: dict[str, list[Effect]]

    def said(self, text: str, element: etree._Element, attribute: str) -> str:
        """Return what a text says that is set in the style of an element."""
        for effect in self.effects.get(element.get(attribute, ""), ()):
            text = lettered(text, effect)
        return text


def _styles(root: etree._Element) -> _Styles:
    hidden: set[str] = set()
    effects: dict[str, list[Effect]] = {}
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name", "")
        for properties in style.iterfind(f"{_STYLE}table-properties"):
            if properties.get(f"{_TABLE}display") == "false":
                hidden.add(name)
        for properties in style.iterfind(f"{_STYLE}text-properties"):
            effects.setdefault(name, []).extend(_effects(properties))
    return _Styles(frozenset(hidden), {name: said for name, said in effects.items() if said})


def _effects(properties: etree._Element) -> Iterator[Effect]:
    position = properties.get(f"{_STYLE}text-position", "").split(" ")[0]
    if position == "sub" or position.startswith("-"):
        yield Effect.LOWERED
    elif position.strip("0%"):
        yield Effect.RAISED
    struck = (properties.get(f"{_STYLE}text-line-through-{kind}") for kind in ("style", "type"))
    if any(kind not in {None, "none"} for kind in struck):
        yield Effect.STRUCK


def _leaf(table: etree._Element, styles: _Styles) -> Leaf:
    leaf = Leaf(
        table.get(f"{_TABLE}name", ""),
        hidden=table.get(f"{_TABLE}style-name", "") in styles.hidden,
    )
    _hide_columns(leaf, table)
    number = places = 0
    cut: list[str] = []
    for row in _parts(table, "row"):
        repeated = _count(row, "number-rows-repeated")
        cells = _row(leaf, row, number, styles, cut)
        if cells and row.get(f"{_TABLE}visibility") in _UNSEEN:
            leaf.unseen.rows.update(range(number, number + repeated))
        if cells:
            places += repeated * (max(cells) + 1)
            if places > MAX_CELLS:
                raise TooLarge
            leaf.cells.update((number + again, cells) for again in range(repeated))
        number += repeated
    if cut:
        leaf.problems.append(cut_repeats(leaf.title, cut))
    boxes = list(_boxes(table))
    if boxes:
        leaf.problems.append(boxes_over_cells(leaf.title, boxes))
    return leaf


def _boxes(table: etree._Element) -> Iterator[tuple[str, None]]:
    """Yield what the text boxes and shapes of a table say; nobody counts the cells before them."""
    for shape in table.iter(*_SHAPES):
        parts = shape.iter(f"{_TEXT}p")
        text = "".join(str(said) for part in parts for said in part.itertext()).strip()
        if text:
            yield text, None


def _hide_columns(leaf: Leaf, table: etree._Element) -> None:
    at = 0
    for column in _parts(table, "column"):
        repeated = _count(column, "number-columns-repeated")
        if column.get(f"{_TABLE}visibility") in _UNSEEN:
            leaf.unseen.columns.append((at, at + repeated - 1))
        at += repeated


def _parts(parent: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Yield the rows or columns, those of a head and of groups too."""
    within = {f"{_TABLE}table-{name}" for name in (f"header-{kind}s", f"{kind}-group", f"{kind}s")}
    for child in parent:
        if child.tag == f"{_TABLE}table-{kind}":
            yield child
        elif child.tag in within:
            yield from _parts(child, kind)


def _row(
    leaf: Leaf, row: etree._Element, number: int, styles: _Styles, cut: list[str]
) -> dict[int, str]:
    """Return the cells of a row; note those of which a repeat is cut."""
    cells: dict[int, str] = {}
    column = 0
    if _is_cut(row):
        cut.append(f"A{number + 1}")
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        repeated = _count(cell, "number-columns-repeated")
        if _is_cut(cell):
            cut.append(f"{letters(column)}{number + 1}")
        text = "\n".join("".join(_said(part, styles)) for part in cell.iterchildren(f"{_TEXT}p"))
        if text:
            text = styles.said(text, cell, f"{_TABLE}style-name")
            if column + repeated > MAX_CELLS:
                raise TooLarge
            cells.update((column + again, text) for again in range(repeated))
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down * across > 1:
            leaf.merges.append((number, column, number + down - 1, column + across - 1))
        column += repeated
    return cells


def _said(parent: etree._Element, styles: _Styles) -> Iterator[str]:
    """Yield the text of a paragraph."""
    yield parent.text or ""
    for child in parent:
        yield _SIGNS.get(child.tag, "")
        yield styles.said("".join(_said(child, styles)), child, f"{_TEXT}style-name")
        yield child.tail or ""


def _is_cut(element: etree._Element) -> bool:
    """Whether a row, a cell or blanks in it are repeated more often than is counted."""
    said = [element.get(f"{_TABLE}{attribute}") for attribute in _REPEATS]
    if element.tag in _CELLS and len(element):
        tag, count = _SPACES
        said.extend(spaces.get(count) for spaces in element.iter(tag))
    return any(each is not None and not _is_count(each) for each in said)


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= _LONGEST_NUMBER


def _count(element: etree._Element, attribute: str) -> int:
    said = element.get(f"{_TABLE}{attribute}", "1")
    return max(int(said), 1) if _is_count(said) else 1
