"""Money of several years side by side, or below each other, in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase
from tests.unit.reading.layouts.form.local_forms import LIST, row_of

if TYPE_CHECKING:
    from jiheng.model import TargetTable

TITLE = "2025年项目支出绩效目标申报表"
TWO = ["一级指标", "三级指标"]
THREE = ["2024年", "2025年", "2026年"]
LINES = [["资金总额", "100", "200", "300"], ["财政拨款", "80", "160", "240"]]
INDICATORS = [["一级指标", "三级指标", "指标值", ""], ["产出指标", "打井数", "≥3口", ""]]


def read(*grid: list[Any], title: str = TITLE) -> TargetTable:
    rows = [["项目名称", "打井", "", ""], *grid, *INDICATORS]
    (table,) = LayoutCase("x", "", {"front": [title], "grid": rows}).read().tables
    return table


def total(table: TargetTable) -> str:
    funding = table.rows[0].funding
    return str(funding and funding.total)


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        ([["资金来源", *THREE], *LINES], "200"),
        ([["资金来源", "2024", "2025", "2026"], *LINES], "200"),
        ([["资金来源", "2024年预算数", "2025年预算数", "备注"], *LINES], "200"),
        ([["资金来源", "上年预算", "本年预算", "下年预算"], *LINES], "200"),
        ([["资金来源", "上年", "本年申报", "本年批复"], *LINES], "300"),
        ([["项目资金", "项目总投资", "以前年度已安排", "年度金额"], *LINES], "300"),
        ([[{"text": "项目资金", "rows": 2}, *THREE], ["100", "200", "300"]], "200"),
        ([["年度", "资金总额", "财政拨款", "余"], ["2024年", "1", "2", "3"], ["2025年", "4"]], "4"),
        ([["项目资金", "2024年预算数", "2024年执行数", "2025年预算数"], *LINES], "300"),
        ([["2024年预算数", "2025年预算数", "2026年预算数"], ["100", "200", "300"]], "200"),
        ([["资金来源", *THREE], ["资金总额", "100", "待批复", "300"]], "None"),
        ([["地点", *THREE], ["一号", "100", "200", "300"]], "None"),
        ([["资金来源", *THREE], ["财政拨款", "80"], ["资金总额", "1", "2", "3"]], "2"),
        ([["资金来源", *THREE], *LINES, ["三年共打井九口"]], "200"),
        ([["资金来源", *THREE], *LINES, ["绩效情况", "良好", "良好", "优"]], "200"),
        ([["执行情况", "上年执行数", "上年", "本年"], *LINES], "100"),
        ([["项目资金", "100", "本年预算", "2025年"], *LINES], "100"),
        ([["年度", "地点", "口数", ""], ["2024年", "县城", "3", ""]], "None"),
        ([["资金总额", "9", "财政拨款", "8"], ["2024年", "1", "2025年", "2"]], "9"),
        ([["年度", "资金总额", "", ""], ["2024年", "1", "", ""], ["2025年", "两", "", ""]], "1"),
        ([["资金来源", *THREE], *LINES, ["其他", "0", "0", "0", "9"]], "200"),
        ([["资金来源", "2024年", "100", "2025年"], *LINES], "100"),
        ([["资金来源", "合计", "项目总投资", "累计已投入"], *LINES], "100"),
        (
            [
                ["资金来源", "2024年", "2025年", "这一栏的说明写得比任何一年的表头都要长得多"],
                *LINES,
            ],
            "200",
        ),
        ([["年度", *THREE], *LINES], "200"),
        ([["2024年资金总额", "90"], ["2025年资金总额", "100"]], "100"),
        ([["2025年度资金总额", "100"], ["资金总额（2024年度）", "90"]], "100"),
        ([["2024年度资金总额", "90"]], "90"),
        (
            [
                [{"text": "项目资金", "rows": 3}, "", "资金总额"],
                ["上年", "90"],
                ["本年", "100"],
            ],
            "100",
        ),
        ([["资金来源", "申报数", "核定数", "备注"], *LINES], "200"),
        ([["资金来源", "申请金额", "财政审核金额", ""], *LINES], "200"),
        ([["资金来源", "合计", "其中", "2025年"], *LINES], "300"),
        ([["资金来源", *THREE], ["资金总额", "-", "200", "—"]], "200"),
        ([["项目资金", "100", "2024年", "2025年"], *LINES], "100"),
        ([["资金来源", *THREE], ["财政拨款", "", "", ""], ["其他资金", "", "", ""]], "None"),
        ([["资金来源", "实施期总额", "中期资金", ""], *LINES], "100"),
        ([["地点", "年度", "2025年"], ["一号", "两口", "三口"]], "None"),
    ],
)
def test_the_money_of_a_form_is_that_of_its_year(grid: list[list[Any]], expected: str) -> None:
    assert total(read(*grid)) == expected


def test_the_amounts_of_other_years_are_kept() -> None:
    line = read(["资金来源", *THREE], *LINES).rows[0].lines[0]
    assert [(each.label, each.value) for each in line.further] == [
        ("2024年", "100"),
        ("2026年", "300"),
    ]


@pytest.mark.parametrize(
    "heads", [THREE, ["第一年", "第二年", "第三年"], ["本年", "当年", "2026年"]]
)
def test_no_year_is_taken_for_that_of_a_form_which_names_none(heads: list[str]) -> None:
    table = read(["资金来源", *heads], *LINES, title="项目支出绩效目标申报表")
    assert (total(table), [p.code for p in table.problems]) == ("None", ["unsure-year"])


@pytest.mark.parametrize(
    "end",
    [[["资金来源", *THREE], *LINES], [["年度", "资金总额"], ["2024年", "1"], ["2025年", "200"]]],
)
def test_years_may_end_a_form(end: list[list[str]]) -> None:
    rows = [["项目名称", "打井"], ["年度目标", "打井三口。"], *end]
    (table,) = LayoutCase("x", "", {"front": [TITLE], "grid": rows}).read().tables
    assert total(table) == "200"


@pytest.mark.parametrize(
    ("grid", "title", "expected"),
    [
        ([["年度", *THREE], ["绩效目标", "一口", "两口", "三口"]], TITLE, "两口"),
        ([["年度", *THREE], ["绩效目标", "一口", "", "三口"]], TITLE, None),
        (
            [[{"text": "绩效目标", "rows": 2}, "2024年目标", "2025年目标"], ["一口", "两口"]],
            TITLE,
            "两口",
        ),
        ([["年度", *THREE], ["绩效目标", "一口", "两口", "三口"]], "项目绩效目标表", None),
    ],
)
def test_the_goal_of_a_form_is_that_of_its_year(
    grid: list[list[Any]], title: str, expected: str | None
) -> None:
    row = read(*grid, title=title).rows[0]
    kept = {each.label: each.value for each in row.further}
    assert (row.goal, kept["绩效目标" + grid[0][1]]) == (expected, "一口")


def test_the_goal_may_tell_the_year_of_a_form_that_states_none() -> None:
    grid = [
        ["项目名称", "打井", "", ""],
        ["资金来源", *THREE],
        *LINES,
        ["2025年度目标", "打井三口。", "", ""],
        [*({"text": t, "rows": 2} for t in TWO), {"text": "指标值", "columns": 2}],
        ["2024年", "2025年"],
        ["产出指标", "打井数", "≥2口", "≥3口"],
    ]
    (table,) = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "grid": grid}).read().tables
    assert (table.fiscal_year, total(table)) == (2025, "200")
    assert [one.annual_value for one in table.rows[0].indicators] == ["≥3口"]


def test_goals_of_two_years_tell_none() -> None:
    goals = [["2025年度目标", "打井三口。", "", ""], ["2026年度目标", "打井四口。", "", ""]]
    table = read(["资金来源", *THREE], *LINES, *goals, title="项目支出绩效目标表")
    assert (table.fiscal_year, total(table)) == (None, "None")


@pytest.mark.parametrize("label", ["资金计划（万元）", "分年度资金（万元）"])
def test_money_of_years_beside_one_label_is_that_of_the_year_of_the_form(label: str) -> None:
    row = row_of(
        ["项目名称", {"text": "校舍维修", "columns": 3}],
        [{"text": label, "rows": 2}, "2026年", "2027年", "2028年"],
        ["884.00", "200", "300"],
        *LIST,
        front=("项目支出绩效目标表", "（2026年度）"),
    )
    assert row["funding"]["total"] == "884.00"


def test_money_of_a_policy_is_that_of_the_year_beside_that_of_its_term() -> None:
    row = row_of(
        ["政策名称", {"text": "职业教育", "columns": 3}],
        [{"text": "资金需求（万元）", "rows": 2}, "政策期资金总额", {"text": "3000", "columns": 2}],
        ["年度资金总额", {"text": "1000", "columns": 2}],
        *LIST,
        front=("政策绩效目标表", "（2026年度）"),
    )
    assert row["funding"]["total"] == "1000"
