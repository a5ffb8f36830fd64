"""Everything a reader of the published document sees, fragments and words outside the table too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.model import Location
from jiheng.rules.passages import every_passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng.rules.subjects import TableSubject

_HEAD = ("title", "department")
_OUTSIDE = frozenset({"outside-table", "unread-text", "stray-mark"})


@dataclass(frozen=True, slots=True)
class PublishedText:
    """Words of a document and how to point at a part of them.

    Attributes:
        outside: Whether they stand around the table rather than in it.
    """

    words: str
    at: Callable[[int, int], Location]
    outside: bool = False


@lru_cache(maxsize=1)
def published(table: TableSubject) -> tuple[PublishedText, ...]:
    """Return the head of the table, what stands around it, and the texts of its rows."""
    return tuple(_of_document(table))


def _of_document(table: TableSubject) -> Iterator[PublishedText]:
    for field in _HEAD:
        words = getattr(table.table, field)
        if words:
            yield _head(table, field, words)
    for problem in table.table.problems:
        if problem.code in _OUTSIDE and problem.excerpt:
            place = Location(row=problem.row, field="outside", span=problem.span)
            yield _around(place, problem.excerpt, outside=True)
    for passage in every_passage(table):
        yield PublishedText(passage.text, passage.at)


def _head(table: TableSubject, field: str, words: str) -> PublishedText:
    return _around(table.at(field), words)


def _around(place: Location, words: str, *, outside: bool = False) -> PublishedText:
    def at(start: int, end: int) -> Location:
        return replace(place, start=start, end=end, excerpt=words[start:end])

    return PublishedText(words, at, outside)
