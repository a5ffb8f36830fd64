"""What a measure file says: sources, measures and the indicators they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.results import Accumulation

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar = str | int | bool | Decimal | date | datetime


class ColumnType(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"


TYPE_WORDS = {
    ColumnType.TEXT: Bilingual("文字", "a text"),
    ColumnType.INTEGER: Bilingual("整数", "a whole number"),
    ColumnType.DECIMAL: Bilingual("数字", "a number"),
    ColumnType.DATE: Bilingual("日期", "a date"),
    ColumnType.DATETIME: Bilingual("日期时间", "a date with time"),
    ColumnType.BOOLEAN: Bilingual("是或否", "a yes or no"),
}
"""What a value of a type is called."""


class SourceFormat(StrEnum):
    """How a source is kept."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Kind(StrEnum):
    """How a measure computes its actual value (计算方式)."""

    COUNT = "count"
    COUNT_DISTINCT = "count_distinct"
    SUM = "sum"
    AVERAGE = "average"
    SHARE = "share"
    ON_TIME = "on_time"
    DURATION = "duration"
    LATEST = "latest"
    LAST_DATE = "last_date"
    ACCURACY = "accuracy"
    QUERY = "query"


class Window(StrEnum):
    """Which rows count: those of the fiscal year up to the day of judging, or all up to it."""

    YEAR = "year"
    ALL = "all"


class Period(StrEnum):
    """How often data is to come in."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a source; only declared ones are loaded.

    Attributes:
        header: What stands above it in the source.
    """

    name: str
    type: ColumnType
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where evidence comes from.

    Attributes:
        path: Relative to the folder of the measure file; None for a database server.
        dsn_env: Name of the variable of the environment that says how to reach the server.
        encoding: Of a CSV file; None to find out (UTF-8, else GB18030).
        sheet: Of a workbook; None for the first.
        header_row: The row of a workbook that holds the headers, counted from 1.
        table: Table or view of a database, such as `finance.payments`.
        date_column: Tells when a row happened; measures of the source use it unless they say other.
        max_age_days: The newest row may be so old on the day of judging.
        line: Where it stands in the measure file.
    """

    name: str
    format: SourceFormat
    path: str | None = None
    dsn_env: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header_row: int = 1
    table: str | None = None
    columns: tuple[Column, ...] = ()
    date_column: str | None = None
    max_age_days: int | None = None
    line: int = field(default=0, compare=False)

    def column(self, name: str) -> Column | None:
        """Return a column by its name."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Which indicator is meant, in the words of the table, so that it survives reading it again.

    Attributes:
        value: The value as printed, to tell indicators of the same name apart.
        seq: The printed number, for the same purpose.
        nth: Which of those that are alike in all of this, counted from 1 in the order of the table.
    """

    project: str
    name: str
    organization: str | None = None
    level2: str | None = None
    value: str | None = None
    seq: int | None = None
    nth: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the value of a column has to be: one of `values`, or within bounds.

    Attributes:
        negated: Whether it must be none of the values.
        missing: True: there must be no value; False: there must be one.
    """

    column: str
    values: tuple[Scalar, ...] = ()
    negated: bool = False
    at_least: Scalar | None = None
    above: Scalar | None = None
    at_most: Scalar | None = None
    below: Scalar | None = None
    missing: bool | None = None

    @property
    def is_equality(self) -> bool:
        """Whether it asks for one value and nothing else."""
        return len(self.values) == 1 and not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Outliers:
    """Values far from the others that are to raise an alarm.

    Attributes:
        k: How many spreads from the median; a spread is 1.4826 times the median deviation, and
            at least a hundredth of the median.
    """

    column: str
    k: Decimal = Decimal(6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Computes the actual value of an indicator, or of a target of it, from evidence (度量).

    Attributes:
        source: None for a query, which names its sources itself.
        where: Conditions that rows must meet, all of them.
        numerator: Further conditions of the rows that a share counts.
        columns: Key of the file → column, such as `done_column` → `paid_on`.
        statistic: Of a duration: `max`, `average`, or a percentile such as `p95`.
        tolerance: By how much paid and owed may differ.
        query: A SELECT.
        unit: Of the value; empty to take the target's.
        date_column: None for the source's.
        due: Before this day the target is not yet due.
        target: The words of the one target it is about, where a cell prints several; None for all
            that the cell asks for.
        line: Where it stands in the measure file.
    """

    indicator: Reference
    kind: Kind
    source: str | None = None
    where: tuple[Condition, ...] = ()
    numerator: tuple[Condition, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    statistic: str = "max"
    tolerance: Decimal = Decimal(0)
    query: str | None = None
    unit: str = ""
    window: Window = Window.YEAR
    date_column: str | None = None
    period: Period | None = None
    accumulation: Accumulation = Accumulation.RUNNING
    minimum_sample: int = 0
    minimum_rows: int = 1
    max_age_days: int | None = None
    outliers: Outliers | None = None
    due: date | None = None
    target: str | None = None
    owner: str | None = None
    note: str | None = None
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """What to call it: the project, the indicator, and the target where it says which."""
        named = (self.indicator.project, self.indicator.name, self.target)
        return " / ".join(filter(None, named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What running may take.

    Attributes:
        memory_mb: Of the database that runs queries.
        seconds: Of one query.
        loading_seconds: Of loading one source.
    """

    memory_mb: int = 1024
    seconds: int = 30
    loading_seconds: int = 300
    threads: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFile:
    """A file of measures (度量文件).

    Attributes:
        table: Path of the document that holds the table of targets.
        table_number: Which table of the document, counted from 1; None for all of them.
        as_of: The day of judging; None for the day of running.
        folder: Where the file lies; paths are relative to it.
    """

    table: str
    table_number: int | None = None
    fiscal_year: int
    as_of: date | None = None
    limits: Limits = Limits()
    sources: tuple[Source, ...] = ()
    measures: tuple[Measure, ...] = ()
    name: str = field(default="measures.toml", compare=False)
    folder: Path = field(default=Path(), compare=False)

    def source(self, name: str | None) -> Source | None:
        """Return a source by its name."""
        return next((source for source in self.sources if source.name == name), None)
