"""Characters of a form on a page that PDFium tells the place of within the form, not on the page.

It does so for those that a file says in words of its own (ActualText), as Chromium does of 目.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from jiheng.reading.containers.pdf.clips import on_page

_NEAR = 0.05
"""Points by which a character may stand off the line that its text is drawn on."""

_BEARING = 2.0
"""Points by which one may stand out of the sides of its text."""


def set_on_page(text: ctypes.c_void_p, index: int, box: pdfium.FS_RECTF) -> bool:
    """Move the box of a character to its place on the page; return whether it stood elsewhere."""
    found = pdfium.FPDFText_GetTextObject(text, index)
    own, shown = pdfium.FS_MATRIX(), pdfium.FS_MATRIX()
    known = pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(shown))
    if not (found and known and pdfium.FPDFPageObj_GetMatrix(found, ctypes.byref(own))):
        return False  # pragma: no cover - a character of the page has an object and a matrix
    if bytes(own) == bytes(shown):
        return False
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    if not _is_of_form(text, index, found, (x.value, y.value), (own, shown)):
        return False
    box.left, box.bottom, box.right, box.top = on_page(
        text, index, found, (box.left, box.bottom, box.right, box.top)
    )
    return True


def _is_of_form(
    text: ctypes.c_void_p,
    index: int,
    found: ctypes.c_void_p,
    point: tuple[float, float],
    matrices: tuple[pdfium.FS_MATRIX, pdfium.FS_MATRIX],
) -> bool:
    """Whether a point is told within the form: it is on the line of a text there, not on the page.

    Where the page moves the form along that line, it stands beside the text that the page shows.
    """
    in_form, shown = (_off_line(point, matrix) for matrix in matrices)
    if in_form > _NEAR or shown > _NEAR:
        return in_form <= _NEAR
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(found, *map(ctypes.byref, edges)):
        return False  # pragma: no cover - a text object has bounds
    left, bottom, right, top = (edge.value for edge in edges)
    sides = on_page(text, index, found, (left, bottom, right, top))
    return _is_between(point[0], left, right) and not _is_between(point[0], sides[0], sides[2])


def _is_between(x: float, left: float, right: float) -> bool:
    return left - _BEARING <= x <= right + _BEARING


def _off_line(point: tuple[float, float], matrix: pdfium.FS_MATRIX) -> float:
    """Return how far a point stands off the line that a text is drawn on."""
    length = (matrix.a**2 + matrix.b**2) ** 0.5
    across, up = point[0] - matrix.e, point[1] - matrix.f
    return abs(across * matrix.b - up * matrix.a) / length if length else 0.0
