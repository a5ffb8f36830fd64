"""The numeral 一 that begins a label set downwards: 一, 级, 指 and 标 below each other.

Alone in its line it is a bar like any other; recognition takes it for a dash, for anything, or for
nothing. No label begins with a dash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.containers.scan.dashes import LIKE_DASHES, is_bar
from jiheng.reading.containers.scan.votes import IN_DOUBT, SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.strips import Letter, Strip

_PITCH = 2.2  # how far apart the middles of characters below each other are, in heights of text


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
        for box, here in _shared_out(strip, letters)
        if len(here) == 1 and _is_word(here[0].text)
    ]
    column = _Column(alone, level, height)
    return [
        _begun(strip, letters)
        if (bar := column.begun_by(strip.boxes[0])) and is_bar(strip.cut(bar), height)
        else letters
        for strip, letters in zip(strips, read, strict=True)
    ]


class _Column:
    """Characters that stand alone in their lines."""

    def __init__(self, alone: Sequence[Box], level: Sequence[Line], height: float) -> None:
        self._alone = alone
        self._level = level
        self._pitch = _PITCH * height

    def begun_by(self, box: Box) -> Box | None:
        """Return a box without the tips of what is below it, if a label has its first one here."""
        following = None if self._next(box, -1) else self._next(box, 1)
        if not following or not self._next(following, 1):
            return None
        return box._replace(bottom=min(box.bottom, following.top))

    def _next(self, box: Box, way: int) -> Box | None:
        """Return the character right below a box, or above it."""
        near = (
            other
            for other in self._alone
            if 0 < (_middle(other) - _middle(box)) * way <= self._pitch
            and _is_over(box, other)
            and not self._is_parted(box, other)
        )
        return min(near, key=lambda other: _middle(other) * way, default=None)

    def _is_parted(self, one: Box, other: Box) -> bool:
        top, bottom = sorted((_middle(one), _middle(other)))
        left, right = max(one.left, other.left), min(one.right, other.right)
        return any(
            top < line.at < bottom and line.start < right and left < line.stop
            for line in self._level
        )


def _shared_out(strip: Strip, letters: Sequence[Letter]) -> Iterator[tuple[Box, list[Letter]]]:
    for box in strip.boxes:
        yield box, [letter for letter in letters if letter.box.top == box.top]


def _begun(strip: Strip, letters: list[Letter]) -> list[Letter]:
    """Return a line with 一 in its first box."""
    first = strip.boxes[0]
    here = [letter for letter in letters if letter.box.top == first.top]
    plain = len(here) == 1 and here[0].text in LIKE_DASHES
    numeral = strip.lone_letter("一", max(here[0].confidence, SURE) if plain else IN_DOUBT)
    return [numeral, *(letter for letter in letters if letter.box.top != first.top)]


def _is_over(one: Box, other: Box) -> bool:
    common = min(one.right, other.right) - max(one.left, other.left)
    return 2 * common > min(one.width, other.width)


def _is_word(text: str) -> bool:
    return text.isalpha() and not text.isascii() and text not in LIKE_DASHES


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2
