"""A value with its sign and unit in cells of their own is read like the value printed whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jiheng.model import NumberTarget, TextTarget
from jiheng.reading.grammar.values import read_value

if TYPE_CHECKING:
    from jiheng.model.target import Operator

AT_LEAST = NumberTarget(op="≥", number=Decimal(95), unit="%")


@pytest.mark.parametrize(
    ("value", "sign", "unit"),
    [("95", "≥", "%"), ("≥95%", None, None), ("≥95", "≤", "%"), ("95%", "≥", "%")],
)
def test_parts_of_a_value_are_put_together(value: str, sign: str | None, unit: str | None) -> None:
    assert read_value(value, sign=sign, unit=unit) == AT_LEAST


@pytest.mark.parametrize(
    ("sign", "op"),
    [
        *(("大于等于", "≥"), ("小于或等于", "≤"), ("大于", ">"), ("小于", "<"), ("等于", "=")),
        *(("不低于", "≥"), ("至少", "≥"), ("不超过", "≤"), ("＞＝", "≥"), ("≥（大于等于）", "≥")),
        *(("正向", "≥"), ("越大越好", "≥"), ("反向", "≤"), ("逆指标", "≤"), ("越小越好", "≤")),
        *(("定量", "="), ("", "=")),
    ],
)
def test_a_sign_may_be_a_word(sign: str, op: Operator) -> None:
    assert read_value("95", sign=sign, unit="%") == replace(AT_LEAST, op=op)


def test_a_word_in_the_value_counts_before_the_sign_beside_it() -> None:
    assert read_value("不低于95%", sign="=") == AT_LEAST


def test_what_is_called_qualitative_asks_for_what_it_says() -> None:
    assert read_value("达标", sign="定性") == TextTarget()
    assert read_value("优，满意率到95%以上", sign="定性") == AT_LEAST


@pytest.mark.parametrize("value", [None, ""])
def test_no_value_asks_for_nothing(value: str | None) -> None:
    assert read_value(value, sign="≥", unit="%") is None
