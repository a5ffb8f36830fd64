"""Going through documents: read, tell of trouble, go on, remember how it ended.

Whatever is finished first, documents come in the order they were named in, and no more than four
for each process are held at a time.
"""

from __future__ import annotations

import signal
from collections import Counter, deque
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, TypeVar

from jiheng.errors import JihengError, UnreadableFile
from jiheng.model import ProblemSeverity
from jiheng_children.workers import Lost, Pool
from jiheng_cli.archives import documents
from jiheng_cli.exit_codes import ExitCode, Terminated, gravest, of_error
from jiheng_cli.inputs import may_hold_documents
from jiheng_cli.limits import is_lost, time_limit, untimed
from jiheng_cli.progress import Bars
from jiheng_cli.task import Counts, Task
from jiheng_cli.terminal import report_defect, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import FrameType

    from jiheng.bilingual import Language
    from jiheng.model import Place, Problem
    from jiheng.reading.documents import ReadResult
    from jiheng_children.messages import Pages
    from jiheng_children.workers import Pending
    from jiheng_cli.cache import Cache
    from jiheng_cli.source import Source
    from jiheng_cli.task import Done
    from jiheng_cli.terminal import Style

T = TypeVar("T")

_MOST_NAMES = 20
_MOST_ALIKE = 20
"""Documents that cannot be read for one reason and are told each in a line."""

_MOST_REASONS = 20
_AHEAD = 4
"""Documents for each process that may be under way: one slow one does not stop the others."""

_STYLES: Mapping[ProblemSeverity, Style] = {
    ProblemSeverity.ERROR: "error",
    ProblemSeverity.WARNING: "warning",
    ProblemSeverity.NOTE: "quiet",
}


