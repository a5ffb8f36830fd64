"""Watermarks: characters drawn across what a page says, slanting or far larger than the rest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.ink import Glyph, Rule

    Rules = Sequence[Rule]

SLANT = math.radians(8)
"""Beyond this, text is no line of a page; recognised text of crooked scans is off by less."""

_STAR = "★"
_QUARTER = math.pi / 2

LARGE = 2.5
"""How many times as high as most characters those of a watermark are that stand upright."""

_SAMPLED = 100
_INNER = 0.2
"""Share of a character at each side into which its neighbours may reach."""

_THROUGH = 1 - 2 * _INNER
"""Share of a character that its middle takes up."""

_SLIGHT = 0.1
"""Share of its height by which the characters of a line differ in it: their fonts do."""

_MOST = 400
"""Large characters looked at: more are no watermark."""


def is_off(angle: float, slant: float = SLANT) -> bool:
    """Return whether a line slants by more than some angle, however the page is turned."""
    return abs(angle - round(angle / _QUARTER) * _QUARTER) > slant


def part_stars(glyphs: list[Glyph], aslant: list[Glyph]) -> list[Glyph]:
    """Return the characters of a page without the star amid those of a seal, which takes it."""
    if not aslant:
        return glyphs
    left, top = min(g.left for g in aslant), min(g.top for g in aslant)
    right, bottom = max(g.right for g in aslant), max(g.bottom for g in aslant)
    high = max(glyph.bottom - glyph.top for glyph in aslant)
    stars = [
        glyph
        for glyph in glyphs
        if glyph.text == _STAR
        and left < glyph.left < glyph.right < right
        and top < glyph.top < glyph.bottom < bottom
        and glyph.bottom - glyph.top > high
    ]
    aslant.extend(stars)
    return [glyph for glyph in glyphs if glyph not in stars] if stars else glyphs


def part_large(glyphs: list[Glyph], across: Rules, down: Rules) -> tuple[list[Glyph], list[Glyph]]:
    """Return the characters of a page, and those so large that others are written over them.

    A title may be as large; nothing stands upon it.

    Args:
        glyphs: All of the page.
        across: Its ruling lines between rows: what one runs through stands in no cell.
        down: Those between columns.
    """
    heights = sorted(g.bottom - g.top for g in glyphs[:: len(glyphs) // _SAMPLED + 1])
    limit = LARGE * heights[len(heights) // 2] if heights else 0.0
    large = [glyph for glyph in glyphs if glyph.bottom - glyph.top > limit]
    if not large:
        return glyphs, []
    usual = [glyph for glyph in glyphs if glyph.bottom - glyph.top <= limit]
    looked_at = large[:_MOST]
    across, down = _long(across, looked_at), _long(down, looked_at)
    crossed = [
        glyph for glyph in looked_at if _is_crossed(glyph, usual) or _is_ruled(glyph, across, down)
    ]
    marks = [glyph for glyph in large if any(_is_level(glyph, mark) for mark in crossed)]
    if not marks:
        return glyphs, []
    parted = set(marks)
    return [glyph for glyph in glyphs if glyph not in parted], marks


def _is_level(large: Glyph, mark: Glyph) -> bool:
    """Return whether a large character stands in the line of another."""
    return abs(large.top - mark.top) < _SLIGHT * (mark.bottom - mark.top)


def _is_crossed(large: Glyph, usual: Sequence[Glyph]) -> bool:
    """Return whether a smaller character stands in the middle of a large one."""
    left, top, right, bottom = _middle(large)
    return any(
        left < (other.left + other.right) / 2 < right
        and top < (other.top + other.bottom) / 2 < bottom
        for other in usual
    )


def _long(rules: Rules, large: Sequence[Glyph]) -> Rules:
    """Return the lines that may run through a large character: a page may have 100,000 others."""
    least = _THROUGH * min(min(g.right - g.left, g.bottom - g.top) for g in large)
    return [rule for rule in rules if rule.stop - rule.start >= least]


def _is_ruled(large: Glyph, across: Rules, down: Rules) -> bool:
    """Return whether a line runs through a large character, from one side of it to the other."""
    left, top, right, bottom = _middle(large)
    return any(
        top < rule.at < bottom and rule.start <= left and right <= rule.stop for rule in across
    ) or any(left < rule.at < right and rule.start <= top and bottom <= rule.stop for rule in down)


def _middle(large: Glyph) -> tuple[float, float, float, float]:
    aside, above = _INNER * (large.right - large.left), _INNER * (large.bottom - large.top)
    return large.left + aside, large.top + above, large.right - aside, large.bottom - above
