"""Targets of data files, told apart by `kind`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget, SeveralTargets, TextTarget
from jiheng.reading.interchange.shapes import NumberRecord, RangeRecord, SeveralRecord, TextRecord

if TYPE_CHECKING:
    from jiheng.model import Target
    from jiheng.reading.interchange.shapes import DeadlineRecord, TargetRecord


def target_of(record: TargetRecord) -> Target:
    """Return the target a record describes."""
    match record:
        case TextRecord():
            return TextTarget()
        case SeveralRecord(parts=parts):
            return SeveralTargets(parts=tuple(map(_part, parts)))
        case _:
            return _part(record)


def _part(
    record: NumberRecord | RangeRecord | DeadlineRecord,
) -> NumberTarget | RangeTarget | DeadlineTarget:
    match record:
        case NumberRecord(op=op, number=number, unit=unit):
            return NumberTarget(op=op, number=Decimal(number), unit=unit)
        case RangeRecord(low=low, high=high, unit=unit):
            return RangeTarget(low=Decimal(low), high=Decimal(high), unit=unit)
        case _:
            return DeadlineTarget(year=record.year, month=record.month, day=record.day)
