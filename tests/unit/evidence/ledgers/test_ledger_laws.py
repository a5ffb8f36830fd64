"""Laws of ledgers, for any ledger."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiheng.errors import UnreadableFile
from jiheng_evidence.ledgers.budget import AMOUNTS, BudgetLedger, BudgetLine, paid_by
from jiheng_evidence.ledgers.budget_reading import read_budget_ledger
from jiheng_evidence.ledgers.execution import self_evaluation_execution
from jiheng_evidence.ledgers.keeping import payment_accuracy, payment_timeliness
from jiheng_evidence.ledgers.money import Money, sum_in_yuan
from jiheng_evidence.ledgers.payment_reading import read_payment_ledger
from jiheng_evidence.ledgers.payments import Payment, PaymentLedger
from jiheng_evidence.ledgers.vocabulary import vocabulary
from jiheng_evidence.ledgers.writing import (
    as_csv,
    as_workbook,
    budget_rows,
    payment_rows,
)

if TYPE_CHECKING:
    from random import Random

UNIT = "元"
END = date(2024, 12, 31)
AMOUNT = st.decimals(0, 10**10, places=2).map(lambda amount: Money(amount=amount, unit=UNIT))
NAME = st.text("甲乙丙丁项目经费（一）", min_size=1, max_size=8)
DAY = st.dates(date(2024, 1, 1), END)


@st.composite
def budget_lines(draw: st.DrawFn) -> list[BudgetLine]:
    names = draw(st.lists(NAME, min_size=1, max_size=6, unique=True))
    lines = []
    for number, name in enumerate(names):
        months = draw(st.dictionaries(st.integers(1, 12), AMOUNT, max_size=12))
        amounts: dict[str, Any] = {
            role: draw(st.none() | AMOUNT) for role in AMOUNTS if role != "paid"
        }
        total = sum_in_yuan(months.values())
        paid = Money(amount=total, unit=UNIT) if total is not None else draw(AMOUNT)
        lines.append(BudgetLine(code=f"P{number}", name=name, months=months, paid=paid, **amounts))
    return lines


def budget(lines: list[BudgetLine]) -> BudgetLedger:
    return BudgetLedger(
        name="台账", fiscal_year=2024, as_of=END, lines=tuple(lines), sums=(), problems=()
    )


PAYMENTS = st.lists(
    st.builds(
        Payment,
        name=st.just("政策"),
        number=st.uuids().map(str),
        paid=AMOUNT,
        due=AMOUNT,
        paid_on=st.none() | DAY,
        due_on=DAY,
        payee=NAME,
        due_payee=NAME,
        undone=st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("form", [as_csv, as_workbook])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=budget_lines())
def test_a_ledger_written_is_read_the_same(form: object, lines: list[BudgetLine]) -> None:
    assert callable(form)
    ledger = budget(lines)
    read = read_budget_ledger(form(budget_rows(ledger, UNIT)), "台账")
    assert replace(read, sums=()) == ledger
    assert not {problem.code for problem in read.problems} - {"empty-month", "overspent"}


@pytest.mark.parametrize("name", ["=1+1", "+甲", "\uff0d乙", "@丙"])
def test_no_name_of_a_ledger_is_computed_and_each_is_read_back(name: str) -> None:
    ledger = budget([BudgetLine(code="-1-1", name=name, paid=Money(amount=Decimal(1), unit=UNIT))])
    data = as_csv(budget_rows(ledger, UNIT))
    assert f"'-1-1,'{name}," in data.decode("utf-8-sig")
    (line,) = read_budget_ledger(data, "台账").lines
    assert (line.code, line.name) == ("-1-1", name)


@pytest.mark.parametrize("form", [as_csv, as_workbook])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payments=PAYMENTS)
def test_payments_written_are_read_the_same(form: object, payments: list[Payment]) -> None:
    assert callable(form)
    ledger = PaymentLedger(name="支付", payments=tuple(payments))
    assert read_payment_ledger(form(payment_rows(ledger, UNIT)), "支付") == ledger


@settings(max_examples=40)
@given(lines=budget_lines(), mixing=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(lines: list[BudgetLine], mixing: Random) -> None:
    rows = budget_rows(budget(lines), UNIT)
    mixed = rows[2:-1]
    mixing.shuffle(mixed)
    one = read_budget_ledger(as_csv(rows), "a")
    other = read_budget_ledger(as_csv([*rows[:2], *mixed, rows[-1]]), "a")
    assert sorted(one.lines, key=lambda line: line.code or "") == sorted(
        other.lines, key=lambda line: line.code or ""
    )


@given(lines=budget_lines())
def test_the_whole_year_is_the_sum_of_its_months(lines: list[BudgetLine]) -> None:
    ledger = budget(lines)
    for line in ledger.lines:
        assert line.paid is not None
        assert paid_by(ledger, line, END) == line.paid.yuan()


@given(lines=budget_lines(), first=DAY, later=DAY)
def test_later_never_is_less_paid(lines: list[BudgetLine], first: date, later: date) -> None:
    ledger = budget(lines)
    first, later = sorted((first, later))
    for line in ledger.lines:
        assert (paid_by(ledger, line, first) or 0) <= (paid_by(ledger, line, later) or Decimal(0))


@given(lines=budget_lines())
def test_a_rate_is_of_all_lines_or_none(lines: list[BudgetLine]) -> None:
    actual = self_evaluation_execution(budget(lines), END)
    known = all(line.full_year() is not None for line in lines)
    assert (actual is not None) == known


@given(payments=PAYMENTS, day=DAY)
def test_shares_of_payments_lie_between_nought_and_one(payments: list[Payment], day: date) -> None:
    ledger = PaymentLedger(name="支付", payments=tuple(payments))
    for share in (payment_accuracy, payment_timeliness):
        actual = share(ledger, day)
        assert actual is not None
        above = getattr(actual.value, "numerator", None)
        below = getattr(actual.value, "denominator", None)
        assert above is not None
        assert below is not None
        assert 0 <= above <= below <= len(payments)


_WORDS = tuple(vocabulary().budget) + tuple(vocabulary().payments) + tuple(vocabulary().totals)
CELL = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(("", "-", "单位：万元", "截至2024年7月31日", "3月", "2024-03-05", "其中：甲")),
    st.text(max_size=6),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
)


@settings(max_examples=200)
@given(rows=st.lists(st.lists(CELL, max_size=6), max_size=12))
def test_whatever_stands_in_cells_is_read_or_told(rows: list[list[str]]) -> None:
    said = io.StringIO(newline="")
    csv.writer(said).writerows([["甲", *row] for row in rows])
    data = b"\xef\xbb\xbf" + said.getvalue().encode("utf-8", "replace") + b"\n."
    for reader in (read_budget_ledger, read_payment_ledger):
        assert isinstance(reader(data, "a.csv").problems, tuple)


@settings(max_examples=200)
@given(data=st.binary(max_size=300), name=st.sampled_from(("a.csv", "a.xlsx", "a.xls")))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(UnreadableFile):
        read_budget_ledger(data, name)
