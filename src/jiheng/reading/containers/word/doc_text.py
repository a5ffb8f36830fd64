"""An old Word document (.doc, .wps) as paragraphs: its pieces of text and their properties."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.lettering import unmarked
from jiheng.reading.containers.office.parts import TooLarge, Unsound
from jiheng.reading.containers.word.doc_lettering import Characters, sign_fonts
from jiheng.reading.containers.word.doc_modifiers import TABLE, modifiers

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 20_000_000

_CLX, _CHPX_TABLE, _PAPX_TABLE, _FONTS = 0x1A2, 0xFA, 0x102, 0x112
_PARTS = (0x4C, 0x50, 0x54, 0x5C, 0x60, 0x64)
"""Where the lengths of the main text, notes, headings, remarks, end notes and boxes stand."""

_PAGE, _BX = 512, 13
_PARAGRAPH = re.compile("[^\r\x07]*[\r\x07]?")
_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_HUGE = {0x6645, 0x6646}
_VERTICAL = 0xD62B
_GOES_ON, _RESTARTS = 0x20, 0x60


@dataclass(frozen=True, slots=True)
class Cut:
    """One cell of a row: its edges in twentieths of a point and how it is merged."""

    left: int
    right: int
    joined: bool
    """Whether it belongs to the cell before it."""
    goes_on: bool
    """Whether it belongs to the cell above it."""


@dataclass(slots=True)
class Properties:
    """What is said of a paragraph as far as tables go."""

    in_table: bool = False
    row_end: bool = False
    inner: bool = False
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or what stands before the mark of a cell.

    Attributes:
        cell_end: Whether the mark of a cell ends it.
    """

    text: str
    cell_end: bool
    properties: Properties


