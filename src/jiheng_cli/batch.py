"""Going through documents one by one: read, tell of trouble, go on, remember how it ended."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, TypeVar

from jiheng.errors import JihengError
from jiheng.model import ProblemSeverity
from jiheng.pipeline import read
from jiheng_cli.exit_codes import ExitCode, gravest, of_error
from jiheng_cli.limits import needs_child, read_bytes, read_in_child, time_limit
from jiheng_cli.terminal import report_defect, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jiheng.bilingual import Language
    from jiheng.model import Problem
    from jiheng.reading.documents import ReadResult
    from jiheng_cli.inputs import Source
    from jiheng_cli.terminal import Style

T = TypeVar("T")

_MOST_PROBLEMS = 20
_STYLES: Mapping[ProblemSeverity, Style] = {
    ProblemSeverity.ERROR: "error",
    ProblemSeverity.WARNING: "warning",
}
"""Problems that are told; a note means that nothing was lost."""

_BIG = 4 * 1024 * 1024


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

    def add(self, result: ReadResult) -> None:
        """Count a document."""
        self.documents += 1
        self.tables += len(result.tables)
        for table in result.tables:
            self.rows += len(table.rows)
            self.indicators += sum(len(row.indicators) for row in table.rows)
        for problem in problems_of(result):
            self.errors += problem.severity is ProblemSeverity.ERROR
            self.warnings += problem.severity is ProblemSeverity.WARNING
            self.notes += problem.severity is ProblemSeverity.NOTE
            self.unread += problem.code == "unread-text"


@dataclass
class Batch:
    """A run over documents.

    Attributes:
        max_size: MiB that a document may have.
        timeout: Seconds that a document may take.
        quiet: Whether to say nothing but errors.
        tells_problems: Whether to list what could not be read for certain.
        shows_output: Whether the result itself runs over the terminal, so that no progress bar may.
    """

    sources: Sequence[Source]
    language: Language
    max_size: int
    timeout: float
    quiet: bool = False
    tells_problems: bool = True
    shows_output: bool = False
    counts: Counts = field(default_factory=Counts)
    codes: set[ExitCode] = field(default_factory=set)

    def go(self, work: Callable[[ReadResult], T]) -> Iterator[tuple[Source, T]]:
        """Yield what comes of each document that can be read, within the limits.

        Args:
            work: What to do with what was read; it shares the document's time.
        """
        with self._progress() as advance:
            for source in self.sources:
                try:
                    with time_limit(source.name, self.timeout):
                        result = self._read(source)
                        made = work(result)
                except JihengError as error:
                    self._fail(error)
                except Exception as error:  # noqa: BLE001 - the others are still to be read
                    self.codes.add(report_defect(error, source.name))
                else:
                    self._tell(source, result)
                    yield source, made
                advance()

    def ended(self) -> ExitCode:
        """Return the exit code of the run."""
        return gravest(self.codes)

    def summarize(self) -> None:
        """Say in a line what was read."""
        if not self.quiet and self.counts.documents:
            tell(summary(self.counts), style="quiet")

    def _read(self, source: Source) -> ReadResult:
        data = read_bytes(source, self.max_size)
        if needs_child(data):
            return read_in_child(data, source.name, self.timeout)
        return read(data, name=source.name)

    def _fail(self, error: JihengError) -> None:
        code = of_error(error)
        if code is ExitCode.USAGE:
            raise error
        self.codes.add(code)
        tell(_("Error: {message}").format(message=error.text(self.language)), style="error")

    def _tell(self, source: Source, result: ReadResult) -> None:
        self.counts.add(result)
        told = [problem for problem in problems_of(result) if problem.severity in _STYLES]
        if not told:
            return
        told.sort(key=_place)
        self.codes.add(ExitCode.PARTLY_READ)
        if self.quiet or not self.tells_problems:
            return
        for problem in told[:_MOST_PROBLEMS]:
            line = problem_line(source.name, problem, self.language)
            tell(line, style=_STYLES[problem.severity])
        rest = len(told) - _MOST_PROBLEMS
        if rest > 0:
            tell(
                ngettext(
                    "{name}: {count} more problem; the data lists them all.",
                    "{name}: {count} more problems; the data lists them all.",
                    rest,
                ).format(name=source.name, count=rest)
            )

    @contextmanager
    def _progress(self) -> Iterator[Callable[[], None]]:
        if not self._worth_showing():
            yield _nothing
            return
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        with Progress(console=console, transient=True, redirect_stdout=False) as progress:
            task = progress.add_task(_("Reading"), total=len(self.sources))
            yield lambda: progress.advance(task)

    def _worth_showing(self) -> bool:
        if self.quiet or self.shows_output or not sys.stderr.isatty():
            return False
        if len(self.sources) > 1:
            return True
        return any(s.path and _size(s.path) > _BIG for s in self.sources)


def problems_of(result: ReadResult) -> Iterator[Problem]:
    """Yield the problems of a document and of its tables."""
    yield from result.problems
    for table in result.tables:
        yield from table.problems


def _place(problem: Problem) -> tuple[int, int]:
    place = problem.span[0] if problem.span else None
    return (place.line or 0, place.start) if place else (0, 0)


def problem_line(name: str, problem: Problem, language: Language) -> str:
    """Return a problem as compilers print them: file, line, column, gravity, message, code."""
    place = problem.span[0] if problem.span else None
    where = f"{name}:{place.line}:{place.start + 1}" if place and place.line else name
    gravity = _("error") if problem.severity is ProblemSeverity.ERROR else _("warning")
    return f"{where}: {gravity}: {problem.message.text(language)} [{problem.code}]"


def summary(counts: Counts) -> str:
    """Return what was read in one line."""
    parts = [
        ngettext("{n} document", "{n} documents", counts.documents).format(n=counts.documents),
        ngettext("{n} table", "{n} tables", counts.tables).format(n=counts.tables),
        ngettext("{n} row", "{n} rows", counts.rows).format(n=counts.rows),
        ngettext("{n} indicator", "{n} indicators", counts.indicators).format(n=counts.indicators),
        _trouble(counts),
        _account(counts),
    ]
    return " · ".join(parts)


def _trouble(counts: Counts) -> str:
    if not (counts.errors or counts.warnings):
        return _("no problem")
    errors = ngettext("{n} error", "{n} errors", counts.errors).format(n=counts.errors)
    warnings = ngettext("{n} warning", "{n} warnings", counts.warnings).format(n=counts.warnings)
    return _(", ").join((errors, warnings))


def _account(counts: Counts) -> str:
    if not counts.unread:
        return _("every character accounted for")
    return ngettext(
        "every character accounted for, {n} stretch reported unread",
        "every character accounted for, {n} stretches reported unread",
        counts.unread,
    ).format(n=counts.unread)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will say what is the matter


def _nothing() -> None:
    """Advance no progress bar."""
