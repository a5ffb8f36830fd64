from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiheng.writing.sheet_names import MAX_LENGTH, sheet_names


def test_signs_that_excel_refuses_are_left_out() -> None:
    assert sheet_names(["甲[1]:*?/\\局"]) == ["甲1局"]


def test_a_long_name_is_shortened() -> None:
    assert sheet_names(["局" * 40]) == ["局" * MAX_LENGTH]


def test_the_second_of_equal_names_is_numbered() -> None:
    assert sheet_names(["A局", "a局"]) == ["A局", "a局 (2)"]


def test_a_reserved_name_is_numbered() -> None:
    assert sheet_names(["History"]) == ["History (2)"]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=8))
def test_no_name_repeats_or_is_too_long(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.lower() for name in names}) == len(wanted)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= MAX_LENGTH for name in names)
