"""Sides of the cells of a row that a page end cuts off from its table.

Such sides end at one rule only and amid white at the other end, as strokes do. But there are
several that end at the same height, those at both ends of the rule among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.reading.containers.scan.mended import Line

_SIDES = 3  # a row of two cells has so many
_EVEN = 0.5  # how far apart their ends amid white are, in heights of text
_CORNER = 0.5  # how near the outer ones come to the ends of the rule, in the same


def cut_sides(
    lines: Sequence[Line],
    rules: Sequence[Line],
    ends_at: Callable[[Line, Line, int], bool],
    height: float,
) -> list[Line]:
    """Return which lines are sides of a row of which a page shows one rule.

    Args:
        lines: Short upright lines, which may be strokes.
        rules: Level rules.
        ends_at: Whether a line ends at a rule, with its end 1 or its start -1.
        height: Of text, in dots.
    """
    found: list[Line] = []
    for rule in rules:
        for way in (-1, 1):
            met = [line for line in lines if ends_at(line, rule, way)]
            found += _even(met, rule, way, height)
    return found


def _even(met: Sequence[Line], rule: Line, way: int, height: float) -> list[Line]:
    """Return lines that are as long as the longest, if they are the sides of a row."""
    free = [line.start if way > 0 else line.stop for line in met]
    farthest = min((end * way for end in free), default=0.0)
    even = [
        line for line, end in zip(met, free, strict=True) if end * way - farthest <= _EVEN * height
    ]
    if len(even) < _SIDES:
        return []
    near = _CORNER * height
    outer = min(line.at for line in even), max(line.at for line in even)
    whole = abs(outer[0] - rule.start) <= near and abs(outer[1] - rule.stop) <= near
    return even if whole else []
