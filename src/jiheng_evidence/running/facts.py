"""What the process that runs queries says of each measure; no judgement yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from jiheng_evidence.sources.loading import Loaded

_LARGEST = 10**18

TOO_LARGE = Bilingual(
    "算出的数达到或超过 10 的 18 次方，不会是指标的值，请核对数据和算法",
    "the number computed is 10^18 or more, which no indicator has; check the data and the query",
)


def is_sane(number: float | Decimal) -> bool:
    """Return whether a number is of a size that an indicator can have."""
    return -_LARGEST < number < _LARGEST


@dataclass(frozen=True, slots=True)
class Outlying:
    """A record with a value far from the others; records are counted from 1."""

    record: int
    value: float
    median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was computed for a measure.

    Attributes:
        rows: How many records it was computed from.
        counted: Whether anyone counted them; a query may not say.
        newest: The day of the newest of them.
        values: Name of an aggregate → its value.
        entries: The same by number of period, where each period counts by itself.
        periods: Numbers of the periods that have records.
        outlying: The records farthest from the median.
        outliers: How many records are far from it.
        sources: Names of the sources it reads.
        query: The query that computes this measure alone.
    """

    rows: int = 0
    counted: bool = True
    newest: date | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    periods: tuple[int, ...] = ()
    outlying: tuple[Outlying, ...] = ()
    outliers: int = 0
    sources: tuple[str, ...] = ()
    query: str = ""

    @property
    def told_rows(self) -> int | None:
        """How many records it was computed from, where that is known."""
        return self.rows if self.counted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a run of queries gave.

    Attributes:
        facts: By number of the measure.
        failures: Why a measure could not be computed, by its number.
        sources: What was loaded.
        unread: Why a source could not be read, by its name.
        undated: How many records of a source have no date, by its name.
        blanks: How many records of a source lack what conditions ask of, by its name and column.
        queries: How many queries computed all of it.
    """

    facts: Mapping[int, Facts]
    failures: Mapping[int, Bilingual]
    sources: tuple[Loaded, ...] = ()
    unread: Mapping[str, Bilingual] = field(default_factory=dict)
    undated: Mapping[str, int] = field(default_factory=dict)
    blanks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    queries: int = 0
