"""Pages of a PDF file → pictures as a person sees them, upright, small enough to be mailed."""

from __future__ import annotations

import struct
import zlib
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from jiheng.reading.containers.pdf.characters import upright_quarters
from jiheng.reading.containers.pdf.turning import QUARTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_HIGH = bytes((grey * _GREYS // 256) << 4 for grey in range(256))
_LOW = bytes(grey * _GREYS // 256 for grey in range(256))
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


def draw_pages(data: bytes, numbers: Iterable[int]) -> Iterator[DrawnPage]:
    """Yield pictures of pages of a PDF; a page that cannot be drawn has none.

    Args:
        data: The file.
        numbers: Of the pages wanted, counted from 1.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        wanted = sorted({number for number in numbers if 1 <= number <= len(document)})
        for number in wanted[:MOST_PAGES]:
            drawn = _drawn(document, number)
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
        size = (height, width) if turns % 2 else (width, height)
        scale = min(DPI / _POINTS_AN_INCH, sqrt(MOST_DOTS / max(width * height, 1)))
        bitmap = page.render(scale=scale, rotation=turns * 90, grayscale=True)
        try:
            return DrawnPage(number, *size, _png(bitmap))
        finally:
            bitmap.close()
    finally:
        page.close()


def _turns_left(page: pypdfium2.PdfPage) -> int:
    """Return the quarter turns that a page, shown as it asks for, still lacks to be upright."""
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        if count <= 0:
            return 0
        shown: int = page.get_rotation() // 90
        return (upright_quarters(text.raw, count) - shown) % QUARTERS
    finally:
        text.close()


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Return a picture of one byte a dot as PNG of half a byte a dot."""
    dots, width, height = bytes(bitmap.buffer), bitmap.width, bitmap.height
    left = int.from_bytes(_columns(dots, bitmap, 0).translate(_HIGH))
    right = int.from_bytes(_columns(dots, bitmap, 1).translate(_LOW))
    across = (width + 1) // 2
    packed = (left | right).to_bytes(across * height)
    rows = (packed[at : at + across] for at in range(0, len(packed), across))
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), _EFFORT)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _columns(dots: bytes, bitmap: pypdfium2.PdfBitmap, first: int) -> bytes:
    """Return every second dot of each row, from the first or the second; rows equally long."""
    across, stride = (bitmap.width + 1) // 2, bitmap.stride
    starts = range(first, bitmap.height * stride, stride)
    rows = (dots[at : at - first + bitmap.width : 2] for at in starts)
    return b"".join(row.ljust(across, b"\xff") for row in rows)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )
