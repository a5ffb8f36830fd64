"""Cutting a text where findings begin and end, so that each can be marked without losing any."""

from __future__ import annotations

import itertools
from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.writing.reports.places import owner, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.model import Location, Review
    from jiheng.writing.reports.places import Owner

_NAMED = 4
"""Findings that go on from an earlier segment and are still named; a bound on the output."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a text a finding is about.

    Attributes:
        finding: Index among the findings of the review, gravest first.
        start: First character within the text.
        end: One past the last; equal to `start` when the finding is about the field as a whole.
    """

    finding: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same findings hold.

    Attributes:
        findings: Gravest first. All that begin here, and the gravest of those that go on.
        opens: Those of them that begin here.
        closes: Findings that end here.
    """

    text: str
    findings: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def marks_by_owner(review: Review) -> Mapping[Owner, Mapping[str, Sequence[Mark]]]:
    """Return the marks of a review by the row or indicator they are in, then by field."""
    owners: defaultdict[Owner, defaultdict[str, list[Mark]]]
    owners = defaultdict(lambda: defaultdict(list))
    for number, finding in enumerate(review.findings):
        for location in dict.fromkeys(finding.locations):
            fields = owners[owner(review.table, location)]
            fields[location.field].append(_mark(review, number, location))
    return owners


def _mark(review: Review, number: int, location: Location) -> Mark:
    length = len(text_at(review.table, location))
    start = min(max(location.start, 0), length)
    return Mark(number, start, min(max(location.end, start), length))


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Yield the text in stretches; put together they are the text.

    Marks without width are about the whole field and stand in no segment. Takes time in proportion
    to the text and the marks, but for the sorting, however the marks overlap.
    """
    opening: defaultdict[int, list[int]] = defaultdict(list)
    closing: defaultdict[int, list[int]] = defaultdict(list)
    for mark in marks:
        if mark.start < mark.end:
            opening[mark.start].append(mark.finding)
            closing[mark.end].append(mark.finding)
    cuts = sorted({0, len(text), *opening, *closing})
    active: list[int] = []
    for start, end in itertools.pairwise(cuts):
        for finding in closing.get(start, ()):
            del active[bisect_left(active, finding)]
        for finding in opening.get(start, ()):
            insort(active, finding)
        opens = tuple(sorted(set(opening.get(start, ()))))
        named = tuple(sorted({*opens, *active[:_NAMED]}))
        closes = tuple(sorted(set(closing.get(end, ()))))
        yield Segment(text[start:end], named, opens, closes)


def whole_field(marks: Iterable[Mark]) -> tuple[int, ...]:
    """Return the findings about the field as a whole, each once."""
    return tuple(sorted({mark.finding for mark in marks if mark.start == mark.end}))
