"""Amounts, days and months as exports print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jiheng_evidence.ledgers.entries import (
    read_amount,
    read_day,
    read_head_month,
    read_month,
    read_through,
)


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("１２．５", "12.5"),
        ("¥ 3", "3"),
        ("(1,000.00)", "-1000.00"),
        ("-5", "-5"),
        (Decimal("0.1"), "0.1"),
    ],
)
def test_an_amount_is_read_exactly(said: object, amount: str) -> None:
    assert read_amount(said) == (Decimal(amount), None)


def test_an_amount_may_say_its_unit() -> None:
    assert read_amount("3.5万元") == (Decimal("3.5"), "万元")


@pytest.mark.parametrize("said", ["约3", "3%", "1,23", "(5", "5)", "1e9", "9" * 40, date.min, ""])
def test_what_is_no_amount_is_none(said: object) -> None:
    assert read_amount(said) is None


@pytest.mark.parametrize(
    "said",
    [
        *(
            "2024-03-05",
            "2024/3/5",
            "2024.03.05",
            "20240305",
            "2024年3月5日",
            "2024-03-05 10:20:30",
        ),
        *(date(2024, 3, 5), Decimal(20240305)),
    ],
)
def test_a_day_is_read(said: object) -> None:
    assert read_day(said) == date(2024, 3, 5)


@pytest.mark.parametrize("said", ["2024-02-31", "3月5日", "45356", "20241301", "年底"])
def test_what_is_no_day_is_none(said: str) -> None:
    assert read_day(said) is None


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("3", (None, 3)),
        ("十二月", (None, 12)),
        ("10月份", (None, 10)),
        ("2024年3月", (2024, 3)),
        ("202403", (2024, 3)),
        (date(2024, 3, 31), (2024, 3)),
    ],
)
def test_a_month_is_read(said: object, month: tuple[int | None, int]) -> None:
    assert read_month(said) == month


@pytest.mark.parametrize("said", ["13", "0月", "第一季度"])
def test_what_is_no_month_is_none(said: str) -> None:
    assert read_month(said) is None


@pytest.mark.parametrize(
    ("label", "month"),
    [("3月", 3), ("2024-03", 3), ("12月支出数", 12), ("3", None), ("备注", None)],
)
def test_the_head_of_a_column_names_a_month(label: str, month: int | None) -> None:
    assert read_head_month(label) == month


def test_a_head_names_the_month_up_to_which_it_adds_up() -> None:
    assert read_through("1-7月执行数") == (7, "执行数")


def test_one_month_is_no_sum_of_months() -> None:
    assert read_through("7月执行数") is None
