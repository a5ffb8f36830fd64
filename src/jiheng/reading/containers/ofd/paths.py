"""Paths of an OFD page → ruling lines and coloured boxes (GB/T 33190-2016, 9.1 to 9.3)."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.ofd.geometry import numbers_in
from jiheng.reading.containers.page.ruling import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from jiheng.reading.containers.ofd.objects import Placed
    from jiheng.reading.containers.page.ruling import Ruling

    Box = tuple[float, float, float, float]
    Point = tuple[float, float]

MAX_SEGMENTS = 5_000
"""Of one path."""

_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_FIGURES = {"S": 2, "M": 2, "L": 2}
_WHITE = 250


def read_paths(paths: Sequence[Placed], ruling: Ruling) -> list[tuple[Box, bool]]:
    """Take in the straight lines and thin boxes that paths draw.

    Returns:
        The boxes that are filled and no lines, with whether each is white.
    """
    filled: list[tuple[Box, bool]] = []
    height = ruling.turning.height
    for element, matrix in paths:
        said = _outlines(element.findtext("{*}AbbreviatedData") or "")
        outlines = [[matrix.moved(*point) for point in outline] for outline in said]
        if element.get("Stroke", "true") != "false" and not _is_white(element, "StrokeColor"):
            for one, other in chain.from_iterable(map(pairwise, outlines)):
                ruling.add(*_around((one, other), height))
        if element.get("Fill", "false") == "true":
            white = _is_white(element, "FillColor")
            boxes = [_around(outline, height) for outline in outlines]
            filled.extend((box, white) for box in boxes if _is_high(box))
            for box in () if white else boxes:
                ruling.add(*box)
    return filled


def _around(points: Sequence[Point], height: float) -> Box:
    """Return the box around some points of a page, whose heights it counts from below."""
    xs, ys = zip(*points, strict=True)
    return min(xs), height - max(ys), max(xs), height - min(ys)


def _is_high(box: Box) -> bool:
    left, bottom, right, top = box
    return min(right - left, top - bottom) > SMALLEST


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
