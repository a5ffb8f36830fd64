"""Comparators told by how like they are to drawn ones, however thin, slanted or blurred.

Each is drawn as fonts draw it: narrow and wide, light and bold, its bar level (≥), aslant along the
lower leg (⩾) or double (≧), and blurred as scans are. A picture is as sure as it is like one of
these, and as it is less like those of any other comparator.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.paper import Picture, Truth

Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"

_SIDE = 24  # dots; pictures are compared at this size
_FINER = 8  # drawings are made so many times larger
_WIDTHS = (0.7, 1.0, 1.4)  # of the height
_STROKES = (0.06, 0.12, 0.2)  # of the shorter side
_BLURS = (0.8, 1.6, 2.4)  # dots of the picture that is compared
_ANGLES = (0.6, 0.67, 0.74, 0.82)  # how much of the height the angle takes above its bar
_DOUBLE = 0.7  # an angle above two bars takes less
_LIKE = 0.75  # what is less like a drawing is another character
_CLEAR = 0.05  # by so much it is more like one comparator than any other
_PLAIN = {"≥": ">", "≤": "<"}
_HEAVY = 1.4  # so many times darker below is an angle whose bar blur has joined to it
_LEAST = 40  # of 255: ink is darker than paper by so much
_SHARE = 0.35  # and by so much of the darkest ink
_MOST = 98  # of a hundred: so many dots are lighter than the darkest ink
_LOWEST = 0.3  # lowest comparator, in heights of text
_SHAPES = (0.5, 1.9)  # how wide a comparator is at least and at most, of its height


class DrawnSign(NamedTuple):
    """Which comparator a picture is most like.

    Attributes:
        sign: One of ≥, ≤, > and <.
        is_clear: False where it is about as much like another one. Small > are as much like ≥; the
            darker lower half tells those apart.
    """

    sign: str
    is_clear: bool


def drawn_sign(cut: Picture, height: float) -> DrawnSign | None:
    """Return which comparator a picture of one character shows, if any.

    Args:
        cut: The picture, with white around the character.
        height: Of text, in dots.
    """
    dark = 255 - cut.astype(np.float32)
    part = _inked(dark, dark > max(_LEAST, _SHARE * float(np.percentile(dark, _MOST))))
    if part is None or len(part) < _LOWEST * height:
        return None
    drawings = _drawings()
    likeness = drawings.each @ _unit(_sized(part))
    best = sorted(
        ((float(likeness[first:stop].max()), sign) for sign, first, stop in drawings.signs),
        reverse=True,
    )
    (most, sign), (less, _) = best[:2]
    if most < _LIKE:
        return None
    is_clear = most - less >= _CLEAR
    light = not is_clear and _heaviness(part) < _HEAVY
    return DrawnSign(_PLAIN.get(sign, sign) if light else sign, is_clear)


def _heaviness(part: Floats) -> float:
    """Return how many times darker the lower half is than the upper: a bar makes it so."""
    half = len(part) // 2
    return float(part[-half:].sum() / max(1.0, float(part[:half].sum())))


def _inked(dark: Floats, ink: Truth) -> Floats | None:
    """Cut out what is inked; None for what no comparator is as wide or high as."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return None
    part = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = part.shape
    return part if _SHAPES[0] * high <= wide <= _SHAPES[1] * high else None


def _sized(part: Floats) -> Floats:
    how = cv2.INTER_AREA if min(part.shape) > _SIDE else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (_SIDE, _SIDE), interpolation=how), np.float32)


def _unit(picture: Floats) -> Floats:
    """Make pictures comparable that are darker or lighter: their product is their likeness."""
    rest = picture - picture.mean()
    return np.asarray((rest / max(1e-6, float(np.linalg.norm(rest)))).ravel(), np.float32)


class _Drawings(NamedTuple):
    """All drawings as rows, and which of them are those of a sign."""

    each: Floats
    signs: tuple[tuple[str, int, int], ...]


@cache
def _drawings() -> _Drawings:
    plain = list(_drawn([((0, 0), (1, 0.5), (0, 1))]))
    barred = [each for angle in _ANGLES for bars in _bars(angle) for each in _drawn(bars)]
    mirrored = ([each[:, ::-1] for each in drawings] for drawings in (plain, barred))
    rows: list[Floats] = []
    signs: list[tuple[str, int, int]] = []
    for sign, drawings in zip(">≥<≤", (plain, barred, *mirrored), strict=True):
        signs.append((sign, len(rows), len(rows) + len(drawings)))
        rows += [_unit(each) for each in drawings]
    return _Drawings(np.array(rows, np.float32), tuple(signs))


_Line: TypeAlias = "tuple[tuple[float, float], ...]"


def _bars(angle: float) -> Iterator[list[_Line]]:
    """Yield an angle with each kind of bar: places are parts of the width and the height."""
    legs = (0.0, 0.0), (1.0, angle / 2), (0.0, angle)
    level = (0.0, 1.0), (1.0, 1.0)
    yield [legs, level]
    yield [legs, ((0.0, 1.0), (1.0, 1 - angle / 2))]
    if angle < _DOUBLE:
        upper = (angle + 1) / 2
        yield [legs, level, ((0.0, upper), (1.0, upper))]


def _drawn(lines: Sequence[_Line]) -> Iterator[Floats]:
    """Yield lines as they look narrow and wide, light and bold, sharp and blurred."""
    high = _SIDE * _FINER
    for width, stroke in product(_WIDTHS, _STROKES):
        wide = round(high * width)
        thick = max(1, round(stroke * min(high, wide)))
        picture = np.zeros((high, wide), np.uint8)
        room = np.array([wide - 1 - thick, high - 1 - thick])
        for line in lines:
            dots = np.round(thick / 2 + np.array(line) * room).astype(np.int32)
            cv2.polylines(
                picture, [dots], isClosed=False, color=255, thickness=thick, lineType=cv2.LINE_AA
            )
        small = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
        for blur in _BLURS:
            yield np.asarray(cv2.GaussianBlur(small.astype(np.float32), (0, 0), blur), np.float32)
