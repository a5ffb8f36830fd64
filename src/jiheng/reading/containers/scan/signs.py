"""Comparators that stand alone in their cell, told by the shape of their strokes.

Recognition knows characters by their neighbours; a ≥ without any is taken for W, a = for 三.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from jiheng.reading.containers.scan.engine import recognise
from jiheng.reading.containers.scan.outlines import outlined
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
_LEAST = 0.3  # lowest comparator, in heights of text
_SLENDER = 1.5  # an angle is at most so many times higher than wide; brackets are higher
_FLAT = 2.5  # a bar is so many times wider than high
_ALIKE = 0.88  # how near the two bars of = are in width; those of 二 are not
_SINGLE = 0.85  # share of the rows of an angle in which there is one stroke
_STRAIGHT = 0.93  # how well strokes follow a line
_OPEN = 0.35  # how far the legs of an angle go, of its width
_SPAN = 0.8  # a bar that touches the angle spans so much of its width
_HEAVY = 1.65  # so many times more ink below is an angle and a bar that blur has joined
_HEAVIER = 1.35  # so many times more may be one; the dots of small print make it, too
_LARGE = 3  # how much larger a character is made to be looked at again
_COMPARATORS = frozenset("≥≤><=")
_JOINED = {"%0": "‰", "%o": "‰", "%O": "‰", "%%": "%"}
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
    again = recognise([_enlarged(strips[n].lone_cut, height) for n in wanted])
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
    shape = _sign(_strokes(cut, height), height) or outlined(cut, height)
    pale = shape or _sign(_strokes(cut, height, _PALE), height)
    return pale if pale == "=" else shape


def _sign(strokes: Sequence[_Stroke], height: float) -> str:
    bars = [stroke for stroke in strokes if _is_bar(stroke)]
    rest = [stroke for stroke in strokes if not _is_bar(stroke)]
    if not rest and len(bars) == 2:  # noqa: PLR2004 - the two bars of =
        narrow, wide = sorted(bar.width for bar in bars)
        return "=" if narrow >= _ALIKE * wide else ""
    if len(strokes) not in (1, 2) or not rest:
        return ""
    angle = strokes[0]
    if len(strokes) == 1:
        above = _without_bar(angle.ink)
        barred = len(above) < angle.height or _heaviness(angle.ink) >= _HEAVY
        return _pointing(above, height, barred=barred)
    barred = _is_bar(strokes[1]) or abs(_slope(strokes[1].ink)) >= _STRAIGHT
    return _pointing(angle.ink, height, barred=True) if barred else ""


def has_bar_in_doubt(cut: Picture, height: float) -> bool:
    """Return whether blur may have run the bar of a comparator into the angle above it."""
    strokes = _strokes(cut, height)
    return len(strokes) == 1 and _heaviness(strokes[0].ink) >= _HEAVIER


def _heaviness(ink: Truth) -> float:
    """Return how many times more ink there is in the lower half of an angle than in the upper."""
    half = len(ink) // 2
    return float(ink[-half:].sum() / max(1, ink[:half].sum())) if half else 1.0


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


def with_per_mille(letters: list[Letter]) -> list[Letter]:
    """Put ‰ together that was taken for % and a nought, and % that was taken for two.

    No nought follows a per cent sign, and no other.
    """
    whole: list[Letter] = []
    for letter in letters:
        last = whole[-1] if whole else letter
        sign = _JOINED.get(last.text + letter.text) if last is not letter else None
        if sign:
            box = last.box._replace(right=letter.box.right)
            whole[-1] = Letter(sign, box, min(last.confidence, letter.confidence, IN_DOUBT))
        else:
            whole.append(letter)
    return whole


def _weighed(letters: list[Letter], strip: Strip, height: float) -> list[Letter]:
    """Look at the shape of > and < before a figure: blur takes the bar of ≥ and ≤ from the eye.

    Recognition is sure of the angle then; only one that is as heavy above as below has no bar.
    """
    if len(letters) == 1:
        return letters
    return [
        _with_bar(letter, strip.cut_out(letter), height)
        if plain(letter.text) in _BARRED
        else letter
        for letter in letters
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


def _without_bar(ink: Truth) -> Truth:
    """Cut off a bar that touches the angle above it."""
    spans = ink.sum(axis=1) >= _SPAN * ink.shape[1]
    rows = np.flatnonzero(spans)
    if not rows.size or rows[0] < len(ink) / 2:
        return ink
    return ink[: rows[0]]


def _pointing(ink: Truth, height: float, *, barred: bool) -> str:
    """Tell which way an angle points: its strokes go out to the middle and come back."""
    middles = _middles(ink)
    low = len(middles) < max(5.0, _LEAST * height)
    if low or len(middles) > _SLENDER * ink.shape[1] or np.ptp(middles) < _OPEN * ink.shape[1]:
        return ""
    tent = 1 - np.abs(np.linspace(-1, 1, len(middles)))
    likeness = float(np.corrcoef(middles, tent)[0, 1])
    if abs(likeness) < _STRAIGHT:
        return ""
    return {(True, True): "≥", (True, False): ">", (False, True): "≤", (False, False): "<"}[
        likeness > 0, barred
    ]


def _middles(ink: Truth) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the middle of the stroke in each row; none where rows hold several strokes."""
    across = np.arange(ink.shape[1])
    filled = ink.sum(axis=1)
    lefts, rights = ink.argmax(axis=1), ink.shape[1] - ink[:, ::-1].argmax(axis=1)
    if np.mean(rights - lefts == filled) < _SINGLE:
        return np.zeros(0)
    return np.asarray((ink * across).sum(axis=1) / np.maximum(filled, 1), np.float64)


def _slope(ink: Truth) -> float:
    middles = _middles(ink)
    if len(middles) < 2 or not np.ptp(middles):  # noqa: PLR2004 - a line has two ends
        return 0.0
    return float(np.corrcoef(middles, np.arange(len(middles)))[0, 1])


def _enlarged(cut: Picture, height: float) -> Picture:
    white = np.pad(cut, round(height / 2), constant_values=255)
    size = (white.shape[1] * _LARGE, white.shape[0] * _LARGE)
    return np.asarray(cv2.resize(white, size, interpolation=cv2.INTER_CUBIC), np.uint8)
