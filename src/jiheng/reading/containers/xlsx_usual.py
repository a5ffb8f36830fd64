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

    Shown = tuple[str, str, str, str]

_BEGINNING = re.compile(
    rb'<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="yes")?\?>\s*'
)
_MORE = rb'(?: [A-Za-z][\w:]*="[^"<>&\x00-\x1f]*")*'
_MORE_TEXT = _MORE.decode()
_ADDRESS, _STYLE, _VALUE = "[A-Z]{1,3}[1-9][0-9]{0,6}", "[0-9]{1,5}", "[0-9.E+-]{1,40}"
_CELL = re.compile(rf'<c r="({_ADDRESS})"(?: s="({_STYLE})")?(?: t="(s|n)")?><v>({_VALUE})</v></c>')
"""A cell with a value that no formula gave."""

_ROW = re.compile(
    rf'<row r="([1-9][0-9]{{0,6}})"({_MORE_TEXT})(?:/>|>((?:<c r="{_ADDRESS}"(?: s="{_STYLE}")?'
    rf'(?:/>|(?: t="[sn]")?><v>{_VALUE}</v></c>))*+)</row>)'
)
"""A row of such cells and of blank ones; nothing in it is looked at twice."""

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
    its kind, which is "s" where the value is the number of a shared text, and the value.
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
    at = 0
    while row := _ROW.match(said, at):
        at = row.end()
        rows.append((int(row[1]), _CELL.findall(row[3] or "")))
        if _HIDDEN.search(row[2]):
            hidden.append(int(row[1]))
    return rows if at == len(said) else None


def _after_beginning(said: bytes) -> int:
    """Return where a part begins that holds nothing but elements; 0 if it holds more."""
    beginning = _BEGINNING.match(said)
    if beginning is None or b"<!" in said or said.count(b"<?") > 1:
        return 0
    return beginning.end()
