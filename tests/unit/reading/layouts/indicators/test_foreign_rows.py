"""Rows at the end of a list that may be those of another table."""

from __future__ import annotations

import pytest
from tests.spec.layout_cases import LayoutCase

HEADS = ["一级指标", "二级指标", "三级指标", "指标值"]
HELD = ["产出指标", "数量指标", "会议次数", "≥4次"]
UNKNOWN = ["甲栏", "乙栏", "丙栏", "丁栏"]
ITEM = ["1", "场地费", "三千元一天", "四天"]
STAGES = [["筹备", "制定方案", "年初", "二月底"], ["实施", "召开会议", "三月", "十月"]]
SAID = "unsure-row"


def told(*rows: list[str]) -> list[str]:
    grid = [["项目名称", "会议培训", "", ""], HEADS, *rows]
    (table,) = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "grid": grid}).read().tables
    return [problem.excerpt for problem in table.problems if problem.code == SAID]


@pytest.mark.parametrize("rows", [[ITEM], [UNKNOWN, ITEM], STAGES, [UNKNOWN, *STAGES]])
def test_rows_under_what_is_no_level_are_told_where_they_begin(rows: list[list[str]]) -> None:
    assert told(HELD, *rows) == [rows[0][0]]


@pytest.mark.parametrize(
    "rows",
    [
        [HELD],
        [["", "", "培训次数", "≥2次"]],
        [["预算执行率", "", "执行率", "≥95%"]],
        [["（三）满意度指标（10分）", "满意度", "参会人员满意度", "≥90%"]],
        [["部门特色指标", "创新", "新办法", "1个"], ["一、成本", "经费", "人均成本", "≤400元"]],
        [["会务", "数量指标", "会务人员", "5人"], ["后勤", "质量指标", "后勤满意", "好"]],
    ],
)
def test_rows_under_levels_are_not_told(rows: list[list[str]]) -> None:
    assert told(HELD, *rows) == []


@pytest.mark.parametrize("rows", [[ITEM, ITEM], [ITEM, HELD], [*STAGES, HELD], [HELD, ITEM, HELD]])
def test_rows_are_not_told_in_lists_with_levels_of_their_own(rows: list[list[str]]) -> None:
    assert told(*rows) == []
