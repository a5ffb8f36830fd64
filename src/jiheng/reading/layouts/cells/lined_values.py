"""Several values of one indicator on lines of their own: 98% and 95%, which are no 98%95%."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.reading.grammar.spaced import MARGIN, ends_line

if TYPE_CHECKING:
    from jiheng.model import Traced

_MARK = r"(?:[（(]?\d{1,2}(?:[、．)）]|\.(?!\d))|[①-⑳])"
"""The number of a line in a list."""

_ALONE = seldom(
    rf"{_MARK}?(?:[^\W\d_]{{1,8}}[:：]?)??(?:[{COMPARING}]{{1,2}}|[不大小高低多少][于少低超高]于?)?"
    r"\d[\d.,，]*(?:年\d{1,2}(?=月))?(?:[-~—～至]\d[\d.,，]*)?[^\W\d_]{0,2}[%％‰]?"
    r"(?:[^\W\d_]{0,6}(?:[/／][^\W\d_]{1,4})?)"
    rf"|{_MARK}?(?:优秀?|良好?|中|差|不?合格|不?达标|及格|是|否|有|无)"
)
"""A line that is a value by itself: ≥98%, 12场次, 3-5元/人, ①省级≥3个, 优."""

_GOES_ON = seldom(r"(?P<unit>[年月日时分第至和或且及与的]|[.,，])$")
"""The end of a line of which a figure below may be the rest: 2026年 over 12月."""

_UNIT = seldom(r"\d{1,4}(?P<unit>[年月日时分])")


def values_by_line(value: Traced) -> list[Traced]:
    """Return the values that an author has typed on lines of their own; nothing of a single one.

    A line is no value that goes on in the next one, as dates do: 2026年 over 12月.
    """
    return _parts(value, MARGIN)


def values_in_doubt(value: Traced) -> list[Traced]:
    """Return the figures of a value that may be one figure over several lines of a page.

    The first line has room for the next one only if the margins of the cell are narrow.
    """
    parts = _parts(value, 0.0)
    meet = any(one.text[-1].isdigit() and other.text[0].isdigit() for one, other in pairwise(parts))
    return parts if meet else []


def _parts(value: Traced, margin: float) -> list[Traced]:
    """Return the lines of a value that are values themselves; nothing of a single one."""
    starts, at = [0], 0
    for run, after in pairwise(value.runs()):
        at += run.length
        if ends_line(run, after, margin):
            starts.append(at)
    parts = [value.cut(one, other) for one, other in pairwise((*starts, len(value)))]
    lines = [part.text.replace(" ", "") for part in parts]
    if len(lines) == 1 or not all(map(_ALONE.fullmatch, lines)):
        return []
    return [] if any(_goes_on(one, other) for one, other in pairwise(lines)) else parts


def _goes_on(one: str, other: str) -> bool:
    """Whether a line may be the rest of that above it; a month is none of another month."""
    end, begin = _GOES_ON.search(one), _UNIT.match(other)
    if end is None or other[0] in COMPARING:
        return False
    return begin is None or begin["unit"] != end["unit"]
