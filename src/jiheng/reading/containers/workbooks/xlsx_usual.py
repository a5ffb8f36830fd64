"""Sheets and shared texts as office programs write them, read without a tree of their elements.

What is written in any other way is left to the parser of XML. So is all that is no cell: it must be
well-formed too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from jiheng.reading.containers.cells.cell import column_of
from jiheng.reading.containers.office.parts import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    Spot = tuple[int, int, str, bool]

ON = frozenset({"1", "true"})
"""What an attribute says that holds."""

LONGEST = 4_000
"""Characters of a row without its values, or of what is no row, that are remembered."""

_BEGINNING = re.compile(
    rb'<\?xml version="1\.0"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="yes")?\?>\s*'
)
_MORE = r'(?: [A-Za-z][\w:]*="[^"<>&\x00-\x1f]*")*+'
_NUMBER, _STYLE = "[1-9][0-9]{0,5}", "[0-9]{1,5}"
_ADDRESS = f"[A-Z]{{1,2}}{_NUMBER}"
_OF_NUMBERS = "0123456789.E+-"
_HELD = "<v>"
"""What stands for a value that was taken out of its cell; nothing well-formed says so."""

_ROW = re.compile(
    rf'<row r="({_NUMBER})"({_MORE})(?:/>|>((?:<c r="{_ADDRESS}"(?: s="{_STYLE}")?'
    rf'(?:/>|(?: t="[sn]")?>{_HELD}</c>))*+)</row>)'
)
"""A row of cells with values that no formula gave, and of blank ones; nothing is looked at twice.

