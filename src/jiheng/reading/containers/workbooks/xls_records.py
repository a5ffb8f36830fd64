"""Numbers and fonts of the cells of an old workbook (.xls), straight from its records."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.reading.containers.office.parts import TooLarge, Unsound
from jiheng.reading.containers.workbooks.hidden import Hidden
from jiheng.reading.containers.workbooks.leaves import MAX_CELLS
from jiheng.reading.containers.workbooks.number_format import BUILTIN, plain, shown
from jiheng.reading.containers.workbooks.xls_lettering import Lettering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.reading.containers.workbooks.xls_lettering import Setting


class _Kind:
    """What a record tells, by the number it begins with."""

    FORMULA = 0x06
    EOF = 0x0A
    DATE_1904 = 0x22
    PASSWORD = 0x2F
    COLUMNS = 0x7D
    SHEET = 0x85
    SEVERAL_PACKED = 0xBD
    STYLE = 0xE0
    TEXTS = 0xFC
    DIMENSIONS = 0x200
    NUMBER = 0x203
    ROW = 0x208
    PACKED = 0x27E
    FORMAT = 0x41E
    BOF = 0x809
    CELLS = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})


_SMALLEST_TEXT = 3
_BIFF8 = 0x600
_NO_HEIGHT, _IS_HIDDEN = 0x20, 0x1


class Encrypted(Exception):
    """The workbook has a password."""


@dataclass(slots=True)
class Page:
    """A sheet as the workbook lists it: where it begins and how its cells look."""

    start: int
    hidden: bool
    numbers: dict[tuple[int, int], str] = field(default_factory=dict)
    settings: dict[tuple[int, int], Setting] = field(default_factory=dict)
    unseen: Hidden = field(default_factory=Hidden)


@dataclass(slots=True)
class _Globals:
    pages: list[Page] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILTIN))
    styles: list[int] = field(default_factory=list)
    since_1904: bool = False
    lettering: Lettering = field(default_factory=Lettering)

    def shown(self, value: float, style: int) -> str:
        """Return what a cell of a style shows of a number."""
        number = self.styles[style] if style < len(self.styles) else 0
        code = self.formats.get(number, "")
        return shown(value, code, since_1904=self.since_1904) if code else plain(value)


def pages_of(stream: bytes) -> list[Page]:
    """Return the sheets of a workbook with its numbers as they are shown.

    Raises:
        Unsound: When the records are none, or one sheet is listed under several names.
        TooLarge: When cells stand further out than in any form.
        Encrypted: When it has a password.
    """
    book = _globals(stream)
    if len({page.start for page in book.pages}) < len(book.pages):
        raise Unsound
    book.lettering.finish()
    for page in book.pages:
        last_row = last_column = 0
        for depth, kind, said in _records(stream, page.start):
            if kind == _Kind.DIMENSIONS and _claimed(said) > MAX_CELLS:
                raise TooLarge
            if depth == 1:
                _hide(page, kind, said)
            if kind in _Kind.CELLS and len(said) >= struct.calcsize("<HHH"):
                row, column = struct.unpack_from("<HH", said)
                last_row, last_column = max(last_row, row), max(last_column, column)
                if (last_row + 1) * (last_column + 1) > MAX_CELLS:
                    raise TooLarge
                if depth == 1:
                    _show(page, (row, column), book, kind, said)
    return book.pages


def _show(page: Page, cell: tuple[int, int], book: _Globals, kind: int, said: bytes) -> None:
    """Note what the cells of a record show, where that is more than their text."""
    setting = book.lettering.of_cell(kind, said)
    if setting:
        page.settings[cell] = setting
    row, column = cell
    for at, (value, style) in enumerate(_values(kind, said), column):
        page.numbers[row, at] = book.shown(value, style)


def _hide(page: Page, kind: int, said: bytes) -> None:
    """Note a row of no height, and columns that are hidden."""
    if kind == _Kind.ROW:
        row, flags = struct.unpack_from("<H10xH", said)
        if flags & _NO_HEIGHT:
            page.unseen.rows.add(row)
    elif kind == _Kind.COLUMNS:
        first, last, flags = struct.unpack_from("<HH4xH", said)
        if flags & _IS_HIDDEN:
            page.unseen.columns.append((first, last))


def _globals(stream: bytes) -> _Globals:
    book = _Globals()
    modern = True
    for depth, kind, said in _records(stream, 0):
        book.lettering.hear(kind, said)
        if depth > 1 and kind != _Kind.TEXTS:
            continue
        match kind:
            case _Kind.BOF:
                modern = said[:2] == _BIFF8.to_bytes(2, "little")
            case _Kind.PASSWORD:
                raise Encrypted
            case _Kind.DATE_1904:
                book.since_1904 = said[:1] == b"\x01"
            case _Kind.SHEET:
                start, state = struct.unpack_from("<IB", said)
                book.pages.append(Page(start, hidden=bool(state & 3)))
            case _Kind.FORMAT:
                number, code = _format(said, modern=modern)
                book.formats[number] = code
            case _Kind.TEXTS if struct.unpack_from("<4xI", said)[0] > len(stream) // _SMALLEST_TEXT:
                raise Unsound
            case _Kind.STYLE:
                book.styles.append(struct.unpack_from("<2xH", said)[0])
    return book


def _claimed(said: bytes) -> int:
    """Return how many cells a sheet says it has; a parser may make room for them all.

    Raises:
        Unsound: When it ends before it begins, which a parser may take for endless.
    """
    modern = len(said) >= struct.calcsize("<IIHH")
    top, bottom, left, right = struct.unpack_from("<IIHH" if modern else "<HHHH", said)
    if bottom and right and (bottom < top or right < left):
        raise Unsound
    return int(max(bottom - top, 0) * max(right - left, 0))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the records of one part of the workbook; those of charts within it are deeper than 1.

    A parser that knows no charts believes what they claim too.
    """
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _Kind.BOF:
            depth += 1
        elif depth == 0:
            raise Unsound
        elif kind == _Kind.EOF:
            depth -= 1
            if depth == 0:
                return
        yield depth, kind, stream[at : at + size]
        at += size


def _format(said: bytes, *, modern: bool) -> tuple[int, str]:
    (number,) = struct.unpack_from("<H", said)
    if not modern:
        return number, said[3:].decode("gb18030", "replace")
    wide = said[4] & 1
    return number, said[5:].decode("utf-16-le" if wide else "latin-1", "replace")


def _values(kind: int, said: bytes) -> Iterator[tuple[float, int]]:
    """Yield number and style of each cell of a record."""
    if kind == _Kind.NUMBER:
        style, value = struct.unpack_from("<4xHd", said)
        yield value, style
    elif kind == _Kind.PACKED:
        style, packed = struct.unpack_from("<4xHI", said)
        yield _unpacked(packed), style
    elif kind == _Kind.SEVERAL_PACKED:
        for style, packed in struct.iter_unpack("<HI", said[4:-2][: (len(said) - 6) // 6 * 6]):
            yield _unpacked(packed), style
    elif kind == _Kind.FORMULA and said[12:14] != b"\xff\xff":
        style, value = struct.unpack_from("<4xHd", said)
        yield value, style


def _unpacked(packed: int) -> float:
    """Return the number that 32 bits stand for: an integer or half a float, maybe hundredths."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))
    return value / 100 if packed & 1 else value
