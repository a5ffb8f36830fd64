"""Lists of indicators that have a head of their own in every project."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

HEAD: list[Any] = ["项目名称", "预算金额（万元）", "绩效目标", {"text": "绩效指标", "columns": 4}]
INNER = ["一级指标", "二级指标", "三级指标", "指标值"]


def project(name: str, *lines: list[str]) -> list[list[Any]]:
    own = [{"text": text, "rows": len(lines)} for text in (name, "3.00", f"完成{name}。")]
    return [[*own, *lines[0]], *map(list, lines[1:])]


def read(*projects: list[list[Any]], head: list[Any] | None = None) -> list[tuple[str, Any]]:
    grid = [head or HEAD, *(line for lines in projects for line in lines)]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "grid": grid})
    result = case.read()
    (table,) = result.tables
    assert table.problems == ()
    return [(row.name, [(i.name, i.annual_value) for i in row.indicators]) for row in table.rows]


WELL = ["产出指标", "数量指标", "打井数", "≥3口"]
PUMP = ["产出指标", "数量指标", "换泵数", "≥9台"]
USERS = ["效益指标", "社会效益指标", "用水人口", "≥90人"]


def test_the_head_within_each_project_is_read_once() -> None:
    found = read(project("打井", INNER, WELL, USERS), project("换泵", INNER, PUMP))
    assert found == [
        ("打井", [("打井数", "≥3口"), ("用水人口", "≥90人")]),
        ("换泵", [("换泵数", "≥9台")]),
    ]


def test_a_project_without_the_head_goes_by_that_of_the_first() -> None:
    found = read(project("打井", INNER, WELL), project("换泵", PUMP, USERS))
    assert [name for name, _ in found] == ["打井", "换泵"]
    assert found[1][1] == [("换泵数", "≥9台"), ("用水人口", "≥90人")]


def test_the_head_may_be_narrower_than_the_column_of_indicators() -> None:
    wide = [*HEAD[:3], {"text": "绩效指标", "columns": 5}]
    found = read(project("打井", [*INNER, ""], [*WELL, ""]), head=wide)
    assert found == [("打井", [("打井数", "≥3口")])]


@pytest.mark.parametrize("columns", [1, 4])
def test_without_inner_heads_a_packed_table_stays_one(columns: int) -> None:
    packed = "1、1-产出指标;11-数量指标;打井数;年度指标值:≥3口。"
    grid = [
        [*HEAD[:3], {"text": "绩效指标", "columns": columns}],
        ["打井", "3.00", "完成打井。", {"text": packed, "columns": columns}],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    assert [one.name for row in table.rows for one in row.indicators] == ["打井数"]
