"""Sheets and shared texts as office programs write them, read without a tree of their elements.

What is written in any other way is left to the parser of XML. So is all that is no cell: it must be
well-formed too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import unescape

from jiheng.reading.containers.office_parts import tree

if TYPE_CHECKING:
    from lxml import etree

    Shown = tuple[str, str | None, str, bool]

_BEGINNING = re.compile(
    rb'<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="yes")?\?>\s*'
)
_MORE = rb'(?: [A-Za-z][\w:]*="[^"<>&\x00-\x1f]*")*'
_MORE_TEXT = _MORE.decode()
_PIECE = re.compile(
    r'(?:<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,5}")?/>)*+'
    r'(?:<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="(s|n)")?>'
    r"<v>([0-9.E+-]{1,40})</v></c>"
    rf'|(</row>(?=<row |$))|<row r="([1-9][0-9]{{0,6}})"({_MORE_TEXT})>)'
    r"|(?s:.)"
)
"""A cell with a value, the end or the beginning of a row, and the blank cells before it.

Anything else is one character without a group, so that nothing is looked at twice.
"""

_HIDDEN = re.compile(' hidden="(?:1|true)"')
_STRINGS = re.compile(rb"<sst" + _MORE + rb">")
_CHARACTERS = r"[^<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*"
_STRING = re.compile(rf'<si><t(?: xml:space="preserve")?>({_CHARACTERS})</t></si>')
_OTHER_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_CELLS, _END, _TEXTS_END = b"<sheetData>", b"</sheetData>", "</sst>"


class Rows(NamedTuple):
    """A sheet: its rows by number, and what stands around them.

    Rows that are hidden are told by their numbers. A cell is its address, the number of its style,
    the value, and whether that is the number of a shared text.
    """

    rows: list[tuple[int, list[Shown]]]
    hidden: list[int]
    around: etree._Element


def usual_strings(said: bytes) -> list[str] | None:
    """Return the shared texts; None where the part is not written the usual way."""
    start = _after_beginning(said)
    opening = _STRINGS.match(said, start) if start else None
    if opening is None:
        return None
    try:
        text = said[opening.end() :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    texts: list[str] = []
    at = 0
    for match in _STRING.finditer(text):
        if match.start() != at:
            return None
        at = match.end()
        texts.append(match[1])
    if text[at:].rstrip("\r\n") != _TEXTS_END or _OTHER_ENTITY.search(text):
        return None
    if "&" in text:
        return [unescape(one, _QUOTES) if "&" in one else one for one in texts]
    return texts


def usual_rows(said: bytes) -> Rows | None:
    """Return the cells of a sheet; None where it is not written the usual way."""
    if not _after_beginning(said):
        return None
    before, found, rest = said.partition(_CELLS)
    inside, ended, after = rest.partition(_END)
    if not found or not ended or not inside.isascii():
        return None
    hidden: list[int] = []
    rows = _rows(inside.decode("ascii"), hidden)
    if rows is None:
        return None
    around = tree(before + after)
    return Rows(rows, hidden, around) if next(around.iter("{*}row"), None) is None else None


def _rows(said: str, hidden: list[int]) -> list[tuple[int, list[Shown]]] | None:
    rows: list[tuple[int, list[Shown]]] = []
    cells: list[Shown] | None = None
    for match in _PIECE.finditer(said):
        address, style, kind, value, ends, number, more = match.groups()
        if value and cells is not None:
            cells.append((address, style, value, kind == "s"))
        elif number and cells is None:
            cells = []
            rows.append((int(number), cells))
            if _HIDDEN.search(more):
                hidden.append(int(number))
        elif ends and cells is not None:
            cells = None
        else:
            return None
    return rows if cells is None else None


def _after_beginning(said: bytes) -> int:
    """Return where a part begins that holds nothing but elements; 0 if it holds more."""
    beginning = _BEGINNING.match(said)
    if beginning is None or b"<!" in said or said.count(b"<?") > 1:
        return 0
    return beginning.end()
