"""A cell of a wide table that goes on over the edge of a page → its text, once.

Each page prints of its lines what fits, and may hold the rest hidden: the character that the edge
cuts stands on both, and often the whole line does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CUT = 0.5
"""Points by which a character stands over an edge that cuts it."""

SLACK = 1.5
"""Points by which a character may stand elsewhere on the page that prints it again."""

NEAR = 1.0
"""Heights of a line between what two pages print of it, at most."""


class Whole(NamedTuple):
    """A cell of two pages.

    Attributes:
        text: All of it.
        again: What the pages print twice.
    """

    text: Traced
    again: Sequence[Traced] = ()


@dataclass(slots=True)
class _Line:
    """A line of a cell, and where its characters stand if all pages lie side by side."""

    text: Traced
    lefts: list[float]
    right: float
    middle: float
    height: float

    def is_beside(self, other: _Line) -> bool:
        """Whether another line stands at the same height."""
        return abs(self.middle - other.middle) <= other.height / 2

    def is_cut(self, edge: float) -> bool:
        """Whether an edge runs through its last character."""
        return self.lefts[-1] < edge < self.right - CUT


@dataclass(frozen=True, slots=True)
class Edge:
    """The edge of a page, and the pages on both sides of it as they lie side by side.

    Attributes:
        at: Where it is, in points from the left of the first page.
        shifts: Page → by how many points it lies further to the right than the first.
    """

    at: float
    shifts: Mapping[int | None, float]

    def whole(self, left: Traced, right: Traced) -> Whole | None:
        """Return the text of a cell of which the pages print parts; None where they do not fit.

        Args:
            left: What is said to the left of the edge.
            right: What the page to the right of it says.
        """
        kept: list[Traced] = []
        again: list[Traced] = []
        for one, other in _paired(self._lines(left), self._lines(right)):
            if one is not None and other is not None:
                joined = _joined(one, other)
                if joined is None:
                    return None
                kept.append(joined[0])
                again.append(joined[1])
            elif one is None or not one.is_cut(self.at):
                kept.extend(line.text for line in (one, other) if line is not None)
            else:
                return None
        return Whole(Traced.join(kept), again)

    def cuts(self, text: Traced) -> bool:
        """Return whether the edge runs through a character of a cell."""
        return any(line.is_cut(self.at) for line in self._lines(text))

    def _lines(self, text: Traced) -> list[_Line]:
        found: list[_Line] = []
        at = 0
        for run in text.runs():
            shift = self.shifts[run.origin.at.page]
            _, top, _, bottom = run.origin.at.box or (0, 0, 0, 0)
            edges = run.origin.edges[2 * run.offset : 2 * (run.offset + run.length)]
            lefts = [left + shift for left in edges[::2]]
            part = text.cut(at, at + run.length)
            line = _Line(part, lefts, edges[-1] + shift, (top + bottom) / 2, bottom - top)
            if found and line.is_beside(found[-1]):
                last = found[-1]
                last.text, last.right = last.text + part, line.right
                last.lefts += lefts
            else:
                found.append(line)
            at += run.length
        return found


def _paired(
    lefts: Sequence[_Line], rights: Sequence[_Line]
) -> Iterator[tuple[_Line | None, _Line | None]]:
    """Yield the lines of both sides from top to bottom, those of one height together."""
    rest = list(rights)
    for one in lefts:
        while rest and rest[0].middle < one.middle and not rest[0].is_beside(one):
            yield None, rest.pop(0)
        yield one, rest.pop(0) if rest and rest[0].is_beside(one) else None
    for other in rest:
        yield None, other


def _joined(one: _Line, other: _Line) -> tuple[Traced, Traced] | None:
    """Return a line of both sides and what they print twice of it; None where that differs."""
    begin = other.lefts[0]
    if begin > one.lefts[0] and other.right <= one.right + SLACK:
        return (one.text, other.text) if other.text.text in one.text.text else None
    if begin - one.right > NEAR * one.height:
        return None
    count = sum(left < begin - SLACK for left in one.lefts)
    again = one.text.cut(count)
    fits = other.text.text.startswith(again.text)
    return (one.text.cut(0, count) + other.text, again) if fits else None
