"""Comparators that stand alone in their cell, told by their shape.

Recognition knows characters by their neighbours; a ≥ without any is taken for W, a = for 三.
"""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from jiheng.reading.containers.scan.drawn_signs import drawn_sign
from jiheng.reading.containers.scan.engine import recognise
from jiheng.reading.containers.scan.strips import Letter
from jiheng.reading.containers.scan.votes import IN_DOUBT, SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.paper import Picture, Truth
    from jiheng.reading.containers.scan.strips import Strip

_DARK = 170
_PALE = 205  # bars of two dots are hardly darker
_ALONE = 1.6  # what is no wider holds one or two characters, in heights of text
_SPECK = 0.1  # strokes that are smaller in both directions are none, in heights of text
_FLAT = 2.5  # a bar is so many times wider than high
_ALIKE = 0.88  # how near the two bars of = are in width; those of 二 are not
_LARGE = 3  # how much larger a character is made to be looked at again
_COMPARATORS = frozenset("≥≤><=")
_BARRED = {">": "≥", "<": "≤"}
_BARS = frozenset("一二三ニ_")
_LETTERS = frozenset("VvWwYyZzN")
"""What a comparator that stands alone is taken for; as a value they mean nothing."""


class _Stroke(NamedTuple):
    """Ink that hangs together, cut out by its edges; `top` and `left` are its place."""

    top: int
    left: int
    ink: Truth

    @property
    def height(self) -> int:
        return len(self.ink)

    @property
    def width(self) -> int:
        return int(self.ink.shape[1])


def with_lone_signs(
    strips: Sequence[Strip], read: Sequence[list[Letter]], height: float
) -> list[list[Letter]]:
    """Return lines as read, with comparators that stand alone as their shape tells them.

    What shape and recognition agree about is certain; where they differ, the character is looked
    at once more, larger and with white around it, and the shape prevails.

    Args:
        strips: Lines.
        read: The characters of each of them.
        height: Of text, in dots.
    """
    shapes = [_shape(strip, height) for strip in strips]
    wanted = [
        n
        for n, shape in enumerate(shapes)
        if shape and [plain(letter.text) for letter in read[n]] != [shape]
    ]
    again = recognise([enlarged(strips[n].lone_cut, height) for n in wanted])
    witnesses = {
        n: plain("".join(each.text for each in seen)) for n, seen in zip(wanted, again, strict=True)
    }
    return [
        _weighed(
            _led(_settled(letters, shape, witnesses.get(n), strips[n], height), strips[n], height),
            strips[n],
            height,
        )
        for n, (letters, shape) in enumerate(zip(read, shapes, strict=True))
    ]


def plain(text: str) -> str:
    """Return a text without what is a matter of fonts: full width, slanted bars."""
    return unicodedata.normalize("NFKC", text).translate(_STYLES)


_STYLES = str.maketrans("⩾⩽≧≦", "≥≤≥≤")


def sign_of(cut: Picture, height: float) -> str:
    """Return which comparator a picture of one character shows, or nothing."""
    if any(_is_equal(_strokes(cut, height, dark)) for dark in (_DARK, _PALE)):
        return "="
    drawn = drawn_sign(cut, height)
    return drawn.sign if drawn else ""


def _is_equal(strokes: Sequence[_Stroke]) -> bool:
    """Whether strokes are the two bars of =; those of 二 differ in width."""
    if len(strokes) != 2 or not all(map(_is_bar, strokes)):  # noqa: PLR2004 - two bars
        return False
    narrow, wide = sorted(stroke.width for stroke in strokes)
    return narrow >= _ALIKE * wide


def has_bar_in_doubt(cut: Picture, height: float) -> bool:
    """Return whether blur may have run the bar of a comparator into the angle above it."""
    drawn = drawn_sign(cut, height)
    return drawn is not None and not drawn.is_clear


def _shape(strip: Strip, height: float) -> str:
    if len(strip.boxes) > 1 or strip.boxes[0].width > _ALONE * height:
        return ""
    return sign_of(strip.lone_cut, height)


def _settled(
    letters: list[Letter], shape: str, witness: str | None, strip: Strip, height: float
) -> list[Letter]:
    text = plain("".join(letter.text for letter in letters))
    if not shape:
        alone = text in _COMPARATORS or text in _LETTERS
        if alone and strip.boxes[0].width <= strip.boxes[0].height:
            return [letters[0]._replace(confidence=min(letters[0].confidence, IN_DOUBT))]
        return letters
    if has_bar_in_doubt(strip.lone_cut, height):
        return [strip.lone_letter(shape, IN_DOUBT)]
    if witness is None:
        return [letters[0]._replace(confidence=max(letters[0].confidence, SURE))]
    return [strip.lone_letter(shape, SURE if witness == shape else IN_DOUBT)]


def _led(letters: list[Letter], strip: Strip, height: float) -> list[Letter]:
    """Take the two bars before a figure for =; no numeral in words stands there."""
    if not letters[1:] or letters[0].text not in _BARS or not letters[1].text.isdecimal():
        return letters
    if sign_of(strip.cut(letters[0].box), height) != "=":
        return letters
    return [Letter("=", letters[0].box, IN_DOUBT), *letters[1:]]


def _weighed(letters: list[Letter], strip: Strip, height: float) -> list[Letter]:
    """Look at the shape of > and < before a figure: blur takes the bar of ≥ and ≤ from the eye.

    Recognition is sure of the angle then. In >= the bars are beside it.
    """
    if len(letters) == 1:
        return letters
    return [
        _with_bar(letter, strip.cut_out(letter), height)
        if plain(letter.text) in _BARRED and (behind is None or plain(behind.text) != "=")
        else letter
        for letter, behind in zip_longest(letters, letters[1:])
    ]


def _with_bar(letter: Letter, cut: Picture, height: float) -> Letter:
    text, shape = plain(letter.text), sign_of(cut, height)
    if shape == text and not has_bar_in_doubt(cut, height):
        return letter
    barred = shape == _BARRED[text]
    sure = min(letter.confidence, IN_DOUBT)
    return letter._replace(text=shape if barred else letter.text, confidence=sure)


def _strokes(cut: Picture, height: float, dark: int = _DARK) -> list[_Stroke]:
    """Return the strokes from top to bottom; several that lie side by side are no comparator."""
    ink = (cut < dark).astype(np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink)
    found = [
        _Stroke(top, left, labels[top : top + high, left : left + wide] == number)
        for number, (left, top, wide, high, _) in enumerate(boxes.tolist())
        if number and max(wide, high) >= _SPECK * height
    ]
    return sorted(found, key=lambda stroke: stroke.top)


def _is_bar(stroke: _Stroke) -> bool:
    return stroke.width >= _FLAT * stroke.height


def enlarged(cut: Picture, height: float) -> Picture:
    """Return a character larger and with white around it, to be looked at once more."""
    white = np.pad(cut, round(height / 2), constant_values=255)
    size = (white.shape[1] * _LARGE, white.shape[0] * _LARGE)
    return np.asarray(cv2.resize(white, size, interpolation=cv2.INTER_CUBIC), np.uint8)
