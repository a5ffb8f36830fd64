"""The work of the child process: sources loaded, database locked, queries run one by one."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual
from jiheng.errors import JihengError
from jiheng_evidence.running.facts import Computed, Facts, Outlying
from jiheng_evidence.running.planner import plans_of
from jiheng_evidence.running.query_results import query_facts
from jiheng_evidence.sandbox.engine import Engine
from jiheng_evidence.sandbox.refusals import RefusedQuery
from jiheng_evidence.sandbox.sql import identifier, select
from jiheng_evidence.sandbox.statements import Checked, check_statement, unstable_functions
from jiheng_evidence.sources.loading import Loaded, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from jiheng_evidence.measures.model import Measure, MeasureFile
    from jiheng_evidence.running.planner import Plan
    from jiheng_evidence.running.spans import Span

    Progress = Callable[[int, int], None]

_TICK = 1.0
_SUDDEN = Bilingual(
    "计算进程被中止：超过时间或内存上限", "the process was stopped: too much time or memory"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Computes measures; called in the child process.

    Attributes:
        measures: Numbers of those that are wanted.
        allowed: Places outside the folder of the file that may be read.
        journal: A file that says which step is under way, for the case that nothing else can.
        skipped: Steps that ended the process before.
    """

    file: MeasureFile
    measures: tuple[int, ...]
    span: Span
    allowed: tuple[Path, ...] = ()
    journal: Path | None = None
    skipped: frozenset[str] = frozenset()

    def __call__(self, progress: Progress) -> Computed:
        """Return what was computed, and why what was not."""
        engine = Engine(self.file.limits)
        try:
            return _Work(self, engine, progress).done()
        finally:
            engine.close()


