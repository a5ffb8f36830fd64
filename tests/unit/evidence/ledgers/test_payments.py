"""Payments: right and in time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jiheng.model import ShareActual
from jiheng_evidence.ledgers.keeping import (
    CountedBy,
    payment_accuracy,
    payment_timeliness,
    undetermined,
)
from jiheng_evidence.ledgers.payment_reading import read_payment_ledger

if TYPE_CHECKING:
    from jiheng_evidence.ledgers.payments import PaymentLedger

HEAD = "项目名称,应付对象,应付金额(元),应付日期,收款人,支付金额(元),支付日期,支付状态\n"
GOOD = "政策甲,一公司,100,2024-06-30,一公司,100.00,2024-06-30,已支付\n"
LATE = "政策甲,二公司,50,2024-06-30,二公司,50,2024/7/1,\n"
UNPAID = "政策甲,三公司,50,2024-06-30,,,,\n"
LESS = "政策乙,四公司,80,20240731,四公司,79.99,20240710,\n"
OTHER = "政策乙,五公司,80,2024年7月31日,六公司,80,2024年7月10日,\n"
BACK = "政策乙,七公司,20,2024-07-31,七公司,20,2024-07-10,已退回\n"
END = date(2024, 12, 31)


def read(*rows: str) -> PaymentLedger:
    return read_payment_ledger((HEAD + "".join(rows)).encode(), "支付.csv")


def accuracy(*rows: str, cut_off: date = END) -> tuple[object, object]:
    return _parts(payment_accuracy(read(*rows), cut_off))


def timeliness(*rows: str, cut_off: date = END) -> tuple[object, object]:
    return _parts(payment_timeliness(read(*rows), cut_off))


def _parts(actual: object) -> tuple[object, object]:
    value = getattr(actual, "value", None)
    assert isinstance(value, ShareActual)
    return value.numerator, value.denominator


def test_the_amount_due_to_whom_it_was_due_is_right() -> None:
    assert accuracy(GOOD) == (1, 1)


@pytest.mark.parametrize("row", [LESS, OTHER])
def test_another_amount_or_payee_is_not_right(row: str) -> None:
    assert accuracy(GOOD, row) == (1, 2)


@pytest.mark.parametrize("row", [UNPAID, BACK])
def test_what_was_not_paid_is_neither_right_nor_wrong(row: str) -> None:
    assert accuracy(GOOD, row) == (1, 1)


def test_brackets_and_blanks_of_a_payee_make_no_difference() -> None:
    assert accuracy("甲,某(广州) 公司,1,2024-01-31,某（广州）公司,1,2024-01-01,\n") == (1, 1)


def test_amounts_in_two_units_are_compared_in_one() -> None:
    text = "项目名称,应付金额(万元),支付金额(元),支付日期\n甲,1.5,15000,2024-01-01\n"
    assert _parts(payment_accuracy(read_payment_ledger(text.encode(), "a.csv"), END)) == (1, 1)


def test_paid_on_the_last_day_is_in_time() -> None:
    assert timeliness(GOOD) == (1, 1)


@pytest.mark.parametrize("row", [LATE, UNPAID, BACK])
def test_paid_later_or_never_is_late(row: str) -> None:
    assert timeliness(GOOD, row) == (1, 2)


def test_what_is_not_yet_due_does_not_count() -> None:
    assert timeliness(GOOD, BACK, cut_off=date(2024, 6, 30)) == (1, 1)


def test_nothing_due_yet_is_nought_of_nought_and_no_rate() -> None:
    actual = payment_timeliness(read(GOOD), date(2024, 1, 1))
    assert actual is not None
    assert isinstance(actual.value, ShareActual)
    assert actual.value.rate() is None


def test_a_ledger_without_days_due_has_no_timeliness() -> None:
    text = "项目名称,支付金额(元),支付日期\n甲,1,2024-01-01\n"
    ledger = read_payment_ledger(text.encode(), "a.csv")
    assert payment_timeliness(ledger, END) is None
    assert payment_accuracy(ledger, END) is None


def test_one_project_is_asked_for_by_name() -> None:
    assert _parts(payment_accuracy(read(GOOD, LESS), END, "政策乙")) == (0, 1)


def test_money_is_counted_in_place_of_payments() -> None:
    actual = payment_timeliness(read(GOOD, LATE), END, counted_by=CountedBy.MONEY)
    assert _parts(actual) == (100, 150)


def test_money_of_unknown_unit_is_not_counted() -> None:
    text = "项目名称,应付金额,应付日期,支付金额,支付日期\n甲,1,2024-01-31,1,2024-01-01\n"
    ledger = read_payment_ledger(text.encode(), "a.csv")
    assert payment_timeliness(ledger, END, counted_by=CountedBy.MONEY) is None
    assert [problem.code for problem in ledger.problems] == ["unknown-money-unit"]


def test_the_share_says_its_evidence() -> None:
    actual = payment_accuracy(read(GOOD, LATE), END)
    assert actual is not None
    assert (actual.sample, actual.as_of) == (2, END)
    assert actual.evidence[0].rows == 2
    assert actual.evidence[0].sha256


def test_a_day_that_is_none_is_told_at_its_cell() -> None:
    ledger = read(GOOD.replace("2024-06-30,一", "六月底,一"))
    (problem,) = ledger.problems
    assert (problem.code, problem.span[0].cell) == ("unread-day", "D2")


def test_sums_and_foot_notes_are_no_payments() -> None:
    ledger = read(GOOD, "合计,,100,,,100,,\n", "制表人,,,,,,,\n")
    assert len(ledger.payments) == 1
    assert [problem.code for problem in ledger.problems] == ["unread-row"]


def test_a_merged_project_goes_on_below() -> None:
    ledger = read(GOOD, LATE.replace("政策甲", ""))
    assert ledger.payments[1].name == "政策甲"


def test_a_file_without_a_head_says_so() -> None:
    ledger = read_payment_ledger("甲,乙\n".encode(), "a.csv")
    assert [problem.code for problem in ledger.problems] == ["no-ledger-head"]


def test_paid_on_a_day_without_amount_is_not_right() -> None:
    assert accuracy("甲,一,5,2024-01-31,一,,2024-01-01,\n") == (0, 1)


TREASURY = """\
国库集中支付明细表,,,,,,,,
,,,,,,,,单位：元
支付凭证号,预算单位,项目,收款人全称,收款人账号,用途,支付日期,金额,支付状态
0001,某局,企业服务,示例一公司,6222,服务费,2024-03-05 10:22:31,"1,200.00",已支付
0002,某局,企业服务,示例二公司,6223,服务费,2024-03-06 09:00:00,800.00,已退回
本页小计,,,,,,,"2,000.00",
"""


def test_an_export_of_treasury_payments_is_read_whole() -> None:
    ledger = read_payment_ledger(TREASURY.encode("gb18030"), "国库支付.csv")
    assert ledger.problems == ()
    assert [(p.number, p.paid_on, p.undone) for p in ledger.payments] == [
        ("0001", date(2024, 3, 5), False),
        ("0002", date(2024, 3, 6), True),
    ]


@pytest.mark.parametrize("day", ["2024.2.30", "昨天"])
def test_a_day_of_payment_that_cannot_be_read_is_neither_in_time_nor_late(day: str) -> None:
    assert timeliness(GOOD, f"政策甲,三公司,50,2024-06-30,三公司,50,{day},\n") == (1, 1)


@pytest.mark.parametrize(("paid", "day"), [("50", "昨天"), ("五十多", "2024-06-30")])
def test_what_cannot_be_read_of_a_payment_is_neither_right_nor_wrong(paid: str, day: str) -> None:
    assert accuracy(GOOD, f"政策甲,三公司,50,2024-06-30,三公司,{paid},{day},\n") == (1, 1)


def test_money_due_that_cannot_be_read_is_not_taken_for_what_was_paid() -> None:
    ledger = read(GOOD, "政策甲,三公司,若干,2024-06-30,三公司,50,2024-06-30,\n")
    found = payment_timeliness(ledger, END, counted_by=CountedBy.MONEY)
    assert _parts(found) == (100, 100)


def test_payments_that_cannot_be_read_are_counted() -> None:
    unread = "政策甲,三公司,50,2024-06-30,三公司,50,昨天,\n"
    assert undetermined(read(GOOD, unread, LATE, UNPAID)) == 1


def test_money_that_has_not_left_is_late_whatever_day_its_row_names() -> None:
    row = "政策甲,三公司,50,2024-06-30,三公司,50,昨天,已退回\n"
    assert timeliness(GOOD, row) == (1, 2)
