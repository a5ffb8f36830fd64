"""Characters of a cell or a page → lines of text that know their places."""

from __future__ import annotations

from array import array
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.model import Origin, Place, Run, Traced
from jiheng.reading.containers.cells.lookalikes import FOLDED
from jiheng.reading.containers.page.raised import ABOVE, with_raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.page.ink import Glyph

SAME_LINE = 0.5
"""Share of its height by which a character may lie off the middle of its line."""

WORD_GAP = 0.18
"""Share of the height that lies between two Latin words, and not between two letters."""

STRUCK_TWICE = 0.3
"""Share of its width within which the same character again is the same one drawn bold."""

SHADOWED = 0.6
SHIFT = 0.15
"""Shares of its width and height within which the same narrow character is its bold or shadow."""

OVER = 0.5
"""Share of its width within which another character stands over it."""

SEVERAL = 2
"""Pairs of characters that are no accident, such as an accent or a mark of their own."""

STEP = 0.25
"""Share of its width and of its height with which a character stands over one of the line above."""

OVERRUN = 0.1
"""Share of its height within which a character continues the word before it."""

_LEGIBLE = 0.95
"""Mean confidence of a line from which on its characters are doubted one by one.

Any character of a line that is hardly legible as a whole may be another.
"""

_TRIMMED = frozenset("，。、；：？！（）《》「」『』【】〔〕“”‘’")
"""Signs half of whose width is blank, which some programs let the next sign stand over."""


def lines_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the lines that characters stand in, from top to bottom, each from left to right."""
    lines: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        at, size = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        if lines and at - middle <= SAME_LINE * max(height, size):
            lines[-1].append(glyph)
            if size > height:
                middle, height = at, size
        else:
            lines.append([glyph])
            middle, height = at, size
    return [_once(sorted(line, key=lambda glyph: glyph.left)) for line in lines]


def _once(line: list[Glyph]) -> list[Glyph]:
    """Drop characters that are drawn twice to look bold."""
    kept: list[Glyph] = []
    for glyph in line:
        last = kept[-1] if kept else None
        if last and last.text == glyph.text and _is_again(last, glyph):
            continue
        kept.append(glyph)
    return kept


def _is_again(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a character stands where the same one stood before.

    By how much bold or a shadow shifts a line goes by its height: a point is little beside 好,
    half of a full stop.
    """
    apart, width = glyph.left - last.left, glyph.right - glyph.left
    shift = min(SHADOWED * width, SHIFT * (glyph.bottom - glyph.top))
    return apart < max(STRUCK_TWICE * width, shift)


def touches(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a character goes on where the last one ended, even over the edge of a cell.

    On a picture the line of text was cut there already, and characters are as wide as they look.
    """
    if glyph.confidence is not None:
        return False
    apart = OVERRUN * (glyph.bottom - glyph.top)
    level = abs(glyph.top - last.top) < apart
    if level and not (glyph.text.isascii() or last.text.isascii()):
        level = abs(glyph.bottom - last.bottom) < apart
    return level and -apart < glyph.left - last.right < apart


def is_overprinted(line: Sequence[Glyph]) -> bool:
    """Return whether the characters of a line, from left to right, stand over each other.

    So do two lines that are printed over one another, in a row too low for them: which character
    belongs to which of them cannot be told.
    """
    over = 0
    for last, glyph in pairwise(line):
        near = glyph.left - last.left < OVER * (last.right - last.left)
        if near and glyph.text != last.text and not _TRIMMED.issuperset((last.text, glyph.text)):
            over += 1
    return over >= SEVERAL


def is_printed_over(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> bool:
    """Return whether characters of a line stand over some of the line above it.

    Lines of one text never do, however tight it is set: one of them belongs to another cell, out
    of which it runs.
    """
    bottom = max((glyph.bottom for glyph in upper), default=0.0)
    over = 0
    for glyph in lower:
        if bottom - glyph.top > STEP * (glyph.bottom - glyph.top):
            over += any(_stands_over(glyph, other) for other in upper)
    return over >= SEVERAL


def _stands_over(glyph: Glyph, other: Glyph) -> bool:
    wide = min(glyph.right, other.right) - max(glyph.left, other.left)
    high = min(glyph.bottom, other.bottom) - max(glyph.top, other.top)
    return (
        high > STEP * min(glyph.bottom - glyph.top, other.bottom - other.top)
        and wide > STEP * min(glyph.right - glyph.left, other.right - other.left)
        and not _TRIMMED.issuperset((glyph.text, other.text))
    )


def traced_line(
    line: Sequence[Glyph], page: int, width: float | None = None
) -> tuple[Traced, Origin]:
    """Return a line as text, with a space between two Latin words, and the origin it stands in.

    Args:
        line: Its characters, from left to right.
        page: The page it stands on.
        width: That of its cell, in points; None of a line outside tables.
    """
    _, lefts, tops, rights, bottoms, _, _ = zip(*line, strict=True)
    head, foot = min(tops), max(bottoms)
    if foot - min(bottoms) > ABOVE * (foot - head):
        line = with_raised(line)
    characters: list[str] = []
    edges: list[float] = []
    sure: list[float] = []
    last: Glyph | None = None
    for glyph in line:
        text, left, _, right, _, confidence, _ = glyph
        if last is not None and text.isascii() and _is_gap(last, glyph):
            characters.append(" ")
            edges += (last.right, left)
            sure += () if confidence is None else (confidence,)
        characters.append(text)
        edges += (left, right)
        if confidence is not None:
            sure.append(confidence)
        last = glyph
    raw = "".join(characters)
    place = Place(
        page=page,
        box=(round(min(lefts), 2), round(head, 2), round(max(rights), 2), round(foot, 2)),
        confidence=min(sure, default=None),
        start=0,
        end=0,
    )
    room = max(width - max(rights) + min(lefts), 0.0) if width else 0.0
    legible = len(sure) == len(raw) and sum(sure) >= _LEGIBLE * len(raw)
    each = array("d", sure) if legible else ()
    origin = Origin(raw, place, array("f", edges), room, each)
    return Traced.of(raw.translate(FOLDED), (Run(len(raw), origin, 0, len(raw)),)), origin


def joined(lines: Iterable[Traced]) -> Traced:
    """Return the lines of a cell as one text; a space parts two Latin words."""
    parts: list[Traced] = []
    for line in lines:
        if parts and _is_latin(parts[-1].text[-1:]) and _is_latin(line.text[:1]):
            first = next(line.runs(0, 1))
            parts.append(Traced.of(" ", (Run(1, first.origin, first.offset, 0),)))
        parts.append(line)
    return Traced.join(parts)


def _is_gap(last: Glyph, glyph: Glyph) -> bool:
    if not (_is_latin(last.text) and _is_latin(glyph.text)):
        return False
    return glyph.left - last.right > WORD_GAP * (glyph.bottom - glyph.top)


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalpha()
