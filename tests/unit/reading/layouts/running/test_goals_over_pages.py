"""Goals that a page end cuts, and what only stands in their column on the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import Row

EDGES = [0, 60, 120, 200, 260]
FRONT = ["2025年项目支出绩效自评表"]
NAME = ["项目名称", {"text": "打井", "columns": 3}]
GOAL = ["年度总体目标", {"text": "打井三口，", "columns": 3}]
WELL = [["一级指标", "三级指标", "年度指标值", "得分"], ["产出指标", "打井数", "≥3口", "90"]]


def read(first: list[Any], second: list[Any]) -> Row:
    pages = [
        {"grid": first, "front": FRONT, "edges": EDGES},
        {"grid": second, "edges": EDGES},
    ]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    (row,) = table.rows
    return row


def test_a_goal_goes_on_at_the_top_of_the_next_page() -> None:
    row = read([NAME, GOAL], [["", {"text": "供水百人。", "columns": 3}], *WELL])
    assert row.goal == "打井三口，供水百人。"


def test_what_follows_the_indicators_is_no_rest_of_a_goal() -> None:
    row = read([NAME, GOAL, *WELL], [["存在问题", {"text": "前期准备不足。", "columns": 3}]])
    assert row.goal == "打井三口，"
    assert [(item.label, item.value) for item in row.further] == [("存在问题", "前期准备不足。")]


def test_a_page_end_that_cuts_the_label_of_a_goal_loses_no_half_of_it() -> None:
    above = ["年度", {"text": "打井三口，", "columns": 3}]
    row = read([NAME, above], [["总体目标", {"text": "供水百人。", "columns": 3}], *WELL])
    assert row.goal == "打井三口，供水百人。"


def test_a_year_above_a_page_end_is_no_half_of_a_label() -> None:
    above = ["年度", {"text": "2025", "columns": 3}]
    row = read([NAME, above], [["总体目标", {"text": "供水百人。", "columns": 3}], *WELL])
    assert row.goal == "供水百人。"


def test_whole_labels_of_goals_on_either_side_of_a_page_end_stay_two() -> None:
    below = ["实际完成情况", {"text": "已供水。", "columns": 3}]
    row = read([NAME, GOAL], [below, *WELL])
    assert row.goal == "打井三口，"


def test_the_rest_of_a_cut_reason_that_opens_like_a_label_ends_no_list() -> None:
    head = ["一级指标", "三级指标", "年度指标值", "偏差原因分析及改进措施"]
    first = [NAME, GOAL, head, ["产出指标", "打井数", "≥3口", "天旱；后续"]]
    rest = [["", "", "", "改进措施另定"], ["效益指标", "供水人数", "≥100人", "无"]]
    found = read(first, [head, *rest]).indicators
    assert [(each.name, each.deviation) for each in found] == [
        ("打井数", "天旱；后续改进措施另定"),
        ("供水人数", "无"),
    ]


LONG = ["项目名称", {"text": "县乡公路桥梁隧道", "columns": 3}]
REST = ["", {"text": "养护", "columns": 3}]


def test_a_name_goes_on_at_the_top_of_the_next_page() -> None:
    row = read([LONG], [REST, GOAL, *WELL])
    assert (row.name, row.goal, row.further) == ("县乡公路桥梁隧道养护", "打井三口，", ())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([LONG], [["", "养护", {"text": "", "columns": 2}], GOAL, *WELL]),
        ([LONG], [["路段", {"text": "养护", "columns": 3}], GOAL, *WELL]),
        ([LONG, ["路段", {"text": "全县", "columns": 3}]], [REST, GOAL, *WELL]),
    ],
    ids=["other cells", "a label", "another row between"],
)
def test_what_is_no_rest_of_a_name_leaves_it_as_it_is(first: list[Any], second: list[Any]) -> None:
    assert read(first, second).name == "县乡公路桥梁隧道"


def test_a_page_end_that_cuts_the_label_beside_a_list_makes_no_column_of_it() -> None:
    head = [{"text": "绩效", "rows": 1}, "一级指标", "三级指标", "年度指标值"]
    row = read(
        [NAME, head],
        [[{"text": "指标", "rows": 2}, "产出指标", "打井数", "≥3口"], ["效益指标", "供水", "9人"]],
    )
    assert [(one.name, one.further) for one in row.indicators] == [("打井数", ()), ("供水", ())]


@pytest.mark.parametrize("below", [("", "供水百人。"), ("通水。", "供水百人。")])
def test_a_label_printed_again_beside_the_rest_of_two_goals_is_none_of_one(
    below: tuple[str, str],
) -> None:
    head = [{"text": "总体目标", "rows": 2}, {"text": "实施期目标", "columns": 2}, "年度目标"]
    first = [NAME, head, [{"text": "打井三口。", "columns": 2}, "修渠，"]]
    rest = [["总体目标", {"text": below[0], "columns": 2}, below[1]], *WELL]
    row = read(first, rest)
    assert (row.period_goal, row.goal) == ("打井三口。" + below[0], "修渠，" + below[1])


def test_a_label_printed_only_beside_the_rest_of_two_goals_is_none_of_one() -> None:
    head = [{"text": "", "rows": 2}, {"text": "实施期目标", "columns": 2}, "年度目标"]
    first = [NAME, head, [{"text": "打井三口。", "columns": 2}, "修渠，"]]
    row = read(first, [["总体目标", {"text": "", "columns": 2}, "供水百人。"], *WELL])
    assert (row.period_goal, row.goal) == ("打井三口。", "修渠，供水百人。")
