"""Several values of one indicator on lines of their own: 98% and 95%, which are no 98%95%."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Run, Traced
from jiheng.reading.grammar.spaced import as_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNS = "≥≤><=＞＜＝≧≦⩾⩽"
_ALONE = seldom(
    rf"(?:[{_SIGNS}]{{1,2}}|[不大小高低多少][于少低超高]于?)?\d[\d.,，]*"
    r"(?:[-~—～至]\d[\d.,，]*)?[^\W\d_]{0,2}[%％‰]?(?:[^\W\d_]{0,6}(?:[/／][^\W\d_]{1,4})?)"
)
"""A line that is a value by itself: ≥98%, 12场次, 3-5元/人."""

_GOES_ON = seldom(r"[年月日时分第至和或且及与的]$")
"""The end of a line of which a figure below may be the rest: 2026年 over 12月."""


def values_by_line(value: Traced) -> list[Traced]:
    """Return the values that an author has typed on lines of their own; nothing of a single one.

    A line is no value that goes on in the next one, as dates do: 2026年 over 12月.
    """
    typed = as_typed(value)
    ends = [-1, *(at for at, sign in enumerate(typed.text) if sign == "\n"), len(typed.text)]
    lines = [typed.text[one + 1 : other].replace(" ", "") for one, other in pairwise(ends)]
    if len(lines) == 1 or not all(map(_ALONE.fullmatch, lines)):
        return []
    if any(_GOES_ON.search(one) and other[0] not in _SIGNS for one, other in pairwise(lines)):
        return []
    return [typed.cut(one + 1, other) for one, other in pairwise(ends)]


def set_apart(parts: Sequence[Traced]) -> Traced:
    """Return several values as one text with a space where they stand apart."""
    spaced: list[Traced] = []
    for part in parts:
        if spaced:
            last = list(spaced[-1].runs())[-1]
            gap = Run(1, last.origin, last.offset + last.width, 1)
            spaced.append(Traced.of(" ", (gap,)))
        spaced.append(part)
    return Traced.join(spaced)
