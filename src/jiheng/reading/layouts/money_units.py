"""Amounts that print a unit of their own, in the unit of money of their table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from jiheng.model import Funding, FundingLine
from jiheng.reading.layouts.drafts import unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Row, Traced

_YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""Unit → what it is in 元."""

_AMOUNTS = ("amount", "initial_budget", "budget", "executed", "forecast")
_FUNDS = ("total", "fiscal_appropriation", "special_account", "other")

_Money = TypeVar("_Money", Funding, FundingLine)


def in_unit(row: Row, unit: Traced | None) -> Row:
    """Return a row whose amounts are all in a unit: 5000元 is 0.5 in a table in 万元."""
    if unit is None:
        return row
    lines = tuple(_converted(line, _AMOUNTS, line.traces, unit.text) for line in row.lines)
    funding = row.funding and _converted(row.funding, _FUNDS, row.traces, unit.text)
    if lines == row.lines and funding == row.funding:
        return row
    return replace(row, funding=funding, lines=lines)


def _converted(
    money: _Money, names: tuple[str, ...], traces: Mapping[str, Traced], unit: str
) -> _Money:
    changed = {}
    for name in names:
        amount = getattr(money, name)
        own = unit_of(traces[name]).text if name in traces else ""
        if amount is not None and own != unit and own in _YUAN and unit in _YUAN:
            changed[name] = amount * (_YUAN[own] / _YUAN[unit])
    return replace(money, **changed) if changed else money
