"""A picture of a page → its ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.scan.characters import characters
from jiheng.reading.containers.scan.dashed import drawn_whole
from jiheng.reading.containers.scan.deskew import deskewed
from jiheng.reading.containers.scan.engine import detect
from jiheng.reading.containers.scan.paper import clean_paper
from jiheng.reading.containers.scan.picture import A4_LONG_SIDE
from jiheng.reading.containers.scan.rules import Ruling, ruling
from jiheng.reading.containers.scan.squared import squared
from jiheng.reading.containers.scan.votes import IN_DOUBT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.paper import Mask, Paper
    from jiheng.reading.containers.scan.strips import Letter

_LONG = 3.0  # a line so much longer than high tells which way the text goes
_PRINTED = 16  # how far apart the lightest and darkest dot of what is printed are, of 255
_SOME = 5  # so many lines of one direction are no label set downwards
_SMALLEST, _FINEST = 420.0, 350 / 72  # points of the longer side, dots a point
_LARGEST, _COARSEST = 1300.0, 100 / 72
_READABLE = 0.8  # below this confidence on the whole the page may stand on its head


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page as read after so many quarter turns against the clock."""

    turns: int
    found: Ruling
    letters: list[Letter]

    @property
    def confidence(self) -> float:
        return sum(each.confidence for each in self.letters) / max(1, len(self.letters))


def scan_ink(
    picture: np.ndarray[Any, Any] | Image.Image, number: int, width: float, height: float
) -> Ink:
    """Return the characters and ruling lines of a picture of a page; see the package."""
    dots = np.asarray(picture)
    scale = dots.shape[1] / width
    paper = _paper_scale(max(dots.shape[:2]), max(width, height))
    clean = clean_paper(dots, paper)
    if np.ptp(clean.grey) < _PRINTED:
        return Ink(number, width, height, [], [], [])
    best = _best_reading(clean, paper)
    sides = (height, width) if best.turns % 2 else (width, height)
    return Ink(
        number,
        *sides,
        [_glyph(letter, scale) for letter in best.letters],
        [_rule(line, scale) for line in best.found.horizontals],
        [_rule(line, scale) for line in best.found.verticals],
    )


def _paper_scale(dots: int, points: float) -> float:
    """Return how many dots a point of the paper has, by its longer side.

    A camera tells any resolution, and so does who puts a picture into a PDF: a page that would be
    tiny and very fine, or huge and coarse, is taken for A4.
    """
    scale = dots / points
    tiny = points < _SMALLEST and scale > _FINEST
    huge = points > _LARGEST and scale < _COARSEST
    return dots / A4_LONG_SIDE if tiny or huge else scale


def _best_reading(clean: Paper, scale: float) -> _Reading:
    """Read the page as it stands, and turned where it makes no sense that way."""
    level = _level(clean, scale)
    boxes = detect(level.grey)
    across = sum(box.width > _LONG * box.height for box in boxes)
    down = sum(box.height > _LONG * box.width for box in boxes)
    if down > max(across, _SOME):
        tries = [_turned(clean, scale, turns) for turns in (1, 3)]
    else:
        tries = [_read(level, boxes, scale, 0)]
        if tries[0].letters and tries[0].confidence < _READABLE:
            others = (1, 2, 3) if down > across else (2,)
            tries += [_turned(clean, scale, turns) for turns in others]
    return max(tries, key=lambda reading: sum(each.confidence for each in reading.letters))


def _level(clean: Paper, scale: float) -> Paper:
    level = squared(deskewed(clean))
    return level._replace(grey=drawn_whole(level.grey, scale))


def _turned(clean: Paper, scale: float, turns: int) -> _Reading:
    level = _level(clean.rotated(turns), scale)
    return _read(level, detect(level.grey), scale, turns)


def _read(level: Paper, boxes: Sequence[Box], scale: float, turns: int) -> _Reading:
    found = ruling(level.grey, scale, boxes)
    letters = characters(level.grey, boxes, found)
    return _Reading(turns, found, [_doubted(letter, level.sealed) for letter in letters])


def _doubted(letter: Letter, sealed: Mask) -> Letter:
    """What stands under a seal is in doubt: an edge of the seal may be read as a figure."""
    left, top, right, bottom = (int(side) for side in letter.box)
    if not sealed[top : bottom + 1, left : right + 1].any():
        return letter
    return letter._replace(confidence=min(letter.confidence, IN_DOUBT))


def _glyph(letter: Letter, scale: float) -> Glyph:
    left, top, right, bottom = (side / scale for side in letter.box)
    return Glyph(letter.text, left, top, right, bottom, letter.confidence)


def _rule(line: Line, scale: float) -> Rule:
    return Rule(line.at / scale, line.start / scale, line.stop / scale)
