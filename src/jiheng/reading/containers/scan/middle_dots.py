"""Dots between words, 元/人·天, which recognition leaves out or takes for full stops."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from jiheng.reading.containers.scan.overlooked import DARK
from jiheng.reading.containers.scan.stacked import Stacked, shared_out
from jiheng.reading.containers.scan.strips import Letter
from jiheng.reading.containers.scan.votes import IN_DOUBT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.paper import Picture
    from jiheng.reading.containers.scan.strips import Strip

_LEAST, _MOST = 0.11, 0.3  # how wide and high a dot is, in heights of text
_ROUND = 2.0  # it is at most so many times wider than high, or higher than wide
_BAND = (0.25, 0.75)  # where its middle lies, in heights of the ink of its line
_WHITE = 0.1  # how far at least other ink is from it, in heights of text
_BEFORE = 0.2  # how far the first character then begins behind the line, in heights of text
_APART = 1.3  # how far characters with a dot between them are from each other, in the same
_BULLETS = frozenset("•●")
_POINTS = _BULLETS | frozenset(".．・")
_LONE = _POINTS | {"·", "∙"}
"""What a dot that stands alone in its line is taken for."""


class _Dot(NamedTuple):
    middle: float
    box: Box


def with_middle_dots(strip: Strip, letters: list[Letter], height: float) -> list[Letter]:
    """Return a line as read, with the dots between its words.

    Args:
        strip: The line.
        letters: Its characters as read.
        height: Of text, in dots.
    """
    if len(strip.boxes) > 1 or not any(_is_word(letter) for letter in letters):
        return letters
    gaps = list(_gaps(strip.boxes[0], letters, height))
    pointed = [n for n, letter in enumerate(letters) if letter.text in _POINTS]
    if not gaps and not pointed:
        return letters
    dots = _dots(strip.lone_cut, strip.boxes[0], height)
    whole = [
        _as_dot(letter, (*letters[max(0, n - 1) : n], *letters[n + 1 : n + 2]), dots)
        if n in pointed
        else letter
        for n, letter in enumerate(letters)
    ]
    for place, (left, right) in reversed(gaps):
        within = [dot for dot in dots if left < dot.middle < right]
        if len(within) == 1:
            whole.insert(place, Letter("·", within[0].box, IN_DOUBT))
    return whole


def with_lone_dots(
    strips: Sequence[Strip], read: Sequence[list[Letter]], level: Sequence[Line], height: float
) -> list[list[Letter]]:
    """Return lines as read, with dots that stand alone between the words above and below them.

    Args:
        strips: Lines.
        read: The characters of each of them.
        level: The level rules of the page.
        height: Of text, in dots.
    """
    lines = [
        each
        for strip, letters in zip(strips, read, strict=True)
        for each in shared_out(strip, letters)
    ]
    ends = Stacked([box for box, said in lines if said and _is_word(said[-1])], level, height)
    begins = Stacked([box for box, said in lines if said and _is_word(said[0])], level, height)
    lone = {
        said[0].box
        for box, said in lines
        if len(said) == 1 and said[0].text in _LONE and ends.next(box, -1) and begins.next(box, 1)
    }
    return [
        [
            _in_doubt(letter) if letter.box in lone and _is_lone(strip, letter, height) else letter
            for letter in letters
        ]
        for strip, letters in zip(strips, read, strict=True)
    ]


def _is_lone(strip: Strip, letter: Letter, height: float) -> bool:
    """Tell whether a box of a line holds one dot and nothing else."""
    box = next(each for each in strip.boxes if each.top == letter.box.top)
    return len(_dots(strip.cut(box), box, height)) == 1


def _in_doubt(letter: Letter) -> Letter:
    return letter._replace(text="·", confidence=min(letter.confidence, IN_DOUBT))


def _gaps(
    line: Box, letters: Sequence[Letter], height: float
) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield where a dot may have been left out: its place among the letters, and from–to."""
    first = letters[0]
    if _is_word(first) and first.box.left - line.left >= _BEFORE * height:
        yield 0, (line.left, first.box.left)
    for n, (one, other) in enumerate(pairwise(letters), start=1):
        middles = _middle(one), _middle(other)
        if _is_word(one) and _is_word(other) and middles[1] - middles[0] >= _APART * height:
            yield n, middles


def _as_dot(letter: Letter, beside: Sequence[Letter], dots: Sequence[_Dot]) -> Letter:
    """Take a point among words for a dot where it stands at half the height; not that of 1.甲."""
    if not all(_is_word(each) for each in beside):
        return letter
    between = len(beside) > 1 and letter.text in _BULLETS
    if not between and not any(letter.box.left <= dot.middle <= letter.box.right for dot in dots):
        return letter
    return _in_doubt(letter)


def _dots(cut: Picture, line: Box, height: float) -> list[_Dot]:
    """Return round, small ink at half the height of a line, with white around it."""
    ink = np.asarray(cut < DARK, np.uint8)
    rows = np.flatnonzero(ink.any(axis=1))
    if not rows.size:
        return []
    low, high = (rows[0] + share * (rows[-1] + 1 - rows[0]) for share in _BAND)
    white = max(1, round(_WHITE * height))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    found = []
    for left, top, across, down, _ in boxes[1:].tolist():
        small = _LEAST * height <= min(across, down) and max(across, down) <= _MOST * height
        level = low <= top + down / 2 <= high and max(across, down) <= _ROUND * min(across, down)
        around = ink[:, max(0, left - white) : left + across + white]
        if small and level and around.sum() == ink[top : top + down, left : left + across].sum():
            at = line._replace(left=int(line.left) + left, right=int(line.left) + left + across)
            found.append(_Dot(float(int(line.left) + left + across / 2), at))
    return found


def _is_word(letter: Letter) -> bool:
    return letter.text.isalpha() and not letter.text.isascii()


def _middle(letter: Letter) -> float:
    return (letter.box.left + letter.box.right) / 2