@dataclass
class Batch:
    """A run over documents.

    Attributes:
        max_size: MiB that a document may have.
        timeout: Seconds that a document may take; read page by page, that each page may take.
        jobs: How many documents are read at the same time.
        cache: Where what was read before is looked for; None for nowhere.
        quiet: Whether to say nothing but errors.
        tells_problems: Whether to list what could not be read for certain.
        shows_output: Whether the result itself runs over the terminal, so that no progress bar may.
        passed_over: Files that are no documents, to be told at the end; archives add theirs.
        verbose: Whether to name them, and to tell the notes on what was read.
        unread: Names of the documents that could not be read.
        faults: How often something kept a document from being read.
    """

    sources: Sequence[Source]
    language: Language
    max_size: int
    timeout: float
    jobs: int = 1
    cache: Cache | None = None
    quiet: bool = False
    tells_problems: bool = True
    shows_output: bool = False
    passed_over: list[str] = field(default_factory=list)
    verbose: bool = False
    unread: list[str] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    codes: set[ExitCode] = field(default_factory=set)
    faults: Counter[str] = field(default_factory=Counter)

    def go(
        self, work: Callable[[ReadResult], T], *, reopens: bool = False
    ) -> Iterator[tuple[Source, T]]:
        """Yield what comes of each document that can be read, within the limits.

        Args:
            work: What to do with what was read; it shares the document's time. A function of a
                module, since it may be done in another process.
            reopens: Whether the work opens the document again, so that it is to be done where the
                document may be opened, even if what it holds is known.
        """

        def task(source: Source) -> Task[T]:
            return Task(source, self.max_size, work, self.cache, reopens)

        bars = Bars(shown=not self.quiet and not self.shows_output)
        with bars, closing(self._pool(bars)) as pool:
            total = self._total()
            bars.documents(0, total)
            for number, (source, outcome) in enumerate(self._outcomes(task, pool), 1):
                try:
                    done = outcome()
                except JihengError as error:
                    self._fail(error)
                    self.unread.append(source.name)
                except Exception as error:  # noqa: BLE001 - the others are still to be read
                    self.codes.add(report_defect(error, source.name))
                    self.unread.append(source.name)
                else:
                    self._tell(source, done)
                    yield source, done.made
                bars.documents(number, total)
        self._tell_untold()

    def ended(self) -> ExitCode:
        """Return the exit code of the run."""
        return gravest(self.codes)

    def summarize(self) -> None:
        """Say in a line what was read, and name what was not."""
        if self.quiet:
            return
        if self.counts.documents:
            tell(summary(self.counts, named=self.verbose), style="quiet")
        if self.unread and self.counts.documents + len(self.unread) > 1:
            tell(_unread(self.unread), style="error")
        if self.passed_over:
            tell(_passed_over(self.passed_over, named=self.verbose), style="quiet")

    def _total(self) -> int | None:
        """Return how many documents there are; nobody knows how many are in an archive."""
        return None if any(map(may_hold_documents, self.sources)) else len(self.sources)

    def _pool(self, bars: Bars) -> Pool:
        def tell_pages(pending: Pending[object], pages: Pages) -> None:
            bars.pages(pending.name, pages.done, pages.total)

        if self.cache is None:
            return Pool(self.jobs, self.timeout, tell_pages)
        return Pool(self.jobs, self.timeout, tell_pages, self.cache.forget_unfinished)

    def _outcomes(
        self, task: Callable[[Source], Task[T]], pool: Pool
    ) -> Iterator[tuple[Source, Callable[[], Done[T]]]]:
        """Yield each document with what gives its outcome, or raises."""
        begun = self._to_do if self.jobs == 1 else self._begun
        ahead: deque[tuple[Source, Callable[[], Done[T]]]] = deque()
        for source, error in documents(
            self.sources, self.timeout, self.max_size, self.passed_over.append
        ):
            if error is None:
                ahead.append((source, begun(task(source), pool)))
            else:
                ahead.append((source, partial(_raise, error)))
            if len(ahead) >= self._ahead:
                yield ahead.popleft()
        yield from ahead

    @property
    def _ahead(self) -> int:
        """How many documents may be under way."""
        return 1 if self.jobs == 1 else _AHEAD * self.jobs

    def _to_do(self, task: Task[T], pool: Pool) -> Callable[[], Done[T]]:
        return partial(self._do, task, pool)

    def _do(self, task: Task[T], pool: Pool) -> Done[T]:
        """Do a task in this process when a timer can interrupt it, else in a child."""
        with time_limit(task.source.name, self.timeout):
            task = task.loaded()
            known = task.known() if task.looked_up else None
            if known is not None:
                return task.finished(known)
            if not task.needs_child():
                with untimed():
                    task.prepare()
                return task.finished(task.read())
        return self._awaited(pool.submit(task, task.source.name), pool)

    def _begun(self, task: Task[T], pool: Pool) -> Callable[[], Done[T]]:
        if task.source.path is None:  # a child has another standard input
            return self._to_do(task, pool)
        return partial(self._awaited, pool.submit(task, task.source.name), pool)

    def _awaited(self, pending: Pending[Done[T]], pool: Pool) -> Done[T]:
        try:
            return pool.wait(pending)
        except Lost as lost:
            raise is_lost(pending.name, lost.loss, self.timeout) from lost

    def _fail(self, error: JihengError) -> None:
        code = of_error(error)
        if code is ExitCode.USAGE:
            raise error
        self.codes.add(code)
        reason = error.reason if isinstance(error, UnreadableFile) else error.message
        said = reason.text(self.language)
        if said not in self.faults and len(self.faults) >= _MOST_REASONS:
            said = _("for other reasons")
        self.faults[said] += 1
        if self.faults[said] <= _MOST_ALIKE:
            tell(_("Error: {message}").format(message=error.text(self.language)), style="error")

    def _tell_untold(self) -> None:
        """Say how many more could not be read, for each reason; never thousands of lines."""
        for reason, count in self.faults.items():
            rest = count - _MOST_ALIKE
            if rest > 0:
                tell(
                    ngettext(
                        "Error: … and {n} more: {reason}", "Error: … and {n} more: {reason}", rest
                    ).format(n=rest, reason=reason),
                    style="error",
                )

    def _tell(self, source: Source, done: Done[T]) -> None:
        self.counts.add(done.counts)
        grave = sum(problem.severity is not ProblemSeverity.NOTE for problem in done.problems)
        if grave:
            self.codes.add(ExitCode.PARTLY_READ)
        if self.quiet or not self.tells_problems:
            return
        for problem in self._shown(done):
            line = problem_line(source.name, problem, self.language)
            tell(line, style=_STYLES[problem.severity])
        rest = done.counts.errors + done.counts.warnings - grave
        if rest > 0:
            tell(
                ngettext(
                    "{name}: {count} more problem; the data lists them all.",
                    "{name}: {count} more problems; the data lists them all.",
                    rest,
                ).format(name=source.name, count=rest)
            )

    def _shown(self, done: Done[T]) -> Iterator[Problem]:
        """Yield the problems to print; where no table was found, a note may say where it is."""
        for problem in done.problems:
            is_note = problem.severity is ProblemSeverity.NOTE
            if self.verbose or not is_note or not done.counts.tables:
                yield problem


