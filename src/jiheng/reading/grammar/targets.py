"""Printed target values (指标值) to targets a machine can judge.

A value that is one quantity, whole or inside prose, is a number. Prose with several numbers, with
a vague one or with none stays text: nothing is guessed.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.dates import whole_date
from jiheng.language.numerals import CHINESE_NUMERAL, chinese_number, printed_number
from jiheng.language.quantities import DASHES, find_quantities
from jiheng.language.units import TIME_UNITS, unit_end
from jiheng.model.target import (
    DeadlineTarget,
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    TextTarget,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jiheng.language.quantities import Quantity
    from jiheng.model.target import Target

_LONGEST_VALUE = 2_000
_LONGEST_SPELT_OUT = 24
_ENDS = "。；;，,、：: \t\r\n\u3000"
_SEPARATORS = frozenset(("，", ",", "、", "；", ";", "和", "及", "/"))
_WITHIN = re.compile(r"(?:[≤≦<＜]|不超过|在|控制在)?(\d+(?:[.．]\d+)?)(\D{1,5}?)(?:之|以)?内")
_SPELT_OUT = re.compile(
    r"(?P<before>[^〇零一二两三四五六七八九十百千万亿分\d]{0,6})"
    r"(?P<percent>百分之)?(?P<number>[〇零○一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?)"
    r"(?P<after>\D{0,10})"
)
_NAMED_BY_NUMERAL = frozenset(
    ("类", "批", "期", "月", "日", "分", "款", "点", "成", "年", "道", "面", "度")
)
_TEXT = TextTarget()


def read_target(text: str) -> Target:
    """Return what a printed value asks for; never raises.

    A number keeps its printed unit (30万户 → 30, 万户) and precision. Values longer than 2,000
    characters are text without being looked at.
    """
    if len(text) > _LONGEST_VALUE:
        return _TEXT
    value = text.strip(_ENDS)
    quantities = find_quantities(value)
    if len(quantities) == 1:
        return _single(value, quantities[0])
    if quantities:
        return _multiple(value, quantities)
    return _deadline(value) or _within(value) or _spelt_out(value) or _TEXT


def _single(value: str, quantity: Quantity) -> Target:
    """Return the number of a value that has one, unless it is vague or lacks a clear meaning."""
    if quantity.approximate:
        return _TEXT
    inside = quantity.start > 0 and quantity.end < len(value)
    if inside and quantity.op is None and not quantity.unit:
        return _TEXT
    return _number(quantity)


def _multiple(value: str, quantities: Sequence[Quantity]) -> Target:
    if len(quantities) == 2:  # noqa: PLR2004 - the two bounds of a range
        bounds = _range(value, *quantities)
        if bounds is not None:
            return bounds
    if _is_bare_list(value, quantities):
        return SeveralTargets(parts=tuple(map(_number, quantities)))
    return _TEXT


def _number(quantity: Quantity) -> NumberTarget:
    return NumberTarget(op=quantity.op or "=", number=quantity.number, unit=quantity.unit)


def _range(value: str, low: Quantity, high: Quantity) -> RangeTarget | None:
    between = value[low.end : high.start]
    plain = low.op is None is high.op and not (low.approximate or high.approximate)
    if not plain or len(between) != 1 or between not in DASHES or low.number >= high.number:
        return None
    if low.unit != high.unit:
        return None
    return RangeTarget(low=low.number, high=high.number, unit=high.unit)


def _is_bare_list(value: str, quantities: Sequence[Quantity]) -> bool:
    """Return whether a value is quantities and separators and nothing else."""
    if quantities[0].start != 0 or quantities[-1].end != len(value):
        return False
    gaps = (value[left.end : right.start] for left, right in pairwise(quantities))
    return all(gap in _SEPARATORS for gap in gaps) and all(
        (quantity.unit or quantity.op) and not quantity.approximate for quantity in quantities
    )


def _deadline(value: str) -> DeadlineTarget | None:
    date = whole_date(value)
    return None if date is None else DeadlineTarget(year=date.year, month=date.month, day=date.day)


def _within(value: str) -> NumberTarget | None:
    """Read a whole value such as 2小时内; inside prose that is a stretch of time."""
    match = _WITHIN.fullmatch(value)
    if match is None or match[2] not in TIME_UNITS:
        return None
    return NumberTarget(op="≤", number=printed_number(match[1]), unit=match[2])


def _spelt_out(value: str) -> NumberTarget | None:
    """Read a whole value with a Chinese numeral (四场, 不少于两次, 百分之九十以上)."""
    if len(value) > _LONGEST_SPELT_OUT or CHINESE_NUMERAL.search(value) is None:
        return None
    match = _SPELT_OUT.fullmatch(value)
    if match is None:
        return None
    numeral, multiplier = _split_multiplier(match["number"])
    unit = "%" if match["percent"] else multiplier
    number = chinese_number(numeral) if unit or unit_end(match["after"], 0) else None
    return None if number is None else _in_digits(match, number, unit)


def _split_multiplier(numeral: str) -> tuple[str, str]:
    """Leave 万 and 亿 at the end of a numeral to the unit, as in 两万户."""
    short = numeral.rstrip("万亿")
    return (short, numeral[len(short) :]) if short else (numeral, "")


def _in_digits(match: re.Match[str], number: Decimal, multiplier: str) -> NumberTarget | None:
    """Read the value once more with digits; it must be one quantity from end to end."""
    before = match["before"].removeprefix("共").removeprefix("累计").removesuffix("各")
    value = f"{before}{number:f}{multiplier}{match['after']}"
    within = _within(value)
    quantities = find_quantities(value)
    if within is not None or len(quantities) != 1:
        return within
    quantity = quantities[0]
    whole = quantity.start == 0 and quantity.end == len(value)
    known = unit_end(quantity.unit, 0) == len(quantity.unit) > 0
    if not whole or not known or quantity.approximate or quantity.unit in _NAMED_BY_NUMERAL:
        return None
    return _number(quantity)
