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


def test_first_levels_may_stand_beside_heads_of_their_own() -> None:
    head = ["二级指标", "指标名称", "指标值"]
    table = read(
        ["项目名称", {"text": "饮水安全", "columns": 3}],
        [{"text": "产出指标", "rows": 3}, *head],
        ["数量指标", "换管长度", "≥9千米"],
        ["质量指标", "合格率", "≥95%"],
        [{"text": "满意度指标", "rows": 2}, *head],
        ["服务对象满意度指标", "群众满意度", "≥90%"],
    )
    levels = [one.level1.label for one in table.rows[0].indicators]
    assert levels == ["产出指标", "产出指标", "满意度指标"]
    assert table.problems == ()


def test_columns_may_end_elsewhere_below_a_head_that_a_page_prints_again() -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值"]
    name = ["项目名称", {"text": "饮水安全", "columns": 3}]
    first = [name, head, ["产出指标", "数量指标", "换管长度", "≥9千米"]]
    second = [head, ["效益指标", "社会效益指标", "受益人数", "≥9万人"]]
    pages = [
        {"grid": first, "edges": [0, 40, 80, 200, 300]},
        {"grid": second, "edges": [0, 70, 150, 250, 300]},
    ]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "pages": pages})
    (table,) = case.read().tables
    said = [
        (one.level1.label, one.level2.label, one.name, one.annual_value)
        for one in table.rows[0].indicators
        if one.level1 and one.level2
    ]
    assert said == [
        ("产出指标", "数量指标", "换管长度", "≥9千米"),
        ("效益指标", "社会效益指标", "受益人数", "≥9万人"),
    ]


def test_heads_of_two_lists_beside_each_other_that_are_printed_again_go_on_with_both() -> None:
    heads = [*LEVELS, "指标值"]
    table = read(
        ["项目名称", {"text": "饮水安全", "columns": 7}],
        [*heads, *heads],
        [*PIPES, "≥9千米", *PIPES, "≥4千米"],
        [*heads, *heads],
        ["产出指标", "质量指标", "合格率", "≥98%", "产出指标", "质量指标", "合格率", "≥95%"],
    )
    values = [(one.period_value, one.annual_value) for one in table.rows[0].indicators]
    assert values == [("≥9千米", "≥4千米"), ("≥98%", "≥95%")]