class DocText:
    """The text of a document in the order of reading, whatever order it is stored in.

    Attributes:
        hidden: Texts in it that no page shows.
    """

    def __init__(self, main: bytes, table: bytes, data: bytes) -> None:
        self._main, self._table, self._data = main, table, data
        self._known: dict[bytes, Properties] = {}
        self._beginnings: list[int] = []
        self._said: list[bytes] = []
        self._read_properties()
        fonts = sign_fonts(self._listed(_FONTS))
        self._characters = Characters(main, self._listed(_CHPX_TABLE), fonts)
        self.hidden: list[str] = []
        self._pieces = list(self._read_pieces())

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of the main text and then those of text boxes."""
        lengths = [self._number(at) for at in _PARTS]
        text = "".join(text for text, _, _ in self._pieces)
        marks = self._marks()
        for start, stop in ((0, lengths[0]), (sum(lengths[:-1]), sum(lengths))):
            for match in _PARAGRAPH.finditer(text, start, min(stop, len(text))):
                if match.end() > match.start():
                    ended = match[0][-1] == "\x07"
                    said = self._set(marks, match.start(), match[0].rstrip("\r\x07"))
                    yield Paragraph(said, ended, self._properties(marks, match.end() - 1))

    def _number(self, at: int) -> int:
        (number,) = struct.unpack_from("<I", self._main, at)
        return int(number)

    def _listed(self, at: int) -> bytes:
        start, size = struct.unpack_from("<II", self._main, at)
        return self._table[start : start + size]

    def _read_pieces(self) -> Iterator[tuple[str, int, int]]:
        """Yield the text of each piece, where it is stored and how wide its characters are."""
        said, at = self._listed(_CLX), 0
        while said[at : at + 1] == b"\x01":
            at += 3 + struct.unpack_from("<H", said, at + 1)[0]
        if said[at : at + 1] != b"\x02":
            raise Unsound
        count = (struct.unpack_from("<I", said, at + 1)[0] - 4) // 12
        numbers = struct.unpack_from(f"<{count + 1}I", said, at + 5)
        total = 0
        for index in range(count):
            length = numbers[index + 1] - numbers[index]
            total += length
            if length < 0 or total > MAX_CHARACTERS:
                raise TooLarge
            (place,) = struct.unpack_from("<2xI", said, at + 9 + 4 * count + 8 * index)
            start, width = place & 0x3FFFFFFF, 2
            if place & 0x40000000:
                start, width = start // 2, 1
            stored = self._main[start : start + length * width]
            text = _wide(stored) if width > 1 else stored.decode("cp1252", "replace")
            yield text.ljust(length), start, width

    def _marks(self) -> tuple[list[int], list[tuple[int, int]]]:
        beginnings, at = [], 0
        for text, _, _ in self._pieces:
            beginnings.append(at)
            at += len(text)
        return beginnings, [(start, width) for _, start, width in self._pieces]

    def _read_properties(self) -> None:
        """Read the pages that tell from which byte on which properties hold."""
        said = self._listed(_PAPX_TABLE)
        count = (len(said) - 4) // 8
        numbers = struct.unpack_from(f"<{count}I", said, 4 * (count + 1)) if count > 0 else ()
        found: dict[int, bytes] = {}
        for number in numbers:
            page = self._main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            if len(page) < _PAGE:
                raise Unsound
            runs = page[-1]
            starts = struct.unpack_from(f"<{runs}I", page)
            for index, start in enumerate(starts):
                at = page[4 * (runs + 1) + _BX * index] * 2
                found[start] = _stored(page, at) if at else b""
        self._beginnings = sorted(found)
        self._said = [found[start] for start in self._beginnings]

    def _properties(
        self, marks: tuple[list[int], list[tuple[int, int]]], character: int
    ) -> Properties:
        beginnings, pieces = marks
        index = bisect_right(beginnings, character) - 1
        start, width = pieces[index]
        stored = start + (character - beginnings[index]) * width
        at = bisect_right(self._beginnings, stored) - 1
        said = self._said[at] if at >= 0 else b""
        known = self._known.get(said)
        if known is None:
            known = self._known[said] = Properties()
            self._apply(known, said)
        return known

    def _set(self, marks: tuple[list[int], list[tuple[int, int]]], at: int, text: str) -> str:
        """Return what a text says that begins at a character, by how its characters are set."""
        if not self._characters:
            return unmarked(text)
        beginnings, pieces = marks
        said, first, end = [], at, at + len(text)
        index = bisect_right(beginnings, at) - 1
        while first < end:
            until = min((end, *beginnings[index + 1 : index + 2]))
            start, width = pieces[index]
            stored = start + (first - beginnings[index]) * width
            for low, high, how in self._characters.within(stored, stored + (until - first) * width):
                part = slice(
                    first - at + (low - stored) // width, first - at + (high - stored) // width
                )
                said.append(how.said(text[part], self.hidden))
            first, index = until, index + 1
        return "".join(said)

    def _apply(self, found: Properties, said: bytes, *, deep: bool = True) -> None:
        joined: dict[int, int] = {}
        for kind, operand in modifiers(said):
            if kind == _IN_TABLE:
                found.in_table = operand[:1] != b"\x00"
            elif kind == _ROW_END:
                found.row_end = operand[:1] != b"\x00"
            elif kind in {_INNER_CELL, _INNER_ROW_END}:
                found.inner = True
            elif kind == TABLE:
                found.cuts = tuple(_cuts(operand))
            elif kind == _VERTICAL and len(operand) > 1:
                joined[operand[0]] = operand[1]
            elif kind in _HUGE and deep:
                (at,) = struct.unpack("<I", operand)
                size = int.from_bytes(self._data[at : at + 2], "little")
                self._apply(found, self._data[at + 2 : at + 2 + size], deep=False)
        if joined:
            found.cuts = tuple(
                Cut(cut.left, cut.right, cut.joined, joined[at] == 1) if at in joined else cut
                for at, cut in enumerate(found.cuts)
            )


def _wide(stored: bytes) -> str:
    """Return a text in which each pair of bytes is one character, so that places can be counted.

    A character beyond the first 65,536 is two halves here; `joined` makes it whole again.
    """
    even = stored[: len(stored) // 2 * 2]
    text = even.decode("utf-16-le", "replace")
    if 2 * len(text) == len(even):
        return text
    return "".join(map(chr, memoryview(even).cast("H")))


def joined(text: str) -> str:
    """Return a text with the halves of its characters put together."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _stored(page: bytes, at: int) -> bytes:
    """Return the properties at a place of a page, without the number of their style."""
    size = 2 * page[at] - 1
    if size < 0:
        at, size = at + 1, 2 * page[at + 1]
    return page[at + 3 : at + 1 + size]


def _cuts(operand: bytes) -> Iterator[Cut]:
    """Yield the cells of a row from the definition of its table."""
    count = operand[0] if operand else 0
    if len(operand) < 1 + 2 * (count + 1):
        raise Unsound
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    flags = operand[1 + 2 * (count + 1) :]
    for index in range(count):
        said = int.from_bytes(flags[20 * index : 20 * index + 2], "little")
        yield Cut(edges[index], edges[index + 1], bool(said & 2), said & _RESTARTS == _GOES_ON)
