"""A printed value with the sign and the unit in cells of their own → its target."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.comparators import as_lead, lead
from jiheng.language.directions import bound_of
from jiheng.model import NumberTarget
from jiheng.reading.grammar.targets import read_target

if TYPE_CHECKING:
    from jiheng.model import Target

_DIGIT = re.compile(r"\d")


def read_value(
    value: str | None, *, sign: str | None = None, unit: str | None = None
) -> Target | None:
    """Return what a value asks for, together with what a form prints beside it; None of nothing.

    Args:
        value: 年度指标值, else 实施周期指标值, as printed.
        sign: 指标性质, as a sign or in words, or 指标方向, which bounds a bare number (反向: at
            most); left out of account where it is neither, or the value has its own.
        unit: 计量单位; left out of account where the value ends in one.
    """
    if not value:
        return None
    number = _DIGIT.search(value)
    if sign and number and lead(value, number.start(), 0).op is None:
        value = as_lead(sign) + value
    if unit and not value.endswith(unit) and value[-1:].isdigit():
        value += unit
    return _directed(read_target(value), sign)


def _directed(target: Target, sign: str | None) -> Target:
    """Return a target whose bare number a direction beside it makes a bound: 反向, 越大越好."""
    bound = bound_of(sign or "")
    if not bound or not isinstance(target, NumberTarget) or target.op != "=":
        return target
    return replace(target, op=bound)
