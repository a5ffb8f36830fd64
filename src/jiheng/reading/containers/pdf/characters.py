"""The characters of a PDF page with their boxes."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.page.turning import QUARTERS
from jiheng.reading.containers.pdf.clips import clip_of, is_within
from jiheng.reading.containers.pdf.moved import set_on_page
from jiheng.reading.containers.pdf.slants import is_aslant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.turning import Turning
    from jiheng.reading.containers.pdf.clips import Box

MAX_CHARACTERS = 200_000
"""A page of the densest print has ten thousand."""

UNMAPPED = "\ufffd"
"""A character of a font that does not say which one it is."""

_BLANK = frozenset((0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x3000, 0xFEFF, 0x200B))
_HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium gives for a hyphen at the end of a line."""

_PRINTABLE = 0x20
_HALVES = range(0xD800, 0xE000)
_SECOND_HALF = 0xDC00

_DEPTH = 0.15
"""Share of the height of a character that stands below its base."""

_CHINESE = 0x2E80

_SLIGHT = 0.1
"""Points by which characters may stand apart that follow each other."""

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
        if angle >= 0:  # pragma: no branch - a character of the page has an angle
            angles[-round(angle / (math.pi / 2)) % QUARTERS] += 1
    return angles.most_common(1)[0][0] if angles else 0


def read_glyphs(
    text: ctypes.c_void_p,
    count: int,
    turning: Turning,
    aslant: list[Glyph] | None = None,
    order: Sequence[int] | None = None,
) -> list[Glyph]:
    """Return the characters of a text page in the order of the document, blanks left out.

    Boxes are PDFium's loose ones: as high as the line and as wide as the advance. Tight ones
    would put 一 on a line of its own.

    Args:
        text: Of the page.
        count: How many characters it has.
        turning: How the page is turned.
        aslant: Takes those that stand on no line of the page, such as watermarks.
        order: In which to take them; all, as PDFium gives them, unless told.
    """
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    place, blank, upright = turning.box, _BLANK, turning.quarters == 0
    x0, y1 = turning.left, turning.bottom + turning.height
    glyphs: list[Glyph] = []
    add = glyphs.append
    begun, base, right, drop = 0, -1.0, -1.0, 0.0
    clip: Box | None = None
    slanting = amid = False
    for index in range(min(count, MAX_CHARACTERS)) if order is None else order:
        code = unicode_of(text, index)
        if code < _PRINTABLE or code >= _HALVES.start:
            code = _settled(text, index, code)
        if code in blank or not box_of(text, index, reference):
            continue
        apart = box.bottom != base or not -_JUMP < box.left - right < _JUMP
        moved = apart and code >= _CHINESE and set_on_page(text, index, box)
        if box.bottom != base and upright and code >= _CHINESE and begun < len(glyphs):
            _level(text, index, box, (base, right, glyphs[-1]))
        if box.bottom != base or not -_JUMP < box.left - right < _JUMP:
            _hide(glyphs, begun, clip, turning)
            behind, alone = slanting, len(glyphs) == begun + 1
            slanting = aslant is not None and is_aslant(text, index, behind=behind)
            if slanting and amid and alone and aslant and _is_near(glyphs[-1], aslant[-1]):
                aslant.append(glyphs.pop())
            begun, base, amid = len(glyphs), box.bottom, behind
            clip = clip_of(text, index, turning)
            drop = _drop(text, index, box) if upright and not moved else 0.0
        right = box.right
        character = chr(code) if code not in _HYPHENS else "-"
        if slanting and aslant is not None:
            aslant.append(Glyph(character, *place(box.left, base, right, box.top)))
        elif upright:
            add(Glyph(character, box.left - x0, y1 - box.top - drop, right - x0, y1 - base - drop))
        else:
            add(Glyph(character, *place(box.left, base, right, box.top)))
    _hide(glyphs, begun, clip, turning)
    return glyphs


