"""Lines above a table, and the same lines as a cell of it, that say several things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.model import Traced
from jiheng.reading.documents import read_document
from jiheng.reading.layouts.outside.front_lines import MAX_LINE, front_lines

if TYPE_CHECKING:
    from jiheng.model import TargetTable

FORM: list[list[Any]] = [
    ["项目名称", {"text": "社区矫正", "columns": 3}],
    ["绩效目标", {"text": "帮教二百人。", "columns": 3}],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "帮教人数", "≥200人"],
]
PACKED: list[list[Any]] = [
    ["序号", "项目名称", "预算金额", "绩效目标", "绩效指标"],
    ["1", "社区矫正", "3.00", "帮教二百人。", "1、产出指标：帮教人数，年度指标值：≥200人。"],
]
CITY = "临江市司法局"
LINES = [
    ("（2026年度）单位：万元", (None, 2026, "万元"), ""),
    ("2026年度金额单位：万元", (None, 2026, "万元"), ""),
    ("单位：万元（2026年）", (None, 2026, "万元"), ""),
    (f"填报单位：{CITY}（盖章）2026年1月5日单位：万元", (CITY, None, "万元"), "2026年1月5日"),
    (f"填报单位（盖章）：{CITY}2026年1月5日单位：万元", (CITY, None, "万元"), "2026年1月5日"),
    (f"2026年度填报单位：{CITY}金额单位：元", (CITY, 2026, "元"), ""),
    (f"填报单位：{CITY}联系人：王某单位：元", (CITY, None, "元"), "联系人：王某"),
    (f"部门名称：{CITY}单位：万元、%", (CITY, None, "万元"), ""),
    (f"部门名称：{CITY}单位：元", (CITY, None, "元"), ""),
]


def read(**printed: Any) -> TargetTable:
    (table,) = LayoutCase("x", "", printed).read().tables
    return table


def said(table: TargetTable) -> tuple[tuple[str | None, int | None, str | None], str]:
    told = "".join(problem.excerpt for problem in table.problems)
    assert table.rows[0].organization is None
    return (table.department, table.fiscal_year, table.money_unit), told


@pytest.mark.parametrize(("line", "fields", "told"), LINES)
def test_a_line_above_a_form_may_say_several_things(line: str, fields: Any, told: str) -> None:
    assert said(read(front=["项目支出绩效目标表", line], grid=FORM)) == (fields, told)


def test_a_title_may_end_with_the_unit_of_money() -> None:
    table = read(front=["2026年项目支出绩效目标表（单位：万元）"], grid=FORM)
    assert (table.title, table.money_unit) == ("2026年项目支出绩效目标表", "万元")


@pytest.mark.parametrize(("line", "fields", "told"), LINES)
def test_a_line_within_a_form_may_say_several_things(line: str, fields: Any, told: str) -> None:
    grid = [[{"text": "项目支出绩效目标表", "columns": 4}], [{"text": line, "columns": 4}], *FORM]
    assert said(read(grid=grid)) == (fields, told)


@pytest.mark.parametrize(("line", "fields", "told"), LINES)
def test_a_line_above_a_packed_table_may_say_as_much(line: str, fields: Any, told: str) -> None:
    assert said(read(front=["项目支出绩效目标表", line], grid=PACKED)) == (fields, told)


def test_such_a_line_may_stand_beside_other_cells() -> None:
    line = ["（2026年度）2026年1月5日单位：万元", {"text": "类别", "columns": 2}, "延续"]
    table = read(front=["项目支出绩效目标表"], grid=[line, *FORM])
    assert said(table) == ((None, 2026, "万元"), "2026年1月5日")
    assert [(entry.label, entry.value) for entry in table.rows[0].further] == [("类别", "延续")]


def test_a_unit_of_money_is_no_organization() -> None:
    grid = [["（延续项目）单位：万元", {"text": "延续", "columns": 3}], *FORM]
    assert said(read(front=["项目支出绩效目标表"], grid=grid))[0] == (None, None, "万元")


def test_the_months_of_a_monitoring_form_stand_behind_its_year() -> None:
    table = read(front=["项目支出绩效目标执行监控表", "（2026年1-7月）"], grid=FORM)
    assert table.months == "1-7月"
    assert said(table) == ((None, 2026, None), "")


def test_a_line_longer_than_any_front_matter_is_none() -> None:
    assert front_lines((Traced("部门名称：" + "某" * MAX_LINE),)) == []


LIST: list[list[Any]] = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "帮教人数", "≥200人"],
]


def paged(*pages: dict[str, Any]) -> list[tuple[str, int]]:
    tables = LayoutCase("x", "", {"pages": list(pages)}).read().tables
    return [(table.rows[0].name, len(table.rows[0].indicators)) for table in tables]


FIRST = {"front": ["项目绩效目标", "项目名称：社区矫正"], "grid": LIST}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (["项目绩效目标", "项目名称：法律援助"], [("社区矫正", 1), ("法律援助", 1)]),
        (["项目绩效目标", "项目名称：社区矫正"], [("社区矫正", 2)]),
        (["单位：万元"], [("社区矫正", 2)]),
    ],
)
def test_a_page_whose_lines_name_another_project_begins_its_form(
    second: list[str], expected: list[tuple[str, int]]
) -> None:
    assert paged(FIRST, {"front": second, "grid": LIST}) == expected


@pytest.mark.parametrize("above", [[], ["单位：万元"]])
def test_a_project_may_be_named_at_the_end_of_the_page_before_its_form(above: list[str]) -> None:
    first = {**FIRST, "below": ["项目绩效目标", "项目名称：法律援助"]}
    found = paged(first, {"front": above, "grid": LIST})
    assert found == [("社区矫正", 1), ("法律援助", 1)]


ON_A_PAGE = "<tr><td>项目名称<td>水厂改造<tr><td>年度目标<td>改造一座水厂。"
LISTED = "<tr><td>一级指标<td>三级指标<td>指标值<tr><td>产出指标<td>改造水厂<td>1座"


def test_a_title_in_a_table_of_its_own_stands_above_the_form() -> None:
    title = "<tr><td>项目支出绩效目标表<tr><td>（2026年度）<tr><td>单位：万元"
    said = f"<table>{title}</table><table>{ON_A_PAGE}{LISTED}</table>"
    (table,) = read_document(said.encode(), "表.html").tables
    assert (table.title, table.fiscal_year) == ("项目支出绩效目标表", 2026)
    assert (table.money_unit, table.rows[0].name) == ("万元", "水厂改造")


def test_a_title_in_a_table_of_its_own_with_nothing_below_is_empty() -> None:
    result = read_document("<table><tr><td>项目支出绩效目标表</table>".encode(), "表.html")
    assert [problem.code for problem in result.problems] == ["no-table"]


def test_a_line_above_a_form_may_state_the_unit_of_its_money() -> None:
    lines = "项目支出绩效目标表\n项目名称：水厂改造\n年度资金总额（万元）：56\n"
    rows = "一级指标\t三级指标\t指标值\n产出指标\t改造水厂\t1座\n"
    (table,) = read_document((lines + rows).encode(), "表.txt").tables
    assert (table.money_unit, table.problems) == ("万元", ())


def test_a_title_that_repeats_the_end_of_its_heading_loses_nothing() -> None:
    table = read(front=["2.项目支出绩效目标表", "项目支出绩效目标表"], grid=FORM)
    assert (table.title, table.problems) == ("项目支出绩效目标表", ())
