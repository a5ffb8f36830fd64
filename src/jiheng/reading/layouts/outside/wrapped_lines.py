"""Paragraphs above a table that are printed on several lines: put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.cells.form_cells import inline_pair
from jiheng.reading.layouts.outside.fronts import is_title

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSE = 1.2
"""Heights of a line between two lines of a paragraph at most."""

SAME_SIZE = 0.15
"""Share of its height by which a line may differ from the one it goes on from."""


def whole_lines(texts: Iterable[Traced]) -> list[Traced]:
    """Return lines with those behind a label and its value that go on with the value.

    Such a line begins at the margin, right below one that is full. Lines of no page have no place.
    """
    found: list[Traced] = []
    for text in texts:
        last = found[-1] if found else None
        if last is not None and inline_pair(last) and _goes_on(last, text):
            found[-1] = Traced.join((last, text))
        else:
            found.append(text)
    return found


def _goes_on(last: Traced, text: Traced) -> bool:
    places = [place for line in (last, text) for place in line.span()[-1:]]
    boxes = [place.box for place in places if place.box]
    if len(boxes) != 2 or places[0].page != places[1].page:  # noqa: PLR2004 - both lines
        return False
    (left, top, right, bottom), (start, begin, stop, end) = boxes
    height = bottom - top
    below = 0 <= begin - bottom + height / 2 < (CLOSE + 0.5) * height
    alike = abs(end - begin - height) <= SAME_SIZE * height
    flush = start < left + height / 2 and stop < right + height
    return below and alike and flush and not (inline_pair(text) or is_title(text.text))