Every sheet has as many rows and columns.
"""

_CELL = re.compile(rf'<c r="([A-Z]+)([0-9]+)"(?: s="([0-9]+)")?(?: t="([sn])")?>{_HELD}</c>')
_HIDDEN = re.compile(' hidden="(?:1|true)"')
_MERGED = f'<mergeCell ref="{_ADDRESS}(?::{_ADDRESS})?"/>'
_MERGES = re.compile(rf'<mergeCells(?: count="[0-9]+")?>((?:{_MERGED})*+)</mergeCells>'.encode())
_STRINGS = re.compile(_BEGINNING.pattern + rf"<sst{_MORE}>".encode())
_CONTROLS = bytes({*range(32)} - {*b"\t\n"})
_FIRST_TEXT, _NEXT_TEXT, _LAST_TEXT = "<si><t>", "</t></si><si><t>", "</t></si></sst>"
_BLANKS_KEPT = '<t xml:space="preserve">'
_OTHER_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_CELLS, _NO_CELLS, _END, _ROW_END = b"<sheetData>", b"<sheetData/>", b"</sheetData>", "</row>"


class Line(NamedTuple):
    """What a row says, its values aside.

    Attributes:
        spots: For each cell with a value its row and column, the number of its style, and whether
            the value is the number of a shared text.
        hidden: The row, if it is hidden, and blank hidden ones before it.
    """

    spots: tuple[Spot, ...]
    hidden: tuple[int, ...]


class Around(NamedTuple):
    """What stands around the rows of a sheet.

    Attributes:
        merges: References of merged cells.
        hidden: First and last number of columns that are hidden, as they are written.
    """

    merges: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]


class Cells(NamedTuple):
    """A sheet: its cells with values row by row, and what stands around them.

    Rows and columns are counted from 0, but for hidden columns.
    """

    spots: Sequence[Spot]
    values: Sequence[str]
    hidden_rows: Sequence[int]
    merges: Sequence[str]
    hidden_columns: Sequence[tuple[str, str]]


def is_usual(said: bytes) -> bool:
    """Return whether nothing in a part is but elements and their texts, in UTF-8."""
    beginning = _BEGINNING.match(said)
    return beginning is not None and b"<!" not in said and said.find(b"<?", beginning.end()) < 0


def decoded(said: bytes) -> str | None:
    """Return some text of a part; None where a part in UTF-8 has no place for it."""
    try:
        text = said.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\ufffe" in text or "\uffff" in text else text


def usual_strings(said: bytes) -> list[str] | None:
    """Return the shared texts; None where the part is not written the usual way."""
    opening = _STRINGS.match(said)
    if opening is None:
        return None
    inside = said[opening.end() :].rstrip(b"\r\n")
    text = decoded(inside) if len(inside.translate(None, _CONTROLS)) == len(inside) else None
    if text is None or _OTHER_ENTITY.search(text):
        return None
    return _texts(text.replace(_BLANKS_KEPT, "<t>"))


def _texts(text: str) -> list[str] | None:
    """Return the texts between elements in which nothing else stands."""
    if not text.startswith(_FIRST_TEXT) or not text.endswith(_LAST_TEXT):
        return None
    texts = text[len(_FIRST_TEXT) : -len(_LAST_TEXT)].split(_NEXT_TEXT)
    marks = 1 + 4 * len(texts)  # more of them stand in texts
    if text.count("<") != marks or text.count(">") != marks:
        return None
    return [unescape(one) if "&" in one else one for one in texts] if "&" in text else texts


def usual_cells(said: bytes) -> Cells | None:
    """Return the cells of a sheet; None where it is not written the usual way."""
    before, found, rest = said.partition(_CELLS)
    inside, ended, after = rest.partition(_END)
    if not found or not ended or not inside.isascii():
        return None
    rows, values = _without_values(inside.decode("ascii"))
    lines = _lines(rows)
    if lines is None:
        return None
    spots = [spot for line in lines for spot in line.spots]
    if not all(values) or "".join(values).strip(_OF_NUMBERS):
        return None
    merged = _MERGES.match(after)
    around = _around(before + _NO_CELLS + (after[merged.end() :] if merged else after))
    if around is None or (merged and around.merges):
        return None
    merges = merged[1].decode("ascii").split('"')[1::2] if merged else around.merges
    hidden = [row for line in lines for row in line.hidden]
    return Cells(spots, values, hidden, merges, around.hidden)


def _without_values(said: str) -> tuple[str, list[str]]:
    """Return rows without the values of their cells, and those."""
    first, *rest = said.split("<v>")
    pieces = [piece.partition("</v>") for piece in rest]
    return _HELD.join([first, *[piece[2] for piece in pieces]]), [piece[0] for piece in pieces]


def _lines(said: str) -> list[Line] | None:
    """Return what rows say without their values."""
    *whole, last = said.split(_ROW_END)
    lines = []
    for row in (*(f"{row}{_ROW_END}" for row in whole), last):
        line = _known_line(row) if len(row) <= LONGEST else _line(row)
        if line is None:
            return None
        lines.append(line)
    return lines


def _line(said: str) -> Line | None:
    """Return what a row says, or none or some blank ones before it; None where it is unusual."""
    spots: list[Spot] = []
    hidden: list[int] = []
    at = 0
    while row := _ROW.match(said, at):
        at = row.end()
        spots.extend(
            (int(number) - 1, column_of(letters), style, kind == "s")
            for letters, number, style, kind in _CELL.findall(row[3] or "")
        )
        if _HIDDEN.search(row[2]):
            hidden.append(int(row[1]) - 1)
    return Line(tuple(spots), tuple(hidden)) if at == len(said) else None


_known_line = lru_cache(maxsize=2048)(_line)
"""Forms made of one template have the same rows."""


def _around(said: bytes) -> Around | None:
    """Return what a sheet says without its rows; None where it is unusual."""
    return _known_around(said) if len(said) <= LONGEST else _read_around(said)


def _read_around(said: bytes) -> Around | None:
    if not is_usual(said):
        return None
    root = tree(said)
    if next(root.iter("{*}row"), None) is not None:
        return None
    return Around(
        tuple(merge.get("ref", "") for merge in root.iter("{*}mergeCell")),
        tuple(
            (column.get("min", ""), column.get("max", ""))
            for column in root.iter("{*}col")
            if column.get("hidden") in ON
        ),
    )


_known_around = lru_cache(maxsize=64)(_read_around)
