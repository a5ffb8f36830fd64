"""The ruling lines of a PDF page: stroked lines, thin filled boxes, edges of stroked boxes."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from jiheng.reading.containers.page.ruling import SMALLEST, Ruling, ruling_of_tiles
from jiheng.reading.containers.page.tiles import THIN
from jiheng.reading.containers.pdf.clips import clip_box, common

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.containers.page.turning import Turning

MAX_OBJECTS = 300_000
MAX_SEGMENTS = 5_000
MAX_DEPTH = 6

_SQUARE = 1.5
"""A dash is longer than so many times its thickness."""

_WHITE = 250

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_rules(page: ctypes.c_void_p, turning: Turning) -> Ruling:
    """Return the ruling lines of a page, those within its forms included."""
    ruling = Ruling(turning)
    for path, matrix in _paths(page, ruling):
        _path(path, matrix, ruling)
    ruling.join_dots()
    return ruling


def read_tiles(page: ctypes.c_void_p, turning: Turning, sides: Sequence[float] = ()) -> Ruling:
    """Return the edges of the cells of a table that has colours in place of ruling lines.

    `sides` are those of such a table that may go on upon the page.
    """
    boxes: list[tuple[Box, bool]] = []
    for path, matrix in _paths(page, Ruling(turning)):
        box = _bounds(path, matrix)
        high = box is not None and min(box[2] - box[0], box[3] - box[1]) > SMALLEST
        if box is not None and high and not _has_parts(path):
            boxes.append((box, _is_white(path)))
    return ruling_of_tiles(boxes, turning, sides)


def _paths(page: ctypes.c_void_p, ruling: Ruling) -> Iterator[tuple[ctypes.c_void_p, Matrix]]:
    """Yield the path objects of a page and of the forms in it, with the matrix around them."""
    waiting = [(page, IDENTITY, 0)]
    while waiting:
        holder, matrix, depth = waiting.pop()
        count_of = pdfium.FPDFFormObj_CountObjects if depth else pdfium.FPDFPage_CountObjects
        object_of = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
        for index in range(max(count_of(holder), 0)):
            ruling.objects += 1
            if ruling.objects > MAX_OBJECTS:
                return
            found = object_of(holder, index)
            kind = pdfium.FPDFPageObj_GetType(found)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield found, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                waiting.append((found, _within(_matrix(found), matrix), depth + 1))


def _path(path: ctypes.c_void_p, matrix: Matrix, ruling: Ruling) -> None:
    box = _bounds(path, matrix)
    if box is None:  # pragma: no cover - a path object has bounds
        return
    left, bottom, right, top = box
    narrow, wide = sorted((right - left, top - bottom))
    if wide < SMALLEST and (narrow > THIN or wide < _SQUARE * narrow):
        if wide <= THIN and not _is_white(path):
            ruling.dot(left, bottom, right, top)
        return
    if narrow <= THIN:
        if not _is_white(path):
            _add(ruling, [box], path, matrix)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if (stroke.value or _has_parts(path)) and not _is_white(path):
        outlines = _outlines(path, _within(_matrix(path), matrix))
        boxes = _edges(outlines) if stroke.value else _thin_parts(outlines)
        _add(ruling, boxes, path, matrix)


def _add(ruling: Ruling, boxes: Iterable[Box], path: ctypes.c_void_p, matrix: Matrix) -> None:
    """Take in boxes of a path, or as much of them as its clip shows.

    A line between rows beyond the clip stands for its edge, as one beyond the paper does.
    """
    clip = clip_box(path)
    shown = None if clip is None else _around(clip, matrix)
    for box in boxes:
        left, bottom, right, top = box if shown is None else common(box, shown)
        if shown is not None and bottom > top and box[3] - box[1] <= THIN:
            bottom = top = shown[1] if box[3] < shown[1] else shown[3]
        if left <= right and bottom <= top:
            ruling.add(left, bottom, right, top)


def _has_parts(path: ctypes.c_void_p) -> bool:
    """Whether a filled path is more than a box: some writers fill all lines of a table at once."""
    count: int = pdfium.FPDFPath_CountSegments(path)
    return count > 5  # noqa: PLR2004 - a closed box


def _outlines(path: ctypes.c_void_p, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """Return the points of the parts of a path that have straight edges."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    found: list[list[tuple[float, float]]] = []
    outline: list[tuple[float, float]] = []
    count = min(pdfium.FPDFPath_CountSegments(path), MAX_SEGMENTS)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, at_x, at_y)
        point = _moved(x.value, y.value, matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            found.append(outline)
            outline = [point]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            outline.append(point)
        else:
            outline = []
        if pdfium.FPDFPathSegment_GetClose(segment) and outline:
            outline.append(outline[0])
    found.append(outline)
    return [each for each in found if len(each) > 1]  # a point is no line


def _edges(outlines: Iterable[Sequence[tuple[float, float]]]) -> Iterator[Box]:
    """Yield the edges of outlines that are drawn."""
    for points in outlines:
        for (x0, y0), (x1, y1) in pairwise(points):
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _thin_parts(outlines: Iterable[Sequence[tuple[float, float]]]) -> Iterator[Box]:
    """Yield the boxes of outlines that are filled, and the sides of a box with a hole in it."""
    before: Box | None = None
    for points in outlines:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        yield box
        if before is not None:
            yield from _sides(*sorted((before, box)))
        before = box


def _sides(outer: Box, inner: Box) -> Iterator[Box]:
    """Yield the strips between two boxes, one within the other and hardly smaller."""
    left, bottom, right, top = outer
    ends = inner[0] - left, inner[1] - bottom, right - inner[2], top - inner[3]
    if min(ends) >= 0 and 0 < max(ends) <= THIN:
        yield left, bottom, inner[0], top
        yield left, bottom, right, inner[1]
        yield inner[2], bottom, right, top
        yield left, inner[3], right, top


def _bounds(path: ctypes.c_void_p, matrix: Matrix) -> Box | None:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *(ctypes.byref(edge) for edge in edges)):
        return None  # pragma: no cover - a path object has bounds
    left, bottom, right, top = (edge.value for edge in edges)
    return _around((left, bottom, right, top), matrix)


def _around(box: Box, matrix: Matrix) -> Box:
    """Return the box around another that a matrix moves."""
    if matrix is IDENTITY:
        return box
    left, bottom, right, top = box
    corners = [_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _is_white(path: ctypes.c_void_p) -> bool:
    """Whether a path is drawn in the colour of paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return True  # pragma: no cover - the library keeps no path that is not drawn
    colour_of = (
        pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    )
    parts = [ctypes.c_uint() for _ in range(4)]
    if not colour_of(path, *(ctypes.byref(part) for part in parts)):
        return False  # pragma: no cover - a path object has a colour
    return all(part.value >= _WHITE for part in parts[:3])


def _matrix(found: ctypes.c_void_p) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, ctypes.byref(matrix)):
        return IDENTITY  # pragma: no cover - paths and forms have a matrix
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _moved(e, f, outer)
    outer_a, outer_b, outer_c, outer_d, *_ = outer
    return (
        a * outer_a + b * outer_c,
        a * outer_b + b * outer_d,
        c * outer_a + d * outer_c,
        c * outer_b + d * outer_d,
        x,
        y,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
