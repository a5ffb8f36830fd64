"""Heads of columns that few words name, or that only a part of the year has."""

from __future__ import annotations

from typing import Any

from tests.spec.layout_cases import LayoutCase

NAME = ["专项名称", {"text": "饮水安全", "columns": 4}]
LEVELS = ["一级指标", "二级指标", "三级指标"]
PIPES = ["产出指标", "数量指标", "换管长度"]


def read(*grid: list[Any], title: str = "2026年区域绩效目标表") -> Any:
    result = LayoutCase("x", "", {"front": [title], "grid": list(grid)}).read()
    (table,) = result.tables
    return table


def test_values_by_place_are_kept_with_their_indicator_and_told() -> None:
    table = read(
        ["专项名称", {"text": "饮水安全", "columns": 6}],
        ["总体目标", {"text": "换管。", "columns": 6}],
        [*LEVELS, "全省", "甲县", "乙县", "丙县"],
        [*PIPES, "≥9千米", "≥4千米", "≥3千米", "≥2千米"],
    )
    (indicator,) = table.rows[0].indicators
    assert [item.value for item in indicator.further] == ["≥9千米", "≥4千米", "≥3千米", "≥2千米"]
    assert [problem.code for problem in table.problems] == ["no-values"]


def test_what_was_done_in_half_a_year_is_an_actual_value() -> None:
    table = read(NAME, [*LEVELS, "年度目标值", "半年完成值"], [*PIPES, "≥9千米", "4千米"])
    (indicator,) = table.rows[0].indicators
    assert (indicator.annual_value, indicator.actual) == ("≥9千米", "4千米")


def test_of_several_years_the_values_to_be_reached_are_those_of_a_form_of_no_year() -> None:
    table = read(
        ["专项名称", {"text": "饮水安全", "columns": 5}],
        [*LEVELS, "2024年实际值", "2025年预计值", "2026年指标值"],
        [*PIPES, "5千米", "7千米", "≥9千米"],
        title="项目绩效目标表",
    )
    (indicator,) = table.rows[0].indicators
    assert indicator.annual_value == "≥9千米"


def test_a_title_of_the_budget_names_no_project() -> None:
    table = read(
        ["绩效目标", {"text": "换管。", "columns": 4}],
        [*LEVELS, "指标值", "备注"],
        [*PIPES, "≥9千米", ""],
        title="2026年部门预算支出绩效目标表",
    )
    assert [row.name for row in table.rows] == [""]
    assert "lost-name" in [problem.code for problem in table.problems]


def test_a_title_of_transfers_names_no_project() -> None:
    table = read(
        ["绩效目标", {"text": "造林。", "columns": 4}],
        [*LEVELS, "指标值", "备注"],
        [*PIPES, "≥9千米", ""],
        title="中央对地方专项转移支付区域（项目）绩效目标表",
    )
    assert [row.name for row in table.rows] == [""]
