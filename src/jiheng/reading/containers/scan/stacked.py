"""Lines of text right below each other in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.scan.engine import Box
    from jiheng.reading.containers.scan.mended import Line
    from jiheng.reading.containers.scan.strips import Letter, Strip

_PITCH = 2.2  # how far apart the middles of lines below each other are, in heights of text


class Stacked:
    """Tells which line of some lies right above or below another.

    Args:
        boxes: The lines.
        level: The level rules of the page: what lies beyond one is in another cell.
        height: Of text, in dots.
    """

    def __init__(self, boxes: Sequence[Box], level: Sequence[Line], height: float) -> None:
        self._boxes = boxes
        self._level = level
        self._pitch = _PITCH * height

    def next(self, box: Box, way: int) -> Box | None:
        """Return the line right below a box, where `way` is 1, or above it, where it is -1."""
        near = (
            other
            for other in self._boxes
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


def shared_out(strip: Strip, letters: Sequence[Letter]) -> Iterator[tuple[Box, list[Letter]]]:
    """Yield each box of a line with its characters."""
    for box in strip.boxes:
        yield box, [letter for letter in letters if letter.box.top == box.top]


def _is_over(one: Box, other: Box) -> bool:
    common = min(one.right, other.right) - max(one.left, other.left)
    return 2 * common > min(one.width, other.width)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2
