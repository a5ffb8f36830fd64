"""Characters of a PDF on lines that slant: those of watermarks and seals."""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as pdfium

from jiheng.reading.containers.page.watermarks import is_off

_SLIGHTLY = math.radians(0.5)


def is_aslant(text: ctypes.c_void_p, index: int, *, behind: bool = False) -> bool:
    """Return whether a character stands on a line that slants; one in italics does not.

    Args:
        text: Of the page.
        index: Of the character.
        behind: Whether one that slants is drawn right before it: on the round line of a seal the
            next one may stand nearly upright.
    """
    angle = pdfium.FPDFText_GetCharAngle(text, index)
    if behind and is_off(angle, _SLIGHTLY):
        return True
    if not is_off(angle):
        return False
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return False  # pragma: no cover - a character with an angle has a matrix
    return is_off(math.atan2(matrix.b, matrix.a))
