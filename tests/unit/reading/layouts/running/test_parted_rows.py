"""Rows that a page end cuts: of one each cell stands on one of the pages, or a label goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import Row

Line = list[Any]
EDGES = [0, 60, 120, 200, 280, 330]
FRONT = ["2025年项目支出绩效自评表"]
GOAL, DONE = "打井三口。", "已打三口。"


def wide(text: str, columns: int) -> dict[str, Any]:
    return {"text": text, "columns": columns}


def tall(text: str, rows: int, columns: int = 1) -> dict[str, Any]:
    return {"text": text, "rows": rows, "columns": columns}


NAME: Line = ["项目名称", wide("打井", 4)]
HEADS: Line = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"]
WELL: Line = ["产出指标", "数量指标", "打井数", "≥3口", "3口"]
WELLS: list[Line] = [HEADS, WELL]
SIDES: Line = [wide("预期目标", 2), wide("实际完成情况", 2)]
COLUMNS: Line = ["年初预算数", "全年预算数", "全年执行数"]
TOTAL: Line = ["年度资金总额", "9.5", "9.5", "8"]


def read(first: list[Line], second: list[Line]) -> Row:
    pages = [
        {"grid": first, "front": FRONT, "edges": EDGES},
        {"grid": second, "edges": EDGES},
    ]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    assert [problem.code for problem in table.problems] == []
    (row,) = table.rows
    return row


def listed(row: Row) -> list[list[str | None]]:
    return [
        [each.level1.label if each.level1 else None, each.name, each.annual_value, each.actual]
        for each in row.indicators
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            [["", *SIDES]],
            [[tall("总体目标", 2), wide("", 2), wide("", 2)], [wide(GOAL, 2), wide(DONE, 2)]],
        ),
        (
            [[tall("总体目标", 2), *SIDES], [wide("", 2), wide(DONE, 2)]],
            [["", wide(GOAL, 2), wide("", 2)]],
        ),
        (
            [[tall("总体目标", 2), *SIDES], [wide(GOAL, 2), wide("", 2)]],
            [["", wide("", 2), wide(DONE, 2)]],
        ),
        # blank on one of the pages, but for a part of the label
        (
            [[tall("年度总体", 2), *SIDES], [wide("", 2), wide("", 2)]],
            [["目标", wide(GOAL, 2), wide(DONE, 2)]],
        ),
        (
            [["年度", *SIDES]],
            [[tall("总体目标", 2), wide("", 2), wide("", 2)], [wide(GOAL, 2), wide(DONE, 2)]],
        ),
    ],
)
def test_a_goal_and_what_came_of_it_stand_on_two_pages(
    above: list[Line], below: list[Line]
) -> None:
    row = read([NAME, *above], [*below, *WELLS])
    assert (row.goal, row.goal_actual, row.further) == (GOAL, DONE, ())
    assert listed(row) == [["产出指标", "打井数", "≥3口", "3口"]]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["", *HEADS[1:]], ["一级指标", "", "", "", ""]),
        (["一级指标", "", "", *HEADS[3:]], ["", *HEADS[1:3], "", ""]),
        (["一级指", "二级指", *HEADS[2:]], ["标", "标", "", "", ""]),
        (["一级指", *HEADS[1:4], "实际完成"], ["标", "", "", "", "值"]),
        (["一级", "二级", "三级", "年度指标值", "实际完成"], ["指标", "指标", "指标", "", "值"]),
    ],
)
def test_heads_of_one_row_stand_on_two_pages(above: Line, below: Line) -> None:
    row = read([NAME, ["总体目标", wide(GOAL, 4)], above], [below, WELL])
    assert listed(row) == [["产出指标", "打井数", "≥3口", "3口"]]


def test_a_head_printed_again_is_no_half() -> None:
    more = ["效益指标", "社会效益指标", "供水人数", "≥100人", "100人"]
    assert len(read([NAME, *WELLS], [HEADS, more]).indicators) == len((WELL, more))


def money(first: list[Line], second: list[Line]) -> list[tuple[str, str, str]]:
    row = read([NAME, *first], [*second, ["总体目标", wide(GOAL, 4)], *WELLS])
    return [(line.label, str(line.budget), str(line.executed)) for line in row.lines]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            [[tall("项目资金", 2), "", *COLUMNS], ["", *TOTAL[1:]]],
            [[tall("", 2), "年度资金总额", "", "", ""]],
        ),
        (
            [[tall("项目资金", 2), "", *COLUMNS], ["年度资金", *TOTAL[1:]]],
            [[tall("", 2), "总额", "", "", ""]],
        ),
        (
            [["项目资金", "", "年初预算数", "全年预算", "全年执行数"]],
            [[tall("（万元）", 3), "", "", "数", "（B）"], TOTAL],
        ),
        (
            [["", "", *COLUMNS]],
            [[tall("项目资金", 3), "", "", "", ""], TOTAL],
        ),
    ],
)
def test_a_row_of_money_stands_on_two_pages(above: list[Line], below: list[Line]) -> None:
    found = money(above, [*below, ["其他资金", "1.5", "1.5", "0"]])
    assert found == [("年度资金总额", "9.5", "8"), ("其他资金", "1.5", "0")]


def test_the_unit_of_money_stands_on_two_pages() -> None:
    first = [NAME, ["", "", *COLUMNS], ["资金情况（", *TOTAL]]
    rest = [["万元）", "其他资金", "1.5", "1.5", "0"], ["总体目标", wide(GOAL, 4)], *WELLS]
    pages = [{"grid": first, "front": FRONT, "edges": EDGES}, {"grid": rest, "edges": EDGES}]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    assert table.money_unit == "万元"


def test_amounts_stand_a_page_before_their_labels() -> None:
    above = ["", "95", "", wide("5", 2)]
    below = ["年度资金总额", "", "其他资金", wide("", 2)]
    row = read([NAME, above], [below, ["总体目标", wide(GOAL, 4)], *WELLS])
    assert row.funding is not None
    assert (str(row.funding.total), str(row.funding.other)) == ("95", "5")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["", "", "供水人数", "≥100人", ""], ["", "", "", "", "100人"]),
        (["效益指标", "", "", "≥100人", "100人"], ["", "社会效益指标", "供水人数", "", ""]),
    ],
)
def test_rows_of_a_list_are_put_together_as_such(above: Line, below: Line) -> None:
    row = read([NAME, *WELLS, above], [below])
    assert listed(row)[1][1:] == ["供水人数", "≥100人", "100人"]


def test_a_form_named_above_its_grid_stands_on_two_pages() -> None:
    first = {"grid": [["", *SIDES]], "front": [*FRONT, "项目名称：打井"], "edges": EDGES}
    below = [
        [tall("总体目标", 2), wide("", 2), wide("", 2)],
        [wide(GOAL, 2), wide(DONE, 2)],
        *WELLS,
    ]
    pages = [first, {"grid": below, "edges": EDGES}]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    assert [(row.name, row.goal, row.goal_actual) for row in table.rows] == [("打井", GOAL, DONE)]


def test_the_label_over_several_rows_stays_above_when_another_begins_below() -> None:
    first = [[tall("绩效目标", 2), *SIDES], [wide(GOAL, 2), wide("", 2)]]
    below = [["", wide("", 2), tall(DONE, 2, 2)], ["", wide("", 2)]]
    row = read([NAME, *first], [*below, *WELLS])
    assert (row.goal, row.goal_actual) == (GOAL, DONE)


def test_cells_of_other_widths_are_of_another_row() -> None:
    above, below = ["实施周期", "", wide("", 3)], ["", "自筹为主", "", wide("", 2)]
    row = read([NAME, above], [below, ["总体目标", wide(GOAL, 4)], *WELLS])
    assert (row.period, [each.label for each in row.further]) == (None, ["自筹为主"])


def test_a_label_of_its_own_behind_a_page_end_is_no_half() -> None:
    row = read([NAME, ["年度", wide("2025", 4)]], [["目标", wide("", 4)], *WELLS])
    assert (row.goal, listed(row)) == (None, [["产出指标", "打井数", "≥3口", "3口"]])


def names(*grids: list[Line]) -> list[tuple[str | None, int]]:
    pages = [{"grid": grid, "front": FRONT, "edges": EDGES} for grid in grids]
    tables = LayoutCase("x", "", {"pages": pages}).read().tables
    return [(row.name, len(row.indicators)) for table in tables for row in table.rows]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["项目名", wide("修渠", 4)], ["称", wide("", 4)]),
        (["", wide("修渠", 2), "", "A12"], ["项目名称", wide("", 2), "项目编码", ""]),
    ],
)
def test_a_page_end_cuts_the_row_with_which_another_form_begins(above: Line, below: Line) -> None:
    form = [["总体目标", wide(GOAL, 4)], *WELLS]
    assert names([NAME, *form], [above], [below, *form]) == [("打井", 1), ("修渠", 1)]


@pytest.mark.parametrize("edges", [EDGES, [0, 60, 130, 210, 280, 330]])
@pytest.mark.parametrize("above", [["", "", "（口）", "", ""], ["", "", "", "", ""]])
def test_a_head_printed_again_below_the_rest_of_a_row_is_a_head(
    above: Line, edges: list[int]
) -> None:
    first = {"grid": [NAME, *WELLS, above], "front": FRONT, "edges": EDGES}
    more = ["效益指标", "社会效益指标", "供水人数", "≥100人", "100人"]
    pages = [first, {"grid": [HEADS, more], "edges": edges}]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    assert listed(table.rows[0])[-1:] == [["效益指标", "供水人数", "≥100人", "100人"]]


def test_a_department_whose_label_a_page_end_cuts_has_a_form_of_its_own() -> None:
    form = [["总体目标", wide(GOAL, 4)], *WELLS]
    first, above, below = (
        ["部门名称", wide("水务局", 4)],
        ["部门名", wide("交通局", 4)],
        ["称", wide("", 4)],
    )
    assert names([first, *form], [above], [below, *form]) == [("水务局", 1), ("交通局", 1)]


def test_a_lone_row_of_a_list_on_a_page_begins_no_form() -> None:
    first = [NAME, ["总体目标", wide(GOAL, 4)], *WELLS]
    more = ["效益指标", "社会效益指标", "供水人数", "≥100人", "100人"]
    assert names(first, [more], [["满意度指标", *more[1:]]]) == [("打井", 3)]
