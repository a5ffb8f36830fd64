"""Which rows a measure is about, in SQL."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_evidence.measures.model import Kind, Window
from jiheng_evidence.sandbox.sql import identifier, literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng_evidence.measures.model import Condition, Measure, Scalar, Source
    from jiheng_evidence.running.spans import Span

_BOUNDS = (("at_least", ">="), ("above", ">"), ("at_most", "<="), ("below", "<"))
_OWN_DATES = {Kind.ON_TIME: "due_column", Kind.DURATION: "start_column"}


def value_sql(value: Scalar) -> str:
    """Return a value of a measure file in SQL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime):
        return f"TIMESTAMP {literal(value.isoformat(' '))}"
    if isinstance(value, date):
        return f"DATE {literal(value.isoformat())}"
    return literal(value)


def condition_sql(condition: Condition) -> str:
    """Return a condition in SQL; a missing value meets none but `missing = true`."""
    column = identifier(condition.column)
    parts = []
    if condition.values:
        listed = ", ".join(value_sql(value) for value in condition.values)
        parts.append(f"{column} {'NOT ' if condition.negated else ''}IN ({listed})")
    for name, sign in _BOUNDS:
        bound = getattr(condition, name)
        if bound is not None:
            parts.append(f"{column} {sign} {value_sql(bound)}")
    if condition.missing is not None:
        parts.append(f"{column} IS {'' if condition.missing else 'NOT '}NULL")
    return " AND ".join(parts)


def all_of(conditions: Iterable[str]) -> str:
    """Return conditions joined; what is always true when there are none."""
    return " AND ".join(f"({condition})" for condition in conditions) or "true"


def window_column(measure: Measure, source: Source) -> str | None:
    """Return the column that says whether a row is within the window.

    Rows of work that is not done yet must not fall out of it: timeliness goes by the day that was
    due, a duration by its beginning.
    """
    own = _OWN_DATES.get(measure.kind)
    return measure.date_column or (measure.columns[own] if own else source.date_column)


def fresh_column(measure: Measure, source: Source) -> str | None:
    """Return the column that says how new a row is."""
    return measure.date_column or source.date_column or window_column(measure, source)


def window_sql(measure: Measure, source: Source, span: Span) -> str | None:
    """Return the condition that a row is within the window; None when there is no window."""
    name = window_column(measure, source)
    if name is None:
        return None
    column = f"CAST({identifier(name)} AS DATE)"
    upto = f"{column} <= {value_sql(span.as_of)}"
    if measure.window is Window.YEAR:
        last = min(span.as_of, span.year_end)
        upto = f"{column} BETWEEN {value_sql(span.year_start)} AND {value_sql(last)}"
    if measure.kind is Kind.LAST_DATE and measure.columns["column"] == name:
        return f"{column} IS NULL OR {upto}"
    return upto
