"""Sheets and shared texts as office programs write them, read without a tree of their elements.

What is written in any other way is left to the parser of XML. So is all that is no cell: it must be
well-formed too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from jiheng.reading.containers.cell import column_of
from jiheng.reading.containers.office_parts import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
_VALUE = re.compile("<v>([0-9.E+-]{1,40})</v>")
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
_MERGED = f'<mergeCell ref="({_ADDRESS}(?::{_ADDRESS})?)"/>'
_MERGES = re.compile(rf'<mergeCells(?: count="[0-9]+")?>((?:{_MERGED})*+)</mergeCells>'.encode())
_MERGE = re.compile(_MERGED)
_CHARACTERS = r"[^<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+"
_STRING = f'<si><t(?: xml:space="preserve")?>({_CHARACTERS})</t></si>'
_STRINGS = re.compile(rf"<sst{_MORE}>(?:{_STRING})*+</sst>[\r\n]*")
_TEXT = re.compile(_STRING)
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
    """A sheet: its cells with values by their rows, and what stands around them.

    Rows and columns are counted from 0, but for hidden columns.
    """

    lines: Sequence[Line]
    values: Sequence[str]
    merges: Sequence[str]
    hidden_columns: Sequence[tuple[str, str]]

    def filled(self) -> Iterator[tuple[Spot, str]]:
        """Yield each cell with its value."""
        return zip((spot for line in self.lines for spot in line.spots), self.values, strict=True)

    def hidden_rows(self) -> Iterator[int]:
        """Yield the rows that are hidden."""
        return (row for line in self.lines for row in line.hidden)


def usual_strings(said: bytes) -> list[str] | None:
    """Return the shared texts; None where the part is not written the usual way."""
    beginning = _BEGINNING.match(said)
    if beginning is None:
        return None
    try:
        text = said[beginning.end() :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _STRINGS.fullmatch(text) is None or _OTHER_ENTITY.search(text):
        return None
    texts: list[str] = _TEXT.findall(text)
    if "&" in text:
        return [unescape(one) if "&" in one else one for one in texts]
    return texts


def usual_cells(said: bytes) -> Cells | None:
    """Return the cells of a sheet; None where it is not written the usual way."""
    before, found, rest = said.partition(_CELLS)
    inside, ended, after = rest.partition(_END)
    if not found or not ended or not inside.isascii():
        return None
    texts = _VALUE.split(inside.decode("ascii"))
    lines, values = _lines(_HELD.join(texts[::2])), texts[1::2]
    if lines is None or sum(len(line.spots) for line in lines) != len(values):
        return None
    merged = _MERGES.match(after)
    around = _around(before + _NO_CELLS + (after[merged.end() :] if merged else after))
    if around is None or (merged and around.merges):
        return None
    merges = _MERGE.findall(merged[1].decode("ascii")) if merged else around.merges
    return Cells(lines, values, merges, around.hidden)


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
    beginning = _BEGINNING.match(said)
    if beginning is None or b"<!" in said or b"<?" in said[beginning.end() :]:
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
