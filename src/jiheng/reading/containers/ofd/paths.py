"""Paths of an OFD page → ruling lines (GB/T 33190-2016, 9.1 to 9.3)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.ofd.geometry import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from jiheng.reading.containers.ofd.objects import Placed
    from jiheng.reading.containers.pdf.rules import Ruling

    Point = tuple[float, float]

MAX_SEGMENTS = 5_000
"""Of one path."""

_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_FIGURES = {"S": 2, "M": 2, "L": 2}
_WHITE = 250


def read_paths(paths: Sequence[Placed], ruling: Ruling) -> None:
    """Take in the straight lines and thin boxes that paths draw."""
    for element, matrix in paths:
        stroked = element.get("Stroke", "true") != "false"
        filled = element.get("Fill", "false") == "true"
        if _is_white(element, "StrokeColor" if stroked else "FillColor"):
            continue
        for outline in _outlines(element.findtext("{*}AbbreviatedData") or ""):
            points = [matrix.moved(*point) for point in outline]
            if stroked:
                _stroke(points, ruling)
            elif filled:
                _add(points, ruling)


def _stroke(points: Sequence[Point], ruling: Ruling) -> None:
    for one, other in pairwise(points):
        _add((one, other), ruling)


def _add(points: Sequence[Point], ruling: Ruling) -> None:
    """Take in the box around some points, if it is thin; heights are counted from below."""
    xs, ys = zip(*points, strict=True)
    height = ruling.turning.height
    ruling.add(min(xs), height - max(ys), max(xs), height - min(ys))


def _outlines(said: str) -> Iterator[list[Point]]:
    """Yield the stretches of a path that consist of straight lines."""
    points: list[Point] = []
    for number_of, step in enumerate(_STEP.finditer(said)):
        if number_of > MAX_SEGMENTS:
            break
        sign, figures = step[1], numbers_in(step[2])
        if sign == "C":
            points.extend(points[:1])
        elif len(figures) != _FIGURES.get(sign):
            yield from [points] if len(points) > 1 else []
            points = []
        elif sign == "L":
            points.append((figures[0], figures[1]))
        else:
            yield from [points] if len(points) > 1 else []
            points = [(figures[0], figures[1])]
    yield from [points] if len(points) > 1 else []


def _is_white(element: etree._Element, name: str) -> bool:
    """Whether a path is drawn in the colour of paper."""
    colour = element.find(f"{{*}}{name}")
    value = numbers_in(colour.get("Value", "")) if colour is not None else ()
    return len(value) > 0 and min(value) >= _WHITE
