"""Another table under a title of its own below that of targets, in the same grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.reading.documents import ReadResult

Row = list[Any]
TITLE = "项目支出绩效目标表"
FORM: list[Row] = [
    ["项目名称", "打井", "", ""],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "打井数", "≥3口"],
]
LIST: list[Row] = [
    ["项目名称", "项目金额", "绩效目标", "指标名称", "指标值"],
    ["打井", "5", "打三口井", "打井数", "≥3口"],
]
BUDGET = ["政府采购预算表", "", "", ""]
HEADS = ["采购项目", "采购方式", "数量", "金额（万元）"]
LAMPS = ["灯具", "公开招标", "100", "50"]
DUG = ["打井数"]


def read(grid: list[Row]) -> ReadResult:
    return LayoutCase("x", "", {"front": [TITLE], "grid": grid}).read()


def names(reading: ReadResult) -> list[list[str | None]]:
    rows = [row for table in reading.tables for row in table.rows]
    return [[each.name for each in row.indicators] for row in rows]


@pytest.mark.parametrize(
    "between",
    [[], [["单位：万元", "", "", ""]], [["", "", "", ""]]],
)
@pytest.mark.parametrize("targets", [FORM, LIST])
def test_another_table_is_no_part_of_that_of_targets(
    targets: list[Row], between: list[Row]
) -> None:
    assert names(read([*targets, BUDGET, *between, HEADS, LAMPS])) == [DUG]


def test_another_table_is_told_once_with_its_figures() -> None:
    reading = read([*FORM, BUDGET, HEADS, LAMPS])
    (problem,) = [*reading.problems, *reading.tables[0].problems]
    assert (problem.code, problem.excerpt) == (
        "outside-table",
        "政府采购预算表采购项目采购方式数量金额（万元）灯具公开招标10050",
    )


def test_a_form_behind_another_table_is_read() -> None:
    again = [[TITLE, "", "", ""], *FORM]
    assert names(read([*FORM, BUDGET, HEADS, LAMPS, *again])) == [DUG, DUG]


@pytest.mark.parametrize(
    "below",
    [
        [["编制预算表", "", "", ""], ["产出指标", "数量指标", "挖渠数", "≥2条"]],
        [["政府采购预算表", "", "", ""], ["备注", "", "", ""]],
        [["政府采购预算表", "", "", "5"], HEADS],
        [[{"text": "政府采购预算表", "rows": 2}, "", "", ""], HEADS[1:]],
        [BUDGET, *FORM],
        [BUDGET, ["项目名称", "修路", "主管部门", "交通局"], *FORM[1:]],
    ],
)
def test_a_form_goes_on_below_what_is_no_title_of_another_table(below: list[Row]) -> None:
    found = [p.excerpt for p in read([*FORM, *below]).problems if p.code == "outside-table"]
    assert found == []


def test_items_of_money_below_a_list_are_of_none_of_its_projects() -> None:
    heads = ["项目名称", "采购品目", "采购数量", "采购金额", "备注"]
    items = [["政府采购预算表", *[""] * 4], heads, ["打井", "水泵", "10", "50", ""]]
    assert names(read([*LIST, *items])) == [DUG]


def test_a_title_right_above_that_of_a_form_heads_nothing() -> None:
    assert names(read([*FORM, BUDGET, [TITLE, "", "", ""], *FORM])) == [DUG, DUG]


def test_a_title_above_the_targets_ends_nothing() -> None:
    above = [["附件", "", "", ""], ["部门收支预算表", "", "", ""], ["单位", "年度", "科室", "处室"]]
    assert names(read([*above, *FORM])) == [DUG]


def test_another_table_on_a_page_goes_on_behind_its_end() -> None:
    budget = [[{"text": BUDGET[0], "columns": 4}], HEADS, LAMPS]
    pages = {"front": [TITLE], "pages": [[*FORM, *budget], [LAMPS]]}
    assert names(LayoutCase("x", "", pages).read()) == [DUG]


BALANCE: list[Row] = [
    ["部门收支总表", "", "", ""],
    ["单位：万元", "", "", ""],
    ["收入", "", "支出", ""],
    ["项目", "预算数", "项目", "预算数"],
    ["一、一般公共预算拨款收入", "12,345.67", "一、一般公共服务支出", "0.00"],
    ["本年收入合计", "14,345.67", "本年支出合计", "14,345.67"],
]
OWN: list[Row] = [
    ["部门整体支出绩效目标表", "", "", ""],
    ["部门名称", "某局", "", ""],
    ["资金总额（万元）", "14,345.67", "其中：基本支出", "4,345.67"],
    *FORM[1:],
]


@pytest.mark.parametrize("blank", [0, 2])
def test_money_of_a_budget_table_above_is_none_of_the_form(blank: int) -> None:
    grid = [*BALANCE, *[["", "", "", ""]] * blank, *OWN]
    (table,) = LayoutCase("x", "", {"grid": grid}).read().tables
    (row,) = table.rows
    assert row.funding is not None
    assert (row.funding.fiscal_appropriation, str(row.funding.total)) == (None, "14345.67")
    assert "outside-table" in {problem.code for problem in table.problems}


def test_a_title_above_a_form_without_figures_is_no_budget_table() -> None:
    grid = [["资产购置表", "", "", ""], ["项目名称", "打井", "", ""], *OWN]
    (table,) = LayoutCase("x", "", {"grid": grid}).read().tables
    assert [each.name for each in table.rows[0].indicators] == DUG
