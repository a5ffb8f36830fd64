"""Pages of an OFD document that are pictures, read by what can be seen on them."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.reading.containers.ofd.geometry import numbers_in
from jiheng.reading.containers.page.scanned import COVERED, DOTS, FEW, MOST_DOTS, SMALLEST
from jiheng.reading.containers.scan import demand, read_pictures, scan_ink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.reading.containers.ofd.objects import Placed
    from jiheng.reading.containers.office.parts import Parts
    from jiheng.reading.containers.page.ink import Ink

    Box = tuple[float, float, float, float]

LARGEST = 1.5
"""A picture is at most so many times as wide or high as its page."""

_BOX = 4

MOST_PICTURES = 50
"""Of one page, as some scanners write strips."""


def is_scanned(pictures: Sequence[Placed], characters: int, size: tuple[float, float]) -> bool:
    """Return whether a page of some size in points is a picture with hardly any characters."""
    if characters > FEW or min(size) < SMALLEST:
        return False
    boxes = [_box(picture) for picture in pictures]
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    return covered >= COVERED * size[0] * size[1]


def scanned_ink(
    pictures: Sequence[Placed],
    files: Mapping[str, str],
    parts: Parts,
    page: tuple[int, float, float],
    name: str,
) -> Ink:
    """Return the ink of a page by its pictures, put where they lie on white paper.

    Args:
        pictures: Of the page.
        files: Number of a resource → the part that is a picture.
        parts: Of the document.
        page: Its number, width and height in points.
        name: Of the document, for messages.

    Raises:
        UnreadableFile: When the extra `scan` is not installed, or a picture is of no known kind.
    """
    demand(name)
    number, width, height = page
    scale = min(DOTS / 72, MOST_DOTS / max(width, height))
    images = import_module("PIL.Image")
    paper = images.new("RGB", (round(width * scale), round(height * scale)), "white")
    for placed in pictures[:MOST_PICTURES]:
        left, top, right, bottom = (round(edge * scale) for edge in _box(placed))
        file = files.get(placed.element.get("ResourceID", ""), "")
        fits = (
            0 < right - left < LARGEST * paper.width and 0 < bottom - top < LARGEST * paper.height
        )
        if not fits or file not in parts:
            continue
        for picture in islice(read_pictures(parts.read(file), name), 1):
            paper.paste(picture.convert("RGB").resize((right - left, bottom - top)), (left, top))
    return scan_ink(paper, number=number, width=width, height=height, name=name)


def _box(picture: Placed) -> Box:
    """Return where a picture lies on the page, in points.

    Its own matrix gives its size: it is drawn into a square of one millimetre. One without a matrix
    fills its boundary.
    """
    said = numbers_in(picture.element.get("Boundary", ""))
    whole = (1.0, 1.0) if picture.element.get("CTM") or len(said) < _BOX else said[2:]
    ends = picture.matrix.moved(0.0, 0.0), picture.matrix.moved(*whole)
    (left, right), (top, bottom) = (sorted(each) for each in zip(*ends, strict=True))
    return left, top, right, bottom
