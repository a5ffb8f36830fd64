"""Lists of indicators whose heads say nothing known."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

Found = list[tuple[str | None, str | None, str | None, str | None]]
LIST = [
    ["产出指标", "数量指标", "保洁河道", "56公里", "台账"],
    ["", "质量指标", "清洁率", "≥95%", ""],
    ["效益指标", "生态效益指标", "水质", "不降低", ""],
]


def _read(*rows: list[Any]) -> Found:
    grid = [["项目名称", {"text": "河道保洁", "columns": 4}], *rows]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标申报表"], "grid": grid})
    return [
        (
            one.level1.label if one.level1 else None,
            one.level2.label if one.level2 else None,
            one.name,
            one.annual_value,
        )
        for table in case.read().tables
        for one in table.rows[0].indicators
    ]


EXPECTED: Found = [
    ("产出指标", "数量指标", "保洁河道", "56公里"),
    ("产出指标", "质量指标", "清洁率", "≥95%"),
    ("效益指标", "生态效益指标", "水质", "不降低"),
]


@pytest.mark.parametrize(
    "head",
    [
        ["维度", "分类", "做什么", "做多少", "备注"],
        ["维度", "分类", "做什么", "考核目标值", "备注"],
        ["维度", "分类", "具体指标", "完成到", "备注"],
    ],
)
def test_columns_named_in_other_words_hold_what_follows_the_levels(head: list[str]) -> None:
    assert _read(head, *LIST) == EXPECTED


def test_a_list_without_a_head_is_read_by_its_levels() -> None:
    assert _read(["年度目标", {"text": "保洁。", "columns": 4}], *LIST) == EXPECTED


@pytest.mark.parametrize(
    "rows",
    [
        [["产出指标", "质量指标", "好", "好", ""]],
        [["数量指标", "", "二", "三", ""], ["质量指标", "", "四", "五", ""]],
        [["产出指标", "数量指标", "1", "2", "3"], ["", "质量指标", "4", "5", "6"]],
        [[{"text": "产出指标", "columns": 3}, "数量指标", "甲"], ["", "", "", "质量指标", "乙"]],
    ],
)
def test_levels_alone_make_no_list(rows: list[list[Any]]) -> None:
    assert _read(*rows) == []
