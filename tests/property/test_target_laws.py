from __future__ import annotations

from decimal import Decimal  # noqa: TC003 - Hypothesis reads the annotations
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from jiheng.language.units import UNITS
from jiheng.model import NumberTarget, Operator, RangeTarget, Target
from jiheng.reading.grammar.targets import read_target

OPERATORS = st.sampled_from(get_args(Operator))
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2)
# 1965.01-1965.02 may as well be two months
BOUNDS = st.decimals(min_value=0, max_value=1899, places=2)
PLAIN_UNITS = st.sampled_from([unit for unit in UNITS if unit not in ("％", "﹪")])
VALUES = st.text(
    st.one_of(
        st.sampled_from("0123456789.,，、-~%≥>=<》年月日底前以上内万亿元家次第一两四各共约"),
        st.characters(),
    ),
    max_size=60,
)


@given(VALUES)
def test_any_text_reads_as_some_target(text: str) -> None:
    assert isinstance(read_target(text), Target)


@given(VALUES)
def test_no_number_is_invented(text: str) -> None:
    target = read_target(text)
    if isinstance(target, NumberTarget) and not any(char.isdecimal() for char in text):
        assert any(char in "〇零○一二两三四五六七八九十百千" for char in text)


@given(OPERATORS, NUMBERS, PLAIN_UNITS)
def test_a_plain_value_is_read_back(op: Operator, number: Decimal, unit: str) -> None:
    expected = NumberTarget(op=op, number=number, unit=unit)
    assert read_target(f"{op}{number:f}{unit}") == expected


@given(BOUNDS, BOUNDS, PLAIN_UNITS)
def test_a_range_is_read_back_when_its_bounds_rise(one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    target = read_target(f"{low:f}-{high:f}{unit}")
    if low < high:
        assert target == RangeTarget(low=low, high=high, unit=unit)
    else:
        assert not isinstance(target, RangeTarget)


@given(OPERATORS, NUMBERS, PLAIN_UNITS)
def test_a_label_before_a_value_changes_nothing(op: Operator, number: Decimal, unit: str) -> None:
    value = f"{op}{number:f}{unit}"
    assert read_target(f"标准：{value}") == read_target(value)
