"""Troubles that spoil records after they were made sound."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng_evidence.demonstration.planting import Trouble

if TYPE_CHECKING:
    from jiheng_evidence.demonstration.groups import Cell, Group, Record
    from jiheng_evidence.demonstration.planting import Planted

_OF_ONE = frozenset(
    {
        *(Trouble.OUTLIER, Trouble.UNIT_SLIP, Trouble.BLANK),
        *(Trouble.UNFINISHED, Trouble.CONTRARY),
    }
)
_SPOILED_AT = 2
"""Which record is spoiled, from the end: not the last, which newest values are taken from."""


def spoiled(group: Group, records: list[Record]) -> list[Record]:
    """Return the records with the trouble of their group, where it is of single records."""
    planted = group.trouble
    if planted is None:
        return records
    if planted.trouble is Trouble.NOTHING:
        return []
    if planted.trouble in _OF_ONE:
        _spoil(group, planted, records[-_SPOILED_AT])
    return records


def _spoil(group: Group, planted: Planted, record: Record) -> None:
    if planted.trouble in (Trouble.OUTLIER, Trouble.UNIT_SLIP):
        column = _outlying_column(group)
        record[column] = _times(record[column], planted.factor)
    elif planted.trouble is Trouble.BLANK:
        record[_outlying_column(group)] = None
    elif planted.trouble is Trouble.UNFINISHED:
        record["delivered_on"] = None
    else:
        record["recovered_at"] = _earlier(record["reported_at"])


def _earlier(moment: Cell) -> Cell:
    return moment - timedelta(hours=3) if isinstance(moment, datetime) else moment


def _outlying_column(group: Group) -> str:
    measures = [want.measure for want in group.wants]
    outliers = [measure.outliers.column for measure in measures if measure.outliers]
    return [*outliers, *(m.columns["column"] for m in measures if "column" in m.columns)][0]


def _times(value: object, factor: int) -> Decimal | int:
    if isinstance(value, Decimal):
        return value * factor
    return value * factor if isinstance(value, int) else factor
