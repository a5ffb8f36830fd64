"""Columns named after levels that list all indicators of a level in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import TargetTable

OWN = ["项目名称", "金额", "年度绩效目标"]


def read(*cells: str) -> TargetTable:
    grid = [
        [*({"text": text, "rows": 2} for text in OWN), {"text": "绩效目标值", "columns": 2}],
        ["产出指标", "效益指标"],
        ["打井", "3.00", "打井。", *cells],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    return table


def test_each_item_of_a_cell_is_an_indicator_of_the_level_above() -> None:
    (row,) = read("1.打井数：≥3口；2.合格率≥95%", "受益人口：90人").rows
    assert [(i.level1 and i.level1.label, i.name, i.annual_value) for i in row.indicators] == [
        ("产出指标", "打井数", "≥3口"),
        ("产出指标", "合格率", "≥95%"),
        ("效益指标", "受益人口", "90人"),
    ]
    assert row.further == ()


def test_what_cannot_be_parted_is_kept_and_told() -> None:
    table = read("1.打井数：≥3口", "改善用水条件")
    assert [item.value for item in table.rows[0].further] == ["改善用水条件"]
    assert [problem.code for problem in table.problems] == ["unread-text"]


def test_a_blank_cell_lists_nothing() -> None:
    table = read("1.打井数：≥3口", "—")
    assert [indicator.name for indicator in table.rows[0].indicators] == ["打井数"]
    assert table.problems == ()


def test_columns_may_be_named_after_second_levels() -> None:
    own = ({"text": text, "rows": 2} for text in OWN)
    grid = [
        [*own, {"text": "产出指标", "columns": 2}, {"text": "满意度指标", "columns": 1}],
        ["数量指标", "质量指标", "服务对象满意度"],
        ["打井", "3.00", "打井。", "打井3口", "合格率≥95%", "群众满意度90%"],
        ["修渠", "2.00", "修渠。", "2026年完成修渠2条", "/", "/"],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    first, second = table.rows
    assert [
        (i.level1 and i.level1.label, i.level2 and i.level2.label, i.name, i.annual_value)
        for i in first.indicators
    ] == [
        ("产出指标", "数量指标", "打井", "3口"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
        ("满意度指标", "服务对象满意度", "群众满意度", "90%"),
    ]
    assert second.indicators == ()
    assert [problem.code for problem in table.problems] == ["unread-text"]


def test_a_column_of_names_may_hold_their_values_behind_them() -> None:
    grid = [
        ["项目名称", {"text": "打井", "columns": 2}],
        ["一级指标", "二级指标", "三级指标及目标值"],
        ["产出指标", "数量指标", "打井数≥3口"],
        ["效益指标", "社会效益指标", "改善用水条件"],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    assert [(one.name, one.annual_value) for one in table.rows[0].indicators] == [
        ("打井数", "≥3口"),
        ("改善用水条件", None),
    ]
    assert [problem.code for problem in table.problems] == ["unread-text"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("打井数：3口，合格率≥95%", [("打井数", "3口"), ("合格率", "≥95%")]),
        ("打井数≥3口；完工时限：及时", [("打井数", "≥3口"), ("完工时限", "及时")]),
        ("打井数≥3口，合格率95%以上", [("打井数", "≥3口"), ("合格率", "95%以上")]),
        ("村民满意度≥90%；干部≥85%", []),
        ("打井三口，改善饮水", []),
        ("打井，三口", []),
        ("打井数：≥3口（其中：深井1口）", [("打井数", "≥3口（其中：深井1口）")]),
        ("①数量指标：打井数：≥3口", [("打井数", "≥3口")]),
        (
            "1.数量指标：打井数≥3口；2.质量指标：合格率，100%",
            [("打井数", "≥3口"), ("合格率", "100%")],
        ),
        ("1.村民满意度≥90%；2.干部≥85%", [("村民满意度", "≥90%"), ("干部", "≥85%")]),
    ],
)
def test_indicators_of_a_cell_are_parted_without_numbers_too(
    said: str, found: list[tuple[str, str]]
) -> None:
    (row,) = read(said, "受益人口：90人").rows
    assert [(i.name, i.annual_value) for i in row.indicators] == [*found, ("受益人口", "90人")]


def test_indicators_of_a_cell_may_name_their_second_levels() -> None:
    (row,) = read("数量指标：打井数≥3口；质量指标：合格率≥95%", "受益人口：90人").rows
    assert [i.level2 and i.level2.label for i in row.indicators] == ["数量指标", "质量指标", None]


def test_a_column_of_names_with_their_values_is_parted_too() -> None:
    grid = [
        ["项目名称", {"text": "打井", "columns": 2}],
        ["一级指标", "二级指标", "三级指标及目标值"],
        ["产出指标", "数量指标", "打井数：3口，水塔座数≥1座"],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    assert [(i.name, i.annual_value) for i in table.rows[0].indicators] == [
        ("打井数", "3口"),
        ("水塔座数", "≥1座"),
    ]
