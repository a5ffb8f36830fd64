"""Old Word documents (.doc, .wps) → one sheet: prose and tables in the order of reading."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.office.ole import ENCRYPTED, OleFile
from jiheng.reading.containers.office.parts import Unsound, refusing
from jiheng.reading.containers.word.doc_text import DocText, joined
from jiheng.reading.containers.word.writing_order import TableCell, WritingOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.reading.containers.cells.sheet import Sheet
    from jiheng.reading.containers.word.doc_text import Cut, Paragraph

STREAM = "WordDocument"

_MARK, _FIRST_VERSION, _ENCRYPTED, _SECOND_TABLE = 0xA5EC, 0xC1, 0x100, 0x200
_SLACK = 12
"""Twentieths of a point by which the edges of one column may differ from row to row."""

_FIELD = re.compile("([\x13\x14\x15])")
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\x1e": "-"} | dict.fromkeys("\x01\x05\x08\x1f")
)

_TOO_OLD = Bilingual(
    "是 Word 95 或更早的文档。请用 WPS 或 Word 打开，另存为 .docx 后再读。",
    "a document of Word 95 or older. Open it in WPS or Word and save it as .docx.",
)


def read_doc(data: bytes, name: str) -> Sheet:
    """Return the sheet of an old Word document.

    Raises:
        UnreadableFile: When it is damaged, encrypted, too old, or larger than any form.
    """
    with refusing(name):
        try:
            order = WritingOrder(name)
            text = _text(OleFile(data), name)
            _fill(order, text.paragraphs())
        except (struct.error, IndexError) as fault:
            raise Unsound from fault
        order.hidden.extend(text.hidden)
        return order.sheet()


def _text(ole: OleFile, name: str) -> DocText:
    main = ole.read(STREAM)
    mark, version, flags = struct.unpack_from("<HH6xH", main)
    if flags & _ENCRYPTED:
        raise UnreadableFile(name=name, reason=ENCRYPTED)
    if mark != _MARK or version < _FIRST_VERSION:
        raise UnreadableFile(name=name, reason=_TOO_OLD)
    table = ole.read("1Table" if flags & _SECOND_TABLE else "0Table")
    return DocText(main, table, ole.read("Data") if "Data" in ole else b"")


_Row = tuple[list[str], tuple["Cut", ...]]


def _fill(order: WritingOrder, paragraphs: Iterable[Paragraph]) -> None:
    rows: list[_Row] = []
    cells: list[str] = []
    lines: list[str] = []
    for paragraph in paragraphs:
        said, properties = shown(paragraph.text), paragraph.properties
        if not properties.in_table:
            _table(order, rows)
            rows, cells, lines = [], [], []
            order.paragraph(said)
        elif not paragraph.cell_end:
            lines.append(said)
        elif properties.row_end:
            rows.append((cells, properties.cuts))
            cells, lines = [], []
        else:
            cells.append("\n".join([*lines, said]))
            lines = []
    _table(order, rows)


def shown(text: str) -> str:
    """Return what a person sees: no codes of fields, no marks of pictures."""
    if _FIELD.search(text):
        text = "".join(_without_codes(text))
    return joined(text).translate(_SIGNS)


def _without_codes(text: str) -> Iterator[str]:
    """Yield the text outside of fields and their results, which stand behind a second mark."""
    hidden: list[bool] = []
    for part in _FIELD.split(text):
        if part == "\x13":
            hidden.append(True)
        elif part in {"\x14", "\x15"}:
            del hidden[-1:]
            if part == "\x14":
                hidden.append(False)
        elif True not in hidden:
            yield part


def _table(order: WritingOrder, rows: list[_Row]) -> None:
    """Lay the rows of a table out on the columns that all their edges make together."""
    if not rows:
        return
    edges = _columns(rows)
    order.table([_cells(said, cuts, edges) for said, cuts in rows])


def _columns(rows: list[_Row]) -> list[int]:
    edges = sorted({edge for _, cuts in rows for cut in cuts for edge in (cut.left, cut.right)})
    columns: list[int] = []
    for edge in edges:
        if not columns or edge - columns[-1] > _SLACK:
            columns.append(edge)
    return columns


def _cells(said: list[str], cuts: tuple[Cut, ...], columns: list[int]) -> list[TableCell]:
    if len(said) != len(cuts):
        return [TableCell(text) for text in said]
    cells: list[TableCell] = []
    for text, cut in zip(said, cuts, strict=True):
        left, right = (bisect_right(columns, edge) - 1 for edge in (cut.left, cut.right))
        if not cells:
            cells.extend(TableCell("") for _ in range(left))
        elif cut.joined:
            cells[-1].text = f"{cells[-1].text}\n{text}"
            cells[-1].across += right - left
            continue
        if right > left or text.strip():
            cells.append(TableCell(text, max(right - left, 1), cut.goes_on))
    return cells
