"""A form as the table of a Word document: its markup, built without the detours of python-docx."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from jiheng.writing.official.grid import Cell, Role, legal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from jiheng.writing.official.grid import FormGrid

_Row: TypeAlias = "list[tuple[Cell, str | None]]"

FONT, TITLE_FONT = "宋体", "黑体"
_SHADE = "F2F2F2"
_GAP = "20"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGNED = {Role.HEAD: "center", Role.SHORT: "center", Role.NUMBER: "right", Role.TEXT: "left"}


def add(parent: _Element, name: str, **values: str) -> _Element:
    """Add an element with attributes of Word's vocabulary."""
    attributes = {qn(f"w:{key}"): value for key, value in values.items()}
    return etree.SubElement(parent, qn(name), attributes)


def tables(grid: FormGrid, room: int) -> list[_Element]:
    """Return a form as tables, one below the other.

    Word repeats the first rows of a table alone: what stands above the head is a table of its own.

    Args:
        grid: The form.
        room: How wide the tables are, in twentieths of a point.
    """
    scale = room / sum(grid.widths)
    widths = [round(width * scale) for width in grid.widths]
    rows = _filled(grid)
    first, end = grid.head
    above = [_table(grid, widths, rows[:first], heads=0)] if first else []
    return [*above, _table(grid, widths, rows[first:], heads=end - first)]


def _table(grid: FormGrid, widths: list[int], rows: Sequence[_Row], heads: int) -> _Element:
    made = OxmlElement("w:tbl")
    _set_up(made, widths)
    for number, cells in enumerate(rows):
        row = add(made, "w:tr")
        if number < heads:
            add(add(row, "w:trPr"), "w:tblHeader")
        column = 0
        for cell, merge in cells:
            _add_cell(row, cell, sum(widths[column : column + cell.columns]), merge, top=grid.top)
            column += cell.columns
    return made


def _set_up(made: _Element, widths: list[int]) -> None:
    properties = add(made, "w:tblPr")
    add(properties, "w:tblW", w=str(sum(widths)), type="dxa")
    borders = add(properties, "w:tblBorders")
    for side in _SIDES:
        add(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    add(properties, "w:tblLayout", type="fixed")
    margins = add(properties, "w:tblCellMar")
    for side in ("left", "right"):
        add(margins, f"w:{side}", w="60", type="dxa")
    columns = add(made, "w:tblGrid")
    for width in widths:
        add(columns, "w:gridCol", w=str(width))


def _filled(grid: FormGrid) -> list[_Row]:
    """Return all cells of each row, those included over which one from above goes on."""
    rows: list[dict[int, tuple[Cell, str | None]]] = [{} for _ in grid.rows]
    for at, column, cell in grid.placed():
        rows[at][column] = (cell, "restart" if cell.rows > 1 else None)
        for below in range(at + 1, at + cell.rows):
            rows[below][column] = (Cell(columns=cell.columns, role=cell.role), "continue")
    return [[row[column] for column in sorted(row)] for row in rows]


def _add_cell(row: _Element, cell: Cell, width: int, merge: str | None, *, top: bool) -> None:
    made = add(row, "w:tc")
    properties = add(made, "w:tcPr")
    add(properties, "w:tcW", w=str(width), type="dxa")
    if cell.columns > 1:
        add(properties, "w:gridSpan", val=str(cell.columns))
    if merge:
        add(properties, "w:vMerge", val=merge)
    if cell.role is Role.HEAD:
        add(properties, "w:shd", val="clear", color="auto", fill=_SHADE)
    add(properties, "w:vAlign", val="top" if top and cell.role is not Role.HEAD else "center")
    for line in legal(cell.text).split("\n"):
        _add_line(made, line, cell)


def _add_line(made: _Element, line: str, cell: Cell) -> None:
    paragraph = add(made, "w:p")
    properties = add(paragraph, "w:pPr")
    add(properties, "w:spacing", before=_GAP, after=_GAP)
    add(properties, "w:jc", val=_ALIGNED[cell.role])
    if not line:
        return
    run = add(paragraph, "w:r")
    if cell.bold or cell.role is Role.HEAD:
        add(add(run, "w:rPr"), "w:b")
    text = add(run, "w:t")
    text.text = line
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
