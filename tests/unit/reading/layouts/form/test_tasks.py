from __future__ import annotations

from decimal import Decimal

from tests.spec.layout_cases import LayoutCase


def test_tasks_with_what_was_expected_and_done_are_tasks_of_their_form() -> None:
    grid = [
        [{"text": "部门名称", "columns": 2}, {"text": "市第一医院", "columns": 4}],
        [
            {"text": "年度主要任务", "rows": 3, "columns": 2},
            *("任务名称", "预期目标", "实际完成情况", "预算数"),
        ],
        ["设备更新", "采购设备", "已完成", "1,200.00"],
        ["学科建设", "建设学科", "已建成", "300.00"],
        [
            {"text": "绩效指标", "rows": 2},
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
        ],
        ["产出指标", "数量指标", "门急诊人次", "≥85万人次", "91万人次"],
    ]
    front = ["2024年度部门整体支出绩效自评表", "单位：万元"]
    (table,) = LayoutCase("form", "", {"front": front, "grid": grid}).read().tables
    (row,) = table.rows
    assert [(task.name, task.expected) for task in row.tasks] == [
        ("设备更新", "采购设备"),
        ("学科建设", "建设学科"),
    ]
    assert [task.funding and task.funding.total for task in row.tasks] == [
        Decimal("1200.00"),
        Decimal("300.00"),
    ]
    assert [item.value for task in row.tasks for item in task.further] == ["已完成", "已建成"]
    assert len(row.indicators) == 1
