"""Characters read from a picture that may be others: told, so that a person looks at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.model import NumberTarget, Problem, ProblemSeverity, TextTarget, Traced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import FundingLine, Indicator, Row, Span, TargetTable

CERTAIN = 0.9
"""Confidence from which on a character counts as read."""

MOST = 20
"""So many doubtful values of a table are told one by one, the gravest first."""

_NAMES = frozenset({"name", "department", "organization", "code"})
_FIGURE = seldom(rf"[\d{COMPARING}]")
_BARE = seldom(r"[-−+]?\d.*")
"""A number and what stands behind it."""

_EQUAL = frozenset("=＝")
_NOTHING = Traced()


def with_doubts(table: TargetTable) -> TargetTable:
    """Return a table with a problem for each value that is in doubt, and one for the rest.

    A number amid what may be rests of a seal is no target: nobody knows how it is to be compared.
    """
    table = _without_guesses(table)
    found = [problem for problem in _problems(table) if _is_doubtful(problem)]
    found.sort(key=lambda problem: problem.severity is not ProblemSeverity.WARNING)
    told, rest = found[:MOST], found[MOST:]
    if rest:
        told.append(_more(rest))
    return replace(table, problems=(*table.problems, *told)) if told else table


def _is_doubtful(problem: Problem) -> bool:
    return _is_unsure(problem.span)


def _is_unsure(span: Span) -> bool:
    return any(place.confidence is not None and place.confidence < CERTAIN for place in span)


def _without_guesses(table: TargetTable) -> TargetTable:
    """Return a table in which doubtful values with words before their number are text."""
    if not any(_is_guess(each) for row in table.rows for each in row.indicators):
        return table
    rows = (
        replace(
            row,
            indicators=tuple(
                replace(each, target=TextTarget()) if _is_guess(each) else each
                for each in row.indicators
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _is_guess(indicator: Indicator) -> bool:
    """Whether a target is taken for = of a value or sign in doubt that does not say so."""
    if not isinstance(indicator.target, NumberTarget) or indicator.target.op != "=":
        return False
    asked = "annual_value" if indicator.annual_value else "period_value"
    value, sign = (indicator.traces.get(field, _NOTHING) for field in (asked, "sign"))
    if not (_is_unsure(value.span()) or _is_unsure(sign.span())):
        return False
    if not _EQUAL.isdisjoint(sign.text + value.text):
        return False
    return _FIGURE.search(sign.text) is not None or not _BARE.fullmatch(value.text)


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
