"""Puts measures together that are about the same rows but for what a column equals: one scan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from jiheng.results import Accumulation
from jiheng_evidence.measures.model import ColumnType
from jiheng_evidence.running.aggregates import aggregates_of
from jiheng_evidence.running.rows_sql import (
    all_of,
    condition_sql,
    fresh_column,
    value_sql,
    window_sql,
)
from jiheng_evidence.running.spans import period_sql
from jiheng_evidence.sandbox.sql import identifier, nested, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng_evidence.measures.model import Measure, Outliers, Scalar, Source
    from jiheng_evidence.running.spans import Span

MOST_RECORDS = 20
"""Outlying records named for each measure."""

_FEWEST_VALUES = 5
_ARRAYS = {
    ColumnType.TEXT: "VARCHAR[]",
    ColumnType.INTEGER: "BIGINT[]",
    ColumnType.DECIMAL: "DECIMAL(28, 6)[]",
    ColumnType.DATE: "DATE[]",
    ColumnType.DATETIME: "TIMESTAMP[]",
    ColumnType.BOOLEAN: "BOOLEAN[]",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What measures have in common that one query can compute.

    Attributes:
        keys: Columns that each measure wants to equal a value of its own.
        rows: Condition on rows that all of them share.
        aggregates: Name and SQL of each.
        period: The number of the period in SQL, where each is computed by itself.
    """

    source: str
    keys: tuple[str, ...]
    types: tuple[ColumnType, ...]
    rows: str
    aggregates: tuple[tuple[str, str], ...]
    period: str | None
    outliers: Outliers | None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of what the query gives, behind the keys and the period."""
        return tuple(name for name, _sql in self.aggregates)

    def single_sql(self, values: Sequence[Scalar]) -> str:
        """Return the query of one measure alone, with nothing left out: its provenance."""
        wanted = (
            f"{identifier(key)} = {value_sql(value)}"
            for key, value in zip(self.keys, values, strict=True)
        )
        listed = ", ".join(f"{sql} AS {identifier(name)}" for name, sql in self.aggregates)
        columns = listed if self.period is None else f"{self.period} AS period, {listed}"
        where = f"WHERE {all_of((*wanted, self.rows))}"
        grouped = "" if self.period is None else "GROUP BY 1 ORDER BY 1"
        return select(columns, identifier(self.source), where, grouped)

    def fused_sql(self) -> str:
        """Return the query of all of them: keys, then the period, then the aggregates.

        It takes the wanted values of each key as parameters `k0`, `k1` …
        """
        by = [f"w.{_key(n)}" for n in range(len(self.keys))]
        if self.period is not None:
            by.append(self.period)
        listed = ", ".join((*by, *(sql for _name, sql in self.aggregates)))
        numbers = ", ".join(str(n + 1) for n in range(len(by)))
        grouped = f"GROUP BY {numbers}" if by else ""
        return select(listed, self._origin(), f"WHERE {self.rows}", grouped)

    def outliers_sql(self) -> str | None:
        """Return the query for records far from the median: keys, count, record, value, median."""
        if self.outliers is None:
            return None
        column, k = identifier(self.outliers.column), f"{self.outliers.k:f}"
        names = [_key(n) for n in range(len(self.keys))]
        keys = "".join(f"{name}, " for name in names)
        records = select(
            f"{keys}s.rowid + 1 AS n, CAST({column} AS DOUBLE) AS v",
            self._origin(),
            f"WHERE {all_of((self.rows, f'{column} NOTNULL'))}",
        )
        grouped = f"GROUP BY {keys.removesuffix(', ')}" if names else ""
        middle = select(
            f"{keys}median(v) AS m, count(*) AS c,"
            " greatest(1.4826 * mad(v), abs(median(v)) / 100) AS spread",
            "records",
            grouped,
        )
        over = f"PARTITION BY {', '.join(names)}" if names else ""
        far = select(
            f"{keys}count(*) OVER ({over}) AS many, n, v, m",
            "records",
            f"JOIN middle USING ({', '.join(names)})" if names else "CROSS JOIN middle",
            f"WHERE c >= {_FEWEST_VALUES} AND spread > 0 AND abs(v - m) > {k} * spread",
        )
        ranked = f"row_number() OVER ({over} ORDER BY abs(v - m) DESC, n)"
        listed = select("*", nested(far), f"QUALIFY {ranked} <= {MOST_RECORDS} ORDER BY ALL")
        return f"WITH records AS MATERIALIZED ({records}), middle AS ({middle}) {listed}"

    def _origin(self) -> str:
        table = f"{identifier(self.source)} AS s"
        if not self.keys:
            return table
        listed = ", ".join(
            f"unnest(CAST($k{n} AS {_ARRAYS[kind]})) AS {_key(n)}"
            for n, kind in enumerate(self.types)
        )
        wanted = nested(select("DISTINCT *", f"(SELECT {listed})"))
        equal = " AND ".join(
            f"s.{identifier(key)} = w.{_key(n)}" for n, key in enumerate(self.keys)
        )
        return f"{table} JOIN {wanted} AS w ON {equal}"


@dataclass(frozen=True, slots=True)
class Plan:
    """One scan of a source and the measures it is for.

    Attributes:
        members: Number of a measure → its shape, and what it wants the keys to equal.
    """

    members: Mapping[int, tuple[Shape, tuple[Scalar, ...]]]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Return the shapes of the measures, which differ in what they compute over the rows."""
        return tuple(dict.fromkeys(shape for shape, _values in self.members.values()))

    @property
    def source(self) -> str:
        """Return the name of the source."""
        return self.shapes[0].source

    def sql(self) -> str:
        """Return the query: keys, then the period, then each aggregate once."""
        listed = tuple((str(n), sql) for n, sql in enumerate(self._aggregates()))
        return replace(self.shapes[0], aggregates=listed).fused_sql()

    def places(self, shape: Shape) -> tuple[int, ...]:
        """Return where the aggregates of a shape stand among those of the query."""
        places = {sql: n for n, sql in enumerate(self._aggregates())}
        return tuple(places[sql] for _name, sql in shape.aggregates)

    def _aggregates(self) -> tuple[str, ...]:
        found = (sql for shape in self.shapes for _name, sql in shape.aggregates)
        return tuple(dict.fromkeys(found))

    def parameters(self) -> dict[str, object]:
        """Return the wanted values of each key."""
        wanted = dict.fromkeys(values for _shape, values in self.members.values())
        return {f"k{n}": list(column) for n, column in enumerate(zip(*wanted, strict=True))}

    def apart(self) -> tuple[Plan, ...]:
        """Return a plan for each shape, so that what one asks for cannot fail the others."""
        found: dict[Shape, dict[int, tuple[Shape, tuple[Scalar, ...]]]] = defaultdict(dict)
        for number, member in self.members.items():
            found[member[0]][number] = member
        return tuple(map(Plan, found.values()))


