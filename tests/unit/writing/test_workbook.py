"""What every workbook of ours keeps: texts, exact numbers, equal bytes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from jiheng.errors import UnwritableTable
from jiheng.writing.workbook import CUT, LONGEST, Book

if TYPE_CHECKING:
    from jiheng.writing.workbook import Cell


def written(*cells: Cell, whole: bool = False, **options: Any) -> Any:
    """Return the sheet of a table of one row."""
    book = Book("题", whole=whole)
    book.table("甲", ["列"] * len(cells), [cells], **options)
    return load_workbook(BytesIO(book.close()))["甲"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd", "-x", "\t=1", "＝A1", "0012", "-5%"])
def test_a_text_like_a_formula_or_number_stays_as_it_is_when_it_is_edited(text: str) -> None:
    cell = written(text)["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", ["甲", "≥95%", "http://example.org/"])
def test_another_text_is_written_as_it_is(text: str) -> None:
    cell = written(text)["A2"]
    assert (cell.value, cell.quotePrefix, cell.hyperlink) == (text, False, None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (7, 7),
        (Decimal("0.25"), 0.25),
        (Decimal("12345678901234567.25"), "12345678901234567.25"),
        (10**15 + 1, "1000000000000001"),
        (date(2025, 3, 1), datetime(2025, 3, 1)),  # noqa: DTZ001 - cells know no time zones
        ("\ud800甲", "\ufffd甲"),
        (None, None),
        ("", None),
    ],
)
def test_a_cell_says_what_was_put_into_it(cell: Cell, value: object) -> None:
    assert written(cell)["A2"].value == value


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    said = written("长" * (LONGEST + 1))["A2"].value
    assert (len(said), said[-len(CUT) :]) == (LONGEST, CUT)


def test_the_longest_text_is_written_whole() -> None:
    assert written("长" * LONGEST)["A2"].value == "长" * LONGEST


def test_a_text_that_is_too_long_is_refused_where_texts_are_to_be_whole() -> None:
    with pytest.raises(UnwritableTable, match="too long"):
        written("长" * (LONGEST + 1), whole=True)


def test_a_cell_without_content_and_look_is_not_written() -> None:
    book = Book()
    book.put(book.sheet("甲", ()), 3, 3, None)
    assert load_workbook(BytesIO(book.close()))["甲"].max_row == 1


def test_heads_stay_in_sight_below_the_lines_above_them() -> None:
    sheet = written("甲", 1, above=("题", "注"), frozen=2)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C4", "A3:B4")
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A1"].font.bold) == ("题", "注", True)


def test_a_table_without_rows_has_no_filter() -> None:
    book = Book()
    book.table("甲", ["列"], [])
    assert load_workbook(BytesIO(book.close()))["甲"].auto_filter.ref is None


def test_the_last_width_holds_for_the_columns_that_follow() -> None:
    sheet = written(1, 2, 3, widths=(10, 30))
    assert sheet.column_dimensions["B"].width == pytest.approx(30, abs=1)
    assert sheet.column_dimensions["B"].max == 3


def test_numbers_are_shown_as_asked_for() -> None:
    sheet = written(Decimal("1.234"), 2, shown={0: "0.0"})
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("0.0", "General")


CELLS = st.none() | st.integers() | st.text(max_size=9) | st.dates() | st.decimals(-9, 9, places=3)


@given(st.lists(st.lists(CELLS, max_size=3), max_size=4))
@settings(max_examples=30, deadline=None)
def test_equal_calls_give_equal_bytes(rows: list[list[Cell]]) -> None:
    def made() -> bytes:
        book = Book("题", note="注")
        book.table("甲", ("一", "二", "三"), rows)
        return book.close()

    assert made() == made()
