from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.language.written import chinese_numeral, dates_in

from jiheng.language.dates import whole_date
from jiheng.language.numerals import chinese_number
from jiheng.language.quantities import find_quantities
from jiheng.language.wording import folded

PROSE = st.text(
    st.one_of(
        st.sampled_from(
            "0123456789１２.,，、。：-+/%％≥>=<《》第年月日号万亿元家次以上内约多至少一两A"
        ),
        st.characters(),
    )
)


@given(PROSE)
def test_quantities_stand_in_order_and_do_not_overlap(text: str) -> None:
    edges = [edge for found in find_quantities(text) for edge in (found.start, found.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@given(PROSE)
def test_every_quantity_holds_a_digit(text: str) -> None:
    for found in find_quantities(text):
        assert any(char.isdecimal() for char in text[found.start : found.end])


@given(PROSE)
def test_a_unit_is_printed_where_the_quantity_is(text: str) -> None:
    for found in find_quantities(text):
        if not found.approximate and found.unit != "%":
            rest = text[found.start :]
            assert all(char in rest for char in found.unit)


@given(PROSE)
def test_dates_stand_in_order_and_do_not_overlap(text: str) -> None:
    edges = [edge for date in dates_in(text) for edge in (date.start, date.end)]
    assert edges == sorted(edges)


@given(st.dates())
def test_a_printed_day_is_read_back(day: object) -> None:
    year, month, number = str(day).split("-")
    found = whole_date(f"{year}年{month}月{number}日前")
    if 1900 <= int(year) <= 2100:
        assert found is not None
        assert (found.year, found.month, found.day) == (int(year), int(month), int(number))
    else:
        assert found is None


@given(st.integers(0, 9999))
def test_a_written_numeral_is_read_back(number: int) -> None:
    assert chinese_number(chinese_numeral(number)) == number


@given(st.text("〇零一二两三四五六七八九十百千万亿点半"))
def test_no_run_of_numerals_is_too_strange_to_read(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0


@given(PROSE)
def test_folding_twice_changes_nothing_more_than_a_final_word(text: str) -> None:
    once = folded(text)
    assert once.startswith(folded(once))
