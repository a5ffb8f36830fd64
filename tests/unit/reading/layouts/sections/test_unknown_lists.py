"""Titled lists of projects under heads of which hardly any is known."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from jiheng.pipeline import read

HEADS = ["项目名称", "甲项", "乙项", "丙项", "丁项"]
ROW = ["科技奖励", "甲", "乙", "丙", "丁"]


def test_such_a_list_is_told_by_its_title_though_that_stands_in_its_grid() -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["2026年度项目绩效运行监控表"])
    sheet.append(["序号", "项目名称", "甲项", "乙项", "丙项", "年度绩效目标", "戊项", "己项"])
    sheet.append([1, "科技奖励", 200, 15.5, "甲", "奖励企业。", "乙", "丙"])
    sheet.merge_cells("A1:H1")
    data = io.BytesIO()
    workbook.save(data)
    (problem,) = read(data.getvalue(), name="list.xlsx").problems
    assert problem.message.zh.startswith("“2026年度项目绩效运行监控表”填有内容")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([HEADS, ROW], True),
        ([["项目名称", "甲项", "乙项", "丙项", "占比30%的其余各项内容的合计及说明"], ROW], False),
        ([[*HEADS[:4], "20"], ROW], False),
        ([HEADS, ROW[:4]], False),
        ([HEADS, [*ROW, "戊"]], False),
        ([HEADS, ["主管部门", *ROW[1:]]], False),
        ([HEADS[:4], ROW[:4]], False),
        ([[*HEADS[:4], "绩效目标"], ["科技奖励", "3", "5"]], True),
        ([[*HEADS[:4], "绩效目标"], ["科技奖励", "3"]], False),
    ],
)
def test_a_list_is_told_where_its_rows_fill_the_columns_of_its_heads_or_hold_figures(
    rows: list[list[str]], *, told: bool
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in [["2026年度项目支出绩效目标一览表"], *rows]:
        sheet.append(row)
    data = io.BytesIO()
    workbook.save(data)
    (problem,) = read(data.getvalue(), name="list.xlsx").problems
    assert ("填有内容，但认不出它的栏目" in problem.message.zh) is told
