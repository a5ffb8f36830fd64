"""Finds the ruling lines of a page that stands straight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.paper import Mask, Picture

_DARK = 190
_LEAST = 1.1  # shortest rule at all, in heights of text; strokes of characters are shorter
_ALONE = 4.0  # from here on a rule needs no others to lean on, in heights of text
_THICKEST = 0.45  # of the height of text
_SURE = 2.2  # from here on a piece is none of a character and may go on, in heights of text
_GAP = 0.6  # widest gap in a rule that is closed, in heights of text
_TOUCH = 0.15  # how near a short rule comes to those it ends at, in heights of text
_TEXT_POINTS = (4.0, 40.0)  # heights of what may be a character
_USUAL_TEXT = 9.0
_LEVEL = 80  # of a hundred: so many parts of characters are lower than a whole one


class Line(NamedTuple):
    """A ruling line in dots: where it lies, from where to where it goes, how thick it is."""

    at: float
    start: float
    stop: float
    thick: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """The ruling lines of a page, in dots, and how high its text is."""

    horizontals: tuple[Line, ...]
    verticals: tuple[Line, ...]
    text_height: float


def ruling(grey: Picture, scale: float) -> Ruling:
    """Find the ruling lines of a page.

    Args:
        grey: Clean and straight.
        scale: Dots a point.
    """
    ink = np.asarray(cv2.threshold(grey, _DARK, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    height = text_height(ink, scale)
    across = _lines(ink, height)
    down = _lines(np.ascontiguousarray(ink.T), height)
    return Ruling(*_leaning(across, down, height), height)


def without_rules(grey: Picture, found: Ruling) -> Picture:
    """Paint the ruling lines white, so that they are read as no characters."""
    bare = grey.copy()
    for line in found.horizontals:
        _paint(bare, line)
    for line in found.verticals:
        _paint(bare.T, line)
    return bare


def text_height(ink: Mask, scale: float) -> float:
    """Return how high most characters are, in dots."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink)
    widths, heights = boxes[1:, cv2.CC_STAT_WIDTH], boxes[1:, cv2.CC_STAT_HEIGHT]
    lowest, highest = (points * scale for points in _TEXT_POINTS)
    likely = heights[(heights >= lowest) & (heights <= highest) & (widths <= 2 * heights)]
    return float(np.percentile(likely, _LEVEL)) if likely.size else _USUAL_TEXT * scale


def _lines(ink: Mask, height: float) -> list[Line]:
    """Find level lines: what is dark over a length that no character has."""
    least = max(8, round(_LEAST * height))
    # A line that is a hair askew goes down a step of one dot here and there.
    thicker = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    _, _, boxes, centres = cv2.connectedComponentsWithStats(opened)
    pieces = [
        Line(at, float(left), float(left + width), max(1.0, area / width - 2))
        for (left, _, width, _, area), (_, at) in zip(
            boxes[1:].tolist(), centres[1:].tolist(), strict=True
        )
        if area / width - 2 <= _THICKEST * height
    ]
    return _joined(pieces, height)


def _joined(pieces: list[Line], height: float) -> list[Line]:
    """Put pieces together that go on in one another; strokes of text in a row are none."""
    joined: list[Line] = []
    short = [line for line in pieces if line.stop - line.start < _SURE * height]
    sure = [line for line in pieces if line.stop - line.start >= _SURE * height]
    for piece in sorted(sure, key=lambda line: line.start):
        near = (
            n
            for n, line in enumerate(joined)
            if abs(line.at - piece.at) <= max(2.0, 0.15 * height)
            and piece.start - line.stop <= _GAP * height
        )
        found = next(near, None)
        if found is None:
            joined.append(piece)
        else:
            joined[found] = _together(joined[found], piece)
    return joined + short


def _together(one: Line, other: Line) -> Line:
    lengths = one.stop - one.start, other.stop - other.start
    share = lengths[0] / sum(lengths)
    return Line(
        one.at * share + other.at * (1 - share),
        one.start,
        max(one.stop, other.stop),
        max(one.thick, other.thick),
    )


def _leaning(
    across: list[Line], down: list[Line], height: float
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Keep long lines, and short ones that end at lines of the other direction at both ends."""
    horizontals, verticals = _long(across, height), _long(down, height)
    for _ in range(2):
        horizontals, verticals = (
            [line for line in across if line in horizontals or _held(line, verticals, height)],
            [line for line in down if line in verticals or _held(line, horizontals, height)],
        )
    return tuple(horizontals), tuple(verticals)


def _long(lines: Sequence[Line], height: float) -> list[Line]:
    return [line for line in lines if line.stop - line.start >= _ALONE * height]


def _held(line: Line, others: Sequence[Line], height: float) -> bool:
    near = max(2.0, _TOUCH * height)
    return all(
        any(
            abs(other.at - end) <= near + other.thick / 2
            and other.start - near <= line.at <= other.stop + near
            for other in others
        )
        for end in (line.start, line.stop)
    )


def _paint(picture: Picture, line: Line) -> None:
    half = line.thick / 2 + 1.5
    top, bottom = max(0, round(line.at - half)), round(line.at + half) + 1
    picture[top:bottom, max(0, round(line.start) - 2) : round(line.stop) + 2] = 255
