"""Money of several projects in one unit, and its sums: exact, and unknown where a part is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from jiheng.model import Funding, FundingLine, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.model import Row

MONEY_UNIT = "万元"
YUAN: Mapping[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""What a unit of money is worth."""

FIELDS = ("total", "fiscal_appropriation", "special_account", "other")
_LINE_FIELDS = ("amount", "initial_budget", "budget", "executed", "forecast")
_Money = TypeVar("_Money", Funding, FundingLine)


def has_money(row: Row) -> bool:
    """Return whether a row says any amount of money."""
    of_lines = any(getattr(line, name) is not None for line in row.lines for name in _LINE_FIELDS)
    of_funding = row.funding is not None and any(
        getattr(row.funding, name) is not None for name in FIELDS
    )
    return of_lines or of_funding


def fits(row: Row, unit: str | None, wanted: str | None) -> bool:
    """Return whether the money of a row can be said in a unit."""
    return unit == wanted or not has_money(row) or (unit in YUAN and wanted in YUAN)


def converted(row: Row, unit: str | None, wanted: str | None) -> Row:
    """Return a row with its money in another unit; without money where either is not known."""
    if unit == wanted or not has_money(row):
        return row
    if unit not in YUAN or wanted not in YUAN:
        return replace(row, funding=None, lines=(), tasks=tuple(map(_without_money, row.tasks)))
    factor = YUAN[unit or ""] / YUAN[wanted or ""]
    return replace(
        row,
        funding=_times(row.funding, FIELDS, factor) if row.funding else None,
        lines=tuple(_times(line, _LINE_FIELDS, factor) for line in row.lines),
        tasks=tuple(
            replace(task, funding=_times(task.funding, FIELDS, factor)) if task.funding else task
            for task in row.tasks
        ),
    )


def summed(rows: Iterable[Row]) -> Funding | None:
    """Return the money of projects together; None when none has any.

    An amount is unknown when that of one project is: what is not known is never taken for nought,
    unless the sources a project does name make up its total.
    """
    all_money = [row.funding for row in rows]
    if all(funding is None for funding in all_money):
        return None
    known = [funding or Funding() for funding in all_money]
    return Funding(**{name: _sum(known, name) for name in FIELDS})


def total_line(row: Row) -> FundingLine | None:
    """Return the line of all money in a form that prints money line by line; it is the first."""
    return row.lines[0] if row.lines else None


def executed_of(row: Row) -> Decimal | None:
    """Return what was spent of the money of a project; None: not known."""
    line = total_line(row)
    return line.executed if line else None


def _sum(fundings: list[Funding], name: str) -> Decimal | None:
    if all(getattr(funding, name) is None for funding in fundings):
        return None
    amounts = [_amount(funding, name) for funding in fundings]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _amount(funding: Funding, name: str) -> Decimal | None:
    said: Decimal | None = getattr(funding, name)
    sources = funding.sources()
    if said is None and name != "total" and sources and sum(sources) == funding.total:
        return Decimal(0)
    return said


def _times(money: _Money, names: Iterable[str], factor: Decimal) -> _Money:
    found = {name: getattr(money, name) for name in names}
    changed = {name: amount * factor for name, amount in found.items() if amount is not None}
    return replace(money, **changed)


def _without_money(task: Task) -> Task:
    return replace(task, funding=None)