@dataclass
class _Work:
    task: Task
    engine: Engine
    progress: Progress
    facts: dict[int, Facts] = field(default_factory=dict)
    failures: dict[int, Bilingual] = field(default_factory=dict)
    loaded: list[Loaded] = field(default_factory=list)
    unread: dict[str, Bilingual] = field(default_factory=dict)
    undated: dict[str, int] = field(default_factory=dict)
    blanks: dict[str, dict[str, int]] = field(default_factory=dict)
    queries: int = 0
    steps: int = 0
    total: int = 0

    def done(self) -> Computed:
        wanted = [(number, self.task.file.measures[number]) for number in self.task.measures]
        checked = dict(self._checked(wanted))
        sources = {source.name: source for source in self.task.file.sources}
        used = {measure.source for _number, measure in wanted if measure.source}
        used.update(name for query in checked.values() for name in query.tables)
        plans = plans_of(wanted, sources, self.task.span)
        self.total = len(used) + len(plans) + len(checked)
        for name in (name for name in sources if name in used):
            self._load(name)
        self.engine.lock()
        for plan in plans:
            self._run_plan(plan)
        for number, query in checked.items():
            self._run_query(number, self.task.file.measures[number], query)
        return Computed(
            facts=self.facts,
            failures=self.failures,
            sources=tuple(self.loaded),
            unread=self.unread,
            undated=self.undated,
            blanks=self.blanks,
            queries=self.queries,
        )

    def _checked(self, wanted: list[tuple[int, Measure]]) -> Iterator[tuple[int, Checked]]:
        queries = [(number, measure.query) for number, measure in wanted if measure.query]
        if not queries:
            return
        forbidden = unstable_functions(self.engine)
        tables = [source.name for source in self.task.file.sources]
        for number, query in queries:
            try:
                yield number, check_statement(self.engine, query, tables, forbidden)
            except RefusedQuery as error:
                self.failures[number] = error.message

    @contextmanager
    def _step(self, name: str) -> Iterator[bool]:
        """Say what begins; give whether it may, having not ended the process before."""
        self.progress(self.steps, self.total)
        self.steps += 1
        if self.task.journal is not None:
            self.task.journal.write_text(name, encoding="utf-8")
        yield name not in self.task.skipped

    def _load(self, name: str) -> None:
        source = self.task.file.source(name)
        with self._step(f"source {name}") as may, self._alive():
            if source is None or not may:
                self.unread[name] = _SUDDEN
                return
            try:
                seconds = self.task.file.limits.loading_seconds
                folder, allowed = self.task.file.folder, self.task.allowed
                self.loaded.append(load(self.engine, source, folder, allowed, seconds))
                if source.date_column:
                    self.undated[name] = self._lacking(name, source.date_column)
                self._count_blanks(name)
            except JihengError as error:
                self.unread[name] = error.message

    def _count_blanks(self, name: str) -> None:
        """Count the records that lack what a measure picks its records by."""
        measures = [self.task.file.measures[number] for number in self.task.measures]
        asked = dict.fromkeys(
            condition.column
            for measure in measures
            if measure.source == name
            for condition in measure.where
            if condition.missing is None
        )
        counts = {column: self._lacking(name, column) for column in asked}
        found = {column: count for column, count in counts.items() if count}
        if found:
            self.blanks[name] = found

    def _lacking(self, name: str, column: str) -> int:
        asked = select("count(*)", identifier(name), f"WHERE {identifier(column)} IS NULL")
        return int(self.engine.ask(asked).rows[0][0])

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Give signs of life while a source is loaded, which has a limit of its own."""
        ended = threading.Event()

        def tick() -> None:
            while not ended.wait(_TICK):
                self.progress(self.steps, self.total)

        thread = threading.Thread(target=tick, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _run_plan(self, plan: Plan) -> None:
        """Run a plan; where it fails or ended the process, each of its shapes alone."""
        name, reason = plan.source, _SUDDEN
        with self._step(f"plan {min(plan.members)} of {len(plan.members)}") as may:
            if may and name not in self.unread:
                try:
                    self.facts.update(self._computed(plan))
                except RefusedQuery as error:
                    reason = error.message
                else:
                    return
        parts = plan.apart()
        if len(parts) > 1 and name not in self.unread:
            for part in parts:
                self._run_plan(part)
            return
        reason = self.unread.get(name, reason)
        self.failures.update(dict.fromkeys(plan.members, reason))

    def _computed(self, plan: Plan) -> dict[int, Facts]:
        self.queries += 1
        parameters = plan.parameters()
        keys = len(plan.shapes[0].keys)
        rows: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        for row in self.engine.ask(plan.sql(), parameters).rows:
            rows.setdefault(row[:keys], []).append(row[keys:])
        found: dict[int, Facts] = {}
        for part in plan.apart():
            found |= self._facts_of(part, plan, rows)
        return found

    def _facts_of(
        self, part: Plan, plan: Plan, rows: Mapping[tuple[Any, ...], list[tuple[Any, ...]]]
    ) -> dict[int, Facts]:
        """Return what the rows of a plan say of the measures of one shape."""
        (shape,) = part.shapes
        outlying = self._outlying(part)
        before = shape.period is not None
        places = (*range(before), *(place + before for place in plan.places(shape)))
        found = {}
        for number, (_shape, values) in part.members.items():
            own = [tuple(row[place] for place in places) for row in rows.get(values, ())]
            many, records = outlying.get(values, (0, ()))
            found[number] = Facts(
                **_facts(shape.names, own, by_period=before),
                outlying=records,
                outliers=many,
                sources=(shape.source,),
                query=shape.single_sql(values),
            )
        return found

    def _outlying(self, part: Plan) -> dict[tuple[Any, ...], tuple[int, tuple[Outlying, ...]]]:
        (shape,) = part.shapes
        asked, keys = shape.outliers_sql(), len(shape.keys)
        if asked is None:
            return {}
        self.queries += 1
        found: dict[tuple[Any, ...], tuple[int, tuple[Outlying, ...]]] = {}
        for row in self.engine.ask(asked, part.parameters()).rows:
            many, record, value, median = row[keys:]
            known = found.get(row[:keys], (many, ()))[1]
            found[row[:keys]] = (many, (*known, Outlying(record, value, median)))
        return found

    def _run_query(self, number: int, measure: Measure, query: Checked) -> None:
        with self._step(f"query {number}") as may:
            unread = [self.unread[name] for name in query.tables if name in self.unread]
            if not may or unread:
                self.failures[number] = unread[0] if unread else _SUDDEN
                return
            self.queries += 1
            known = self.task.span.parameters()
            parameters = {name: known[name] for name in query.parameters}
            try:
                self.facts[number] = query_facts(
                    self.engine, measure.query or "", parameters, query.tables
                )
            except RefusedQuery as error:
                self.failures[number] = error.message


def _facts(
    names: tuple[str, ...], rows: list[tuple[Any, ...]], *, by_period: bool
) -> dict[str, Any]:
    """Return what the rows of a query say: one row, or one for each period."""
    if not by_period:
        values = dict(zip(names, rows[0], strict=True)) if rows else {}
        return {
            "rows": values.get("rows", 0),
            "newest": values.get("newest"),
            "values": values,
            "periods": tuple(sorted(values.get("periods") or ())),
        }
    entries = {row[0]: dict(zip(names, row[1:], strict=True)) for row in sorted(rows, key=_first)}
    return {
        "rows": sum(entry["rows"] for entry in entries.values()),
        "newest": max((entry["newest"] for entry in entries.values()), default=None),
        "entries": entries,
        "periods": tuple(entries),
    }


def _first(row: tuple[Any, ...]) -> int:
    return int(row[0])
