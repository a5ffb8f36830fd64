"""Paragraphs above a table that are printed on several lines: put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.cells.form_cells import inline_pair
from jiheng.reading.layouts.outside.fronts import is_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Box = tuple[float, float, float, float]

CLOSE = 1.2
"""Heights of a line between two lines of a paragraph at most."""

SAME_SIZE = 0.15
"""Share of its height by which a line may differ from the one it goes on from."""

FULL_TITLE = 20
"""Characters of the first line of a title that goes on below; the name of who has it is shorter."""


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


def whole_titles(lines: Iterable[Sequence[Traced]]) -> list[Sequence[Traced]]:
    """Return lines above a table with a title that is printed on two lines as one.

    The upper one is long, and the lower one stands right below its middle.
    """
    found: list[Sequence[Traced]] = []
    for line in lines:
        last = found[-1] if found else ()
        if len(line) == len(last) == 1 and _is_wrapped_title(last[0], line[0]):
            found[-1] = (Traced.join((last[0], line[0])),)
        else:
            found.append(line)
    return found


def _is_wrapped_title(last: Traced, text: Traced) -> bool:
    if len(last.text) < FULL_TITLE or len(text.text) >= len(last.text) or is_title(last.text):
        return False
    if inline_pair(last) or not is_title(last.text + text.text):
        return False
    boxes = _right_below(last, text)
    if boxes is None:
        return False
    (left, top, right, bottom), (start, _, stop, _) = boxes
    return abs(left + right - start - stop) < bottom - top


def _goes_on(last: Traced, text: Traced) -> bool:
    boxes = _right_below(last, text)
    if boxes is None or inline_pair(text) or is_title(text.text):
        return False
    (left, top, right, bottom), (start, _, stop, _) = boxes
    height = bottom - top
    return start < left + height / 2 and stop < right + height


def _right_below(last: Traced, text: Traced) -> tuple[Box, Box] | None:
    """Return where two lines stand if one is right below the other, and as high."""
    places = [place for line in (last, text) for place in line.span()[-1:]]
    boxes = [place.box for place in places if place.box]
    if len(boxes) != 2 or places[0].page != places[1].page:  # noqa: PLR2004 - both lines
        return None
    (_, top, _, bottom), (_, begin, _, end) = boxes
    height = bottom - top
    below = 0 <= begin - bottom + height / 2 < (CLOSE + 0.5) * height
    alike = abs(end - begin - height) <= SAME_SIZE * height
    return (boxes[0], boxes[1]) if below and alike else None
