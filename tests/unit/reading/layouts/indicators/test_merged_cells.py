from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import TargetTable

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "评分标准"]


def form(first: str, second: str, actual: str, rule: str = "按比例") -> TargetTable:
    """Return a self-evaluation in which two indicators share the cells behind their values."""
    merged = [{"text": text, "rows": 2} for text in (actual, "20", "18", rule)]
    grid = [
        ["项目名称", {"text": "道路养护", "columns": 7}],
        HEAD,
        ["产出指标", "质量指标", "达标率", first, *merged],
        ["产出指标", "质量指标", "返修率", second],
        ["效益指标", "社会效益指标", "受益人口", "≥9万人", "9万人", "30", "30", "按比例"],
    ]
    case = LayoutCase("form", "", {"front": ["项目支出绩效自评表"], "grid": grid})
    return case.read().tables[0]


def told(table: TargetTable) -> list[str]:
    """Return the figures of which the reader says that nobody can tell whose they are."""
    return [problem.excerpt for problem in table.problems if problem.code == "unsure-row"]


@pytest.mark.parametrize(
    ("first", "second", "actual"),
    [("100%", "≤2%", "已全部完成"), ("100%", "100%", "100%")],
    ids=["words", "a number where both ask for the same"],
)
def test_an_outcome_merged_beside_indicators_is_that_of_each(
    first: str, second: str, actual: str
) -> None:
    table = form(first, second, actual)
    assert [item.actual for item in table.rows[0].indicators] == [actual, actual, "9万人"]
    assert told(table) == ["20", "18"]


def test_a_number_merged_beside_unlike_values_is_that_of_the_first_and_told() -> None:
    table = form("100%", "≤2%", "96%")
    assert [item.actual for item in table.rows[0].indicators] == ["96%", None, "9万人"]
    assert told(table) == ["96%", "20", "18"]


def test_points_merged_beside_indicators_count_once_and_are_told() -> None:
    table = form("100%", "≤2%", "已完成")
    assert [item.weight for item in table.rows[0].indicators] == [20, None, 30]
    assert told(table) == ["20", "18"]


def test_a_rule_merged_beside_indicators_is_that_of_each() -> None:
    table = form("100%", "≤2%", "已完成", "达到得满分")
    rules = [item.scoring_rule for item in table.rows[0].indicators]
    assert rules == ["达到得满分", "达到得满分", "按比例"]
