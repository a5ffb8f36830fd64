"""Lines printed over each other: the order in which a PDF draws their characters tells them apart.

PDFium gives the characters of a line from left to right. Where the text of a cell runs over that of
the next one, the two would come mixed; each still stands in an object of its own.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.page.ink import Glyph

MAX_OBJECTS = 300_000
MAX_DEPTH = 6

_OVER = 0.2
"""Share of its width by which a character stands over the one before it."""

SEVERAL = 2
"""Pairs of characters that are no accident."""


def is_tangled(glyphs: Sequence[Glyph]) -> bool:
    """Return whether characters that follow each other stand over each other."""
    over = 0
    for last, glyph in pairwise(glyphs):
        if (
            last.left <= glyph.left < last.right - _OVER * (last.right - last.left)
            and last.top < (glyph.top + glyph.bottom) / 2 < last.bottom
            and glyph.text != last.text
        ):
            over += 1
            if over == SEVERAL:
                return True
    return False


def drawn_order(page: ctypes.c_void_p, text: ctypes.c_void_p, count: int) -> list[int]:
    """Return the indexes of the characters of a page in the order in which it draws them."""
    places = {address: place for place, address in enumerate(_addresses(page))}
    found: list[tuple[int, int]] = []
    for index in range(count):
        owner = pdfium.FPDFText_GetTextObject(text, index)
        place = places.get(_address(owner)) if owner else None
        if place is not None:
            found.append((place, index))
    return [index for _, index in sorted(found)]


def _addresses(page: ctypes.c_void_p) -> Iterator[int]:
    """Yield where the objects of a page lie, those within its forms included, as they are drawn."""
    waiting = [iter(_objects(page, 0))]
    seen = 0
    while waiting:
        found = next(waiting[-1], None)
        if found is None:
            waiting.pop()
            continue
        seen += 1
        if seen > MAX_OBJECTS:
            return  # pragma: no cover - their number is bounded where lines are read
        yield _address(found)
        form = pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_FORM
        if form and len(waiting) < MAX_DEPTH:
            waiting.append(iter(_objects(found, len(waiting))))


def _objects(holder: ctypes.c_void_p, depth: int) -> Iterator[ctypes.c_void_p]:
    count_of = pdfium.FPDFFormObj_CountObjects if depth else pdfium.FPDFPage_CountObjects
    object_of = pdfium.FPDFFormObj_GetObject if depth else pdfium.FPDFPage_GetObject
    for index in range(max(count_of(holder), 0)):
        yield object_of(holder, index)


def _address(found: ctypes.c_void_p) -> int:
    return ctypes.cast(found, ctypes.c_void_p).value or 0
