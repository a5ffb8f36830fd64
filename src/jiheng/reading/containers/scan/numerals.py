"""The numeral 一 that begins a label set downwards: 一, 级, 指 and 标 below each other.

Alone in its line it is a bar like any other; recognition takes it for a dash, for anything, or for
nothing. No label begins with a dash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.scan.dashes import LIKE_DASHES, is_bar
from jiheng.reading.containers.scan.stacked import Stacked, shared_out
from jiheng.reading.containers.scan.votes import IN_DOUBT, SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.strips import Letter, Strip


def with_numerals(
    strips: Sequence[Strip], read: Sequence[list[Letter]], level: Sequence[Line], height: float
) -> list[list[Letter]]:
    """Return lines as read, with the numeral for the bar above two characters of a label.

    Args:
        strips: Lines.
        read: The characters of each of them.
        level: The level rules of the page: a label goes over none.
        height: Of text, in dots.
    """
    alone = [
        box
        for strip, letters in zip(strips, read, strict=True)
        for box, here in shared_out(strip, letters)
        if len(here) == 1 and _is_word(here[0].text)
    ]
    column = Stacked(alone, level, height)
    return [
        _begun(strip, letters)
        if (bar := _begun_by(strip.boxes[0], column)) and is_bar(strip.cut(bar), height)
        else letters
        for strip, letters in zip(strips, read, strict=True)
    ]


def _begun_by(box: Box, column: Stacked) -> Box | None:
    """Return a box without the tips of what is below it, if a label has its first one here."""
    following = None if column.next(box, -1) else column.next(box, 1)
    if not following or not column.next(following, 1):
        return None
    return box._replace(bottom=min(box.bottom, following.top))


def _begun(strip: Strip, letters: list[Letter]) -> list[Letter]:
    """Return a line with 一 in its first box."""
    first = strip.boxes[0]
    here = [letter for letter in letters if letter.box.top == first.top]
    plain = len(here) == 1 and here[0].text in LIKE_DASHES
    numeral = strip.lone_letter("一", max(here[0].confidence, SURE) if plain else IN_DOUBT)
    return [numeral, *(letter for letter in letters if letter.box.top != first.top)]


def _is_word(text: str) -> bool:
    return text.isalpha() and not text.isascii() and text not in LIKE_DASHES
