"""Hidden columns of a workbook stand behind the visible ones."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.workbooks.hidden import Hidden
from jiheng.reading.containers.workbooks.leaves import Leaf, sheets_of

Row = list[str]


def rows(cells: list[Row], hidden: list[tuple[int, int]]) -> list[Row]:
    filled = {
        at: {column: text for column, text in enumerate(row) if text}
        for at, row in enumerate(cells)
    }
    (sheet,) = sheets_of([Leaf("甲", filled, unseen=Hidden(columns=hidden))])
    return [[text.text for text in row] for row in sheet.rows]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ([], ["名称", "旧", "新", "备"]),
        ([(1, 1)], ["名称", "新", "备", "", "旧"]),
        ([(1, 2)], ["名称", "备", "", "旧", "新"]),
        ([(1, 16_383)], ["名称", "", "旧", "新", "备"]),
        ([(4, 16_383)], ["名称", "旧", "新", "备"]),
        ([(0, 16_383)], ["名称", "旧", "新", "备"]),
    ],
)
def test_what_is_visible_stands_together(hidden: list[tuple[int, int]], expected: Row) -> None:
    assert rows([["名称", "旧", "新", "备"]], hidden) == [expected]


def test_a_hidden_column_without_text_leaves_nothing() -> None:
    assert rows([["名称", "", "新"]], [(1, 1)]) == [["名称", "新"]]


@pytest.mark.parametrize(
    ("merge", "hidden", "expected"),
    [
        ((0, 1, 0, 3), [(2, 2)], {(0, 1): (1, 2)}),
        ((0, 0, 0, 3), [(2, 2)], {(0, 0): (1, 5)}),
        ((0, 1, 0, 2), [(2, 2)], {}),
        ((0, 0, 1, 3), [(2, 2)], {(0, 0): (2, 3)}),
        ((0, 2, 0, 2), [(2, 2)], {}),
    ],
)
def test_merged_cells_cover_what_is_visible(
    merge: tuple[int, int, int, int],
    hidden: list[tuple[int, int]],
    expected: dict[tuple[int, int], tuple[int, int]],
) -> None:
    cells = {0: {0: "名称", 1: "打井"}, 1: {0: "目标", 2: "隐", 3: "三口"}}
    leaf = Leaf("甲", cells, [merge], unseen=Hidden(columns=hidden))
    (sheet,) = sheets_of([leaf])
    assert sheet.merges == expected


def test_a_merged_cell_shows_the_text_of_its_hidden_corner() -> None:
    leaf = Leaf("甲", {0: {0: "甲", 1: "乙"}}, [(0, 1, 0, 2)], unseen=Hidden(columns=[(1, 1)]))
    leaf.cells[1] = {2: "丙"}
    (sheet,) = sheets_of([leaf])
    assert [[text.text for text in row] for row in sheet.rows] == [
        ["甲", "乙", "", ""],
        ["", "丙", "", ""],
    ]
