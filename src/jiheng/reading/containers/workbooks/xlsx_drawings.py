"""Text boxes, comments and pictures of a workbook, which lie over its cells: told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from jiheng.bilingual import Bilingual
from jiheng.reading.containers.cells.cell import letters
from jiheng.reading.containers.office.inlays import inlays
from jiheng.reading.containers.workbooks.missing import boxes_over_cells, comments_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Problem
    from jiheng.reading.containers.office.parts import Parts


def text_boxes(parts: Parts, sheet: str, title: str) -> Iterator[Problem]:
    """Yield the word on the text boxes of a sheet; nothing where none says anything.

    Args:
        parts: The parts of the workbook.
        sheet: The part that the sheet is.
        title: What the sheet is called.
    """
    said = [
        box
        for kind, part in parts.related(sheet).values()
        if kind == "drawing" and part in parts
        for box in _boxes(parts, part)
    ]
    if said:
        yield boxes_over_cells(title, said)


def comments(parts: Parts, sheet: str, title: str) -> Iterator[Problem]:
    """Yield the word on the comments of a sheet; its arguments are those of `text_boxes`."""
    said = [
        comment
        for kind, part in parts.related(sheet).values()
        if kind == "comments" and part in parts
        for comment in _comments(parts, part)
    ]
    if said:
        yield comments_of(title, said)


def pictures(parts: Parts, sheet: str, title: str) -> Iterator[Problem]:
    """Yield the words on pictures and embedded files; its arguments are those of `text_boxes`."""
    drawings = [part for kind, part in parts.related(sheet).values() if kind == "drawing"]
    where = Bilingual(f"工作表“{title}”", f"the sheet “{title}”")
    yield from inlays(parts, [sheet, *drawings], where)


def _comments(parts: Parts, part: str) -> Iterator[tuple[str, str]]:
    """Yield what the comments of a part say, and the cell of each."""
    try:
        root = parts.tree(part)
    except etree.XMLSyntaxError:  # the cells are sound all the same
        return
    for comment in root.iter("{*}comment"):
        text = "".join(piece.text or "" for piece in comment.iter("{*}t")).strip()
        if text:
            yield text, comment.get("ref", "")


def _boxes(parts: Parts, part: str) -> Iterator[tuple[str, str]]:
    """Yield what the text boxes of a drawing say, and the cell over which each begins."""
    try:
        root = parts.tree(part)
    except etree.XMLSyntaxError:  # the cells are sound all the same
        return
    for anchor in root:
        lines = [
            "".join(piece.text or "" for piece in paragraph.iter("{*}t"))
            for body in anchor.iter("{*}txBody")
            for paragraph in body.iterchildren("{*}p")
        ]
        text = "".join(lines).strip()
        if text:
            yield text, _address(anchor)


def _address(anchor: etree._Element) -> str:
    start = anchor.find("{*}from")
    found = [None if start is None else start.findtext(key) for key in ("{*}col", "{*}row")]
    column, row = (int(said) if said and said.isdecimal() else 0 for said in found)
    return f"{letters(column)}{row + 1}"
