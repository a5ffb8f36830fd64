"""One head over the levels of the indicators, in tables whose cells are not merged below it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase, shown

Row = list[Any]
OVER = {2: {"text": "绩效指标", "columns": 2}, 3: {"text": "绩效指标", "columns": 3}}
DUG = ["产出指标", "数量指标", "打井数", "≥3口"]
WELL = ["", "质量指标", "合格率", "≥95%"]


@pytest.mark.parametrize("head", [[OVER[2], "三级指标"], [OVER[2], "绩效指标内容"], [OVER[3]]])
def test_a_head_over_levels_is_that_of_each(head: Row) -> None:
    grid = [["项目名称", "打井", "", ""], [*head, "指标值"], DUG, WELL]
    front = ["2025年项目支出绩效目标申报表"]
    (table,) = LayoutCase("x", "", {"front": front, "grid": grid}).read().tables
    indicators = shown(table)["rows"][0]["indicators"]
    assert indicators == [DUG, ["产出指标", *WELL[1:]]]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ([OVER[2], "备注"], ["打井数", "三口", "≥3口", ""]),
        ([OVER[2], "备注"], ["产出指标", "数量指标", "≥3口", ""]),
    ],
)
def test_a_head_over_names_alone_stays_one(head: Row, row: Row) -> None:
    grid = [["项目名称", "打井", "", ""], [head[0], "指标值", head[1]], row]
    front = ["2025年项目支出绩效目标申报表"]
    (table,) = LayoutCase("x", "", {"front": front, "grid": grid}).read().tables
    indicators = shown(table)["rows"][0]["indicators"]
    assert [each[3] for each in indicators] == ["≥3口"]


@pytest.mark.parametrize("head", ["指标类别", "绩效指标"])
def test_a_head_of_kinds_over_two_columns_is_that_of_both_levels(head: str) -> None:
    over = {"text": head, "columns": 2}
    grid = [
        ["项目名称", "引才", "", ""],
        [over, "指标名称", "目标值"],
        ["产出", "数量", "引进人数", "200人"],
        ["影响力", "长效管理", "知晓率", "≥90%"],
    ]
    front = ["2025年项目支出绩效目标申报表"]
    (table,) = LayoutCase("x", "", {"front": front, "grid": grid}).read().tables
    assert shown(table)["rows"][0]["indicators"] == grid[2:]
