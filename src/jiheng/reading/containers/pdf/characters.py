"""The characters of a PDF page with their boxes."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.pdf.clips import clip_of, is_within
from jiheng.reading.containers.pdf.turning import QUARTERS

if TYPE_CHECKING:
    from jiheng.reading.containers.pdf.clips import Box
    from jiheng.reading.containers.pdf.turning import Turning

MAX_CHARACTERS = 200_000
"""A page of the densest print has ten thousand."""

UNMAPPED = "\ufffd"
"""A character of a font that does not say which one it is."""

_BLANK = frozenset((0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x3000, 0xFEFF, 0x200B))
_HYPHEN_AT_LINE_END = 0x02
_SAMPLED = 60
_JUMP = 3.0
"""Points between characters that are no neighbours: what follows may have another clip."""


def upright_quarters(text: ctypes.c_void_p, count: int) -> int:
    """Return how many quarter turns clockwise make most of the text stand upright."""
    step = max(count // _SAMPLED, 1)
    angles: Counter[int] = Counter()
    for index in range(0, count, step):
        if pdfium.FPDFText_GetUnicode(text, index) in _BLANK:
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        if angle >= 0:
            angles[round(angle / (math.pi / 2)) % QUARTERS] += 1
    return angles.most_common(1)[0][0] if angles else 0


def read_glyphs(text: ctypes.c_void_p, count: int, turning: Turning) -> list[Glyph]:
    """Return the characters of a text page in the order of the document, blanks left out.

    Boxes are PDFium's loose ones: as high as the line and as wide as the advance. Tight ones
    would put 一 on a line of its own.
    """
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    place, blank = turning.box, _BLANK
    glyphs: list[Glyph] = []
    add = glyphs.append
    begun, base, right = 0, -1.0, -1.0
    clip: Box | None = None
    for index in range(min(count, MAX_CHARACTERS)):
        code = unicode_of(text, index)
        if code in blank or not box_of(text, index, reference):
            continue
        if box.bottom != base or not -_JUMP < box.left - right < _JUMP:
            _hide(glyphs, begun, clip)
            begun, base = len(glyphs), box.bottom
            clip = clip_of(text, index, turning)
        right = box.right
        character = chr(code) if code != _HYPHEN_AT_LINE_END else "-"
        add(Glyph(character, *place(box.left, box.bottom, box.right, box.top)))
    _hide(glyphs, begun, clip)
    return glyphs


def _hide(glyphs: list[Glyph], begun: int, clip: Box | None) -> None:
    """Note of neighbouring characters which of them their clip hides."""
    if clip is None or begun == len(glyphs):
        return
    first, last = glyphs[begun], glyphs[-1]
    y = (first.top + first.bottom) / 2
    ends = (first.left + first.right) / 2, (last.left + last.right) / 2
    if all(is_within(x, y, clip) for x in ends):
        return
    for index in range(begun, len(glyphs)):
        glyph = glyphs[index]
        if not is_within((glyph.left + glyph.right) / 2, y, clip):
            glyphs[index] = glyph._replace(clip=clip)
