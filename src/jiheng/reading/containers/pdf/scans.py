"""Pages of a PDF that are pictures: found, drawn, and read by what can be seen on them."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from jiheng.reading.containers.page.scanned import (
    COVERED,
    DOTS,
    FEW,
    MOST_DOTS,
    SMALLEST,
    USUAL_DOTS,
)
from jiheng.reading.containers.scan import demand, scan_ink

if TYPE_CHECKING:
    import pypdfium2

    from jiheng.reading.containers.page.ink import Ink

SIMPLE = 8
"""Pieces of the outline of a box or a line at most; those of most characters are more."""

MANY = 60
"""Outlines that are the characters of a page rather than its ornaments."""

MAX_OBJECTS = 2_000

WHOLE = 0.8
"""Share of the page that a picture covers which hides what lies under it."""

_DEEPEST = 3
"""Forms within forms that are looked into."""

_FIRST = 3
"""Objects at the beginning of a page of which one is its picture, if it is a scan."""

_PICTURES = frozenset((pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM))


def is_scanned(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> bool:
    """Return whether a page is a picture: hardly any characters, and what may show others.

    Those are images over much of the page, or the many outlines of characters drawn as shapes.
    Characters that nobody sees do not count: a scanner's own recognition lays them under or over
    its picture, without rules and often wrong.
    """
    width, height = page.get_size()
    if min(width, height) < SMALLEST:
        return False
    area: float = width * height
    if pdfium.FPDFText_CountChars(text.raw) <= FEW:
        drawn = _Drawn.on(page)
        return drawn.area >= COVERED * area > 0 or drawn.outlines >= MANY
    if not _has_pictures_at_its_ends(page):
        return False
    if _is_covered(page, area):
        return True
    drawn = _Drawn.on(page)
    return drawn.area >= COVERED * area > 0 and drawn.shown <= min(FEW, drawn.hidden)


@dataclass(slots=True)
class _Drawn:
    """What a page is made of, as far as that tells whether it is a picture.

    Attributes:
        area: Of its images, in square points; a form with an image counts as a whole.
        outlines: Lines that are bent as those of characters are.
        shown: Pieces of text that are seen.
        hidden: Pieces of text that are not.
    """

    area: float = 0.0
    outlines: int = 0
    shown: int = 0
    hidden: int = 0

    @classmethod
    def on(cls, page: pypdfium2.PdfPage) -> _Drawn:
        drawn = cls()
        for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
            found = pdfium.FPDFPage_GetObject(page.raw, index)
            if drawn._holds_image(found):
                drawn.area += _area(found)
            if drawn.shown > FEW:
                break  # text that is seen: whatever else there is, it is no picture
        return drawn

    def _holds_image(self, found: ctypes.c_void_p, depth: int = 0) -> bool:
        """Take in an object and what is in it; return whether it is or holds an image."""
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(found)
            self.hidden += mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            self.shown += mode != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.outlines += pdfium.FPDFPath_CountSegments(found) > SIMPLE
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = min(pdfium.FPDFFormObj_CountObjects(found), MAX_OBJECTS)
            inner = (pdfium.FPDFFormObj_GetObject(found, index) for index in range(count))
            return sum(self._holds_image(each, depth + 1) for each in inner) > 0
        return bool(kind == pdfium.FPDF_PAGEOBJ_IMAGE)


def _has_pictures_at_its_ends(page: pypdfium2.PdfPage) -> bool:
    """Tell by a glance pages that are all text, which are most: a scan begins or ends a page."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    ends = {*range(min(_FIRST, count)), count - 1}
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, index)) in _PICTURES
        for index in ends
        if index >= 0
    )


def _is_covered(page: pypdfium2.PdfPage, area: float) -> bool:
    """Return whether an image that nothing shines through lies over all that was drawn before."""
    last = pdfium.FPDFPage_GetObject(page.raw, pdfium.FPDFPage_CountObjects(page.raw) - 1)
    return bool(
        pdfium.FPDFPageObj_GetType(last) == pdfium.FPDF_PAGEOBJ_IMAGE
        and not pdfium.FPDFPageObj_HasTransparency(last)
        and _area(last) >= WHOLE * area
    )


def scanned_ink(page: pypdfium2.PdfPage, number: int, name: str) -> Ink:
    """Return the ink of a page by its picture.

    Raises:
        UnreadableFile: When the extra `scan` is not installed.
    """
    demand(name)  # before PDFium draws, by parts of the extra too
    width, height = page.get_size()
    bitmap = page.render(scale=_scale(page, max(width, height)), rev_byteorder=True)
    try:
        picture = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return scan_ink(picture, number=number, width=width, height=height, name=name)


def _scale(page: pypdfium2.PdfPage, longer: float) -> float:
    """Return with how many dots a point a page is drawn.

    Who puts a picture into a PDF may state any resolution: of a small page with a fine picture, as
    many dots are drawn as that has, up to those of A4.
    """
    usual = DOTS / 72
    if usual * longer < USUAL_DOTS:
        usual = max(usual, min(_finest(page), USUAL_DOTS / longer))
    return min(usual, MOST_DOTS / longer)


def _finest(page: pypdfium2.PdfPage) -> float:
    """Return how many dots a point the finest picture of a page has; 0 without any."""
    finest = 0.0
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST)
    for picture in islice(pictures, MAX_OBJECTS):
        across, down = picture.get_px_size()
        area = _area(picture.raw)
        if area > 0:
            finest = max(finest, math.sqrt(across * down / area))
    return finest


def _area(found: ctypes.c_void_p) -> float:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(found, *(ctypes.byref(edge) for edge in edges)):
        return 0.0  # pragma: no cover - the library knows the bounds of every image it parsed
    left, bottom, right, top = (edge.value for edge in edges)
    return (right - left) * (top - bottom)
