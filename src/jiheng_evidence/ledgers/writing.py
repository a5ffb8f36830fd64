"""Ledgers → workbook or CSV file, in the shape in which systems export them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.writing.formulas import guarded
from jiheng.writing.workbook import Book
from jiheng_evidence.ledgers.budget import AMOUNTS
from jiheng_evidence.ledgers.entries import LAST_MONTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng_evidence.ledgers.budget import BudgetLedger
    from jiheng_evidence.ledgers.money import Money
    from jiheng_evidence.ledgers.payments import PaymentLedger

Cells = list[str | Decimal | date | None]

_BUDGET_HEADS = {
    "initial": "年初预算数",
    "adjustment": "调整数",
    "adjusted": "调整预算数",
    "budget": "全年预算数",
    "carried_in": "上年结转",
    "received": "实际到位",
    "paid": "累计支出",
    "carried_over": "结转下年",
}
_PAYMENT_HEADS = (
    *("凭证号", "项目编码", "项目名称", "单位名称", "应付对象", "应付金额", "应付日期"),
    *("收款人", "支付金额", "支付日期", "支付状态"),
)


def budget_rows(ledger: BudgetLedger, unit: str) -> list[Cells]:
    """Return caption, head, lines and sum of a ledger of the budget."""
    months = range(1, LAST_MONTH + 1)
    as_of = f"截至{ledger.as_of:%Y-%m-%d}" if ledger.as_of else None
    year = f"{ledger.fiscal_year}年" if ledger.fiscal_year else ""
    head = ["项目编码", "项目名称", "单位名称", "资金来源", *_BUDGET_HEADS.values()]
    rows: list[Cells] = [
        [f"{year}预算执行情况表", as_of, f"单位：{unit}"],
        [*head, *(f"{month}月" for month in months)],
    ]
    totals: list[Decimal | None] = [None] * (len(AMOUNTS) + LAST_MONTH)
    for line in ledger.lines:
        amounts = [
            *(_amount(getattr(line, name)) for name in AMOUNTS),
            *(_amount(line.months.get(month)) for month in months),
        ]
        totals = [_plus(total, amount) for total, amount in zip(totals, amounts, strict=True)]
        rows.append([line.code, line.name, line.organization, line.source, *amounts])
    return [*rows, ["合计", None, None, None, *totals]]


def payment_rows(ledger: PaymentLedger, unit: str) -> list[Cells]:
    """Return caption, head and payments of a ledger of payments."""
    rows: list[Cells] = [["支付明细表", f"单位：{unit}"], list(_PAYMENT_HEADS)]
    rows.extend(
        [
            *(payment.number, payment.code, payment.name, payment.organization),
            *(payment.due_payee, _amount(payment.due), payment.due_on),
            *(payment.payee, _amount(payment.paid), payment.paid_on),
            "已退回" if payment.undone else None,
        ]
        for payment in ledger.payments
    )
    return rows


def as_csv(rows: Sequence[Cells], encoding: str = "utf-8-sig") -> bytes:
    """Return rows as a CSV file; a text that might be computed gets an apostrophe."""
    said = io.StringIO(newline="")
    writer = csv.writer(said)
    for row in rows:
        writer.writerow(["" if cell is None else _text(cell) for cell in row])
    return said.getvalue().encode(encoding)


def as_workbook(rows: Sequence[Cells], title: str = "台账") -> bytes:
    """Return rows as a workbook of one sheet."""
    book = Book(title)
    sheet = book.sheet(title, ())
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            book.put(sheet, number, column, cell)
    return book.close()


def _text(cell: str | Decimal | date) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else guarded(str(cell))


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money else None


def _plus(total: Decimal | None, amount: Decimal | None) -> Decimal | None:
    return total if amount is None else (total or Decimal(0)) + amount
