"""What the values of a ledger of the budget say against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_evidence.ledgers import trouble
from jiheng_evidence.ledgers.money import sum_in_yuan
from jiheng_evidence.ledgers.sums import amounts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Problem
    from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
    from jiheng_evidence.ledgers.money import Money

_HALF = 50
"""Half of the last digit of 万元 with two decimals, in 元."""


def key_of(line: BudgetLine) -> tuple[str, ...]:
    """Return what tells a line from others: project, organization and source of funds."""
    return (line.code or line.name, line.organization or "", line.source or "")


def doubts(ledger: BudgetLedger) -> Iterator[Problem]:
    """Yield amounts of unknown unit, months that differ or are empty, too much paid, doubles."""
    first = next((line for line in ledger.lines if line.place), None)
    amounts = [money for line in ledger.lines for money in amounts_of(line).values()]
    unknown = next((money for money in amounts if money.unit is None and money.place), None)
    if unknown is not None and unknown.place is not None:
        yield trouble.unknown_unit(unknown.place)
    sheets: dict[tuple[str, ...], str | None] = {}
    seen: set[tuple[tuple[str, ...], frozenset[tuple[str, Money]]]] = set()
    for line in ledger.lines:
        yield from _months_differ(line)
        yield from _overspent(line)
        key = key_of(line)
        sheet = line.place.sheet if line.place else None
        said = key, frozenset(amounts_of(line).items())
        if sheets.setdefault(key, sheet) != sheet:
            yield trouble.repeated_project(line.name, line.place)
        elif said in seen and any(money.amount for _, money in said[1]):
            yield trouble.repeated_row(line.name, line.place)
        seen.add(said)
    paid = {month for line in ledger.lines for month, money in line.months.items() if money.amount}
    if first is not None and first.place is not None and paid:
        for month in range(1, max(paid)):
            if month not in paid:
                yield trouble.empty_month(month, first.place)


def _overspent(line: BudgetLine) -> Iterator[Problem]:
    """Yield that more was paid than the budget holds (资金不得超预算支付)."""
    budget = line.full_year()
    if budget is None and line.initial is not None and line.adjustment is None:
        budget = line.initial.yuan()
    paid = sum_in_yuan(line.months.values()) if line.months else None
    if paid is None and line.paid is not None:
        paid = line.paid.yuan()
    if paid is not None and budget is not None and paid > budget:
        yield trouble.overspent(line.name, f"{paid:f}", f"{budget:f}", line.place)


def _months_differ(line: BudgetLine) -> Iterator[Problem]:
    paid = line.paid.yuan() if line.paid else None
    months = sum_in_yuan(line.months.values())
    if paid is None or months is None or paid == months:
        return
    exact = line.paid is not None and line.paid.unit == "元"
    rounded = 0 if exact else _HALF * (len(line.months) + 1)
    if abs(paid - months) > rounded:
        yield trouble.wrong_months(line.name, f"{paid:f}", f"{months:f}", line.place)