def _is_near(glyph: Glyph, other: Glyph) -> bool:
    """Whether a character on top of the round line of a seal stands beside one that slants."""
    reach = 2 * (glyph.bottom - glyph.top)
    return abs(glyph.left - other.left) < reach and abs(glyph.top - other.top) < reach


def _level(
    text: ctypes.c_void_p, index: int, box: pdfium.FS_RECTF, line: tuple[float, float, Glyph]
) -> None:
    """Give a Chinese character the height and width of the one that it goes on from.

    Of a font made of drawings PDFium tells what is inked, which begins behind the point that the
    character is drawn from.
    """
    base, right, last = line
    height, width = last.bottom - last.top, last.right - last.left
    near = right - _SLIGHT < box.left < right + width / 2
    if not (near and base < box.bottom and box.top < base + height):
        return
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y)):
        return  # pragma: no cover - a character of the page has an origin
    if abs(x.value - right) < _SLIGHT and base < y.value < base + height:
        inked = box.left > x.value + _SLIGHT
        box.right = max(box.right, x.value + width) if inked else box.right
        box.left, box.bottom, box.top = x.value, base, base + height


def _settled(text: ctypes.c_void_p, index: int, code: int) -> int:
    """Return the character that an odd code stands for: a control, or half of a rare character.

    A rare character is told in two halves; the first stands for both, the second for nothing.
    """
    if code < _PRINTABLE:
        drawn = code not in _BLANK and code not in _HYPHENS
        lost = drawn or (code == 0 and not pdfium.FPDFText_IsGenerated(text, index))
        return ord(UNMAPPED) if lost else code
    if code not in _HALVES:
        return code
    if code < _SECOND_HALF:
        low = pdfium.FPDFText_GetUnicode(text, index + 1)
        pair = _SECOND_HALF <= low < _HALVES.stop
        return _joined(code, low) if pair else ord(UNMAPPED)
    high = pdfium.FPDFText_GetUnicode(text, index - 1) if index else 0
    return 0 if _HALVES.start <= high < _SECOND_HALF else ord(UNMAPPED)


def _joined(high: int, low: int) -> int:
    return 0x10000 + ((high - _HALVES.start) << 10) + low - _SECOND_HALF


def _drop(text: ctypes.c_void_p, index: int, box: pdfium.FS_RECTF) -> float:
    """Return by how much to move the boxes of a line so that they stand alike on its base.

    Fonts differ in what they hold for the depth of a line; the point a character is drawn from
    does not.
    """
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y)):
        return 0.0  # pragma: no cover - a character of the page has an origin
    if not box.bottom <= y.value <= box.top:
        return 0.0  # pragma: no cover - a loose box reaches to the base of its line
    drop: float = y.value - _DEPTH * (box.top - box.bottom) - box.bottom
    return drop


def _shown(clip: Box | None, page: Box) -> Box:
    """Return what of a page a clip leaves to be seen."""
    if clip is None:
        return page
    left, top, right, bottom = clip
    return max(left, page[0]), max(top, page[1]), min(right, page[2]), min(bottom, page[3])


def _hide(glyphs: list[Glyph], begun: int, clip: Box | None, turning: Turning) -> None:
    """Note of neighbouring characters which of them their clip hides, or the edge of the page."""
    if begun == len(glyphs):
        return
    page: Box = (0.0, 0.0, *turning.size)
    shown, told = _shown(clip, page), clip or page
    first, last = glyphs[begun], glyphs[-1]
    y = (first.top + first.bottom) / 2
    ends = (first.left + first.right) / 2, (last.left + last.right) / 2
    if all(is_within(x, y, shown) for x in ends):
        return
    for index in range(begun, len(glyphs)):
        glyph = glyphs[index]
        if not is_within((glyph.left + glyph.right) / 2, y, shown):
            glyphs[index] = glyph._replace(clip=told)
