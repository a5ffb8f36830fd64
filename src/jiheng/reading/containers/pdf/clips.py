"""Clip paths: what of a PDF page is drawn but not shown."""

from __future__ import annotations

import ctypes
from itertools import product
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from jiheng.reading.containers.page.turning import Turning

Box = tuple[float, float, float, float]

MAX_PATHS = 12
MAX_POINTS = 60
_RECTANGLE = (4, 5)
"""Points of a rectangle, closed by itself or by its first point again."""

SLACK = 0.2
"""Points by which a character may stand out of the side of its clip and still be seen."""


def clip_of(text: ctypes.c_void_p, index: int, turning: Turning) -> Box | None:
    """Return the box within which a character is shown; None where nothing clips it.

    A clip that is no rectangle counts as the box around it.
    """
    found = pdfium.FPDFText_GetTextObject(text, index)
    if not found:  # pragma: no cover - a visible character belongs to an object
        return None
    box = clip_box(found)
    return turning.box(*on_page(text, index, found, box)) if box else None


def clip_box(found: ctypes.c_void_p) -> Box | None:
    """Return the box within which an object is shown, in points of what holds it; None for all."""
    clip = pdfium.FPDFPageObj_GetClipPath(found)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return None
    box: Box | None = None
    for number in range(min(count, MAX_PATHS)):
        outline = _outline(clip, number)
        if outline is None:  # pragma: no cover - the library clips by no path without points
            continue
        box = outline if box is None else common(box, outline)
    return box


def common(one: Box, other: Box) -> Box:
    """Return the box in which two overlap; its sides stand the wrong way round if they do not."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, min(one[2], other[2]), min(one[3], other[3])


def on_page(text: ctypes.c_void_p, index: int, found: ctypes.c_void_p, box: Box) -> Box:
    """Return a box in points of the page that is told in points of the form it stands in.

    What the form does to its points is what parts the matrix of the character on the page from
    that of its object.
    """
    own, shown = pdfium.FS_MATRIX(), pdfium.FS_MATRIX()
    known = pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(shown))
    if not known or not pdfium.FPDFPageObj_GetMatrix(found, ctypes.byref(own)):
        return box  # pragma: no cover - a text object has a matrix
    size = own.a * own.d - own.b * own.c
    if bytes(own) == bytes(shown) or not size:
        return box
    xs, ys = [], []
    for x, y in product((box[0], box[2]), (box[1], box[3])):
        across, up = x - own.e, y - own.f
        u = (across * own.d - up * own.c) / size
        v = (up * own.a - across * own.b) / size
        xs.append(u * shown.a + v * shown.c + shown.e)
        ys.append(u * shown.b + v * shown.d + shown.f)
    return min(xs), min(ys), max(xs), max(ys)


def is_within(x: float, y: float, box: Box) -> bool:
    """Return whether a point is shown through a clip.

    Nothing is granted above and below: a line that a page end cuts in its middle is drawn on both
    pages, and would be seen on both.
    """
    left, top, right, bottom = box
    return left - SLACK <= x <= right + SLACK and top <= y <= bottom


def _outline(clip: ctypes.c_void_p, number: int) -> Box | None:
    """Return the box around a path of a clip; of a rectangle, two corners tell it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
    corners = (0, 2) if count in _RECTANGLE else range(min(count, MAX_POINTS))
    xs, ys = [], []
    for index in corners:
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, number, index)
        # Every segment that is counted has a point.
        if pdfium.FPDFPathSegment_GetPoint(segment, at_x, at_y):  # pragma: no branch
            xs.append(x.value)
            ys.append(y.value)
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None
