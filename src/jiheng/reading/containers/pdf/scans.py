"""Pages of a PDF that are pictures: found, drawn, and read by what can be seen on them."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from jiheng.reading.containers.scan import demand, scan_ink

if TYPE_CHECKING:
    import pypdfium2

    from jiheng.reading.containers.page.ink import Ink

FEW = 12
"""Characters that a page may have beside its picture, such as its number."""

COVERED = 0.3
"""Share of the page that its pictures must cover."""

SIMPLE = 8
"""Pieces of the outline of a box or a line at most; those of most characters are more."""

MANY = 60
"""Outlines that are the characters of a page rather than its ornaments."""

DOTS = 200
"""Per inch: what scanned pages are drawn with."""

MOST_DOTS = 4_000
"""Along one side of a picture; larger pages are drawn coarser."""

SMALLEST = 20.0
"""Points: a page thinner than two lines of text holds nothing to make out."""

MAX_OBJECTS = 2_000


def is_scanned(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> bool:
    """Return whether a page is a picture: hardly any characters, and what may show others.

    Those are images over much of the page, or the many outlines of characters drawn as shapes.
    """
    if pdfium.FPDFText_CountChars(text.raw) > FEW:
        return False
    width, height = page.get_size()
    if min(width, height) < SMALLEST:
        return False
    area, outlines = 0.0, 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        found = pdfium.FPDFPage_GetObject(page.raw, index)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            area += _area(found)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            outlines += pdfium.FPDFPath_CountSegments(found) > SIMPLE
    page_area: float = width * height
    return area >= COVERED * page_area > 0 or outlines >= MANY


def scanned_ink(page: pypdfium2.PdfPage, number: int, name: str) -> Ink:
    """Return the ink of a page by its picture.

    Raises:
        UnreadableFile: When the extra `scan` is not installed.
    """
    demand(name)  # before PDFium draws, by parts of the extra too
    width, height = page.get_size()
    scale = min(DOTS / 72, MOST_DOTS / max(width, height, 1.0))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        picture = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return scan_ink(picture, number=number, width=width, height=height, name=name)


def _area(found: ctypes.c_void_p) -> float:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(found, *(ctypes.byref(edge) for edge in edges)):
        return 0.0  # pragma: no cover - the library knows the bounds of every image it parsed
    left, bottom, right, top = (edge.value for edge in edges)
    return (right - left) * (top - bottom)
