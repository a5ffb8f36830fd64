"""Dashes that stand alone in their cell, told by their shape; rests of rules, by their place.

A dash says that there is nothing to say. Recognition takes it for the numeral 一, which stands
alone only among other numerals, or in a label set downwards. The rest of a rule it takes for _.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jiheng.reading.containers.scan.overlooked import DARK
from jiheng.reading.containers.scan.votes import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.paper import Picture
    from jiheng.reading.containers.scan.strips import Letter, Strip

LIKE_DASHES = frozenset("一二-－–—―ー~～")
_COUNTED = frozenset("二三四五六七八九十")
_MOST = 2  # dashes side by side
_LOW = 0.3  # a dash is no higher, in heights of text
_WIDE = 0.5  # and no narrower
_FLAT = 2.5  # and so many times wider than high
_WHOLE = 0.7  # share of its columns that holds its stroke: worn print has gaps
_BESIDE = 0.2  # how near a rule a line ends that may hold its rest, in heights of text
_DOWNWARDS = 2.2  # how far the next character of a label set downwards may be, in heights of text


def with_dashes(
    strips: Sequence[Strip], read: Sequence[list[Letter]], height: float
) -> list[list[Letter]]:
    """Return lines as read, with dashes that stand alone in place of numerals.

    Args:
        strips: Lines.
        read: The characters of each of them.
        height: Of text, in dots.
    """
    alone = [
        (strip.boxes[0], letters[0].text)
        for strip, letters in zip(strips, read, strict=True)
        if len(strip.boxes) == len(letters) == 1
    ]
    return [
        [letter._replace(text="—", confidence=max(letter.confidence, SURE)) for letter in letters]
        if _may_be_dash(letters)
        and len(strip.boxes) == 1
        and is_bar(strip.lone_cut, height)
        and not any(_explains(text, box, strip.boxes[0], height) for box, text in alone)
        else letters
        for strip, letters in zip(strips, read, strict=True)
    ]


def without_rests(
    strip: Strip, letters: list[Letter], level: Sequence[Line], height: float
) -> list[Letter]:
    """Return a line as read without what recognition made of the rule right below it.

    Args:
        strip: The line.
        letters: Its characters as read.
        level: The level rules of the page.
        height: Of text, in dots.
    """
    box = strip.boxes[-1]
    ruled = any(
        abs(line.at - box.bottom) <= _BESIDE * height
        and line.start < box.right
        and box.left < line.stop
        for line in level
    )
    return [letter for letter in letters if letter.text != "_"] if ruled else letters


def _may_be_dash(letters: Sequence[Letter]) -> bool:
    return 0 < len(letters) <= _MOST and all(letter.text in LIKE_DASHES for letter in letters)


def is_bar(cut: Picture, height: float) -> bool:
    """Tell whether the ink of a line is one level bar, or two of them in line; = is none."""
    ink = cut < DARK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return False
    down, across = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    flat = down <= _LOW * height and across >= max(_WIDE * height, _FLAT * down)
    return bool(flat and rows.size == down and columns.size >= _WHOLE * across)


def _explains(text: str, box: Box, bar: Box, height: float) -> bool:
    """Tell whether another lone character of the column makes a bar the numeral 一."""
    if min(box.right, bar.right) <= max(box.left, bar.left):
        return False
    apart = max(box.top - bar.bottom, bar.top - box.bottom)
    beside = text not in LIKE_DASHES and 0 <= apart <= _DOWNWARDS * height
    return text in _COUNTED - LIKE_DASHES or (beside and not text.isascii())
