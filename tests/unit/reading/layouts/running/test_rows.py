"""Rows of running tables that are no projects, and cells that belong to whole projects."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng import pipeline
from jiheng.model import RowKind, TargetTable

HEAD = ["单位名称", "项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
WELL = ["产出指标", "数量指标", "打井数", "≥3口"]


def read(*grid: list[Any]) -> TargetTable:
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "grid": list(grid)})
    (table,) = case.read().tables
    return table


def test_sums_of_all_and_of_a_unit_in_the_column_of_units_are_no_projects() -> None:
    table = read(
        HEAD,
        ["合计", "", "3.00", *[""] * 5],
        ["县水利局", "", "3.00", *[""] * 5],
        ["县水利局", "打井", "3.00", "打井。", *WELL],
    )
    kinds = [(row.kind, row.name) for row in table.rows]
    assert kinds == [
        (RowKind.GRAND_TOTAL, "合计"),
        (RowKind.ORGANIZATION, "县水利局"),
        (RowKind.PROJECT, "打井"),
    ]
    assert table.problems == ()


def test_a_sum_of_all_in_the_column_of_numbers_is_no_project() -> None:
    head = ["序号", *HEAD]
    total = ["合计", "", "", "3.00", *[""] * 5]
    table = read(head, ["1", "县水利局", "打井", "3.00", "打井。", *WELL], total)
    assert [(row.kind, row.name) for row in table.rows] == [
        (RowKind.PROJECT, "打井"),
        (RowKind.GRAND_TOTAL, "合计"),
    ]
    assert table.problems == ()


@pytest.mark.parametrize("total", [["合计", "", ""], ["", "合计", ""]])
def test_a_sum_before_another_table_takes_no_name_of_it(total: list[str]) -> None:
    first = ["1", "甲局", "养护", "3.00", "办好", *WELL]
    second = ["2", "乙局", "会议", "3.00", "办好", *WELL]
    head = ["序号", *HEAD]
    page = "".join(
        f"<table>{''.join('<tr><td>' + '<td>'.join(line) for line in table)}</table>"
        for table in ([head, first, [*total, "3.00", *[""] * 5]], [head, second])
    )
    (table,) = pipeline.read(page.encode(), name="a.html").tables
    assert [(row.kind, row.name) for row in table.rows] == [
        (RowKind.PROJECT, "养护"),
        (RowKind.GRAND_TOTAL, "合计"),
        (RowKind.PROJECT, "会议"),
    ]
    assert table.problems == ()


@pytest.mark.parametrize(
    ("labels", "total", "further"),
    [
        (["年初预算数"], 3, []),
        (["2026年年初预算金额"], 3, []),
        (["年初预算数", "全年预算数"], 4, ["3"]),
        (["全年预算数", "年初预算数"], 3, ["4"]),
        (["年初预算数", "年初批复数"], 3, ["4"]),
    ],
)
def test_a_first_budget_is_the_total_where_no_other_column_is(
    labels: list[str], total: int, further: list[str]
) -> None:
    head = ["项目名称", *labels, *HEAD[3:]]
    (row,) = read(head, ["打井", *["3", "4"][: len(labels)], "打井。", *WELL]).rows
    assert row.funding is not None
    assert row.funding.total == total
    assert [item.value for item in row.further] == further


def test_the_total_of_points_is_that_of_the_project() -> None:
    head = [*HEAD[1:], "实际完成值", "分值", "得分", "自评总分"]
    own = [{"text": text, "rows": 2} for text in ("打井", "3.00", "打井。")]
    total = {"text": "98", "rows": 2}
    first, second = [*WELL, "3口", "60", "60"], [*WELL[:2], "换泵数", "≥1台", "1台", "40", "38"]
    table = read(head, [*own, *first, total], second)
    (row,) = table.rows
    assert row.score == 98
    assert [indicator.further for indicator in row.indicators] == [(), ()]


def test_totals_of_points_that_differ_are_all_kept() -> None:
    head = [*HEAD[1:], "得分", "自评总分"]
    first = ["打井", "3.00", "打井。", *WELL, "60", "60"]
    second = ["", "", "", *WELL[:2], "换泵数", "≥1台", "38", "38"]
    (row,) = read(head, first, second).rows
    assert row.score == 60
    assert [item.value for item in row.further] == ["38"]


def test_units_behind_the_names_of_indicators_are_those_of_their_values() -> None:
    head = [*HEAD[1:], "单位"]
    (row,) = read(head, ["打井", "3.00", "打井。", *WELL[:3], "≥3", "口"]).rows
    assert [(one.annual_value, one.unit) for one in row.indicators] == [("≥3", "口")]
    assert row.organization is None


def test_tables_that_follow_each_other_on_no_page_cut_no_name() -> None:
    head = "".join(f"<td>{label}</td>" for label in HEAD[1:])
    tables = [
        "".join(f"<td>{text}</td>" for text in (name, "3.00", "办好", *WELL))
        for name in ("养护", "会议")
    ]
    page = "".join(f"<table><tr>{head}</tr><tr>{row}</tr></table>" for row in tables)
    rows = [
        row for table in pipeline.read(page.encode(), name="a.html").tables for row in table.rows
    ]
    assert [row.name for row in rows] == ["养护", "会议"]


@pytest.mark.parametrize(
    ("row", "names", "told"),
    [
        (["", "", "", *WELL], ["养护"], []),
        (["", "", "且修桥。", *WELL], ["养护"], []),
        (["会议", "3.00", "", *WELL], ["养护", "会议"], []),
        (["会议", "", "开会。", *WELL], ["养护", "会议"], []),
        (["工程", "", "", *WELL], ["养护工程"], ["unsure-row"]),
    ],
)
def test_rows_of_a_table_that_follows_on_no_page(
    row: list[str], names: list[str], told: list[str]
) -> None:
    lines = [HEAD[1:], ["养护", "3.00", "办好。", *WELL]], [HEAD[1:], row]
    page = "".join(
        f"<table>{''.join('<tr><td>' + '<td>'.join(line) for line in table)}</table>"
        for table in lines
    )
    (table,) = pipeline.read(page.encode(), name="a.html").tables
    assert [each.name for each in table.rows] == names
    assert [problem.code for problem in table.problems] == told


def test_a_row_of_another_table_that_names_its_organization_begins_a_project() -> None:
    lines = [HEAD, ["甲局", "养护", "3.00", "办好", *WELL]], [HEAD, ["甲局", "会议", "", "", *WELL]]
    page = "".join(
        f"<table>{''.join('<tr><td>' + '<td>'.join(line) for line in table)}</table>"
        for table in lines
    )
    (table,) = pipeline.read(page.encode(), name="a.html").tables
    assert [each.name for each in table.rows] == ["养护", "会议"]


def test_a_row_that_begins_further_right_than_a_remark_is_no_more_of_it() -> None:
    remark = ["备注：本表由各单位填报。", *[""] * 6]
    more = [*[""] * 5, "换泵数", ""]
    table = read(HEAD[1:], ["打井", "3.00", "打井。", *WELL], remark, more)
    (row,) = table.rows
    assert [one.name for one in row.indicators] == ["打井数", "换泵数"]
    assert [problem.excerpt for problem in table.problems] == [remark[0]]


@pytest.mark.parametrize("shared", ["一级项目名称", "专项名称"])
def test_a_name_that_several_projects_share_is_none_of_theirs(shared: str) -> None:
    head = [shared, "二级项目名称", *HEAD[2:]]
    table = read(
        head,
        [{"text": "公共服务", "rows": 2}, "打井", "3.00", "打井。", *WELL],
        ["修渠", "4.00", "修渠。", *WELL],
    )
    rows = [(row.name, row.goal, [item.value for item in row.further]) for row in table.rows]
    assert rows == [("打井", "打井。", ["公共服务"]), ("修渠", "修渠。", ["公共服务"])]


def test_a_column_named_like_projects_further_right_leaves_the_first_its_name() -> None:
    table = read(
        ["专项名称", "预算数", "年度目标", "项目", *HEAD[4:]], ["打井", "3", "好", "甲", *WELL]
    )
    assert [row.name for row in table.rows] == ["打井"]
