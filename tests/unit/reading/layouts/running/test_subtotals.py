"""Rows with the sum of some rows: 小计 of a unit."""

from __future__ import annotations

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.model import RowKind
from jiheng.writing.reports.tally import table_money

HEAD = ["单位", "项目名称", "项目金额", "绩效目标", "指标名称", "指标值"]
DUG = ["水务局", "打井", "5", "打三口井", "打井数", "≥3口"]
BUILT = ["交通局", "修路", "7", "修九公里路", "里程", "≥9公里"]
SUM = ["合计", "", "12", "", "", ""]


@pytest.mark.parametrize(
    "subtotal",
    [
        ["小计", "", "5", "", "", ""],
        ["水务局小计", "", "5", "", "", ""],
        ["水务局", "小计：", "5", "", "", ""],
    ],
)
def test_a_subtotal_is_no_project_and_not_the_sum_of_the_table(subtotal: list[str]) -> None:
    grid = [HEAD, DUG, subtotal, BUILT, SUM]
    data = {"front": ["项目支出绩效目标表", "单位：万元"], "grid": grid}
    (table,) = LayoutCase("x", "", data).read().tables
    projects = [row.name for _, row in table.projects()]
    kinds = [row.kind for row in table.rows]
    assert (projects, kinds[1]) == (["打井", "修路"], RowKind.SUBTOTAL)
    assert [row.name for _, row in table.grand_totals()] == ["合计"]
    assert table_money(table) == 12
