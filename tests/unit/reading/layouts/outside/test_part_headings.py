"""A form that is written in parts, each below a heading of its own."""

from __future__ import annotations

import pytest

from jiheng.reading.documents import ReadResult, read_document

TITLE = "项目支出绩效目标表（2026年度）"
ABOUT = ("主管部门|云岭市水务局", "项目名称|水厂改造")
MONEY = ("年度资金总额（万元）|300",)
GOAL = ("年度目标|改造一座水厂。",)
LIST = ("一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|改造水厂|1座")


def table(rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def read(*parts: str | tuple[str, ...], title: str = TITLE) -> ReadResult:
    said = (table(part) if isinstance(part, tuple) else f"<p>{part}</p>" for part in parts)
    return read_document(f"<p>{title}</p>{''.join(said)}".encode(), "表.html")


@pytest.mark.parametrize(
    "headings",
    [
        ("一、基本信息", "二、项目资金", "三、绩效目标", "四、绩效指标"),
        ("（一）基本信息", "（二）项目资金", "（三）绩效目标：", "（四）绩效指标："),
        ("基本信息", "项目资金", "绩效目标", "绩效指标"),
    ],
)
def test_parts_below_headings_are_one_form(headings: tuple[str, ...]) -> None:
    first, second, third, fourth = headings
    (form,) = read(first, ABOUT, second, MONEY, third, GOAL, fourth, LIST).tables
    (row,) = form.rows
    assert (row.name, row.department, row.goal) == ("水厂改造", "云岭市水务局", "改造一座水厂。")
    assert row.funding is not None
    assert (str(row.funding.total), form.money_unit, form.fiscal_year) == ("300", "万元", 2026)
    assert [indicator.name for indicator in row.indicators] == ["改造水厂"]


@pytest.mark.parametrize(
    "between",
    ["二、政府采购预算表", "2026年安排资金300万元。", "项目资金：300万元，自筹。"],
)
def test_other_lines_part_tables(between: str) -> None:
    assert [row.name for table in read(ABOUT, between, LIST).tables for row in table.rows] == [""]


def test_a_list_below_the_heading_of_a_form_without_a_name_is_its_own() -> None:
    (form,) = read("一、资金", MONEY, "二、绩效指标", LIST).tables
    assert form.rows[0].funding is None


def test_a_form_with_its_indicators_ends_at_a_heading() -> None:
    (form,) = read(ABOUT + GOAL + LIST, "二、资金", MONEY).tables
    assert form.rows[0].funding is None


def test_another_table_below_a_heading_is_no_part() -> None:
    first, second = read(
        ABOUT + GOAL, "二、人员", ("姓名|职务", "甲|科长"), "三、指标", LIST
    ).tables
    assert (first.rows[0].name, first.rows[0].indicators) == ("水厂改造", ())
    assert second.rows[0].name == ""


OWNER = ("主管部门|云岭市水务局", "实施单位|云岭市水厂")
NAMED = ("项目名称|水厂改造", *GOAL)


def test_a_form_may_be_cut_before_the_name_of_its_project() -> None:
    (form,) = read(OWNER, NAMED, LIST).tables
    assert form.fiscal_year == 2026
    assert [(row.name, row.department, row.organization) for row in form.rows] == [
        ("水厂改造", "云岭市水务局", "云岭市水厂")
    ]


@pytest.mark.parametrize(
    "first", ["项目编码|440119942374", "起止时间|2026年1月至12月", "一、基本信息|"]
)
def test_what_is_said_before_the_name_of_a_project_may_be_cut_off(first: str) -> None:
    (form,) = read((first, *OWNER), NAMED, LIST).tables
    row = form.rows[0]
    assert (form.fiscal_year, row.name, row.organization) == (2026, "水厂改造", "云岭市水厂")


@pytest.mark.parametrize(
    "rows",
    [
        (f"{TITLE}|", "填报单位：云岭市水务局|单位：万元"),
        ("附件2|", f"{TITLE}|", "填报单位：|云岭市水务局|单位：万元"),
        ("项目支出绩效目标表|", "（2026年度）|", "单位：万元|"),
    ],
)
def test_the_title_and_the_lines_below_it_may_be_a_grid_of_their_own(
    rows: tuple[str, ...],
) -> None:
    (form,) = read(rows, (*NAMED, "资金总额|5"), LIST, title="").tables
    assert (form.fiscal_year, form.money_unit) == (2026, "万元")


def test_a_grid_with_the_name_of_a_project_is_more_than_a_title() -> None:
    (form,) = read((f"{TITLE}|", "项目名称：|水厂改造"), GOAL + LIST, title="").tables
    assert (form.fiscal_year, form.rows[0].name) == (2026, "水厂改造")


def test_a_title_within_the_grid_before_the_name_is_that_of_the_form() -> None:
    (form,) = read((f"{TITLE}|", "项目编码|440119942374"), NAMED, LIST, title="").tables
    assert (form.fiscal_year, form.rows[0].code) == (2026, "440119942374")


@pytest.mark.parametrize("first", [("联系人|张三", *OWNER), ("项目名称|打井", *OWNER)])
def test_a_grid_that_says_more_than_whose_it_is_awaits_no_name(first: tuple[str, ...]) -> None:
    *_, form = read(first, NAMED, LIST).tables
    assert (form.rows[0].name, form.rows[0].organization) == ("水厂改造", None)
