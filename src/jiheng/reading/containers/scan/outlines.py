"""Comparators told by their outline, where thin strokes are in pieces or run into one another.

The legs of an angle meet in its point. That of > and < lies at half the height; below that of ⩾ and
⩽ there is the bar besides, along the lower leg, and rows hold two strokes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from jiheng.reading.containers.scan.paper import Picture, Truth

_PALE = 205  # as dark as this are the edges of strokes
_DARK = 170  # and this their middles
_LEAST = 0.45  # lowest comparator, in heights of text
_SLENDER = 1.6  # it is at most so many times higher than wide
_BROAD = 1.6  # and at most so many times wider than high
_OPEN = 0.55  # the legs begin and end at so little of the width, from their open side
_STRAIGHT = 0.97  # how well the outline of a leg follows a line
_BARRED = (0.2, 0.42)  # where the point of a barred angle may begin, of its height
_PLAIN = (0.3, 0.55)  # and that of a plain one
_TALL = 1.12  # a barred angle is at least so many times higher than wide; a plain one is not
_DOUBLE = 2  # so many rows hold the lower leg and the bar with white between them


def outlined(cut: Picture, height: float) -> str:
    """Return which of ≥, ≤, > and < a picture of one character shows by its outline, or nothing.

    Args:
        cut: The picture, with white around the character.
        height: Of text, in dots.
    """
    ink = cut < _PALE
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size or rows.size != rows[-1] - rows[0] + 1:
        return ""
    part = cut[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = part.shape
    if high < _LEAST * height or high > _SLENDER * wide or wide > _BROAD * high:
        return ""
    signs = (("≥", ">"), ("≤", "<"))
    turned = (part, part[:, ::-1])
    return next(
        (sign for pair, each in zip(signs, turned, strict=True) if (sign := _sign(each, pair))), ""
    )


def _sign(part: Picture, signs: tuple[str, str]) -> str:
    """Return which of a barred and a plain angle that points to the right a picture shows."""
    ink = part < _PALE
    high, wide = part.shape
    reach = wide - ink[:, ::-1].argmax(axis=1)
    points = np.flatnonzero(reach >= wide - 1)
    point = float(points[0]) / max(1, high - 1)
    above, below = reach[: points[0] + 1], reach[points[-1] :]
    if max(above[0], below[-1]) > _OPEN * wide or not (_is_leg(above) and _is_leg(below[::-1])):
        return ""
    double = _has_gap(part < _DARK)
    upper, lower = double[: points[0]], double[points[0] :]
    if upper.any():
        return ""
    if high >= _TALL * wide:
        barred = _BARRED[0] <= point <= _BARRED[1] and lower.sum() >= _DOUBLE
        return signs[0] if barred else ""
    plain = _PLAIN[0] <= point <= _PLAIN[1] and not lower.any()
    return signs[1] if plain else ""


def _is_leg(reach: np.ndarray[tuple[int], np.dtype[np.int64]]) -> bool:
    """Tell whether an outline goes outwards in a line."""
    if len(reach) < 4:  # noqa: PLR2004 - fewer rows are no line
        return False
    return bool(np.corrcoef(reach, np.arange(len(reach)))[0, 1] >= _STRAIGHT)


def _has_gap(dark: Truth) -> Truth:
    """Tell of each row whether it holds two strokes with white between them."""
    starts = np.count_nonzero(dark[:, 1:] & ~dark[:, :-1], axis=1) + dark[:, 0]
    return np.asarray(starts > 1, np.bool_)
