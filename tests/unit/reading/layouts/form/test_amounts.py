"""Amounts and sums that share a cell or a row with others."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import Row

POINTS = ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
WELL = ["产出指标", "打井数", "≥3口", "3口", "100", "98"]


def read(*grid: list[Any]) -> Row:
    case = LayoutCase("x", "", {"front": ["2025年部门整体支出绩效自评表"], "grid": list(grid)})
    (table,) = case.read().tables
    assert table.problems == ()
    return table.rows[0]


def test_several_labels_with_their_amounts_in_one_cell() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        [
            {"text": "按收入性质分：", "columns": 3},
            {"text": "按支出性质分：", "columns": 3},
        ],
        [
            {"text": "其中：一般公共预算：8.00 政府性基金拨款：1.00", "columns": 3},
            {"text": "其中：基本支出：6.00 项目支出：3.00", "columns": 3},
        ],
        POINTS,
        WELL,
    )
    assert [(line.label, str(line.amount)) for line in row.lines] == [
        ("一般公共预算", "8.00"),
        ("政府性基金拨款", "1.00"),
        ("基本支出", "6.00"),
        ("项目支出", "3.00"),
    ]


def test_the_grade_beside_the_sum_of_points() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        POINTS,
        WELL,
        ["总分", {"text": "98", "columns": 2}, "自评等级", {"text": "优", "columns": 2}],
    )
    assert (row.score, row.grade) == (Decimal(98), "优")


def test_a_label_states_the_unit_of_its_amount() -> None:
    row = read(
        ["部门名称", "县水利局", {"text": "金额单位：万元", "columns": 4}],
        ["年度资金总额（元）", "1000000", "其中：财政拨款", {"text": "80", "columns": 3}],
        POINTS,
        WELL,
    )
    assert row.funding is not None
    assert (row.funding.total, row.funding.fiscal_appropriation) == (Decimal(100), Decimal(80))


@pytest.mark.parametrize(
    ("sums", "total"),
    [
        (["小计", "9.00"], "9.00"),
        (["小计", "9.00万元"], "9.00"),
        (["小计", "7.00"], "None"),
        (["小计", "见附件"], "None"),
        (["其中小计", "9.00"], "None"),
    ],
)
def test_a_sum_of_all_amounts_is_the_total(sums: list[str], total: str) -> None:
    row = read(
        ["部门名称", "县水利局", {"text": "金额单位：万元", "columns": 4}],
        [*sums, "财政拨款", "8.00", "其他资金", "1.00"],
        POINTS,
        WELL,
    )
    assert row.funding is not None
    assert str(row.funding.total) == total


@pytest.mark.parametrize(
    ("labels", "goal"),
    [
        (["目标1", "目标2："], "目标1：打井。目标2：修渠。"),
        (["年度目标", "年度绩效目标"], "打井。修渠。"),
        (["目标1", "备注1"], "打井。"),
    ],
)
def test_goals_keep_the_numbers_of_their_labels(labels: list[str], goal: str) -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        [labels[0], {"text": "打井。", "columns": 5}],
        [labels[1], {"text": "修渠。", "columns": 5}],
        POINTS,
        WELL,
    )
    assert row.goal == goal
    assert row.traces["goal"].text == goal


def test_a_second_sum_of_points_is_kept_beside_the_first() -> None:
    wide = {"text": "总分", "columns": 4}
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        POINTS,
        WELL,
        [wide, "100", "98"],
        [wide, "", "97"],
    )
    assert row.score == Decimal(98)
    assert [(item.label, item.value) for item in row.further] == [("总分", "100"), ("总分", "97")]


def test_a_row_below_labels_that_holds_more_than_amounts_is_kept_as_it_stands() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        ["资金总额", "财政拨款", "其他资金", {"text": "上年结转", "columns": 3}],
        ["100", "92", "0", {"text": "待批复", "columns": 3}],
        POINTS,
        WELL,
    )
    assert (row.funding, row.lines) == (None, ())
    assert [item.value for item in row.further] == ["100", "92", "0", "待批复"]


def test_labels_of_amounts_below_may_stand_between_what_they_are_of_and_remarks() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        [{"text": "收入", "rows": 2}, "合计", "财政拨款", "上年结转", "其他", "备注"],
        ["100", "92", "3", "5", ""],
        POINTS,
        WELL,
    )
    funding = row.funding
    assert funding is not None
    assert (funding.total, funding.fiscal_appropriation) == (Decimal(100), Decimal(92))
    assert len(row.lines) == 4


def test_money_spent_may_stand_below_its_heads_without_a_label() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        [
            {"text": "预算执行（万元）", "rows": 2},
            *("年度预算数", "调整预算数", "1-6月执行数", "执行率", "预计全年执行数"),
        ],
        ["40", "50", "20", "40%", "50"],
        POINTS,
        WELL,
    )
    (line,) = row.lines
    assert [str(each) for each in (line.initial_budget, line.budget)] == ["40", "50"]
    assert line.executed == Decimal(20)
    assert row.funding is not None
    assert row.funding.total == Decimal(50)


SOURCES = [
    ("中央", "省级", "市县"),
    ("其中：中央财政", "省级财政", "市县财政"),
    ("中央资金", "省级资金", "市县资金"),
]


@pytest.mark.parametrize("sources", SOURCES)
def test_sources_beside_a_total_are_lines_of_money(sources: tuple[str, ...]) -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        ["部门预算资金（万元）", "合计", *sources, ""],
        ["", "300", "100", "120", "80", ""],
        POINTS,
        WELL,
    )
    assert row.funding is not None
    assert str(row.funding.total) == "300"
    assert [str(line.amount) for line in row.lines] == ["300", "100", "120", "80"]


def test_levels_of_government_without_amounts_below_are_no_money() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        ["合计", "120", "级别", "省级", "范围", "全市"],
        POINTS,
        WELL,
    )
    assert [line.label for line in row.lines] == ["合计"]


@pytest.mark.parametrize(
    ("head", "last", "number", "weight", "kept"),
    [
        ("分值（10分）", "执行率", "10", "10", []),
        ("分值（10分）", "执行率", "9", "None", [("分值（10分）", "9")]),
        ("执行率分值（10分）", "执行率", "10", "None", [("执行率分值（10分）", "10")]),
        ("执行率分值（10分）", "得分", "10", "10", []),
        ("金额（10分）", "执行率", "10", "None", []),
    ],
)
def test_points_in_a_head_are_a_weight_where_their_number_stands_below(
    head: str, last: str, number: str, weight: str, kept: list[tuple[str, str]]
) -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        ["", "年初预算数", "全年预算数", "全年执行数", head, last],
        ["年度资金总额", "100", "100", "98", number, "9.8"],
        POINTS,
        WELL,
    )
    (line,) = row.lines
    assert str(line.weight) == weight
    assert [(entry.label, entry.value) for entry in line.further] == kept


def test_points_behind_the_name_of_a_part_are_those_of_its_first_line() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 5}],
        ["预算执行（10分）", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
        ["年度资金总额", "100", "100", "98", "98%", "9.8"],
        ["其中：财政拨款", "100", "100", "98", "98%", ""],
        POINTS,
        WELL,
    )
    assert [str(line.weight) for line in row.lines] == ["10", "None"]
