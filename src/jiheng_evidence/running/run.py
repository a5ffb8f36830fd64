"""Runs the measures of a file: in a process that can be killed, then judged."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_children.workers import Lost, Pool
from jiheng_evidence.running.alarms import blank_alarm, undated_alarm
from jiheng_evidence.running.facts import Computed
from jiheng_evidence.running.judging import Judge
from jiheng_evidence.running.outcome import Result, Run
from jiheng_evidence.running.spans import Span
from jiheng_evidence.running.task import Task
from jiheng_evidence.sandbox.refusals import RefusedQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from jiheng_children.messages import Pages
    from jiheng_children.workers import Pending
    from jiheng_evidence.measures.binding import Bound
    from jiheng_evidence.measures.model import MeasureFile
    from jiheng_evidence.running.outcome import Alarm

_GRACE = 5
_MOST_LOSSES = 5
_LOST = Bilingual("计算进程多次被中止，没有再试", "the process was stopped too often")


def run_measures(
    file: MeasureFile,
    bounds: Sequence[Bound],
    *,
    as_of: date,
    taken_at: datetime | None = None,
    allowed: Sequence[Path] = (),
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Run:
    """Return how the indicators came out.

    Args:
        file: What to compute.
        bounds: Indicators with their measures; those without one are told as unbound.
        as_of: The day of judging.
        taken_at: When it is computed, for the record.
        allowed: Places outside the folder of the file that sources may lie in.
        progress: Told how many steps are done of how many.
    """
    span = Span(file.fiscal_year, as_of)
    numbers = {id(measure): number for number, measure in enumerate(file.measures)}
    wanted = [numbers[id(measure)] for bound in bounds for measure in bound.measures]
    task = Task(file=file, measures=tuple(wanted), span=span, allowed=tuple(allowed))
    computed = compute(task, progress) if wanted else Computed(facts={}, failures={})
    sources = {source.name: source for source in file.sources}
    loaded = {source.name: source for source in computed.sources}
    judge = Judge(span, sources, loaded, taken_at)
    return Run(
        name=file.name,
        fiscal_year=file.fiscal_year,
        as_of=as_of,
        results=tuple(_result(bound, numbers, computed, judge) for bound in bounds),
        sources=computed.sources,
        alarms=_source_alarms(file, computed),
        unread=computed.unread,
        queries=computed.queries,
        taken_at=taken_at,
    )


def compute(task: Task, progress: Callable[[int, int], None]) -> Computed:
    """Return what a process of its own computed; a step that ends it is left out and told."""
    handle, name = tempfile.mkstemp(prefix="jiheng-run-")
    os.close(handle)
    journal = Path(name)
    task = replace(task, journal=journal)

    def tell(_pending: Pending[object], pages: Pages) -> None:
        progress(pages.done, pages.total)

    try:
        for _attempt in range(_MOST_LOSSES):
            with closing(Pool(1, task.file.limits.seconds + _GRACE, tell)) as pool:
                try:
                    return pool.wait(pool.submit(task))
                except Lost:
                    lost = journal.read_text(encoding="utf-8")
                    task = replace(task, skipped=task.skipped | {lost})
        return Computed(facts={}, failures=dict.fromkeys(task.measures, _LOST))
    finally:
        journal.unlink(missing_ok=True)


def _result(bound: Bound, numbers: dict[int, int], computed: Computed, judge: Judge) -> Result:
    if bound.parts:
        parts = [_result(leaf, numbers, computed, judge) for leaf in bound.leaves]
        return judge.whole(bound, parts)
    measure = bound.measure
    if measure is None:
        return Result(bound=bound)
    number = numbers[id(measure)]
    if number in computed.failures:
        return Result(bound=bound, failure=computed.failures[number], query=measure.query)
    facts = computed.facts[number]
    try:
        return judge.result(bound, measure, facts)
    except RefusedQuery as error:
        return Result(bound=bound, failure=error.message, query=facts.query, rows=facts.told_rows)


def _source_alarms(file: MeasureFile, computed: Computed) -> dict[str, tuple[Alarm, ...]]:
    found: dict[str, tuple[Alarm, ...]] = {}
    for name, count in computed.undated.items():
        source = file.source(name)
        if count and source is not None and source.date_column:
            found[name] = (undated_alarm(source.date_column, count),)
    for name, columns in computed.blanks.items():
        alarms = tuple(blank_alarm(column, count) for column, count in columns.items())
        found[name] = (*found.get(name, ()), *alarms)
    return found
