"""Pages of a document → pictures as a person sees them, upright, small enough to be mailed."""

from __future__ import annotations

import struct
import zlib
from importlib import import_module
from itertools import islice
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from jiheng.errors import UnreadableFile
from jiheng.reading.containers.kinds import MediaType
from jiheng.reading.containers.page.turning import QUARTERS
from jiheng.reading.containers.pdf.characters import upright_quarters
from jiheng.reading.containers.scan import page_size, read_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MEDIA_TYPE = "image/png"

DPI = 110
"""At which the smallest print of budgets, 7 points, can be read on a screen."""

MOST_DOTS = 4_000_000
"""Of one picture; a sheet of A3 has 2.4 million at this resolution, a poster is drawn coarser."""

MOST_PAGES = 300
"""Beyond these no page is drawn, so that the pictures of a book do not fill the memory."""

_POINTS_AN_INCH = 72
_GREYS = 16
_EFFORT = 6
_BLACK, _WHITE = 24, 232
"""Greys from which on ink is black and paper white: specks of a scan would cost many bytes."""

_FEW = 12
"""Characters that do not tell how a page lies; one that is scanned may have its number."""


def _level(grey: int) -> int:
    share = (grey - _BLACK) / (_WHITE - _BLACK)
    return min(max(round(share * (_GREYS - 1)), 0), _GREYS - 1)


_HIGH = bytes(_level(grey) << 4 for grey in range(256))
_LOW = bytes(_level(grey) for grey in range(256))
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class DrawnPage(NamedTuple):
    """A page as a picture.

    Attributes:
        number: Of the page, counted from 1.
        width: In points, as the page is read.
        height: In points.
        data: A file of type `MEDIA_TYPE` with 16 greys.
    """

    number: int
    width: float
    height: float
    data: bytes


class _Dots(NamedTuple):
    """A picture of one byte a dot; rows begin every `stride` bytes."""

    data: bytes
    width: int
    height: int
    stride: int


def draw_pages(
    data: bytes, media_type: str, name: str, numbers: Iterable[int]
) -> Iterator[DrawnPage]:
    """Yield pictures of pages of a document; a page that cannot be drawn has none.

    Args:
        data: The document's bytes.
        media_type: A kind of document; those without pages have no pictures.
        name: The document's name.
        numbers: Of the pages wanted, counted from 1.
    """
    wanted = sorted({number for number in numbers if number >= 1})[:MOST_PAGES]
    if media_type == MediaType.PDF:
        yield from _pages_of_pdf(data, wanted)
    elif media_type.startswith("image") and wanted:
        try:
            yield from _pages_of_image(data, name, wanted)
        except UnreadableFile:
            return  # data about a picture, and not the picture itself


def _pages_of_image(data: bytes, name: str, wanted: Sequence[int]) -> Iterator[DrawnPage]:
    for number, picture in enumerate(islice(read_pictures(data, name), wanted[-1]), 1):
        if number in wanted:
            width, height = page_size(picture)
            scale = min(_scale(width, height) * width / picture.width, 1.0)
            dots = picture.convert("L").resize(
                (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
            )
            drawn = _straightened(_Dots(dots.tobytes(), *dots.size, dots.width))
            yield DrawnPage(number, width, height, _png(drawn))


def _pages_of_pdf(data: bytes, wanted: Sequence[int]) -> Iterator[DrawnPage]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in wanted:
            drawn = _drawn(document, number) if number <= len(document) else None
            if drawn:
                yield drawn
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> DrawnPage | None:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        turns = _turns_left(page)
        size = (height, width) if (turns or 0) % 2 else (width, height)
        scale = _scale(width, height)
        bitmap = page.render(scale=scale, rotation=(turns or 0) * 90, grayscale=True)
        try:
            dots = _Dots(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        finally:
            bitmap.close()
    finally:
        page.close()
    return DrawnPage(number, *size, _png(dots if turns is not None else _straightened(dots)))


def _turns_left(page: pypdfium2.PdfPage) -> int | None:
    """Return the quarter turns that a page, shown as it asks for, still lacks to be upright.

    None for a page without text, which may be a scan.
    """
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        if count <= _FEW:
            return None
        shown: int = page.get_rotation() // 90
        return (upright_quarters(text.raw, count) - shown) % QUARTERS
    finally:
        text.close()


def _scale(width: float, height: float) -> float:
    """Return how many dots a point of a page is drawn with."""
    return min(DPI / _POINTS_AN_INCH, sqrt(MOST_DOTS / max(width * height, 1)))


def _straightened(dots: _Dots) -> _Dots:
    """Return a scan as level as it was when its characters were read, if it was."""
    try:
        skew = import_module("jiheng.reading.containers.scan.deskew").skew
        numpy, image = import_module("numpy"), import_module("PIL.Image")
    except ModuleNotFoundError:  # pragma: no cover - without the extra `scan` nothing was read
        return dots
    grey = numpy.frombuffer(dots.data, numpy.uint8).reshape(dots.height, dots.stride)
    picture = image.fromarray(numpy.ascontiguousarray(grey[:, : dots.width]))
    turn = skew(numpy.asarray(picture))
    level = picture.rotate(turn, resample=image.Resampling.BICUBIC, fillcolor=255)
    return _Dots(level.tobytes(), dots.width, dots.height, dots.width)


def _png(dots: _Dots) -> bytes:
    """Return a picture as PNG of half a byte a dot."""
    left = int.from_bytes(_columns(dots, 0).translate(_HIGH))
    right = int.from_bytes(_columns(dots, 1).translate(_LOW))
    across = (dots.width + 1) // 2
    packed = (left | right).to_bytes(across * dots.height)
    rows = (packed[at : at + across] for at in range(0, len(packed), across))
    head = struct.pack(">IIBBBBB", dots.width, dots.height, 4, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), _EFFORT)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _columns(dots: _Dots, first: int) -> bytes:
    """Return every second dot of each row, from the first or the second; rows equally long."""
    across, width = (dots.width + 1) // 2, dots.width
    starts = range(0, dots.height * dots.stride, dots.stride)
    rows = (dots.data[start + first : start + width : 2] for start in starts)
    return b"".join(row.ljust(across, b"\xff") for row in rows)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )
