"""Numbers on pages of results: what is taken, and what is said of everything else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import Grade, GradeActual, Indicator, TextTarget
from jiheng_web.errors import InvalidInput
from jiheng_web.results.content import Reached
from jiheng_web.results.numbers import Taking, amount_of, points_of
from jiheng_web.results.reached import actual_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("", None),
        ("1250.5", "1250.5"),
        ("1,250.50", "1250.5"),
        ("１２３", "123"),
        ("1，250", "1250"),
        (" 7 ", "7"),
        ("0", "0"),
    ],
)
def test_a_plain_number_is_an_amount(text: str, amount: str | None) -> None:
    assert amount_of(text, "executed") == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "text", ["1,2,3", "５０％", "五百", "1e9", "1_000", "NaN", "-5", "9" * 13, "12,34", "1 250"]
)
def test_anything_else_is_told_with_what_was_typed_and_an_example(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        amount_of(text, "executed")

    why = refused.value.faults["executed"]
    assert f"“{text}”" in why.zh
    assert "1250.5" in why.zh
    assert f"“{text}”" in why.en


@pytest.mark.parametrize("text", ["101", "-1", "50%", "五", "1e1"])
def test_points_are_told_from_nought_to_a_hundred(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        points_of(text, "given-0")

    assert f"“{text}”不是分值" in refused.value.faults["given-0"].zh


def test_everything_that_is_wrong_is_told_at_once() -> None:
    taking = Taking({"budget": "x", "given-0": "y", "executed": "1"}.__getitem__)
    taken = [taking.amount("budget"), taking.points("given-0"), taking.amount("executed")]

    with pytest.raises(InvalidInput) as refused:
        taking.finish()

    assert taken[2] == Decimal(1)
    assert set(refused.value.faults) == {"budget", "given-0"}


def test_what_was_typed_is_quoted_shortly() -> None:
    with pytest.raises(InvalidInput) as refused:
        amount_of("长" * 2000, "budget")

    assert len(refused.value.faults["budget"].zh) < 120


def test_words_that_deny_a_target_in_words_say_that_it_was_missed() -> None:
    asked = Indicator(name="发放及时性", annual_value="及时发放", target=TextTarget())
    found = actual_of(asked, Reached(text="未及时发放"), 2026)

    assert found is not None
    assert found.value == GradeActual(grade=Grade.NOT_ACHIEVED, words="未及时发放")
    assert actual_of(asked, Reached(text="大体上及时"), 2026) is None
