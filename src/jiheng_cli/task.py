"""What is done with one document, here or in a child process: read it, make something of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from jiheng.language.wording import is_none
from jiheng.model import ProblemSeverity
from jiheng_children.messages import Sent
from jiheng_cli.cache import SLOW
from jiheng_cli.limits import needs_child, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jiheng.model import Problem
    from jiheng.reading.documents import ReadResult
    from jiheng_children.messages import Progress
    from jiheng_cli.cache import Cache
    from jiheng_cli.source import Source

T = TypeVar("T")

MOST_PROBLEMS = 20
"""How many problems of a document are told."""

_LEAST_TEXT = 256 * 1024
_LEAST_COMPILED = 32 * 1024
"""Bytes of a document that may take half a second to read: a scanned page has more."""

_UNREAD = frozenset({"unread-text", "unread-amount", "unsaved-formula"})
"""Problems of what is on the document and in no field."""

_TOLD = frozenset({ProblemSeverity.ERROR, ProblemSeverity.WARNING})
"""A note means that nothing was lost."""


@dataclass
class Counts:
    """What was read so far."""

    documents: int = 0
    tables: int = 0
    rows: int = 0
    indicators: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    unread: int = 0

    def add(self, other: Counts) -> None:
        """Count what is counted elsewhere."""
        self.documents += other.documents
        self.tables += other.tables
        self.rows += other.rows
        self.indicators += other.indicators
        self.errors += other.errors
        self.warnings += other.warnings
        self.notes += other.notes
        self.unread += other.unread


@dataclass(frozen=True, slots=True)
class Done(Sent, Generic[T]):
    """What came of a document.

    Attributes:
        problems: The first that are to be told, in the order of their places.
    """

    made: T
    counts: Counts
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Task(Sent, Generic[T]):
    """A document and what to make of it.

    Attributes:
        max_size: MiB that the document may have.
        work: What to do with what was read. For a child, it must be able to be pickled.
        cache: Where to look for what was read before; None for nowhere.
        reopens: Whether the work opens the document again, and so is to be done where it is read
            even if the result is known.
        looked_up: Whether who loaded the document has looked there.
    """

    source: Source
    max_size: int
    work: Callable[[ReadResult], T]
    cache: Cache | None = None
    reopens: bool = False
    looked_up: bool = False

    def loaded(self) -> Task[T]:
        """Return the same task with the bytes in hand.

        Raises:
            UnreadableFile: Too large, or the system refuses.
        """
        data = read_bytes(self.source, self.max_size)
        return replace(self, source=replace(self.source, data=data), looked_up=not self.reopens)

    def needs_child(self) -> bool:
        """Return whether a document that is loaded is to be read in a process of its own."""
        return needs_child(self._data)

    def known(self) -> ReadResult | None:
        """Return what reading a loaded document gave before, if that was kept."""
        if self.cache is None or not _may_be_slow(self._data):
            return None
        return self.cache.find(self._data, self.source.name)

    def read(self, progress: Progress | None = None) -> ReadResult:
        """Return what is read of a loaded document, and keep it when that took long.

        Raises:
            JihengError: The document cannot be read.
        """
        begun = time.perf_counter()
        result = read(self._data, name=self.source.name, progress=progress)
        took = time.perf_counter() - begun
        if self.cache is not None and took > SLOW and _may_be_slow(self._data):
            self.cache.keep(self._data, self.source.name, result)
        return result

    @staticmethod
    def prepare() -> None:
        """Load what reads, which is done once and not for one document."""
        import_module("jiheng.pipeline")

    def finished(self, result: ReadResult) -> Done[T]:
        """Return what is made of what was read."""
        return Done(self.work(result), counted(result), told(result))

    def __call__(self, progress: Progress) -> Done[T]:
        """Do all of it, in a child.

        Raises:
            JihengError: The document cannot be read, or not be written.
        """
        task = self.loaded()
        known = None if self.looked_up else task.known()
        return task.finished(known or task.read(progress))

    @property
    def _data(self) -> bytes:
        return self.source.data or b""


def read(data: bytes, *, name: str, progress: Progress | None = None) -> ReadResult:
    """Read a document; what reads is loaded only in the process that does."""
    from jiheng import pipeline

    return pipeline.read(data, name=name, progress=progress)


def _may_be_slow(data: bytes) -> bool:
    """Return whether looking a document up may take less time than reading it."""
    return len(data) >= (_LEAST_COMPILED if needs_child(data) else _LEAST_TEXT)


def counted(result: ReadResult) -> Counts:
    """Return what one document holds, in numbers."""
    counts = Counts(documents=1, tables=len(result.tables))
    for table in result.tables:
        counts.rows += len(table.rows)
        counts.indicators += sum(not is_none(item) for row in table.rows for item in row.indicators)
    for problem in _problems(result):
        counts.errors += problem.severity is ProblemSeverity.ERROR
        counts.warnings += problem.severity is ProblemSeverity.WARNING
        counts.notes += problem.severity is ProblemSeverity.NOTE
        counts.unread += problem.code in _UNREAD
    return counts


def told(result: ReadResult) -> tuple[Problem, ...]:
    """Return the first problems of a document that a person is to be told of, then its first notes.

    Notes are few, and never in the place of what is graver.
    """
    problems = tuple(_problems(result))
    groups = (
        [problem for problem in problems if (problem.severity in _TOLD) is grave]
        for grave in (True, False)
    )
    return tuple(
        problem for group in groups for problem in sorted(group, key=_place)[:MOST_PROBLEMS]
    )


def _problems(result: ReadResult) -> Iterator[Problem]:
    yield from result.problems
    for table in result.tables:
        yield from table.problems


def _place(problem: Problem) -> tuple[int, int, int]:
    place = problem.span[0] if problem.span else None
    return (place.page or 0, place.line or 0, place.start) if place else (0, 0, 0)