def plans_of(
    measures: Iterable[tuple[int, Measure]], sources: Mapping[str, Source], span: Span
) -> list[Plan]:
    """Return the queries of all measures that are no SQL themselves.

    Args:
        measures: With their numbers.
        sources: By name.
        span: The fiscal year and the day of judging.
    """
    found: dict[Shape, dict[int, tuple[Shape, tuple[Scalar, ...]]]] = defaultdict(dict)
    for number, measure in measures:
        if measure.source is not None:
            member = shape_of(measure, sources[measure.source], span)
            found[replace(member[0], aggregates=(), outliers=None)][number] = member
    return [Plan(members) for members in found.values()]


def shape_of(measure: Measure, source: Source, span: Span) -> tuple[Shape, tuple[Scalar, ...]]:
    """Return what a measure has in common with others, and the values that are its own."""
    equal = [condition for condition in measure.where if condition.is_equality]
    others = [condition_sql(c) for c in measure.where if not c.is_equality]
    window = window_sql(measure, source, span)
    shape = Shape(
        source=source.name,
        keys=tuple(condition.column for condition in equal),
        types=tuple(_type(source, condition.column) for condition in equal),
        rows=all_of((*others, *([window] if window else []))),
        aggregates=tuple(aggregates_of(measure, source, span).items()),
        period=_period(measure, source),
        outliers=measure.outliers,
    )
    return shape, tuple(
        _of_type(condition.values[0], kind)
        for condition, kind in zip(equal, shape.types, strict=True)
    )


def _of_type(value: Scalar, kind: ColumnType) -> Scalar:
    """Return a value as the database gives it back."""
    if kind is ColumnType.DATETIME and isinstance(value, date):
        return value if isinstance(value, datetime) else datetime.combine(value, time())
    return value


def _key(n: int) -> str:
    """Return a name that no column of a source can have."""
    return f'"={n}"'


def _type(source: Source, name: str) -> ColumnType:
    column = source.column(name)
    return ColumnType.TEXT if column is None else column.type


def _period(measure: Measure, source: Source) -> str | None:
    if measure.period is None or measure.accumulation is Accumulation.RUNNING:
        return None
    return period_sql(measure.period, identifier(fresh_column(measure, source) or ""))
