"""Everything a reader of the published document sees, fragments and words outside the table too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from jiheng.model import Location
from jiheng.rules.passages import passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng.rules.passages import Passage
    from jiheng.rules.subjects import TableSubject

_HEAD = ("title", "department")
_OUTSIDE = frozenset({"outside-table", "unread-text", "stray-mark"})


@dataclass(frozen=True, slots=True)
class PublishedText:
    """Words of a document and how to point at a part of them."""

    words: str
    at: Callable[[int, int], Location]


def published(table: TableSubject) -> Iterator[PublishedText]:
    """Yield the head of the table, what stands around it, and the texts of its rows."""
    for field in _HEAD:
        words = getattr(table.table, field)
        if words:
            yield _head(table, field, words)
    for problem in table.table.problems:
        if problem.code in _OUTSIDE and problem.excerpt:
            place = Location(row=problem.row, field="outside", span=problem.span)
            yield _around(place, problem.excerpt)
    for passage in passages(table, fragments=True):
        yield PublishedText(passage.text, partial(_first_place, passage))


def _first_place(passage: Passage, start: int, end: int) -> Location:
    return passage.places(start, end)[0]


def _head(table: TableSubject, field: str, words: str) -> PublishedText:
    return _around(table.at(field), words)


def _around(place: Location, words: str) -> PublishedText:
    def at(start: int, end: int) -> Location:
        return replace(place, start=start, end=end, excerpt=words[start:end])

    return PublishedText(words, at)
