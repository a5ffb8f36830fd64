"""Decimal points that a scan has lost: where one stood there is room for it, and no ink.

A fax, or a scan in black and white, drops the smallest dots, and 23.50 is read as 2350.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from jiheng.reading.containers.scan.votes import IN_DOUBT

if TYPE_CHECKING:
    from jiheng.reading.containers.scan.strips import Letter, Strip

_DARK = 170
_ROOMY = 0.8  # figures so far apart, middle to middle, have room for a point, in heights of text
_WHITE = 0.3  # and so much white is between them
_SEVERAL = 2  # pairs of figures that tell how far apart they are set


def with_lost_points(strip: Strip, letters: list[Letter], height: float) -> list[Letter]:
    """Return a line with figures doubted that have room for a point between them.

    Args:
        strip: The line.
        letters: Its characters.
        height: Of text, in dots.
    """
    pairs = [
        n
        for n, (one, other) in enumerate(pairwise(letters))
        if one.text.isdecimal() and other.text.isdecimal() and one.box.top == other.box.top
    ]
    apart = [_middle(letters[n + 1]) - _middle(letters[n]) for n in pairs]
    if len(pairs) >= _SEVERAL and median(apart) >= _ROOMY * height:
        return letters  # all are set so wide
    wide = [n for n, far in zip(pairs, apart, strict=True) if far >= _ROOMY * height]
    lost = [n for n in wide if _white(strip, letters[n], letters[n + 1]) >= _WHITE * height]
    doubted = {*lost, *(n + 1 for n in lost)}
    return [
        letter._replace(confidence=min(letter.confidence, IN_DOUBT)) if n in doubted else letter
        for n, letter in enumerate(letters)
    ]


def _middle(letter: Letter) -> float:
    return (letter.box.left + letter.box.right) / 2


def _white(strip: Strip, one: Letter, other: Letter) -> int:
    """Return the most columns without ink beside each other between the middles of two figures."""
    box = one.box._replace(left=_middle(one), right=_middle(other))
    inked = np.flatnonzero((strip.cut(box) < _DARK).any(axis=0))
    return int(np.diff(inked).max(initial=1)) - 1
