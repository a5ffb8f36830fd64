"""Lists in which each level has a column of names and one of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Indicator, TargetTable

SECOND: list[list[object]] = [
    [
        {"text": "项目名称", "rows": 3},
        {"text": "金额", "rows": 3},
        {"text": "产出指标", "columns": 4},
        {"text": "效益指标", "columns": 2},
    ],
    [
        {"text": "数量指标", "columns": 2},
        {"text": "时效指标", "columns": 2},
        {"text": "社会效益指标", "columns": 2},
    ],
    ["指标名称", "指标值"] * 3,
]
FIRST: list[list[object]] = [
    [
        {"text": "项目名称", "rows": 2},
        {"text": "金额", "rows": 2},
        {"text": "产出指标", "columns": 2},
        {"text": "效益指标", "columns": 2},
    ],
    ["三级指标", "目标值"] * 2,
]
FRONT = ["2026年项目绩效目标表", "单位：万元"]


def table(head: list[list[object]], *rows: Sequence[object]) -> TargetTable:
    case = LayoutCase("running", "", {"front": FRONT, "grid": [*head, *rows]})
    return case.read().tables[0]


def said(*indicators: Indicator) -> list[tuple[str | None, ...]]:
    return [
        (
            each.level1.label if each.level1 else None,
            each.level2.label if each.level2 else None,
            each.name,
            each.annual_value,
        )
        for each in indicators
    ]


def test_each_level_of_a_row_gives_an_indicator() -> None:
    first, second = (
        ["供水", "12", "建站", "≥3座", "完工时间", "2026年11月底", "用水", "≥3万人"],
        ["防汛", "5", "巡堤", "≥20次", "到岗", "1小时内", "安全", "明显改善"],
    )
    read = table(SECOND, first, second)
    assert said(*read.rows[1].indicators) == [
        ("产出指标", "数量指标", "巡堤", "≥20次"),
        ("产出指标", "时效指标", "到岗", "1小时内"),
        ("效益指标", "社会效益指标", "安全", "明显改善"),
    ]
    assert [row.name for row in read.rows] == ["供水", "防汛"]


def test_a_project_may_have_several_rows() -> None:
    read = table(
        FIRST,
        [{"text": "供水", "rows": 2}, {"text": "12", "rows": 2}, "建站", "≥3座", "用水", "≥3万人"],
        ["修管", "≥5公里", "", ""],
        ["防汛", "5", "巡堤", "≥20次", "安全", "改善"],
    )
    assert said(*read.rows[0].indicators) == [
        ("产出指标", None, "建站", "≥3座"),
        ("产出指标", None, "修管", "≥5公里"),
        ("效益指标", None, "用水", "≥3万人"),
    ]


def test_signs_in_both_cells_are_no_indicator() -> None:
    read = table(
        FIRST, ["供水", "12", "建站", "≥3座", "—", "—"], ["防汛", "5", "—", "/", "甲", "乙"]
    )
    assert [said(*row.indicators) for row in read.rows] == [
        [("产出指标", None, "建站", "≥3座")],
        [("效益指标", None, "甲", "乙")],
    ]


def test_a_value_without_a_name_is_an_indicator_all_the_same() -> None:
    read = table(
        FIRST, ["供水", "12", "", "≥3座", "用水", "≥3万人"], ["防汛", "5", "甲", "1", "乙", "2"]
    )
    first = read.rows[0].indicators[0]
    assert (first.name, first.annual_value) == (None, "≥3座")


def test_half_an_indicator_behind_a_page_end_is_the_rest_of_one() -> None:
    pages: list[list[list[object]]] = [
        [*FIRST, ["供水", "12", "新建集中供", "≥3座", "用水", "≥3万人"]],
        [["", "", "水站", "", "", ""], ["防汛", "5", "甲", "1", "乙", "2"]],
    ]
    case = LayoutCase("running", "", {"front": FRONT, "pages": pages})
    rows = case.read().tables[0].rows
    assert said(*rows[0].indicators)[0] == ("产出指标", None, "新建集中供水站", "≥3座")


def test_pairs_without_levels_over_them_are_no_such_list() -> None:
    head: list[list[object]] = [
        ["项目名称", "金额", "绩效目标", "指标名称", "指标值", "指标名称", "指标值"]
    ]
    row = ["供水", "12", "保障供水。", "建站", "≥3座", "修管", "≥5公里"]
    case = LayoutCase("running", "", {"front": FRONT, "grid": [*head, row]})
    assert not [p for t in case.read().tables for r in t.rows for p in r.indicators if p.level1]
