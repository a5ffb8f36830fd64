"""Clip paths: what of a PDF page is drawn but not shown."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from jiheng.reading.containers.pdf.turning import Turning

Box = tuple[float, float, float, float]

MAX_PATHS = 12
MAX_POINTS = 60
_RECTANGLE = (4, 5)
"""Points of a rectangle, closed by itself or by its first point again."""

SLACK = 0.2
"""Points by which a character may stand out of its clip and still be seen."""


def clip_of(text: ctypes.c_void_p, index: int, turning: Turning) -> Box | None:
    """Return the box within which a character is shown; None where nothing clips it.

    A clip that is no rectangle counts as the box around it.
    """
    found = pdfium.FPDFText_GetTextObject(text, index)
    if not found:
        return None
    clip = pdfium.FPDFPageObj_GetClipPath(found)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return None
    box: Box | None = None
    for number in range(min(count, MAX_PATHS)):
        outline = _outline(clip, number)
        if outline is None:
            continue
        left, bottom, right, top = outline
        if box is not None:
            left, bottom = max(left, box[0]), max(bottom, box[1])
            right, top = min(right, box[2]), min(top, box[3])
        box = (left, bottom, right, top)
    return turning.box(*box) if box else None


def is_within(x: float, y: float, box: Box) -> bool:
    """Return whether a point is shown through a clip."""
    left, top, right, bottom = box
    return left - SLACK <= x <= right + SLACK and top - SLACK <= y <= bottom + SLACK


def _outline(clip: ctypes.c_void_p, number: int) -> Box | None:
    """Return the box around a path of a clip; of a rectangle, two corners tell it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
    corners = (0, 2) if count in _RECTANGLE else range(min(count, MAX_POINTS))
    xs, ys = [], []
    for index in corners:
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, number, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, at_x, at_y):
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None
