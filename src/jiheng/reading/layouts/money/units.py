"""Amounts that print a unit of their own, in the unit of money of their table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from jiheng.model import Funding, FundingLine
from jiheng.reading.layouts.drafts import unit_of
from jiheng.reading.layouts.words.label_units import unit_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.model import Row, Traced
    from jiheng.reading.layouts.heads.head import Column

_YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""Unit → what it is in 元."""

_NONE: Mapping[str, str] = MappingProxyType({})

_AMOUNTS = ("amount", "initial_budget", "budget", "executed", "forecast")
_OUT_OF_SCALE = 1000
"""Times by which no part of an amount is smaller than the whole, unless its unit is another."""

_FUNDS = ("total", "fiscal_appropriation", "special_account", "other")

_Money = TypeVar("_Money", Funding, FundingLine)


def in_unit(row: Row, unit: Traced | None, heads: Mapping[str, str] = _NONE) -> Row:
    """Return a row whose amounts are all in a unit: 5000元 is 0.5 in a table in 万元.

    `heads` are the units that the columns of funds state.
    """
    if unit is None:
        return row
    stated = {id(row.traces[name]): own for name, own in heads.items() if name in row.traces}
    labels = stated | _units_of_labels(row)
    lines = tuple(
        _converted(line, _AMOUNTS, line.traces, (unit.text, labels)) for line in row.lines
    )
    funding = row.funding and _converted(row.funding, _FUNDS, row.traces, (unit.text, labels))
    if lines == row.lines and funding == row.funding:
        return row
    return replace(row, funding=funding, lines=lines)


def units_of_heads(columns: Iterable[Column]) -> dict[str, str]:
    """Return the units that heads of columns of funds state in brackets: 预算金额（元）."""
    found = {c.role: unit_in(c.label) for c in columns if c.role and c.role in _FUNDS}
    return {role: said for role, said in found.items() if said}


def without_unit(rows: Iterable[Row]) -> list[Traced]:
    """Return the amounts that print no unit, where others of a table without a unit print one.

    Nothing is in every unit; an amount whose label states a unit has one.
    """
    bare: dict[int, Traced] = {}
    known = False
    for row in rows:
        labels = _units_of_labels(row)
        sums = [(row.traces.get(name), getattr(row.funding, name, None)) for name in _FUNDS]
        for line in row.lines:
            sums.extend((line.traces.get(name), getattr(line, name)) for name in _AMOUNTS)
        for trace, amount in sums:
            if trace and (unit_of(trace) or id(trace) in labels):
                known = True
            elif trace and amount:
                bare[id(trace)] = trace
    return list(bare.values()) if known else []


def beside_other_unit(rows: Iterable[Row], unit: str) -> list[Traced]:
    """Return the amounts without a unit that are out of scale beside one whose label states one.

    Nobody knows whether 财政拨款 300 under 资金总额（万元）500 counts in 万元, in a table in 元;
    beside 资金总额（元）1000000 in a table in 万元 it does, as the table says.
    """
    bare: list[Traced] = []
    for row in rows:
        labels = {at: own for at, own in _units_of_labels(row).items() if own in _YUAN}
        if unit not in _YUAN or set(labels.values()) <= {unit}:
            continue
        sums = [
            (line.traces[name], getattr(line, name))
            for line in row.lines
            for name in _AMOUNTS
            if name in line.traces and getattr(line, name)
        ]
        stated = [n * _YUAN[labels[id(at)]] / _YUAN[unit] for at, n in sums if id(at) in labels]
        most = max(stated, default=Decimal(0))
        own = (at for at, n in sums if not most / _OUT_OF_SCALE <= n <= most)
        bare += [at for at in own if id(at) not in labels and not unit_of(at)]
    return bare


def _units_of_labels(row: Row) -> dict[int, str]:
    """Return the units that labels state for the amounts beside them: 资金总额（元）."""
    found: dict[int, str] = {}
    for line in row.lines:
        said = unit_in(line.label)
        if said:
            found.update((id(line.traces[n]), said) for n in _AMOUNTS if n in line.traces)
    return found


def _converted(
    money: _Money,
    names: tuple[str, ...],
    traces: Mapping[str, Traced],
    units: tuple[str, Mapping[int, str]],
) -> _Money:
    changed = {}
    unit, labels = units
    for name, trace in traces.items():
        amount = getattr(money, name) if trace and name in names else None
        if amount is None:
            continue
        own = unit_of(trace).text or labels.get(id(trace), "")
        if own != unit and own in _YUAN and unit in _YUAN:
            changed[name] = amount * (_YUAN[own] / _YUAN[unit])
    return replace(money, **changed) if changed else money