@contextmanager
def stoppable() -> Iterator[None]:
    """Let being told to end, or losing the terminal, clean up as Ctrl-C does."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(error: JihengError) -> Done[T]:
    raise error


def problem_line(name: str, problem: Problem, language: Language) -> str:
    """Return a problem as compilers print them: file, line, column, gravity, message, code."""
    where = _where(name, problem.span[0]) if problem.span else name
    gravity = {
        ProblemSeverity.ERROR: _("error"),
        ProblemSeverity.WARNING: _("warning"),
        ProblemSeverity.NOTE: _("note"),
    }[problem.severity]
    return f"{where}: {gravity}: {problem.message.text(language)} [{problem.code}]"


def _where(name: str, place: Place) -> str:
    if place.line:
        return f"{name}:{place.line}:{place.start + 1}"
    if place.cell:
        return f"{name}:{place.sheet}!{place.cell}" if place.sheet else f"{name}:{place.cell}"
    if place.page:
        return _("{name}, page {page}").format(name=name, page=place.page)
    return name


def summary(counts: Counts, *, named: bool = False) -> str:
    """Return what was read in one line; `named` is whether the notes were told one by one."""
    parts = [
        ngettext("{n} document", "{n} documents", counts.documents).format(n=counts.documents),
        ngettext("{n} table", "{n} tables", counts.tables).format(n=counts.tables),
        ngettext("{n} row", "{n} rows", counts.rows).format(n=counts.rows),
        ngettext("{n} indicator", "{n} indicators", counts.indicators).format(n=counts.indicators),
        _trouble(counts),
    ]
    if counts.notes and counts.tables:
        parts.append(_notes(counts.notes, named=named))
    if counts.tables:
        parts.append(_account(counts))
    return " · ".join(parts)


def _notes(count: int, *, named: bool) -> str:
    if named:
        return ngettext("{n} note", "{n} notes", count).format(n=count)
    return ngettext("{n} note (-v shows it)", "{n} notes (-v shows them)", count).format(n=count)


def _unread(names: Sequence[str]) -> str:
    return ngettext(
        "{n} document could not be read: {names}",
        "{n} documents could not be read: {names}",
        len(names),
    ).format(n=len(names), names=_listed(names))


def _passed_over(names: Sequence[str], *, named: bool) -> str:
    if not named:
        return ngettext(
            "{n} file passed over, being no document; -v names it.",
            "{n} files passed over, being no documents; -v names them.",
            len(names),
        ).format(n=len(names))
    return ngettext(
        "{n} file passed over, being no document: {names}",
        "{n} files passed over, being no documents: {names}",
        len(names),
    ).format(n=len(names), names=_listed(names))


def _listed(names: Sequence[str]) -> str:
    listed = _(", ").join(names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    if rest <= 0:
        return listed
    return listed + ngettext(" … and {n} more", " … and {n} more", rest).format(n=rest)


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
