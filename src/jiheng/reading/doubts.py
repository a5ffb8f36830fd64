"""Characters read from a picture that may be others: told, so that a person looks at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.model import Problem, ProblemSeverity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import FundingLine, Indicator, Row, TargetTable, Traced

CERTAIN = 0.9
"""Confidence from which on a character counts as read."""

MOST = 20
"""So many doubtful values of a table are told one by one, the gravest first."""

_NAMES = frozenset({"name", "department", "organization", "code"})
_FIGURE = seldom(rf"[\d{COMPARING}]")


def with_doubts(table: TargetTable) -> TargetTable:
    """Return a table with a problem for each value that is in doubt, and one for the rest."""
    found = [problem for problem in _problems(table) if _is_doubtful(problem)]
    found.sort(key=lambda problem: problem.severity is not ProblemSeverity.WARNING)
    told, rest = found[:MOST], found[MOST:]
    if rest:
        told.append(_more(rest))
    return replace(table, problems=(*table.problems, *told)) if told else table


def _is_doubtful(problem: Problem) -> bool:
    return any(
        place.confidence is not None and place.confidence < CERTAIN for place in problem.span
    )


def _problems(table: TargetTable) -> Iterator[Problem]:
    yield from _each(table.traces)
    for index, row in enumerate(table.rows):
        yield from _each(_known(row), index)
        for line in row.lines:
            yield from _each(_known(line), index)
        for number, indicator in enumerate(row.indicators):
            yield from _each(_known(indicator), index, number)


def _known(part: Row | FundingLine | Indicator) -> dict[str, Traced]:
    """Return what a part says, what no field is known for included."""
    further = {f"further {at}": each.trace for at, each in enumerate(part.further) if each.trace}
    return {**part.traces, **further}


def _each(
    traces: Mapping[str, Traced], row: int | None = None, indicator: int | None = None
) -> Iterator[Problem]:
    for field, trace in traces.items():
        grave = field in _NAMES or _FIGURE.search(trace.text)
        yield Problem(
            code="doubtful-text",
            message=Bilingual(
                f"“{trace.text[:20]}”识别不确定，请核对原图。",
                f"“{trace.text[:20]}” was hard to make out; compare it with the picture.",
            ),
            severity=ProblemSeverity.WARNING if grave else ProblemSeverity.NOTE,
            span=trace.span(),
            excerpt=trace.text,
            row=row,
            indicator=indicator,
        )


def _more(rest: Sequence[Problem]) -> Problem:
    """Return one problem for many; it stands where the first of them does."""
    return Problem(
        code="doubtful-text",
        message=Bilingual(
            f"另有 {len(rest)} 处识别不确定，请核对原图。",
            f"{len(rest)} more values were hard to make out; compare them with the picture.",
        ),
        severity=rest[0].severity,
        span=rest[0].span,
    )
