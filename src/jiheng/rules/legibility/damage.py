"""Where the reader's problems stand in the table it read."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.model import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Place, Problem, Row
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject, TableSubject

_NAMING = ("name", "level2", "level1")
_VALUES = ("annual_value", "period_value")


def problems(table: TableSubject, *codes: str) -> Iterator[Problem]:
    """Yield the reader's problems of some kinds, in document order."""
    return (problem for problem in table.table.problems if problem.code in codes)


def place(table: TableSubject, problem: Problem, *, in_value: bool = False) -> Location:
    """Return the field a problem concerns; its span is that of the damage itself."""
    indicator = _indicator(table, problem)
    if indicator is None:
        at = Location(row=problem.row, field="indicators", excerpt=problem.excerpt)
    else:
        names = (*_VALUES, *_NAMING) if in_value else (*_NAMING, *_VALUES)
        printed = (name for name in names if getattr(indicator.indicator, name))
        at = indicator.at(next(printed, "name"))
    return replace(at, span=problem.span) if problem.span else at


def field_of(table: TableSubject, problem: Problem) -> tuple[int | None, str | None]:
    """Return the row and the field that a problem without an indicator concerns.

    The reader may have met it before it knew what the cell is: then the fields of all rows are
    asked where they stand, `indicators` being one. None where no field stands there.
    """
    if problem.indicator is not None or not problem.span:
        return problem.row, "indicators"
    for index, row in enumerate(table.table.rows):
        if problem.row in {None, index}:
            known = next((field for field, at in _places(row) if _meets(at, problem.span)), None)
            if known:
                return index, known
    return problem.row, None if problem.row is None else "indicators"


def _places(row: Row) -> Iterator[tuple[str, Place]]:
    """Yield where the fields of a row stand, those of its indicators as `indicators`."""
    for field, trace in row.traces.items():
        yield from ((field, at) for at in trace.span())
    for indicator in row.indicators:
        for trace in indicator.traces.values():
            yield from (("indicators", at) for at in trace.span())


def _meets(one: Place, others: Sequence[Place]) -> bool:
    return any(
        (one.line, one.page, one.sheet, one.cell) == (at.line, at.page, at.sheet, at.cell)
        and max(one.start, at.start) < min(one.end, at.end)
        and (one.box is None or at.box is None or _overlap(one.box, at.box))
        for at in others
    )


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(max(one[at], other[at]) < min(one[at + 2], other[at + 2]) for at in (0, 1))


def _indicator(table: TableSubject, problem: Problem) -> IndicatorSubject | None:
    if problem.row is None or problem.indicator is None:
        return None
    rows = table.table.rows
    if problem.row >= len(rows) or problem.indicator >= len(rows[problem.row].indicators):
        return None
    project = _projects(table).get(problem.row)
    return None if project is None else project.printed[problem.indicator]


@lru_cache(maxsize=1)
def _projects(table: TableSubject) -> dict[int, ProjectSubject]:
    return {project.index: project for project in table.projects}
