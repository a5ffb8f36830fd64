"""What stands on a page, whatever put it there: characters with boxes, and ruling lines.

Points are counted from the top left corner of the page as a person looks at it: rotation is
already applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character and the box it takes up, as high as its line and as wide as its advance.

    Attributes:
        confidence: How sure a recognition from a picture is, from 0 to 1; None for a character
            that the document holds as such.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None
    clip: tuple[float, float, float, float] | None = None


class Rule(NamedTuple):
    """A ruling line: horizontal ones lie at a height `at`, vertical ones at a distance `at`."""

    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of one page.

    Attributes:
        number: Counted from 1.
        width: In points.
        height: In points.
        glyphs: In the order of the document; white space is left out or not.
        horizontals: In any order, broken into any number of pieces.
        verticals: The same.
        marks: Characters of watermarks, which are drawn across what the page says.
        tiled: Whether the lines are the edges of coloured cells: the first and the last row of a
            table may have no colour.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] | list[Glyph]
    horizontals: tuple[Rule, ...] | list[Rule]
    verticals: tuple[Rule, ...] | list[Rule]
    marks: tuple[Glyph, ...] | list[Glyph] = ()
    tiled: bool = False
