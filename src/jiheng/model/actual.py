"""What was reached (实际完成值), with the evidence it was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)


class Grade(StrEnum):
    """How far a target in words was reached: the three grades of qualitative indicators.

    达成预期指标, 部分达成预期指标并具有一定效果, 未达成预期指标且效果较差
    (财预〔2020〕10号).
    """

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_ACHIEVED = "not-achieved"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberActual:
    """A number in a unit; the empty string when the unit is not said."""

    number: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareActual:
    """A share or an average with both of its parts, so that shares can be put together.

    Attributes:
        numerator: Such as the payments made in time.
        denominator: Such as all payments that were due.
        unit: `%` or `‰` for a share; else what one of the denominator costs or has (元/人).
    """

    numerator: Decimal
    denominator: Decimal
    unit: str = "%"

    def rate(self) -> Decimal | None:
        """Return the share in its unit; None when the denominator is nought."""
        if self.denominator == 0:
            return None
        scale = {"%": _HUNDRED, "‰": _THOUSAND}.get(self.unit, Decimal(1))
        return self.numerator * scale / self.denominator


@dataclass(frozen=True, slots=True, kw_only=True)
class DateActual:
    """The day on which the work was done."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeActual:
    """How far a target in words was reached, as a person judged it.

    `words` say what was reached, as printed.
    """

    grade: Grade
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralActuals:
    """What was reached of each value of a list, in its order; None for what is not known."""

    parts: tuple[NumberActual | ShareActual | DateActual | None, ...]


ActualValue = NumberActual | ShareActual | DateActual | GradeActual | SeveralActuals


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an actual value rests on (佐证).

    Attributes:
        source: Name of the file, ledger, survey or table.
        sha256: Digest of the data, in hexadecimal; None for what has none.
        query: How the value was taken out of it.
        rows: How many records it was computed from.
        taken_at: When it was computed.
    """

    source: str
    sha256: str | None = None
    query: str | None = None
    rows: int | None = None
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """An actual value (实际完成值).

    A missing one is None where an `Actual` is asked for, never nought.

    Attributes:
        as_of: Up to which day it counts; None when that is not said.
        sample: How many answers or cases it rests on; None when it counts everything.
    """

    value: ActualValue
    as_of: date | None = None
    sample: int | None = None
    evidence: tuple[Evidence, ...] = ()
