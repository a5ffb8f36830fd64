"""A ledger of the budget and figures of water: evidence of measures that are queries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import RowKind
from jiheng_evidence.demonstration.files import LABEL
from jiheng_evidence.ledgers.budget import BudgetLedger, BudgetLine
from jiheng_evidence.ledgers.money import Money, worth_of
from jiheng_evidence.ledgers.writing import budget_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.model import Row, TargetTable
    from jiheng_evidence.demonstration.dice import Dice
    from jiheng_evidence.demonstration.groups import Record
    from jiheng_evidence.ledgers.writing import Cells
    from jiheng_evidence.measures.model import MeasureFile

_UNIT = "元"
_MONTHS = range(1, 13)
_WATER = (("工业用水重复利用量", 8600), ("工业新水取用量", 1400))


def budget_rows_of(
    tables: Sequence[TargetTable], year: int, noughts: Iterable[str], dice: Dice
) -> list[Cells]:
    """Return a ledger of all projects of some tables, in the shape in which systems export it.

    Args:
        tables: The money of projects is theirs where they print it.
        year: The fiscal year.
        noughts: Projects whose budget is nought.
        dice: For what is spent.
    """
    empty = set(noughts)
    lines = [
        _line(row, table.money_unit, dice, nought=row.name in empty)
        for table in tables
        for row in table.rows
        if row.kind is RowKind.PROJECT
    ]
    ledger = BudgetLedger(
        name="budget.xlsx", fiscal_year=year, as_of=date(year, 12, 31), lines=tuple(lines)
    )
    rows = budget_rows(ledger, _UNIT)
    return [[*rows[0], LABEL], *rows[1:]]


def _line(row: Row, unit: str | None, dice: Dice, *, nought: bool) -> BudgetLine:
    printed = row.funding.total if row.funding else None
    worth = worth_of(unit)
    if nought:
        budget = 0
    elif printed is not None and worth is not None:
        budget = int(printed * worth)
    else:
        budget = dice.between(10, 400) * 10_000
    paid = budget * dice.between(960, 999) // 1000
    months = dict(zip(_MONTHS, dice.split(paid, len(_MONTHS)), strict=True))
    return BudgetLine(
        name=row.name,
        organization=row.organization,
        initial=_money(budget),
        budget=_money(budget),
        paid=_money(paid),
        months={month: _money(amount) for month, amount in months.items()},
    )


def _money(amount: int) -> Money:
    return Money(amount=Decimal(amount), unit=_UNIT)


def water(file: MeasureFile, dice: Dice) -> list[Record]:
    """Return how much water of industry was used again and how much was new, month by month."""
    wanted = [m.query for m in file.measures if m.query and _WATER[0][0] in m.query]
    if not wanted:
        return []
    return [
        {
            "item": item,
            "month": date(file.fiscal_year, month, 28),
            "amount": Decimal(usual + dice.between(-usual // 100, usual // 100)),
        }
        for item, usual in _WATER
        for month in _MONTHS
    ]
