"""What each kind of measure computes over its rows: named aggregates in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng_evidence.measures.model import ColumnType, Kind
from jiheng_evidence.running.rows_sql import all_of, condition_sql, fresh_column, value_sql
from jiheng_evidence.running.spans import period_sql
from jiheng_evidence.sandbox.sql import identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiheng_evidence.measures.model import Measure, Source
    from jiheng_evidence.running.spans import Span

Aggregates = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Over:
    """A measure, its source and the span it is computed for."""

    measure: Measure
    source: Source
    span: Span

    def column(self, key: str = "column") -> str:
        """Return a column of the measure in SQL."""
        return identifier(self.measure.columns[key])

    def fresh(self) -> str | None:
        """Return the column that says how new a row is, in SQL."""
        name = fresh_column(self.measure, self.source)
        return None if name is None else identifier(name)


def aggregates_of(measure: Measure, source: Source, span: Span) -> Aggregates:
    """Return name → aggregate: those of the kind, and those every measure has."""
    over = _Over(measure, source, span)
    found: Aggregates = {"rows": "count(*)"}
    fresh = over.fresh()
    if fresh is not None:
        found["newest"] = f"max(CAST({fresh} AS DATE))"
        if measure.period is not None:
            number = period_sql(measure.period, fresh)
            found["periods"] = f"list(DISTINCT {number}) FILTER (WHERE {fresh} NOTNULL)"
    return found | _OF_KIND[measure.kind](over)


def _where(condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition})"


def _count(_over: _Over) -> Aggregates:
    return {"value": "count(*)"}


def _count_distinct(over: _Over) -> Aggregates:
    column = over.column()
    return {"value": f"count(DISTINCT {column})", "blank": _where(f"{column} IS NULL")}


def _sum(over: _Over) -> Aggregates:
    column = over.column()
    return {"value": f"sum({column})", "blank": _where(f"{column} IS NULL")}


def _average(over: _Over) -> Aggregates:
    column = over.column()
    return {
        "numerator": f"sum({column})",
        "denominator": f"count({column})",
        "sample": f"count({column})",
        "blank": _where(f"{column} IS NULL"),
    }


def _share(over: _Over) -> Aggregates:
    good = all_of(condition_sql(condition) for condition in over.measure.numerator)
    # Where a blank decides, the condition is neither true nor false: the record says nothing.
    blank, decided = f"({good}) IS NULL", f"({good}) NOTNULL"
    if "column" not in over.measure.columns:
        said = _where(decided)
        return {
            "numerator": _where(good),
            "denominator": said,
            "sample": said,
            "blank": _where(blank),
        }
    column = over.column()
    return {
        "numerator": f"coalesce(sum({column}) FILTER (WHERE {good}), 0)",
        "denominator": f"sum({column}) FILTER (WHERE {decided})",
        "sample": f"count({column}) FILTER (WHERE {decided})",
        "blank": _where(f"{column} IS NULL OR {blank}"),
    }


def _on_time(over: _Over) -> Aggregates:
    done, due = over.column("done_column"), over.column("due_column")
    is_due = f"CAST({due} AS DATE) <= {value_sql(over.span.as_of)}"
    column = over.source.column(over.measure.columns["due_column"])
    lasts_a_day = column is not None and column.type is ColumnType.DATE
    in_time = f"CAST({done} AS DATE) <= {due}" if lasts_a_day else f"{done} <= {due}"
    return {
        "numerator": _where(f"{is_due} AND {in_time}"),
        "denominator": _where(is_due),
        "sample": _where(is_due),
        "blank": _where(f"{due} IS NULL"),
    }


def _duration(over: _Over) -> Aggregates:
    start, end = over.column("start_column"), over.column("end_column")
    still = f"CAST({value_sql(over.span.as_of)} + INTERVAL 1 DAY AS TIMESTAMP)"
    stop = f"coalesce(CAST({end} AS TIMESTAMP), {still})"
    seconds = f"date_diff('second', CAST({start} AS TIMESTAMP), {stop})"
    common = {
        "sample": f"count({start})",
        "blank": _where(f"{start} IS NULL"),
        "unended": _where(f"{start} NOTNULL AND {end} IS NULL"),
        "contrary": _where(f"{end} < {start}"),
    }
    if over.measure.statistic == "average":
        return {"numerator": f"sum({seconds})", "denominator": f"count({start})", **common}
    if over.measure.statistic == "max":
        return {"value": f"max({seconds})", **common}
    share = f"0.{int(over.measure.statistic.removeprefix('p')):02d}"
    return {"value": f"quantile_disc({seconds}, {share})", **common}


def _latest(over: _Over) -> Aggregates:
    column = over.column()
    # Of several rows of the newest day the largest: which comes first must not matter.
    pair = f"{{'on': {over.fresh()}, 'it': {column}}}"
    newest = f"max({pair}) FILTER (WHERE {column} NOTNULL AND {over.fresh()} NOTNULL)"
    return {"value": f"struct_extract({newest}, 'it')", "blank": _where(f"{column} IS NULL")}


def _last_date(over: _Over) -> Aggregates:
    column = over.column()
    return {
        "done_on": f"max(CAST({column} AS DATE))",
        "unfinished": _where(f"{column} IS NULL"),
    }


def _accuracy(over: _Over) -> Aggregates:
    paid, owed = over.column("paid_column"), over.column("owed_column")
    right = f"abs({paid} - {owed}) <= {value_sql(over.measure.tolerance)}"
    # Where either amount is blank nobody knows whether they agree: it is neither right nor wrong.
    decided = _where(f"({right}) NOTNULL")
    return {
        "numerator": _where(right),
        "denominator": decided,
        "sample": decided,
        "blank": _where(f"({right}) IS NULL"),
    }


_OF_KIND: Mapping[Kind, Callable[[_Over], Aggregates]] = {
    Kind.COUNT: _count,
    Kind.COUNT_DISTINCT: _count_distinct,
    Kind.SUM: _sum,
    Kind.AVERAGE: _average,
    Kind.SHARE: _share,
    Kind.ON_TIME: _on_time,
    Kind.DURATION: _duration,
    Kind.LATEST: _latest,
    Kind.LAST_DATE: _last_date,
    Kind.ACCURACY: _accuracy,
}
