"""Titled lists of projects under heads of which hardly any is known."""

from __future__ import annotations

import io

from openpyxl import Workbook

from jiheng.pipeline import read


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
