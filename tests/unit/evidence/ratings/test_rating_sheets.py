"""Rating sheets go out and come back; what cannot be is refused with its cell."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiheng.errors import UnknownName, UnreadableFile
from jiheng.evaluation import Rating
from jiheng.standards.framework import framework_names, load_framework
from jiheng_evidence.ratings import rating_workbook, read_ratings

if TYPE_CHECKING:
    from collections.abc import Callable

_FRAMEWORK = load_framework()
_COMPUTED = next(
    at for at, item in enumerate(_FRAMEWORK.items, 2) if item.formula == "funds-received"
)
_JUDGED = [item for item in _FRAMEWORK.items if item.formula is None]


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(("甲", "乙")), st.sampled_from(range(len(_JUDGED)))),
        st.decimals(min_value=0, max_value=2, places=1),
    )
)
def test_ratings_are_read_back_as_they_were_written(
    given_points: dict[tuple[str, int], Decimal],
) -> None:
    ratings = {
        Rating(expert=expert, item=_JUDGED[at].path, points=points)
        for (expert, at), points in given_points.items()
    }
    data = rating_workbook(_FRAMEWORK, subject="某项目", experts=("甲", "乙"), ratings=ratings)
    assert set(read_ratings(data, "r.xlsx").ratings) == ratings


@pytest.mark.parametrize("name", framework_names())
def test_an_empty_sheet_holds_no_points_and_not_nought(name: str) -> None:
    sheet = read_ratings(rating_workbook(load_framework(name), subject="某项目"), "r.xlsx")
    assert (sheet.ratings, sheet.own) == ((), {})
    assert {score.points for score in sheet.computed.values()} == {None}


def test_what_the_unit_gave_itself_comes_back() -> None:
    own = {item.path: item.weight for item in _FRAMEWORK.items}
    assert read_ratings(rating_workbook(_FRAMEWORK, own=own), "r.xlsx").own == own


def _changed(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(rating_workbook(_FRAMEWORK, subject="某项目")))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(sheet: str, cell: str, value: str | float) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("I2", 99, r"I2 \("),
        ("I2", -1, r"I2 \("),
        ("I3", "好", "“好” is no number"),
        ("F2", 50, r"F2 \("),
        ("E2", 30, r"E2 \(.*the weight was changed to 30"),
        (f"I{_COMPUTED}", 1, rf"I{_COMPUTED} \(.*is computed, not judged"),
        ("I3", "=1+1", "I3 holds a formula without a saved result"),
        ("A1", "级别", "head of the rating sheet"),
        ("C2", "别的指标", "row 2 is no item"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(cell: str, value: str | float, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_ratings(_changed(_put("绩效评价评分表", cell, value)), "r.xlsx")


@pytest.mark.parametrize(("part", "count"), [(120, 1), (100, 0)])
def test_a_rate_above_a_hundred_is_doubted_with_its_cell(part: int, count: int) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["绩效评价评分表"][f"G{_COMPUTED}"] = part
        book["绩效评价评分表"][f"H{_COMPUTED}"] = 100

    doubts = read_ratings(_changed(change), "r.xlsx").doubts
    assert [doubt.zh.split("（")[0] for doubt in doubts] == [f"G{_COMPUTED}"] * count


def test_comments_come_back_with_points_and_without() -> None:
    items = [item.path for item in _JUDGED[:2]]
    ratings = {
        Rating(expert="甲", item=items[0], points=Decimal(1), comment="依据充分"),
        Rating(expert="甲", item=items[1], points=None, comment="不熟悉，未评"),
    }
    data = rating_workbook(_FRAMEWORK, experts=("甲", "乙"), ratings=ratings)
    assert set(read_ratings(data, "r.xlsx").ratings) == ratings


def test_a_sheet_without_columns_for_comments_is_read() -> None:
    def strip(book: openpyxl.Workbook) -> None:
        for column in (14, 12, 10):
            book["绩效评价评分表"].delete_cols(column)
        book["绩效评价评分表"]["J2"] = 1

    [rating] = read_ratings(_changed(strip), "r.xlsx").ratings
    assert (rating.expert, rating.points, rating.comment) == ("专家2", Decimal(1), "")


def test_two_experts_of_one_name_are_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match="I1 and K1 name the same expert “专家1”"):
        read_ratings(_changed(_put("绩效评价评分表", "K1", "专家1")), "r.xlsx")


def test_a_line_left_empty_is_passed_over() -> None:
    def clear(book: openpyxl.Workbook) -> None:
        for column in "ABC":
            book["绩效评价评分表"][f"{column}2"] = None

    sheet = read_ratings(_changed(clear), "r.xlsx")
    assert sheet.framework == _FRAMEWORK


def test_a_computed_item_takes_its_two_numbers() -> None:
    row = next(n for n, item in enumerate(_FRAMEWORK.items, 2) if item.formula == "funds-received")

    def fill(book: openpyxl.Workbook) -> None:
        book["绩效评价评分表"][f"G{row}"] = 80
        book["绩效评价评分表"][f"H{row}"] = 100

    sheet = read_ratings(_changed(fill), "r.xlsx")
    path = _FRAMEWORK.items[row - 2].path
    assert str(sheet.computed[path].points) == "2.40"


@pytest.mark.parametrize("cell", ["G", "H"])
def test_a_part_below_nought_is_refused_with_its_cell(cell: str) -> None:
    row = next(n for n, item in enumerate(_FRAMEWORK.items, 2) if item.formula)
    with pytest.raises(UnreadableFile, match=rf"{cell}{row} \(.*-5 is below 0"):
        read_ratings(_changed(_put("绩效评价评分表", f"{cell}{row}", -5)), "r.xlsx")


@pytest.mark.parametrize("said", ["五百", -5])
def test_money_that_is_no_amount_is_refused_with_its_cell(said: str | float) -> None:
    with pytest.raises(UnreadableFile, match="说明!B4"):
        read_ratings(_changed(_put("说明", "B4", said)), "r.xlsx")


def test_faults_beyond_twenty_are_counted() -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        for row in range(2, 2 + len(_JUDGED)):
            for column in "IKM":
                book["绩效评价评分表"][f"{column}{row}"] = "好"

    with pytest.raises(UnreadableFile, match=r"; \d+ more"):
        read_ratings(_changed(spoil), "r.xlsx")


def test_deleted_rows_are_known() -> None:
    sheet = read_ratings(_changed(lambda book: book["绩效评价评分表"].delete_rows(2)), "r.xlsx")
    assert [item.path for item in sheet.absent] == [_FRAMEWORK.items[0].path]


def test_money_that_is_asked_for_comes_back() -> None:
    sheet = read_ratings(_changed(_put("说明", "B4", 120.5)), "r.xlsx")
    assert sheet.requested == Decimal("120.5")


def test_another_framework_than_is_known_is_refused() -> None:
    with pytest.raises(UnknownName):
        read_ratings(_changed(_put("说明", "B3", "某地")), "r.xlsx")


@pytest.mark.parametrize("data", [b"", b"abc", rating_workbook(_FRAMEWORK)[:200]])
def test_what_is_no_rating_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_ratings(data, "r.xlsx")
