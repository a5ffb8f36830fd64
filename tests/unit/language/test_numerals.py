from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.language.written import chinese_numeral

from jiheng.language.numerals import (
    chinese_number,
    printed_number,
)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("四", 4),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百二十", 120),
        ("一百零五", 105),
        ("两千", 2000),
        ("一万三千", 13000),
        ("三亿零五十万", 300_500_000),
        ("一万亿", 1_000_000_000_000),
        ("二〇二三", 2023),
        ("二〇", 20),
        ("壹佰贰拾万零伍佰", 1_200_500),
    ],
)
def test_a_chinese_numeral_is_the_number_it_says(printed: str, number: int) -> None:
    assert chinese_number(printed) == number


def test_a_point_begins_a_fraction() -> None:
    assert chinese_number("三点一四") == Decimal("3.14")


@pytest.mark.parametrize(
    "printed", ["", "半", "两三", "三五", "十百", "点五", "三点", "三点十", "四四十", "二百五零"]
)
def test_what_is_vague_or_malformed_is_no_number(printed: str) -> None:
    assert chinese_number(printed) is None


def test_a_numeral_of_absurd_length_is_no_number() -> None:
    assert chinese_number("亿" * 100_000) is None


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1,000", "1000"),
        ("1，234，567", "1234567"),
        ("１２．５", "12.5"),
        ("−5", "-5"),
        ("00", "0"),
    ],
)
def test_digits_of_any_width_lose_their_separators(printed: str, number: str) -> None:
    assert printed_number(printed) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "零"), (5, "五"), (10, "十"), (18, "十八"), (105, "一百零五"), (2010, "二千零一十")],
)
def test_a_number_is_written_in_chinese(number: int, written: str) -> None:
    assert chinese_numeral(number) == written
