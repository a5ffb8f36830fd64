"""Whether promised money came right and in time: 兑现资金发放准确率, 政策兑现及时率."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.model import Actual, Evidence, ShareActual
from jiheng_evidence.ledgers.vocabulary import folded

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jiheng_evidence.ledgers.money import Money
    from jiheng_evidence.ledgers.payments import Payment, PaymentLedger


class CountedBy(StrEnum):
    """What a share of payments counts: 笔数, 金额."""

    PAYMENTS = "payments"
    MONEY = "money"


_OF_ACCURACY = frozenset({"paid_on", "paid", "due"})
_OF_TIMELINESS = frozenset({"paid_on", "due_on"})
"""What a share takes: none can be told of a payment of which one of these cannot be read."""
_WHAT_WAS_DUE = frozenset({"due_on", "due"})


def payment_accuracy(
    ledger: PaymentLedger,
    cut_off: date,
    project: str | None = None,
    *,
    counted_by: CountedBy = CountedBy.PAYMENTS,
) -> Actual | None:
    """Return 兑现资金发放准确率: of what was paid by a day, the share of right amount and payee.

    Payments of which no amount due is said cannot be judged and do not count, nor do those of
    which an amount or the day of payment cannot be read. None when the ledger holds nothing that
    could be judged at all; without any payment made, nought of nought.
    """
    asked = [
        payment
        for payment in _of(ledger, project)
        if payment.due is not None and not _hides(payment, _OF_ACCURACY)
    ]
    made = [payment for payment in asked if payment.is_paid_by(cut_off)]
    return _share(ledger, asked, made, is_right, ("准确率", cut_off, counted_by))


def payment_timeliness(
    ledger: PaymentLedger,
    cut_off: date,
    project: str | None = None,
    *,
    counted_by: CountedBy = CountedBy.PAYMENTS,
) -> Actual | None:
    """Return 政策兑现及时率: of what was due by a day, the share paid not later than due.

    What was due and never paid counts as late; of what was paid on a day that cannot be read,
    nobody knows, and it does not count. None when the ledger says no day at all on which anything
    was due.
    """
    hidden = _OF_TIMELINESS | ({"due"} if counted_by is CountedBy.MONEY else frozenset())
    asked = [
        payment
        for payment in _of(ledger, project)
        if payment.due_on is not None and not _hides(payment, hidden)
    ]
    due = [payment for payment in asked if payment.due_on and payment.due_on <= cut_off]
    return _share(ledger, asked, due, is_in_time, ("及时率", cut_off, counted_by))


def is_right(payment: Payment) -> bool:
    """Whether the amount due was paid, and to whom it was due where that is said."""
    if payment.paid is None or payment.due is None or payment.undone:
        return False
    due_payee = payment.due_payee
    if due_payee is not None and folded(payment.payee or "") != folded(due_payee):
        return False
    if payment.paid.unit == payment.due.unit:
        return payment.paid.amount == payment.due.amount
    paid = payment.paid.yuan()
    return paid is not None and paid == payment.due.yuan()


def is_in_time(payment: Payment) -> bool:
    """Whether it was paid on the day it was due, or before."""
    return payment.due_on is not None and payment.is_paid_by(payment.due_on)


def is_undetermined(payment: Payment) -> bool:
    """Whether a day or an amount cannot be read, so that a share leaves it out."""
    return _hides(payment, _OF_ACCURACY | _OF_TIMELINESS)


def undetermined(ledger: PaymentLedger, project: str | None = None) -> int:
    """Return how many payments a share leaves out for a day or an amount that cannot be read."""
    return sum(map(is_undetermined, _of(ledger, project)))


def _hides(payment: Payment, roles: frozenset[str]) -> bool:
    """Whether something is unread that decides; of money that has not left, only what was due."""
    decides = roles & _WHAT_WAS_DUE if payment.undone else roles
    return bool(payment.unread & decides)


def _of(ledger: PaymentLedger, project: str | None) -> list[Payment]:
    return [p for p in ledger.payments if project is None or project in (p.code, p.name)]


def _share(
    ledger: PaymentLedger,
    asked: list[Payment],
    counted: list[Payment],
    holds: Callable[[Payment], bool],
    words: tuple[str, date, CountedBy],
) -> Actual | None:
    if not asked:
        return None
    what, cut_off, counted_by = words
    good = [payment for payment in counted if holds(payment)]
    above, below = _measured(good, counted_by), _measured(counted, counted_by)
    if above is None or below is None:
        return None
    evidence = Evidence(
        source=ledger.name,
        sha256=ledger.sha256,
        query=f"{what}（{counted_by}） ≤{cut_off}",
        rows=len(counted),
    )
    value = ShareActual(numerator=above, denominator=below)
    return Actual(value=value, as_of=cut_off, sample=len(counted), evidence=(evidence,))


def _measured(payments: list[Payment], counted_by: CountedBy) -> Decimal | None:
    """Return how many payments there are, or the money due; None when that is unknown."""
    if counted_by is CountedBy.PAYMENTS:
        return Decimal(len(payments))
    total = Decimal(0)
    for payment in payments:
        amount = _yuan(payment.due or payment.paid)
        if amount is None:
            return None
        total += amount
    return total


def _yuan(money: Money | None) -> Decimal | None:
    return money.yuan() if money else None
