"""Pages without ruling lines behind a page with a table."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    FOUR,
    contents,
    line,
    ruled,
    sheet_of,
    texts,
    words,
)

from jiheng.reading.containers.pdf.bare_pages import may_list

TABLE = contents((ruled(), FOUR))
LISTED = contents(
    words(x, y, text)
    for y in (50, 70, 90)
    for x, text in ((25, "质量"), (125, "合格"), (225, "九成"))
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("合格率≥95%", True),
        ("数量指标 打井\r\n", True),
        ("一 二 三\r\n" * 3, True),
        ("一 二 三\r\n" * 2, False),
        ("名词解释\r\n数量指标：指产出的多少", False),
    ],
)
def test_pieces_of_indicators_or_parted_lines_may_be_a_list(said: str, *, expected: bool) -> None:
    assert may_list(said) is expected


def test_pages_without_lines_are_taken_in_as_long_as_they_may_go_on_with_a_table() -> None:
    found = texts(sheet_of(TABLE, LISTED, LISTED, words(25, 50, "名词解释"), LISTED))
    assert found.count(("质量", "合格", "九成")) == 6


ROWS = (
    ("一级指标", "三级指标", "绩效目标"),
    ("产出", "打井", "供水九里"),
    ("产出", "修渠", "保障"),
)
OPEN = contents(
    (
        *(line(20, y, 290, y) for y in (90, 115, 140, 165)),
        *(
            words(25 + 90 * column, 105 + 25 * row, text)
            for row, cells in enumerate(ROWS)
            for column, text in enumerate(cells)
        ),
    )
)
REST = words(205, 30, "灌溉。")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (REST, [("", "", "灌溉。")]),
        (words(25, 30, "名词解释"), []),
    ],
    ids=["the rest of a cell", "prose"],
)
def test_a_bare_page_behind_a_table_without_sides_may_hold_the_rest_of_a_cell(
    page: str, expected: list[tuple[str, ...]]
) -> None:
    found = sheet_of(OPEN, page)
    assert texts(found)[len(ROWS) :][: len(expected)] == expected
    assert len(found.grids) == 1 + bool(expected)


def test_further_rows_on_a_bare_page_are_no_rest_of_a_cell() -> None:
    rows = contents(
        words(25 + 90 * column, 30 + 40 * row, text)
        for row in range(4)
        for column, text in enumerate(("效益", "受益", "惠及"))
    )
    below = "".join(f" {words(205, 42 + 40 * row, '九户。')}" for row in range(4))
    found = sheet_of(OPEN, rows + below)
    assert texts(found)[len(ROWS) :].count(("效益", "受益", "惠及")) == 4
    assert all(grid.page == 1 for grid in found.grids)
