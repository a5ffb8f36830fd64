"""Bytes of an exported file → a ledger of payments."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng_evidence.ledgers import trouble
from jiheng_evidence.ledgers.gathering import Gathered
from jiheng_evidence.ledgers.grids import open_ledger
from jiheng_evidence.ledgers.heads import find_head
from jiheng_evidence.ledgers.payments import Payment, PaymentLedger
from jiheng_evidence.ledgers.rows import LedgerRows
from jiheng_evidence.ledgers.vocabulary import folded, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Problem
    from jiheng_evidence.ledgers.grids import LedgerGrid
    from jiheng_evidence.ledgers.rows import LedgerRow


def read_payment_ledger(data: bytes, name: str, *, money_unit: str | None = None) -> PaymentLedger:
    """Return the payments of an export (.xlsx, .xls, .csv).

    Args:
        data: Bytes of the file.
        name: Its file name.
        money_unit: Unit of amounts where the file does not say it.

    Raises:
        UnreadableFile: When it is damaged, too large or of another kind.
    """
    opened = open_ledger(data, name)
    reading = _Reading(money_unit)
    for grid in opened.grids:
        reading.sheet(grid)
    if not reading.found:
        place = opened.grids[0].place(0, 0)
        reading.problems.add(trouble.no_head(place, of_payments=True))
    return PaymentLedger(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        payments=tuple(reading.payments),
        problems=(*opened.problems, *reading.problems.all()),
    )


@dataclass(slots=True)
class _Reading:
    unit: str | None
    found: bool = False
    payments: list[Payment] = field(default_factory=list)
    problems: Gathered = field(default_factory=Gathered)

    def sheet(self, grid: LedgerGrid) -> None:
        head = find_head(grid, vocabulary().payments)
        if head is None or not (head.has("paid_on", "due_on") and head.has("paid", "due")):
            return
        self.found = True
        rows = LedgerRows(grid, head, self.unit, self.problems)
        rows.problems.extend(
            trouble.unread_column(label, grid.place(head.row, index))
            for index, label in head.unnamed.items()
        )
        payments = list(_payments(rows))
        self.payments.extend(payments)
        self.problems.extend(_unknown_unit(payments))


def _payments(rows: LedgerRows) -> Iterator[Payment]:
    above: Payment | None = None
    for row in rows:
        if row.is_sum() is None:
            payment = _payment(row, above)
            if payment is not None:
                above = payment
                yield payment


def _payment(row: LedgerRow, above: Payment | None) -> Payment | None:
    paid, due = row.money("paid"), row.money("due")
    paid_on, due_on = row.day("paid_on"), row.day("due_on")
    if paid is None and due is None:
        words = " ".join(str(cell) for cell in row.cells if cell is not None)
        row.rows.problems.add(trouble.unread_row(words, row.place()))
        return None
    code, name = row.text("code"), row.text("name")
    if not (code or name) and above is not None:
        code, name = above.code, above.name
    state = row.text("state")
    read = {"paid_on": paid_on, "paid": paid, "due_on": due_on, "due": due}
    return Payment(
        code=code,
        name=name,
        organization=row.text("organization"),
        number=row.text("number"),
        paid_on=paid_on,
        payee=row.text("payee"),
        paid=paid,
        due_on=due_on,
        due=due,
        due_payee=row.text("due_payee"),
        undone=state is not None and folded(state) in vocabulary().undone,
        unread=frozenset(role for role, said in read.items() if said is None and row.holds(role)),
        place=row.place(),
    )


def _unknown_unit(payments: list[Payment]) -> Iterator[Problem]:
    for payment in payments:
        for money in (payment.paid, payment.due):
            if money is not None and money.unit is None and money.place is not None:
                yield trouble.unknown_unit(money.place)
                return
