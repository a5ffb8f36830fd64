"""Printed target values (指标值) to targets a machine can judge.

A value that is one quantity, whole or inside prose, is a number. Prose with several numbers, with
a vague one or with none stays text: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.denials import is_denied
from jiheng.language.patterns import seldom
from jiheng.language.quantities import DASHES, find_quantities
from jiheng.model.target import (
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    TextTarget,
)
from jiheng.reading.grammar.whole import (
    completed,
    deadline,
    not_to_happen,
    number_of,
    signed,
    spelt_out,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.language.quantities import Quantity
    from jiheng.model.target import Target

_LONGEST_VALUE = 2_000
_REPEATED, _REMEMBERED = 40, 4096
"""Characters of values such as ≥95%, which forms print over and over, and how many are kept."""

_ENDS = "。；;，,、：: \t\r\n\u3000"
_SEPARATORS = frozenset(("，", ",", "、", "；", ";", "和", "及", "/"))
_BOTH = frozenset(("且", "，且", ",且", "并", "，", ",", "、", "同时"))
_PARTS = re.compile("[；;]")
# 1 000 may be one number or two; any other gap says nothing.
_SPACE = re.compile(r"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])|(?<=\d)\s+(?=[A-Za-z])")
_POINT_BEFORE = re.compile(r"(?:^|[≥≤<>=＜＞＝])[.．]$")
_ORDERS = frozenset("≥≧≤≦<＜>＞")
_NOT_EQUAL = frozenset("≠≈≒")
"""Signs that no target has: what they ask for stays text."""

_RELATED = seldom(
    r"(?:不?(?:得)?(?:低|少|小|高|多|大|优)于|不?(?:得)?超过|至少|至多)[^，,；;。、：:]{0,6}"
    r"(?:上年|去年|上一年|同期|往年|历年|前[一二两三]年|平均|全[国省市]|计划|预算|基数)[^，,；;。、：:]{0,6}$"
)
"""A bound that something else sets, of which the number is a part: 不低于上年的95%."""

_FROM = seldom(r"(?:由|从)(?:原来|原先|原|目前|现在|上年|去年)?的?$")
_RAISED = seldom(r"(?:提高|提升|增长|增加|上升|扩大|延长|升)[至到]")

_NEGATIVE = re.compile(r"负(?=\d)")
_COMMAS = frozenset("，,")
_TEXT = TextTarget()


def read_target(text: str) -> Target:
    """Return what a printed value asks for; never raises.

    A number keeps its printed unit (30万户 → 30, 万户) and precision. Values longer than 2,000
    characters are text without being looked at.
    """
    if len(text) > _LONGEST_VALUE:
        return _TEXT
    return _known(text) if len(text) <= _REPEATED else _target(text)


def _target(text: str) -> Target:
    value = _SPACE.sub("", text.strip(_ENDS)).rstrip(".")
    if value.startswith("负"):
        value = _NEGATIVE.sub("-", value, count=1)
    date = deadline(value)
    if date is not None:
        return date
    quantities = find_quantities(value)
    if len(quantities) == 1:
        return _single(value, quantities[0])
    if quantities:
        return _multiple(value, quantities)
    return within(value) or signed(value) or spelt_out(value) or _TEXT


_known = lru_cache(maxsize=_REMEMBERED)(_target)


def _single(value: str, found: Quantity) -> Target:
    """Return the number of a value that has one, unless it is vague or lacks a clear meaning."""
    quantity = completed(value, found)
    if is_denied(value, quantity):
        return not_to_happen(quantity) or _TEXT
    if value[quantity.start - 1 : quantity.start] == "±" or value.startswith("正负"):
        return _around(value, quantity)
    if (
        quantity.approximate
        or _is_cut_off(value, quantity)
        or _RELATED.search(value, 0, quantity.start)
    ):
        return _TEXT
    inside = quantity.start > 0 and quantity.end < len(value)
    if inside and quantity.op is None and not quantity.unit:
        return _TEXT
    return number_of(quantity)


def _around(value: str, quantity: Quantity) -> Target:
    """Read how far something may be off, to both sides: ±5%以内."""
    if value[: quantity.start] not in ("±", "正负") or quantity.end < len(value):
        return _TEXT
    return RangeTarget(low=-quantity.number, high=quantity.number, unit=quantity.unit)


def _is_cut_off(value: str, quantity: Quantity) -> bool:
    """Return whether a sign or point beside a quantity belongs to it in a way nobody can tell."""
    return (
        (quantity.op is None and value[0] in _ORDERS)
        or value[quantity.start - 1 : quantity.start] in _NOT_EQUAL
        or _POINT_BEFORE.search(value, 0, quantity.start) is not None
        or value[quantity.end : quantity.end + 1] in _ORDERS
        or value.startswith(("（不含", "(不含"), quantity.end)
    )


def _multiple(value: str, quantities: Sequence[Quantity]) -> Target:
    if any(is_denied(value, quantity) for quantity in quantities):
        return _TEXT
    if len(quantities) == 2:  # noqa: PLR2004 - the two bounds of a range
        bounds = _range(value, *quantities) or _between(value, *quantities)
        if bounds is not None:
            return bounds
        if _is_restated(value, *quantities):
            return number_of(quantities[0])
        if _is_brought(value, *quantities):
            return number_of(quantities[1])
    if _is_bare_list(value, quantities):
        return SeveralTargets(parts=tuple(map(number_of, quantities)))
    parts = tuple(map(_whole_part, _PARTS.split(value)))
    known = tuple(part for part in parts if part is not None)
    return SeveralTargets(parts=known) if len(parts) == len(known) > 1 else _TEXT


def _whole_part(value: str) -> NumberTarget | RangeTarget | None:
    """Return what a part of a list asks for if it is a quantity or a range and nothing else."""
    quantities = find_quantities(value)
    if not quantities or quantities[0].start > 0 or quantities[-1].end < len(value):
        return None
    if len(quantities) == 2:  # noqa: PLR2004 - the two bounds of a range
        return _range(value, *quantities)
    quantity = quantities[0]
    plain = len(quantities) == 1 and (quantity.unit or quantity.op) and not quantity.approximate
    return number_of(quantity) if plain else None


def _is_restated(value: str, first: Quantity, second: Quantity) -> bool:
    """Return whether a bracket says that the bound itself counts, as in ≥5%（含5%）."""
    return (
        value[first.end : second.start] in ("（含", "(含")
        and value[second.end :] in ("）", ")")
        and (first.number, first.unit) == (second.number, second.unit)
        and first.start == 0
        and not first.approximate
    )


def _is_brought(value: str, first: Quantity, second: Quantity) -> bool:
    """Return whether a value says from which number something is brought to which."""
    if first.op is not None or first.approximate or second.approximate:
        return False
    between = value[first.end : second.start]
    moved = (second.lowered and not between) or _RAISED.fullmatch(between)
    told = first.unit == second.unit and second.end == len(value)
    return bool(moved and told and _FROM.search(value, 0, first.start))


def _range(value: str, low: Quantity, high: Quantity) -> RangeTarget | None:
    between = value[low.end : high.start]
    free = low.op is None or low.lowered
    plain = free and high.op is None and not (low.approximate or high.approximate)
    if not plain or len(between) != 1 or between not in DASHES or low.number >= high.number:
        return None
    if low.unit != high.unit:
        return None
    return RangeTarget(low=low.number, high=high.number, unit=high.unit)


def _between(value: str, low: Quantity, high: Quantity) -> RangeTarget | None:
    """Read two bounds with their signs: ≥5个且≤10个."""
    whole = low.start == 0 and high.end == len(value) and low.unit in (high.unit, "")
    plain = low.op == "≥" and high.op == "≤" and not (low.approximate or high.approximate)
    joined = value[low.end : high.start] in _BOTH
    if not (whole and plain and joined) or low.number > high.number:
        return None
    return RangeTarget(low=low.number, high=high.number, unit=high.unit)


def _is_bare_list(value: str, quantities: Sequence[Quantity]) -> bool:
    """Return whether a value is quantities and separators and nothing else."""
    if quantities[0].start != 0 or quantities[-1].end != len(value):
        return False
    gaps = [value[left.end : right.start] for left, right in pairwise(quantities)]
    if any(
        gap in _COMMAS and not left.unit and value[right.start].isdigit()
        for gap, (left, right) in zip(gaps, pairwise(quantities), strict=True)
    ):
        return False  # 1,000,00: digits that somebody grouped amiss
    return all(gap in _SEPARATORS for gap in gaps) and all(
        (quantity.unit or quantity.op) and not quantity.approximate for quantity in quantities
    )
