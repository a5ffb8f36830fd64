"""A column of target values that no known word names is taken for what its cells hold, and told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

LEVELS = ["一级指标", "二级指标", "三级指标"]
PIPES = ["产出指标", "数量指标", "换管长度"]
LEAKS = ["效益指标", "社会效益指标", "漏损减少"]


def read(*grid: list[Any], title: str = "2026年项目支出绩效目标表") -> Any:
    (table,) = LayoutCase("x", "", {"front": [title], "grid": list(grid)}).read().tables
    return table


def form(heads: list[str], *beside: list[str]) -> Any:
    rows = [[*names, *own] for names, own in zip((PIPES, LEAKS), beside, strict=True)]
    name = ["项目名称", {"text": "饮水安全", "columns": len(LEVELS) + len(heads) - 1}]
    return read(name, [*LEVELS, *heads], *rows)


def values(table: Any) -> list[str | None]:
    return [each.annual_value for row in table.rows for each in row.indicators]


@pytest.mark.parametrize("label", ["绩效标准", "完成标准", "值", "数量", "控制水平", "内控线"])
def test_a_column_of_figures_behind_the_names_holds_the_values(label: str) -> None:
    assert values(form([label, "备注"], ["≥9千米", ""], ["≥5%", "按月"])) == ["≥9千米", "≥5%"]


def test_words_are_values_in_a_column_called_a_standard() -> None:
    assert values(form(["完成标准"], ["全部更换"], ["明显减少"])) == ["全部更换", "明显减少"]


def test_a_column_taken_for_the_values_is_told() -> None:
    table = form(["内控线"], ["≥9千米"], ["≥5%"])
    (told,) = [problem for problem in table.problems if problem.code == "unsure-column"]
    assert "“内控线”" in told.message.zh


@pytest.mark.parametrize(
    "heads",
    [
        ["甲线", "乙线"],  # two of figures: nobody knows which
        ["措施"],  # words under a head that names no values
        ["上年水平"],
        ["得分情况说明"],
        ["1-6月目标值"],
    ],
)
def test_what_may_be_something_else_is_not_taken_for_the_values(heads: list[str]) -> None:
    first, second = ("全部更换", "明显减少") if heads == ["措施"] else ("9", "5")
    table = form(heads, [first] * len(heads), [second] * len(heads))
    assert values(table) == [None, None]
    assert "no-values" in [problem.code for problem in table.problems]


def test_long_texts_are_no_values() -> None:
    prose = "按照2026年度工作计划第3项的要求逐月更换老旧管网并且做好记录和验收工作"
    assert values(form(["管护要求"], [prose], [prose])) == [None, None]


def test_a_column_that_is_mostly_blank_holds_no_values() -> None:
    assert values(form(["内控线"], ["≥9千米"], [""])) == [None, None]


def test_each_head_of_a_running_table_names_the_column_taken_for_values() -> None:
    head = ["项目名称", "绩效目标", *LEVELS, "内控线"]
    table = read(
        head,
        ["换管", "换管九千米。", *PIPES, "≥9千米"],
        head,
        ["清淤", "清淤三公里。", *LEAKS, "≥5%"],
    )
    assert values(table) == ["≥9千米", "≥5%"]


def test_a_running_table_without_figures_in_unknown_columns_has_no_values() -> None:
    head = ["项目名称", "绩效目标", *LEVELS, "措施"]
    table = read(head, ["换管", "换管九千米。", *PIPES, "开挖"])
    assert values(table) == [None]
    assert [problem.code for problem in table.problems] == ["no-values"]
