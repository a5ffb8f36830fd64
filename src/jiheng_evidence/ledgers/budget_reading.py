"""Bytes of an exported file → a ledger of the budget."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from jiheng_evidence.ledgers import trouble
from jiheng_evidence.ledgers.budget import AMOUNTS, BudgetLedger, BudgetLine, SumLine
from jiheng_evidence.ledgers.doubts import doubts, key_of
from jiheng_evidence.ledgers.entries import read_month
from jiheng_evidence.ledgers.gathering import Gathered
from jiheng_evidence.ledgers.grids import open_ledger
from jiheng_evidence.ledgers.heads import find_head
from jiheng_evidence.ledgers.rows import LedgerRows
from jiheng_evidence.ledgers.sums import SumCheck, amounts_of, without_hidden_sums
from jiheng_evidence.ledgers.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng_evidence.ledgers.grids import LedgerGrid
    from jiheng_evidence.ledgers.heads import LedgerHead
    from jiheng_evidence.ledgers.money import Money
    from jiheng_evidence.ledgers.rows import LedgerRow

_OF_PROJECTS = ("code", "name")
_OF_MONEY = (*AMOUNTS, "paid_so_far", "paid_in_month")


def read_budget_ledger(data: bytes, name: str, *, money_unit: str | None = None) -> BudgetLedger:
    """Return the budget execution of an export (.xlsx, .xls, .csv).

    Args:
        data: Bytes of the file.
        name: Its file name.
        money_unit: Unit of amounts where the file does not say it.

    Raises:
        UnreadableFile: When it is damaged, too large or of another kind.
    """
    opened = open_ledger(data, name)
    reading = _Reading(name, money_unit)
    for grid in opened.grids:
        reading.sheet(grid)
    ledger = reading.ledger(opened.grids)
    problems = (*opened.problems, *ledger.problems)
    return replace(ledger, sha256=hashlib.sha256(data).hexdigest(), problems=problems)


def _label(grid: LedgerGrid, head: LedgerHead, column: int) -> str:
    """Return what names a column: the lowest cell of the head that says anything over it."""
    lines = reversed(grid.rows[: head.row + 1])
    cells = (line[column] for line in lines if column < len(line))
    return next((str(cell) for cell in cells if cell is not None), "")


@dataclass(slots=True)
class _Reading:
    name: str
    unit: str | None
    heads: list[LedgerHead] = field(default_factory=list)
    lines: list[BudgetLine] = field(default_factory=list)
    sums: list[SumLine] = field(default_factory=list)
    problems: Gathered = field(default_factory=Gathered)

    def sheet(self, grid: LedgerGrid) -> None:
        head = find_head(grid, vocabulary().budget)
        if head is None or not (head.has(*_OF_PROJECTS) and head.has(*_OF_MONEY)):
            return
        self.heads.append(head)
        rows = LedgerRows(grid, head, self.unit, self.problems)
        rows.problems.extend(
            trouble.unread_column(label, grid.place(head.row, index))
            for index, label in head.unnamed.items()
        )
        if not head.has("month"):
            rows.problems.extend(
                trouble.unread_column(_label(grid, head, index), grid.place(head.row, index))
                for index, column in head.columns.items()
                if column.role == "paid_in_month"
            )
        check = SumCheck()
        lines = []
        for item in without_hidden_sums(list(_items(rows)), rows.problems):
            if isinstance(item, SumLine):
                self.sums.append(item)
                check.sum(item)
            else:
                lines.append(item)
                check.line(amounts_of(item))
        self.lines.extend(_by_project(lines, rows) if head.has("month") else lines)
        self.problems.extend(check.problems())

    def ledger(self, grids: Iterable[LedgerGrid]) -> BudgetLedger:
        if not self.heads:
            place = next(iter(grids)).place(0, 0)
            return BudgetLedger(
                name=self.name, problems=(trouble.no_head(place, of_payments=False),)
            )
        ledger = BudgetLedger(
            name=self.name,
            fiscal_year=next((head.fiscal_year for head in self.heads if head.fiscal_year), None),
            as_of=next((head.as_of for head in self.heads if head.as_of), None),
            lines=tuple(self.lines),
            sums=tuple(self.sums),
        )
        self.problems.extend(doubts(ledger))
        return replace(ledger, problems=self.problems.all())


def _items(rows: LedgerRows) -> Iterator[BudgetLine | SumLine]:
    above: BudgetLine | None = None
    for row in rows:
        said = row.is_sum()
        if said is not None:
            above = None
            yield SumLine(label=said, amounts=_amounts(row), place=row.place())
        elif not row.is_part():
            line = _line(row, above)
            if line is not None:
                above = line
                yield line


def _amounts(row: LedgerRow) -> dict[str, Money]:
    """Return the amounts of a row that sums others, under the names of `amounts_of`."""
    found = {}
    for index, column in row.rows.head.columns.items():
        if column.role in _OF_MONEY and index < len(row.cells):
            money = row.money_at(index, column)
            if money is not None:
                role = "paid" if column.role == "paid_so_far" else column.role
                found[f"month-{column.month}" if column.month else role] = money
    return found


def _line(row: LedgerRow, above: BudgetLine | None) -> BudgetLine | None:
    code, name = row.text("code"), row.text("name")
    organization, source = row.text("organization"), row.text("source")
    months, paid = _months(row), row.money("paid_so_far")
    if row.rows.head.has("month"):
        months = _of_month(row)
    elif paid is None:
        paid = row.money("paid")
    amounts = {role: row.money(role) for role in AMOUNTS if role != "paid"} | {"paid": paid}
    has_money = bool(months) or any(amounts.values())
    goes_on = has_money and bool(source or row.text("month"))
    if not (code or name) and goes_on and above is not None:
        code, name = above.code, above.name
    if not (code or name or has_money):
        words = " ".join(str(cell) for cell in row.cells if cell is not None)
        row.rows.problems.add(trouble.unread_row(words, row.place()))
        return None
    return BudgetLine(
        code=code,
        name=name or "",
        organization=organization or (above.organization if above else None),
        source=source,
        months=months,
        through=next((column.through for _, column in row.columns("paid_so_far")), None),
        place=row.place("code" if code else "name"),
        **amounts,
    )


def _months(row: LedgerRow) -> dict[int, Money]:
    found = {}
    for index, column in row.columns("paid"):
        money = row.money_at(index, column) if column.month else None
        if column.month and money is not None:
            found[column.month] = money
    return found


def _of_month(row: LedgerRow) -> dict[int, Money]:
    """Return what a row of one month says was paid in it."""
    said = row.text("month")
    month = read_month(said) if said else None
    if month is None:
        row.rows.problems.add(trouble.unread_day(said or "", row.place("month")))
        return {}
    paid = row.money("paid_in_month") or row.money("paid")
    return {month[1]: paid} if paid else {}


def _by_project(lines: list[BudgetLine], rows: LedgerRows) -> Iterator[BudgetLine]:
    """Put the rows of one project and several months together."""
    found: dict[tuple[str, ...], BudgetLine] = {}
    for line in lines:
        key = key_of(line)
        before = found.get(key)
        found[key] = line if before is None else _together(before, line, rows)
    yield from found.values()


def _together(before: BudgetLine, line: BudgetLine, rows: LedgerRows) -> BudgetLine:
    for name in ("initial", "budget"):
        old, new = getattr(before, name), getattr(line, name)
        if old is not None and new is not None and old != new:
            rows.problems.add(trouble.budget_differs(line.name, new.place))
            break
    kept: dict[str, Any] = {name: getattr(line, name) or getattr(before, name) for name in AMOUNTS}
    months = dict(before.months)
    for month, money in line.months.items():
        earlier = months.get(month)
        months[month] = (
            money if earlier is None else replace(money, amount=earlier.amount + money.amount)
        )
    return replace(before, months=months, **kept)
