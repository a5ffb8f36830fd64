"""Levels in rows of their own, with blank cells beside them that nobody has merged."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

Row = list[Any]
DUG = ["产出指标", "数量指标", "打井数", "≥3口"]


def read(*rows: Row) -> list[Row]:
    front = ["项目支出绩效目标表"]
    grid = [["项目名称", "打井", ""], ["指标类别", "指标名称", "目标值"], *rows]
    (table,) = LayoutCase("x", "", {"front": front, "grid": grid}).read().tables
    return [
        [
            each.level1.label if each.level1 else None,
            each.level2.label if each.level2 else None,
            each.name,
        ]
        for each in table.rows[0].indicators
    ]


@pytest.mark.parametrize(
    ("second", "level"),
    [
        ("（一）社会效益指标", "社会效益指标"),
        ("（一）社会效益", "社会效益"),
        ("二、社会效益：", "社会效益"),
    ],
)
def test_levels_alone_in_their_rows_are_those_of_the_numbered_rows_below(
    second: str, level: str
) -> None:
    found = read(
        ["一、产出指标", "", ""],
        ["（一）数量指标", "", ""],
        ["1", "打井数", "≥3口"],
        ["2", "挖渠数", "≥4条"],
        ["", "", ""],
        ["二、效益指标", "", ""],
        [second, "", ""],
        ["1.", "受益户数", "≥9户"],
    )
    assert found == [
        ["产出指标", "数量指标", "打井数"],
        ["产出指标", "数量指标", "挖渠数"],
        ["效益指标", level, "受益户数"],
    ]


def test_levels_beside_the_names_are_those_of_their_rows() -> None:
    assert read(["产出指标", "打井数", "≥3口"]) == [["产出指标", None, "打井数"]]


def test_numbers_beside_names_are_levels_where_no_row_names_one() -> None:
    assert read(["1", "打井数", "≥3口"]) == [["1", None, "打井数"]]


def test_both_levels_in_columns_of_their_own_are_read_there() -> None:
    head = ["一级指标", "二级指标", "三级指标", "目标值"]
    data = {"front": ["项目支出绩效目标表"], "grid": [["项目名称", "打井", "", ""], head, DUG]}
    (table,) = LayoutCase("x", "", data).read().tables
    assert [each.name for each in table.rows[0].indicators] == ["打井数"]
