"""Printed actual values (实际完成值) read as values; what is not sure stays words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.language.dates import whole_date
from jiheng.language.quantities import find_quantities
from jiheng.model import (
    DateActual,
    DeadlineTarget,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
)
from jiheng.results.differences import is_any_difference, is_difference
from jiheng.results.senses import is_of_another_sense
from jiheng.results.units import convert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.language.quantities import Quantity
    from jiheng.model import ActualValue, Target

_SPACES = re.compile(r"\s+")
_BARE_NUMBER = re.compile(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?")
_GRADES: Mapping[str, Grade] = {
    "达成预期指标": Grade.ACHIEVED,
    "达成预期目标": Grade.ACHIEVED,
    "达成预期": Grade.ACHIEVED,
    "全部达成": Grade.ACHIEVED,
    "全部完成": Grade.ACHIEVED,
    "完全达成": Grade.ACHIEVED,
    "已达成": Grade.ACHIEVED,
    "达成": Grade.ACHIEVED,
    "达到预期": Grade.ACHIEVED,
    "达到预期目标": Grade.ACHIEVED,
    "达到预期指标": Grade.ACHIEVED,
    "基本达成": Grade.PARTLY,
    "部分达成": Grade.PARTLY,
    "部分达成预期指标": Grade.PARTLY,
    "部分达成预期指标并具有一定效果": Grade.PARTLY,
    "部分完成": Grade.PARTLY,
    "未全部完成": Grade.PARTLY,
    "未完全达成": Grade.PARTLY,
    "部分未完成": Grade.PARTLY,
    "未达成": Grade.NOT_ACHIEVED,
    "未达成预期指标": Grade.NOT_ACHIEVED,
    "未达成预期指标且效果较差": Grade.NOT_ACHIEVED,
    "未完成": Grade.NOT_ACHIEVED,
}


def parse_actual(
    text: str | None,
    target: Target | None,
    *,
    unit: str = "",
    wanted: str | None = None,
    year: int | None = None,
) -> ActualValue | None:
    """Return the value that a printed 实际完成值 says; None when it says none for sure.

    A number is taken when it is the only one, or the only one in a unit of the target; prose with
    several is left to a person. Words are a grade where they are the words of a grade, or the very
    words of the target.

    Args:
        text: As printed.
        target: What was asked for; decides what kind of value is looked for.
        unit: Printed apart from the value (计量单位).
        wanted: The target as printed, for words that repeat it and for which way it goes.
        year: The year of dates that print none.
    """
    said = _SPACES.sub("", text or "")
    if not said:
        return None
    asked = _SPACES.sub("", wanted or "")
    if isinstance(target, NumberTarget | RangeTarget):
        if asked and is_of_another_sense(said, asked):
            return None
        return _number(said, unit or target.unit, target, asked)
    if isinstance(target, DeadlineTarget):
        return _date(said, year or target.year)
    if isinstance(target, SeveralTargets):
        return _several(said, target, asked)
    return _grade(said, wanted)


def _number(
    said: str, unit: str, target: NumberTarget | RangeTarget, asked: str
) -> NumberActual | None:
    if _BARE_NUMBER.fullmatch(said):
        return NumberActual(number=_decimal(said), unit=unit)
    quantities, wanted = find_quantities(said), target.unit
    fitting = [
        quantity
        for quantity in quantities
        if quantity.unit and convert(quantity.number, quantity.unit, wanted) is not None and wanted
    ]
    sole = fitting if len(fitting) == 1 else quantities
    if len(sole) != 1 or _falls_short(sole[0], target):
        return None
    return None if is_difference(said, sole[0], target, asked) else _actual(sole[0])


def _falls_short(quantity: Quantity, target: NumberTarget | RangeTarget) -> bool:
    """Return whether a floor is answered by less than a number: 不足200公里."""
    ceiling = isinstance(target, NumberTarget) and target.op in ("≤", "<")
    return quantity.op == "<" and not ceiling


def _actual(quantity: Quantity) -> NumberActual:
    return NumberActual(number=quantity.number, unit=quantity.unit)


def _decimal(said: str) -> Decimal:
    return Decimal(said.replace(",", "").replace("−", "-"))


def _date(said: str, year: int | None) -> DateActual | None:
    printed = whole_date(said)
    if printed is None or not (printed.year or year) or printed.vague:
        return None
    latest = DeadlineTarget(
        year=printed.year or year, month=printed.month, day=printed.day
    ).latest()
    return None if latest is None else DateActual(on=latest)


def _several(said: str, target: SeveralTargets, asked: str) -> SeveralActuals | None:
    quantities = find_quantities(said)
    if len(quantities) != len(target.parts):
        return None
    pairs = zip(quantities, target.parts, strict=True)
    if any(is_any_difference(said, one, part, asked) for one, part in pairs):
        return None
    return SeveralActuals(parts=tuple(_actual(quantity) for quantity in quantities))


def _grade(said: str, wanted: str | None) -> GradeActual | None:
    grade = _GRADES.get(said.rstrip("。；;"))
    if grade is None and wanted and said == _SPACES.sub("", wanted):
        grade = Grade.ACHIEVED
    return None if grade is None else GradeActual(grade=grade, words=said)
