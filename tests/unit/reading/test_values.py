"""A value with its sign and unit in cells of their own is read like the value printed whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.model import NumberTarget, TextTarget
from jiheng.reading.grammar.values import read_value

AT_LEAST = NumberTarget(op="≥", number=Decimal(95), unit="%")


@pytest.mark.parametrize(
    ("value", "sign", "unit"),
    [("95", "≥", "%"), ("≥95%", None, None), ("≥95", "≤", "%"), ("95%", "≥", "%")],
)
def test_parts_of_a_value_are_put_together(value: str, sign: str | None, unit: str | None) -> None:
    assert read_value(value, sign=sign, unit=unit) == AT_LEAST


def test_a_sign_that_compares_nothing_is_left_out() -> None:
    assert read_value("达标", sign="定性") == TextTarget()


@pytest.mark.parametrize("value", [None, ""])
def test_no_value_asks_for_nothing(value: str | None) -> None:
    assert read_value(value, sign="≥", unit="%") is None
