"""Labels of a form that say again what others say, and rows below tasks that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import Row

LIST = [["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "打井数", "≥3口"]]


def read(*grid: list[Any]) -> Row:
    rows = [*grid, *([*line, ""] for line in LIST)]
    case = LayoutCase("x", "", {"front": ["2025年部门整体支出绩效目标表"], "grid": rows})
    (table,) = case.read().tables
    assert table.problems == ()
    return table.rows[0]


def test_a_third_name_of_the_unit_that_differs_is_kept() -> None:
    labels = {"单位名称": "县水利局", "部门名称": "县政府", "部门（单位）名称": "市水利局"}
    row = read(*([label, {"text": said, "columns": 4}] for label, said in labels.items()))
    assert (row.name, row.department) == ("县水利局", "县政府")
    assert [(item.label, item.value) for item in row.further] == [("部门（单位）名称", "市水利局")]


def test_a_row_below_tasks_without_a_name_is_none_of_them() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 4}],
        ["年度主要任务", "任务名称", "主要内容", "金额", "预期目标"],
        ["年度主要任务", "打井", "打三口井", "3", ""],
        ["", "", "见附件", "", ""],
    )
    assert [task.name for task in row.tasks] == ["打井"]
    assert [item.label for item in row.further] == ["见附件"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (["项目属性", "", "□新增项目☑延续项目", "", ""], [("项目属性", "□新增项目☑延续项目")]),
        (["单位负责人：赵六", "", "", "", ""], [("单位负责人", "赵六")]),
        (["填报说明", "", "", "", ""], [("填报说明", "")]),
        (["拟稿日", "", "", "2024年9月30日", ""], [("拟稿日", ""), ("", "2024年9月30日")]),
    ],
)
def test_what_no_label_explains_keeps_its_own(line: list[str], kept: list[tuple[str, str]]) -> None:
    own = ["单位名称", {"text": "县水利局", "columns": 4}]
    assert [(item.label, item.value) for item in read(own, line).further] == kept


def test_the_year_of_a_table_has_its_place() -> None:
    rows = [["单位名称", {"text": "2024年工作组", "columns": 4}], *([*r, ""] for r in LIST)]
    title = "2024年工作组2025年部门整体支出绩效目标表"
    (table,) = LayoutCase("x", "", {"front": [title], "grid": rows}).read().tables
    (place,) = table.traces["fiscal_year"].span()
    assert (table.fiscal_year, place.start) == (2025, title.index("2025"))


def test_a_head_that_a_page_prints_again_beside_the_label_of_a_goal_is_no_goal() -> None:
    heads = ["活动", "绩效指标", "指标性质", "指标值", "度量单位"]
    first = [
        ["单位名称", "", {"text": "县水利局", "columns": 4}],
        [{"text": "", "rows": 3}, "整体绩效目标", {"text": "有水喝。", "columns": 4}],
        heads,
        ["打井", "产出指标数量指标打井数", "≥", "3", "口"],
    ]
    again = [
        [{"text": "整体绩效目标", "rows": 4}, *heads],
        ["修渠", "产出指标数量指标修渠数", "≥", "4", "里"],
        ["修渠", "产出指标质量指标合格率", "≥", "95", "%"],
        ["修渠", "产出指标时效指标完工时间", "≤", "12", "月"],
    ]
    pages = [{"front": ["2025年部门整体支出绩效目标表"], "grid": first}, again]
    (table,) = LayoutCase("x", "", {"pages": pages}).read().tables
    (row,) = table.rows
    assert (row.goal, len(row.indicators)) == ("有水喝。", 4)


def test_goals_that_begin_before_the_labels_above_their_middles_are_theirs() -> None:
    row = read(
        ["单位名称", {"text": "县水利局", "columns": 4}],
        [{"text": "年度总体目标", "rows": 2}, "", "预期目标", "", "实际完成情况"],
        [{"text": "打井三口，供水百人。", "columns": 2}, {"text": "已打井三口。", "columns": 2}],
    )
    assert (row.goal, row.goal_actual, row.further) == (
        "打井三口，供水百人。",
        "已打井三口。",
        (),
    )


def test_a_text_below_two_labels_is_of_the_one_above_its_beginning() -> None:
    row = read(
        ["单位名称", {"text": "县水利局", "columns": 4}],
        ["", "预期目标", "实际完成情况", "", ""],
        ["", {"text": "打井三口，供水百人。", "columns": 4}],
    )
    assert (row.goal, row.goal_actual) == ("打井三口，供水百人。", None)


def test_a_value_behind_several_empty_cells_is_that_of_the_label_before_them() -> None:
    row = read(
        ["单位名称", {"text": "县水利局", "columns": 4}],
        ["主管部门", "县政府", "项目编码", "", "", "8123"],
    )
    assert (row.department, row.code, row.further) == ("县政府", "8123", ())


def test_words_behind_empty_cells_in_a_row_of_other_words_are_no_value() -> None:
    row = read(
        ["单位名称", {"text": "县水利局", "columns": 4}],
        ["主管部门", "", "", "县政府", "见附件"],
    )
    assert row.department is None


def test_the_contents_of_tasks_may_begin_before_their_head() -> None:
    row = read(
        ["部门名称", {"text": "县水利局", "columns": 4}],
        ["年度主要任务", "任务名称", "", "主要内容", "金额"],
        ["年度主要任务", "打井", {"text": "打三口井", "columns": 2}, "3"],
    )
    assert [(task.name, task.content) for task in row.tasks] == [("打井", "打三口井")]
