"""How much text a cell of a sheet shows, and where a longer one is split into rows.

Excel caps a row at 409 points. What does not fit goes on in a row without name, as published
tables do where a page ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_HEIGHT = 14.0
"""Points a line of 10-point text takes in the fonts of Excel, WPS and LibreOffice."""

PADDING = 6.0
MAX_HEIGHT = 409.0
MAX_LINES = int((MAX_HEIGHT - PADDING) / LINE_HEIGHT)
PIECE_LINES = MAX_LINES // 2
"""Lines of each row of a project that takes several: lower rows leave less of a page empty."""

_REPEAT_WINDOW = 600
_SENTENCE_ENDS = "。；;"


@dataclass(frozen=True, slots=True)
class Seam:
    """What keeps two parts of a text from looking as if the second repeated the first.

    A reader takes the beginning of a page for a repeat when the page before says the same.

    Attributes:
        tries: From how many characters on a repeat may begin.
        size: How many characters must be new.
    """

    tries: int
    size: int

    def is_clean(self, before: str, after: str) -> bool:
        """Whether nothing near the beginning of `after` stands near the end of `before`."""
        near = before[-_REPEAT_WINDOW:]
        return not any(after[at : at + self.size] in near for at in range(self.tries))


PROSE = Seam(tries=6, size=6)
NUMBERED = Seam(tries=1, size=8)
"""Indicators begin alike but for their number, which is enough to tell them apart."""


def row_height(lines: int) -> float:
    """Return the height in points of a row that shows so many lines."""
    return min(lines * LINE_HEIGHT + PADDING, MAX_HEIGHT)


def lines_needed(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width in characters."""
    return sum(max(ceil(breadth(line) / _room(width)), 1) for line in text.split("\n"))


def sentences(text: str) -> list[str]:
    """Return a text in parts that each end with a sentence or clause."""
    parts, start = [], 0
    for at, sign in enumerate(text, 1):
        if sign in _SENTENCE_ENDS:
            parts.append(text[start:at])
            start = at
    return [*parts, text[start:]] if start < len(text) else parts


def fitted(
    parts: Sequence[str], width: float, *, glue: str, seam: Seam, limit: int = MAX_LINES
) -> list[str]:
    """Return the text of each row that parts fill, one after the other; empty for no parts.

    Args:
        parts: Sentences or indicators, kept whole where a row can hold them.
        width: Of the column, in characters.
        glue: What stands between two parts in one row.
        seam: What the beginning of a further row must not look like.
        limit: Most lines a row may have.
    """
    rows: list[str] = []
    held: list[str] = []
    for part in (piece for whole in parts for piece in _cut(whole, width, limit)):
        if held and lines_needed(glue.join((*held, part)), width) > limit:
            rest = [*held, part]
            at = _split(rest, seam)
            rows.append(glue.join(rest[:at]))
            held = rest[at:]
        else:
            held.append(part)
    if held:
        rows.append(glue.join(held))
    return rows


def _split(parts: Sequence[str], seam: Seam) -> int:
    """Return before which part to split: the last whose beginning is no repeat."""
    for at in range(len(parts) - 1, 0, -1):
        if seam.is_clean("".join(parts[:at]), "".join(parts[at:])):
            return at
    return len(parts) - 1


def _cut(text: str, width: float, limit: int) -> list[str]:
    """Return a part that no row can hold in pieces that one can."""
    if lines_needed(text, width) <= limit:
        return [text]
    size = int(_room(width) * limit / 2)
    return [text[at : at + size] for at in range(0, len(text), size)]


def _room(width: float) -> float:
    """Return the breadth of a line in halves of a Chinese character.

    A column is wide as so many digits at full pixels, of which text takes a little less; part of
    that is kept for signs that may not begin a line.
    """
    return max(width * 1.03, 2)


def breadth(text: str) -> int:
    """Return how broad a text is, in halves of a Chinese character."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
