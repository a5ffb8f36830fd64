"""Characters read from a picture that may be others: told, so that a person looks at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Problem, ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import TargetTable, Traced

CERTAIN = 0.9
"""Confidence from which on a character counts as read."""


def with_doubts(table: TargetTable) -> TargetTable:
    """Return a table with a problem for each value that is in doubt."""
    found = [
        _doubtful(trace, row, indicator)
        for trace, row, indicator in _traces(table)
        if any(
            place.confidence is not None and place.confidence < CERTAIN for place in trace.span()
        )
    ]
    return replace(table, problems=(*table.problems, *found)) if found else table


def _traces(table: TargetTable) -> Iterator[tuple[Traced, int | None, int | None]]:
    for trace in table.traces.values():
        yield trace, None, None
    for index, row in enumerate(table.rows):
        for trace in row.traces.values():
            yield trace, index, None
        for line in row.lines:
            for trace in line.traces.values():
                yield trace, index, None
        for number, indicator in enumerate(row.indicators):
            for trace in indicator.traces.values():
                yield trace, index, number


def _doubtful(trace: Traced, row: int | None, indicator: int | None) -> Problem:
    return Problem(
        code="doubtful-text",
        message=Bilingual(
            f"“{trace.text[:20]}”识别不确定，请核对原图。",
            f"“{trace.text[:20]}” was hard to make out; compare it with the picture.",
        ),
        severity=ProblemSeverity.WARNING,
        span=trace.span(),
        excerpt=trace.text,
        row=row,
        indicator=indicator,
    )
