"""What each kind of measure needs, as data: the columns and keys it is written with."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng_evidence.measures.model import ColumnType, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_DATES = (ColumnType.DATE, ColumnType.DATETIME)
_ANY = tuple(ColumnType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a kind is written with.

    Attributes:
        columns: Key → types that its column may have.
        optional: Keys of columns that may be left out.
        keys: Further keys that only this kind knows.
    """

    columns: Mapping[str, tuple[ColumnType, ...]]
    optional: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()


NEEDS: Mapping[Kind, Need] = MappingProxyType(
    {
        Kind.COUNT: Need(columns={}),
        Kind.COUNT_DISTINCT: Need(columns={"column": _ANY}),
        Kind.SUM: Need(columns={"column": _NUMBERS}),
        Kind.AVERAGE: Need(columns={"column": _NUMBERS}),
        Kind.SHARE: Need(
            columns={"column": _NUMBERS},
            optional=frozenset({"column"}),
            keys=frozenset({"numerator"}),
        ),
        Kind.ON_TIME: Need(columns={"done_column": _DATES, "due_column": _DATES}),
        Kind.DURATION: Need(
            columns={"start_column": _DATES, "end_column": _DATES}, keys=frozenset({"statistic"})
        ),
        Kind.LATEST: Need(columns={"column": _NUMBERS}),
        Kind.LAST_DATE: Need(columns={"column": _DATES}),
        Kind.ACCURACY: Need(
            columns={"paid_column": _NUMBERS, "owed_column": _NUMBERS},
            keys=frozenset({"tolerance"}),
        ),
        Kind.QUERY: Need(columns={}, keys=frozenset({"query"})),
    }
)

DURATION_UNITS: Mapping[str, int] = MappingProxyType({"分钟": 60, "小时": 3600, "天": 86400})
"""Seconds of the units that a duration may be given in."""
