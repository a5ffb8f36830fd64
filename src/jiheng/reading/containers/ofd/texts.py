"""Texts of an OFD page → characters with boxes (GB/T 33190-2016, 11.1 to 11.3).

A text names where its first character stands on its line and how far each next one is from the one
before; how wide a character is, only its font knows, so the way to the next one tells it, or else
its size. Where a text tells no way at all, its characters follow each other.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING

from jiheng.reading.containers.ofd.geometry import number
from jiheng.reading.containers.page.ink import Glyph
from jiheng.reading.containers.page.turning import QUARTERS
from jiheng.reading.containers.page.watermarks import is_off

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml import etree

    from jiheng.reading.containers.ofd.geometry import Matrix
    from jiheng.reading.containers.ofd.objects import Placed
    from jiheng.reading.containers.page.turning import Turning

MAX_CHARACTERS = 200_000
"""A page of the densest print has ten thousand."""

_DEPTH = 0.15
"""Share of the height of a character that stands below its line."""

_CHINESE = 0x2E80
_NARROW = 0.6
"""Width of a character that is no Chinese one, in sizes of its font, where nothing tells it."""

_QUARTER = math.pi / 2
_INDENTED = re.compile(r"\A\s*\n\s*|\s*\n\s*\Z")
"""What programs that indent XML put around a text."""


def upright_quarters(texts: Sequence[Placed]) -> int:
    """Return how many quarter turns clockwise make most of the text stand upright."""
    turns: Counter[int] = Counter()
    for element, matrix in texts:
        length = sum(len(code.text or "") for code in element.iterfind("{*}TextCode"))
        turns[-round(matrix.angle / _QUARTER) % QUARTERS] += length
    return turns.most_common(1)[0][0] if turns else 0


def read_glyphs(texts: Sequence[Placed], turning: Turning) -> tuple[list[Glyph], list[Glyph]]:
    """Return the characters of a page, and those that stand on no line of it: watermarks.

    Blanks are left out.
    """
    glyphs: list[Glyph] = []
    aslant: list[Glyph] = []
    for element, matrix in texts:
        room = MAX_CHARACTERS - len(glyphs) - len(aslant)
        (aslant if is_off(matrix.angle) else glyphs).extend(
            islice(_glyphs(element, matrix, turning), room)
        )
    return glyphs, aslant


def _glyphs(element: etree._Element, matrix: Matrix, turning: Turning) -> Iterator[Glyph]:
    size = number(element.get("Size"), 0.0)
    stretch = number(element.get("HScale"), 1.0)
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = _INDENTED.sub("", code.text or "")
        widest = [size * stretch * (1.0 if ord(c) >= _CHINESE else _NARROW) for c in text]
        told = code.get("DeltaX") or code.get("DeltaY")
        across = _steps(code.get("DeltaX", ""), len(text)) if told else widest
        down = _steps(code.get("DeltaY", ""), len(text))
        at_x, at_y = x, y
        for character, most, step, drop in zip(text, widest, across, down, strict=True):
            if not character.isspace() and character.isprintable():
                width = min(step, most) if step > 0 else most
                yield Glyph(character, *_box(at_x, at_y, width, size, matrix, turning))
            at_x, at_y = at_x + step, at_y + drop


def _box(
    x: float, y: float, width: float, size: float, matrix: Matrix, turning: Turning
) -> tuple[float, float, float, float]:
    """Return the box of a character on the page as it is read."""
    one = matrix.moved(x, y - (1 - _DEPTH) * size)
    other = matrix.moved(x + width, y + _DEPTH * size)
    (left, right), (top, bottom) = (sorted(ends) for ends in zip(one, other, strict=True))
    return turning.box(left, turning.height - bottom, right, turning.height - top)


def _steps(said: str, count: int) -> list[float]:
    """Return how far each character is from the next: `3 g 2 1.5` is 3, 1.5, 1.5; then nothing."""
    words = iter(said.split())
    found: Iterator[float] = iter(())
    for word in islice(words, count):
        if word == "g":
            times = min(int(number(next(words, None), 0.0)), count)
            found = chain(found, repeat(number(next(words, None), 0.0), max(times, 0)))
        else:
            found = chain(found, (number(word, 0.0),))
    return list(islice(chain(found, repeat(0.0)), count))
