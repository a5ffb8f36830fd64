"""Targets of data files, told apart by `kind`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget, SeveralTargets, TextTarget
from jiheng.reading.interchange.decimals import sure_decimal

if TYPE_CHECKING:
    from jiheng.model import Target


class NumberRecord(msgspec.Struct, tag_field="kind", tag="number", forbid_unknown_fields=True):
    """A number of the contract."""

    op: Literal["≥", ">", "=", "≤", "<"]
    number: str
    unit: str


class RangeRecord(msgspec.Struct, tag_field="kind", tag="range", forbid_unknown_fields=True):
    """A range of the contract."""

    low: str
    high: str
    unit: str


class DeadlineRecord(msgspec.Struct, tag_field="kind", tag="deadline", forbid_unknown_fields=True):
    """A deadline of the contract."""

    year: int | None
    month: int | None
    day: int | None


class TextRecord(msgspec.Struct, tag_field="kind", tag="text", forbid_unknown_fields=True):
    """Words only."""


class SeveralRecord(msgspec.Struct, tag_field="kind", tag="several", forbid_unknown_fields=True):
    """A list of targets of the contract."""

    parts: list[NumberRecord | RangeRecord | DeadlineRecord]


PartRecord = NumberRecord | RangeRecord | DeadlineRecord
TargetRecord = NumberRecord | RangeRecord | DeadlineRecord | SeveralRecord | TextRecord


def target_of(record: TargetRecord, name: str) -> Target:
    """Return the target a record describes.

    Raises:
        InvalidTable: When one of its numbers is none.
    """
    match record:
        case TextRecord():
            return TextTarget()
        case SeveralRecord(parts=parts):
            return SeveralTargets(parts=tuple(_part(part, name) for part in parts))
        case _:
            return _part(record, name)


def _part(record: PartRecord, name: str) -> NumberTarget | RangeTarget | DeadlineTarget:
    match record:
        case NumberRecord(op=op, number=number, unit=unit):
            return NumberTarget(op=op, number=sure_decimal(number, name), unit=unit)
        case RangeRecord(low=low, high=high, unit=unit):
            return RangeTarget(
                low=sure_decimal(low, name), high=sure_decimal(high, name), unit=unit
            )
        case DeadlineRecord(year=year, month=month, day=day):
            return DeadlineTarget(year=year, month=month, day=day)
