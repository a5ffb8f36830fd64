"""A ledger of payments (支付台账): what was due, to whom and until when, and what was paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import Place, Problem
    from jiheng_evidence.ledgers.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment, or one that is due and was not made.

    None: the ledger has no such column or the cell is blank.

    Attributes:
        code: 项目编码.
        name: 项目名称 or 政策名称.
        number: 支付凭证号.
        paid_on: 支付日期; None when it was not paid.
        payee: 收款人.
        paid: 支付金额.
        due_on: 应付日期: the last day in time.
        due: 应付金额.
        due_payee: 应付对象: who was to receive it.
        undone: Whether its state says that no money has left (退回, 作废, 未支付).
        unread: Which of days and amounts its row says in words that cannot be read.
        place: The first cell of its row.
    """

    code: str | None = None
    name: str | None = None
    organization: str | None = None
    number: str | None = None
    paid_on: date | None = None
    payee: str | None = None
    paid: Money | None = None
    due_on: date | None = None
    due: Money | None = None
    due_payee: str | None = None
    undone: bool = False
    unread: frozenset[str] = frozenset()
    place: Place | None = field(default=None, compare=False)

    def is_paid_by(self, day: date) -> bool:
        """Whether money has left by the end of a day."""
        return not self.undone and self.paid_on is not None and self.paid_on <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLedger:
    """Payments in the order of the file.

    Attributes:
        name: Of the file.
        sha256: Digest of the file.
        problems: What could not be read.
    """

    name: str
    sha256: str | None = field(default=None, compare=False)
    payments: tuple[Payment, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
