"""Lines of text as detected → characters with boxes, each within its cell."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jiheng.reading.containers.scan.engine import Box, Seen, recognise
from jiheng.reading.containers.scan.lines import lines_of
from jiheng.reading.containers.scan.rules import without_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.paper import Picture
    from jiheng.reading.containers.scan.rules import Ruling

_MARGIN = 0.2  # white that is left around a line, in heights of text
_WHITE = 255


class Letter(NamedTuple):
    """A character and its box on the page, in dots."""

    text: str
    box: Box
    confidence: float


def characters(grey: Picture, detected: Sequence[Box], found: Ruling) -> list[Letter]:
    """Read every character of a straight, clean page, given where text and rules are."""
    bare = without_rules(grey, found)
    lines = lines_of(detected, bare, found)
    strips = [_Strip(line, bare, found.text_height) for line in lines]
    read = recognise([strip.picture for strip in strips])
    return [
        letter for strip, seen in zip(strips, read, strict=True) for letter in strip.letters(seen)
    ]


class _Strip:
    """The boxes of a line side by side: one, or the single characters of a column of them."""

    def __init__(self, boxes: Sequence[Box], bare: Picture, height: float) -> None:
        self.boxes = boxes
        margin = max(2, round(_MARGIN * height))
        parts = [_part(bare, box, margin) for box in boxes]
        tallest = max(len(part) for part in parts)
        self.picture = np.hstack([_padded(part, tallest) for part in parts])
        self._margin = margin
        self._starts = np.cumsum([0] + [part.shape[1] for part in parts]).tolist()

    def letters(self, seen: Sequence[Seen]) -> Iterator[Letter]:
        for box, start, stop in zip(self.boxes, self._starts, self._starts[1:], strict=False):
            width = self._starts[-1]
            here = [each for each in seen if start <= each.middle * width < stop]
            middles = [each.middle * width - start - self._margin + box.left for each in here]
            for each, (left, right) in zip(
                here, _advances([each.text for each in here], middles, box), strict=True
            ):
                yield Letter(each.text, Box(left, box.top, right, box.bottom), each.confidence)


def _part(bare: Picture, box: Box, margin: int) -> Picture:
    """Cut out a box with white around it, and nothing of its neighbours to the left and right."""
    top, bottom = max(0, int(box.top)), int(np.ceil(box.bottom))
    part = bare[top:bottom, int(box.left) : int(np.ceil(box.right))]
    return np.pad(part, ((0, 0), (margin, margin)), constant_values=_WHITE)


def _padded(part: Picture, height: int) -> Picture:
    above = (height - len(part)) // 2
    return np.pad(part, ((above, height - len(part) - above), (0, 0)), constant_values=_WHITE)


def _advances(
    texts: Sequence[str], middles: Sequence[float], box: Box
) -> Iterator[tuple[float, float]]:
    """Share the line out: neighbours meet between their middles, by how wide each is set."""
    widths = [_set_width(text) for text in texts]
    edges = [box.left]
    for n in range(1, len(texts)):
        share = widths[n - 1] / (widths[n - 1] + widths[n])
        edges.append(middles[n - 1] + (middles[n] - middles[n - 1]) * share)
    edges.append(box.right)
    for n, width in enumerate(widths):
        reach = width * box.height / 2
        left = max(edges[n], middles[n] - reach, box.left)
        yield left, max(left, min(edges[n + 1], middles[n] + reach, box.right))


def _set_width(text: str) -> float:
    return 1.0 if unicodedata.east_asian_width(text) in "WFA" else 0.5
