"""Heads of several rows in a table that goes on over a page, whole or in part."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

EDGES = [0, 60, 100, 200, 260, 300, 360, 400]
HEAD: list[Any] = [
    [
        *({"text": text, "rows": 2} for text in ("项目名称", "资金总额", "绩效目标")),
        {"text": "产出指标", "columns": 2},
        {"text": "效益指标", "columns": 2},
    ],
    ["三级指标", "指标值", "三级指标", "指标值"],
]


def test_halves_of_a_row_are_one_row() -> None:
    pages = [
        {
            "front": ["2026年项目绩效目标表"],
            "grid": [*HEAD, ["打", "3.00", "打井三", "打井", "≥3口", "供水", "≥90"]],
            "edges": EDGES,
        },
        {"grid": [*HEAD, ["井", "", "口，供水。", "数", "", "人口", "人"]], "edges": EDGES},
    ]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    (row,) = table.rows
    assert (row.name, row.goal) == ("打井", "打井三口，供水。")
    assert [(one.name, one.annual_value) for one in row.indicators] == [
        ("打井数", "≥3口"),
        ("供水人口", "≥90人"),
    ]


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (
            ["修桥", "3.00", "修桥。", "修桥数", "≥2座", "通行", "≥9人"],
            [("打井", ["打井数", "供水"]), ("修桥", ["修桥数", "通行"])],
        ),
        (
            ["", "", "", "换泵数", "≥2台", "通行", "≥9人"],
            [("打井", ["打井数", "供水", "换泵数", "通行"])],
        ),
    ],
)
def test_rows_of_two_pages_are_no_halves_of_one(
    second: list[str], found: list[tuple[str, list[str]]]
) -> None:
    first = ["打井", "3.00", "打井三口。", "打井数", "≥3口", "供水", "≥90人"]
    pages = [
        {"front": ["2026年项目绩效目标表"], "grid": [*HEAD, first], "edges": EDGES},
        {"grid": [second], "edges": EDGES},
    ]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    assert [(row.name, [one.name for one in row.indicators]) for row in table.rows] == found


LISTED: list[Any] = [
    [
        *({"text": text, "rows": 2} for text in ("项目名称", "资金总额", "绩效目标")),
        {"text": "绩效指标", "columns": 4},
    ],
    ["一级指标", "二级指标", "三级指标", "指标值"],
]
SECOND = ["", "", "", "产出指标", "质量指标", "合格率", "≥90%"]


@pytest.mark.parametrize(
    "again",
    [
        [["", "", "", *LISTED[1]]],
        [["项目名称", "资金总额", "绩效目标", {"text": "绩效指标", "columns": 4}]],
    ],
)
def test_a_page_prints_some_rows_of_a_head_again(again: list[Any]) -> None:
    first = ["打井", "3.00", "打井三口。", "产出指标", "数量指标", "打井数", "≥3口"]
    pages = [
        {"front": ["2026年项目绩效目标表"], "grid": [*LISTED, first], "edges": EDGES},
        {"grid": [*again, SECOND], "edges": EDGES},
    ]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    (row,) = table.rows
    assert [one.name for one in row.indicators] == ["打井数", "合格率"]
    assert table.problems == ()


def test_a_last_page_holds_a_head_and_nothing_else() -> None:
    first = ["打井", "3.00", "打井三口。", "产出指标", "数量指标", "打井数", "≥3口"]
    front = ["2026年项目绩效目标表", "某某市水务局部门预算"]
    pages = [
        {"front": front, "grid": [*LISTED, first], "edges": EDGES},
        {"front": front[1:], "grid": LISTED, "edges": EDGES},
    ]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    assert [one.name for one in table.rows[0].indicators] == ["打井数"]
