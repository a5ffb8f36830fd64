"""Lines of dots: browsers print a dotted border as many small squares, each a path of its own."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.ink import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Dot = tuple[float, float]

FEWEST = 6
"""Dots in a row that are a line and no ornament."""

PITCH = 6.5
"""Points from one dot of a line to the next, at most; lines of a table lie farther apart."""

SAME = 0.3
"""Points by which the dots of a line may lie off it."""


def dotted(dots: Sequence[Dot]) -> tuple[list[Rule], list[Rule]]:
    """Return the lines that dots make, horizontal ones and vertical ones.

    Args:
        dots: The middle of each. A pattern of dots, which has lines as close as these, makes none.
    """
    across = list(_lines((y, x) for x, y in dots))
    down = list(_lines(dots))
    return ([], []) if _is_pattern(across) or _is_pattern(down) else (across, down)


def _lines(dots: Iterable[Dot]) -> Iterator[Rule]:
    """Yield the lines at one height, of dots given by their height and where they stand."""
    for line in _groups(sorted(dots), 0, SAME):
        for run in _groups(sorted(line, key=lambda dot: dot[1]), 1, PITCH):
            if len(run) >= FEWEST:
                yield Rule(median(dot[0] for dot in run), run[0][1], run[-1][1])


def _groups(dots: Iterable[Dot], by: int, most: float) -> Iterator[list[Dot]]:
    """Yield the dots that follow each other at a distance of so much at most; there are some."""
    group: list[Dot] = []
    for dot in dots:
        if group and dot[by] - group[-1][by] > most:
            yield group
            group = []
        group.append(dot)
    yield group


def _is_pattern(lines: Sequence[Rule]) -> bool:
    apart = [after.at - before.at for before, after in pairwise(lines) if after.at > before.at]
    return bool(apart) and median(apart) <= PITCH
