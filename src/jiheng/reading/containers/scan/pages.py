"""A picture of a page → its ink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.scan.characters import Letter, characters
from jiheng.reading.containers.scan.deskew import deskewed
from jiheng.reading.containers.scan.paper import clean_paper
from jiheng.reading.containers.scan.rules import Line, ruling

if TYPE_CHECKING:
    from PIL import Image


def scan_ink(
    picture: np.ndarray[Any, Any] | Image.Image, number: int, width: float, height: float
) -> Ink:
    """Return the characters and ruling lines of a picture of a page; see the package."""
    dots = np.asarray(picture)
    scale = dots.shape[1] / width
    grey = deskewed(clean_paper(dots, scale))
    found = ruling(grey, scale)
    letters = characters(grey, found)
    return Ink(
        number,
        width,
        height,
        [_glyph(letter, scale) for letter in letters],
        [_rule(line, scale) for line in found.horizontals],
        [_rule(line, scale) for line in found.verticals],
    )


def _glyph(letter: Letter, scale: float) -> Glyph:
    left, top, right, bottom = (side / scale for side in letter.box)
    return Glyph(letter.text, left, top, right, bottom, letter.confidence)


def _rule(line: Line, scale: float) -> Rule:
    return Rule(line.at / scale, line.start / scale, line.stop / scale)
