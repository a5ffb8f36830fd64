"""Tables of budgets, staff and assets on the page behind a form: told apart by their heads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.reading.layouts.sections.sections import find_sections

if TYPE_CHECKING:
    from jiheng.reading.documents import ReadResult

Row = list[Any]
FRONT = ["项目支出绩效目标申报表"]
COLUMNS = [50, 90, 150, 260, 330, 420]
OTHERS = {2: [50, 300, 420], 3: [50, 180, 290, 420], 4: [50, 120, 200, 300, 420]}
OTHERS[5] = [50, 110, 190, 230, 370, 420]
NAME: Row = ["项目名称", {"text": "打井", "columns": 4}]
FORM: list[Row] = [
    NAME,
    ["一级指标", "二级指标", "三级指标", "指标值", "备注"],
    ["产出指标", "数量指标", "打井数", "≥3口", ""],
]
GOALS: list[Row] = [["项目名称", "金额", "绩效目标", "备注"], ["打井", "5", "打三口井", ""]]
BOTH: list[Row] = [
    [{"text": "收　入", "columns": 2}, {"text": "支　出", "columns": 2}],
    ["项目", "预算数", "项目", "预算数"],
    ["一、一般公共预算", "8,356.21", "一、一般公共服务", "1,204.50"],
]
SUBJECTS: list[Row] = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["2010301", "行政运行", "1,200.00", "1,200.00", ""],
]
CARS: list[Row] = [["项目", "预算数"], ["公务接待", "3.60"]]
ASSETS: list[Row] = [
    ["序号", "资产类别", "数量", "账面价值（万元）"],
    ["1", "房屋", "2", "1,560.00"],
]
GUESTS: list[Row] = [["来访团组", "接待地点", "批次"], ["友城代表团", "本市", "1,200.00"]]
DUG = [["打井数"]]


def read(first: list[Row], *later: dict[str, Any]) -> ReadResult:
    pages = [{"grid": first, "front": FRONT, "edges": COLUMNS}, *later]
    return LayoutCase("x", "", {"pages": pages}).read()


def other(grid: list[Row], front: list[str] | None = None) -> dict[str, Any]:
    width = sum(cell.get("columns", 1) if isinstance(cell, dict) else 1 for cell in grid[-1])
    return {"grid": grid, "front": front or [], "edges": OTHERS[width]}


def names(reading: ReadResult) -> list[list[str | None]]:
    rows = [row for table in reading.tables for row in table.rows]
    return [[each.name for each in row.indicators] for row in rows]


@pytest.mark.parametrize("front", [[], ["收支总表"], ["单位：万元"], ["十、其他情况"]])
@pytest.mark.parametrize("grid", [BOTH, SUBJECTS, CARS, ASSETS, GUESTS])
def test_another_table_behind_a_form_is_no_part_of_it(grid: list[Row], front: list[str]) -> None:
    reading = read(FORM, other(grid, front))
    codes = {problem.code for table in reading.tables for problem in table.problems}
    assert (names(reading), codes - {"outside-table"}) == (DUG, set())


@pytest.mark.parametrize("above", ["预算收支汇总表", "单位：万元"])
def test_a_title_or_unit_within_its_grid_stands_above_the_heads(above: str) -> None:
    grid = [[{"text": above, "columns": 5}], *SUBJECTS]
    assert names(read(FORM, other(grid))) == DUG


def test_heads_of_budgets_tell_a_table_in_the_same_columns() -> None:
    assert names(read(FORM, {"grid": SUBJECTS, "edges": COLUMNS})) == DUG


def test_what_only_its_heads_tell_apart_is_told_outside() -> None:
    (table,) = read(FORM, other(GUESTS)).tables
    told = [(p.code, p.excerpt) for p in table.problems]
    assert told == [("outside-table", "来访团组接待地点批次友城代表团本市1,200.00")]


def test_another_table_goes_on_behind_a_page_end() -> None:
    rest: Row = [["二、基金预算", "120.00", "二、城乡社区", "7,271.71"]]
    assert names(read(FORM, other(BOTH), other(rest))) == DUG


def test_another_table_follows_a_list_of_projects() -> None:
    edges = [50, 90, 150, 260, 420]
    pages = [{"grid": GOALS, "front": FRONT, "edges": edges}, other(SUBJECTS)]
    rows = LayoutCase("x", "", {"pages": pages}).read().tables[0].rows
    assert [row.name for row in rows] == ["打井"]


def test_a_form_without_its_list_is_followed_by_a_budget_in_other_columns() -> None:
    goal = ["绩效目标", {"text": "打三口井", "columns": 4}]
    (table,) = read([NAME, goal], other(SUBJECTS)).tables
    assert (len(table.rows), table.rows[0].further) == (1, ())


@pytest.mark.parametrize(
    ("first", "grid"),
    [
        (FORM, [["存在问题", {"text": "前期准备不足", "columns": 2}], ["", "12", "3"]]),
        (FORM, [["复核人", "负责人", "财务负责人"], ["张三", "李四", "88123"]]),
        (FORM, [["年初预算数", "全年执行数", "执行率"], ["5", "5", "100"]]),
        (FORM, [["事项", "主要内容", "经办处室"], ["打井", "三口", "12"]]),
        (FORM, [["支出内容", "数量", "单价"], ["水泵", "10", "5"]]),
        (FORM, [["存在不足", "座谈情况", "效益指标"], ["供水人数", "", "100"]]),
        (FORM, [["调研次数", "走访情况", "处室"], ["效益指标", "供水人数", "100"]]),
        (
            FORM,
            [["调研次数", "走访情况", "处室"], ["一级", "三级指标", "指标值"], ["甲", "乙", "3"]],
        ),
        (FORM, [["调研次数", "走访情况", "处室"], ["三次", "两次", "一处"]]),
        (FORM, [["来访团组", "接待批次"], ["代表团", "12"]]),
        (
            FORM,
            [[{"text": "另附说明", "columns": 3}], ["团组", "地点", "批次"], ["甲", "乙", "12"]],
        ),
        (FORM, [[{"text": "另附说明", "columns": 3}]]),
        (FORM, [[{"text": "单位：万元", "columns": 3}]]),
        ([NAME], GUESTS),
        ([NAME], [["科目名称", "合计", "备注"], ["行政运行", "若干", ""]]),
    ],
)
def test_what_may_be_of_the_form_stays_with_it(first: list[Row], grid: list[Row]) -> None:
    pages = [{"grid": first, "front": FRONT, "edges": COLUMNS}, other(grid)]
    (section,) = find_sections(LayoutCase("x", "", {"pages": pages}).sheet())
    assert len(section.grids) == len(pages)


def test_unknown_heads_in_the_same_columns_are_of_the_form() -> None:
    guests = [["来访团组", "接待", "接待地点", "批次", "人"], ["代表团", "两次", "本市", "12", "3"]]
    pages = [{"grid": each, "edges": COLUMNS} for each in (FORM, guests)]
    (section,) = find_sections(LayoutCase("x", "", {"pages": pages}).sheet())
    assert len(section.grids) == len(pages)
