"""Labels side by side with their values in the row below."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase, shown

LIST = [
    ["一级指标", "二级指标", "三级指标", "目标值"],
    ["产出指标", "数量指标", "管网长度", "35公里"],
]
IDENTITY = ["项目名称", "主管部门", "实施单位", "项目负责人"]


def _read(*rows: list[Any]) -> dict[str, Any]:
    grid = [*rows, *LIST]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标申报表"], "grid": grid})
    (table,) = case.read().tables
    row: dict[str, Any] = shown(table)["rows"][0]
    del row["indicators"]
    return row


def test_each_label_has_the_value_below_it() -> None:
    assert _read(
        IDENTITY,
        ["供水工程", "云岭市水利局", "供水站", "张某"],
        ["资金总额", "财政拨款", "单位自筹", "开工日期"],
        ["35", "30", "", "2025/1/1"],
        [{"text": "年度目标", "rows": 1}, {"text": "建管网。", "columns": 3}],
    ) == {
        "name": "供水工程",
        "department": "云岭市水利局",
        "organization": "供水站",
        "funding": {"total": "35", "fiscal_appropriation": "30"},
        "lines": [["资金总额", "35"], ["财政拨款", "30"]],
        "goal": "建管网。",
        "further": [["项目负责人", "张某"], ["开工日期", "2025/1/1"]],
    }


def test_the_part_beside_such_rows_is_no_label_of_them() -> None:
    row = _read(
        [{"text": "基本信息", "rows": 2}, "项目名称", "主管部门", "联系电话"],
        ["供水工程", "云岭市水利局", ""],
    )
    assert (row["name"], row["department"], row["further"]) == (
        "供水工程",
        "云岭市水利局",
        [["", "联系电话"]],
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["项目名称", "供水工程", "主管部门", "云岭市水利局"]],
        [["项目名称", "供水工程", "主管部门", "云岭市水利局"], ["甲", "乙", "丙", "丁"]],
        [["", "项目名称", "供水工程", ""], ["主管部门", "云岭市水利局", "实施单位", "供水站"]],
    ],
)
def test_values_beside_their_labels_stay_there(rows: list[list[str]]) -> None:
    row = _read(*rows)
    assert (row["name"], row["department"]) == ("供水工程", "云岭市水利局")


def test_labels_above_the_list_of_indicators_have_no_values_in_its_head() -> None:
    assert "department" not in _read(["项目概况", "项目名称", "主管部门", "实施单位"])


def test_the_year_beside_its_label_in_one_cell_is_that_of_the_table() -> None:
    grid = [["项目名称", "供水", "年份：2024", "主管部门：水利局"], *LIST]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标申报表"], "grid": grid})
    (table,) = case.read().tables
    assert (table.fiscal_year, table.rows[0].department) == (2024, "水利局")


def test_the_heading_of_the_list_of_indicators_is_no_part_of_the_goal() -> None:
    row = _read(["项目名称", "供水"], ["年度目标"], ["建管网。"], ["（三）项目绩效指标情况"])
    assert (row["goal"], row["further"]) == ("建管网。", [["（三）项目绩效指标情况", ""]])


@pytest.mark.parametrize(
    ("label", "field"), [("部门名称", "department"), ("单位名称", "organization")]
)
def test_whose_project_it_is_alone_is_told_by_its_label(label: str, field: str) -> None:
    assert _read(["项目名称", "供水", label, "水利局"]).get(field) == "水利局"


def test_a_longer_label_is_no_name_behind_a_shorter_one() -> None:
    row = _read(["项目名称及编码", "供水工程", "主管部门及代码", "云岭市水利局"])
    assert (row["name"], row["department"]) == ("供水工程", "云岭市水利局")
