"""Where the reader's problems stand in the table it read."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.model import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Problem
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
