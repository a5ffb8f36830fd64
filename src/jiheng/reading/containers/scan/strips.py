"""A line cut out of the page for recognition, and its characters put back in their places."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from jiheng.reading.containers.scan.engine import Box, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.paper import Picture

_WHITE = 255
_DARK = 160
_PALE = 200  # a lone bar or a small ring is a row or two of dots, which blur pales
_BESIDE = 0.2  # ink so far beyond a character belongs to another, in heights of text
_RINGS = "0oOD°"  # what a full stop that stands alone is taken for
_THIN = frozenset("一0")
_LOW = 0.5  # a full stop is no higher, in heights of text
_ROUND = 1.25  # nor so many times as high as wide; a small nought is
_LEAST = 0.45  # letters and figures are no smaller in both directions, in heights of text
_ONE = 1.3  # a stroke of a character is no longer, in heights of text
_STROKE = 0.1  # ink that is no wider is none, in heights of text


class Letter(NamedTuple):
    """A character and its box on the page, in dots."""

    text: str
    box: Box
    confidence: float


class Strip:
    """The boxes of a line side by side: one, or the single characters of a column of them."""

    def __init__(
        self, boxes: Sequence[Box], bare: Picture, height: float, margin: float, larger: int = 1
    ) -> None:
        self.boxes = boxes
        self._height = height
        self._bare = bare
        self._margin = max(2, round(margin * height))
        parts = [self._part(box) for box in boxes]
        tallest = max(len(part) for part in parts)
        picture = np.hstack([_padded(part, tallest) for part in parts])
        self._starts = np.cumsum([0] + [part.shape[1] for part in parts]).tolist()
        self.picture: Picture = picture
        if larger > 1:
            size = (picture.shape[1] * larger, picture.shape[0] * larger)
            enlarged = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
            self.picture = np.asarray(enlarged, np.uint8)

    def letters(self, seen: Sequence[Seen]) -> Iterator[Letter]:
        """Give characters as recognised their boxes on the page."""
        width = self._starts[-1]
        for box, (start, stop) in zip(self.boxes, pairwise(self._starts), strict=True):
            here = [each for each in seen if start <= each.middle * width < stop]
            middles = [
                min(max(each.middle * width - start - self._margin + box.left, box.left), box.right)
                for each in here
            ]
            if len(here) == 1 and here[0].text in _RINGS:
                here = [here[0]._replace(text=self._ring(box) or here[0].text)]
            advances = _advances([each.text for each in here], middles, box)
            for each, (left, right) in zip(here, advances, strict=True):
                yield Letter(each.text, Box(left, box.top, right, box.bottom), each.confidence)

    def uncovered(self, letters: Sequence[Letter]) -> list[float]:
        """Return where, from the left of the page, there is ink that is no character's."""
        found: list[float] = []
        beside = _BESIDE * self._height
        for box in self.boxes:
            columns = np.asarray((self.cut(box) < _DARK).any(axis=0), np.bool_).copy()
            for letter in letters:
                if letter.box.top == box.top:
                    reach = set_width(letter.text) * self._height / 2 + beside
                    middle = (letter.box.left + letter.box.right) / 2 - int(box.left)
                    columns[max(0, int(middle - reach)) : max(0, int(middle + reach) + 1)] = False
            if columns.sum() > _STROKE * self._height:
                found += (np.flatnonzero(columns)[:: max(1, int(beside))] + box.left).tolist()
        return found

    @property
    def lone_cut(self) -> Picture:
        """The picture of a line of one box, without white added."""
        return self.cut(self.boxes[0])

    def lone_letter(self, text: str, confidence: float) -> Letter:
        """Return a character as all that a line of one box holds."""
        return Letter(text, self.boxes[0], confidence)

    def is_speck(self, letters: Sequence[Letter]) -> bool:
        """Tell whether a line of one character has less ink than that character takes."""
        if len(letters) != 1 or not (letters[0].text.isalnum() or letters[0].text == "_"):
            return False
        filled = np.argwhere(self.lone_cut < _inked_at(letters))
        return not filled.size or bool(np.ptp(filled, axis=0).max() < _LEAST * self._height)

    def has_stroke(self, letters: Sequence[Letter]) -> bool:
        """Tell whether a line of one box holds a stroke of a character, not specks or a rule."""
        if len(self.boxes) > 1:
            return False
        ink = (self.lone_cut < _inked_at(letters)).astype(np.uint8)
        _, _, strokes, _ = cv2.connectedComponentsWithStats(ink)
        least, most = _LEAST * self._height, _ONE * self._height
        return any(
            least <= max(across, down) <= most and across > _STROKE * self._height
            for _, _, across, down, _ in strokes[1:].tolist()
        )

    def _ring(self, box: Box) -> str:
        """Return which ring a box holds that is not as high as a figure or a letter, if any."""
        ink = self.cut(box) < _DARK
        rows = np.flatnonzero(ink.any(axis=1))
        if not rows.size or np.ptp(rows) >= _LOW * self._height:
            return ""
        high, wide = np.ptp(np.argwhere(self.cut(box) < _PALE), axis=0).tolist()
        return "0" if high > _ROUND * wide else "。"

    def cut(self, box: Box) -> Picture:
        """Cut a box out of the page, without white added."""
        top, left = max(0, int(box.top)), max(0, int(box.left))
        return self._bare[top : int(np.ceil(box.bottom)), left : int(np.ceil(box.right))]

    def cut_out(self, letter: Letter) -> Picture:
        """Cut out a character with all ink that hangs together with it, and no other beside it."""
        box = next(each for each in self.boxes if each.top == letter.box.top)
        part = self.cut(box)
        filled = (part < _DARK).any(axis=0)
        middle = int((letter.box.left + letter.box.right) / 2 - int(box.left))
        white = np.flatnonzero(~filled)
        left, right = white[white < middle], white[white > middle]
        start = int(left[-1]) if left.size else 0
        return part[:, start : int(right[0]) + 1 if right.size else part.shape[1]]

    def _part(self, box: Box) -> Picture:
        """Cut out a box with white beside it, and nothing of its neighbours."""
        beside = ((0, 0), (self._margin, self._margin))
        return np.pad(self.cut(box), beside, constant_values=_WHITE)


def _inked_at(letters: Sequence[Letter]) -> int:
    """Return how dark ink is of which a line was read: that of a thin lone character is paler."""
    return _PALE if len(letters) == 1 and letters[0].text in _THIN else _DARK


def _padded(part: Picture, height: int) -> Picture:
    above = (height - len(part)) // 2
    return np.pad(part, ((above, height - len(part) - above), (0, 0)), constant_values=_WHITE)


def _advances(
    texts: Sequence[str], middles: Sequence[float], box: Box
) -> Iterator[tuple[float, float]]:
    """Share the line out: neighbours meet between their middles, by how wide each is set."""
    widths = [set_width(text) for text in texts]
    edges = [box.left]
    for n in range(1, len(texts)):
        share = widths[n - 1] / (widths[n - 1] + widths[n])
        edges.append(middles[n - 1] + (middles[n] - middles[n - 1]) * share)
    edges.append(box.right)
    for n, width in enumerate(widths):
        reach = width * box.height / 2
        left = max(edges[n], middles[n] - reach, box.left)
        yield left, max(left, min(edges[n + 1], middles[n] + reach, box.right))


def set_width(text: str) -> float:
    """Return how much of a line a character takes up, in heights of text."""
    return 1.0 if unicodedata.east_asian_width(text) in "WFA" else 0.5
