"""What reports of evaluation hold beside the tables of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import TargetTable

FRAMEWORK = [
    ["一级指标", "二级指标", "三级指标", "分值", "评价标准", "得分"],
    ["决策", "绩效目标", "绩效目标合理性", "3", "依据充分得3分", "3"],
    ["产出", "产出数量", "实际完成率", "15", "完成率×15", "14"],
]
SCORES = [["三级指标", "目标值", "实际完成值", "得分"], ["改造户数", "1200户", "1180户", "9"]]


def _read(front: list[str], *grid: list[Any]) -> list[TargetTable]:
    return list(LayoutCase("x", "", {"front": front, "grid": list(grid)}).read().tables)


def test_a_framework_of_evaluation_sets_no_targets() -> None:
    assert _read(["附件1：项目支出绩效评价指标体系"], *FRAMEWORK) == []


def test_a_framework_that_names_targets_too_sets_none() -> None:
    head = ["一级指标", "二级指标", "三级指标", "分值", "目标值", "得分"]
    line = ["过程", "资金管理", "预算执行率", "5", "100%", "4.6"]
    assert _read(["附件2：绩效评价指标体系评分表"], head, line) == []


def test_a_framework_that_a_project_fills_in_is_its_self_evaluation() -> None:
    (table,) = _read(["部门整体支出绩效自评表"], *FRAMEWORK)
    assert table.kind == "self-evaluation"


def test_a_numbered_table_of_scores_in_a_report_sets_no_targets() -> None:
    assert _read(["表2 产出指标得分情况"], *SCORES) == []


def test_a_list_with_scores_below_no_caption_is_read() -> None:
    assert len(_read([], *SCORES)) == 1


def test_a_word_explained_above_a_form_is_none_of_its_fields() -> None:
    lines = ["三、绩效目标：指预算资金计划达到的产出和效果。", "项目支出绩效目标表"]
    head = ["一级指标", "二级指标", "三级指标", "指标值"]
    (table,) = _read(lines, ["项目名称", "桥梁养护"], head, ["产出", "数量", "里程", "≥3公里"])
    assert table.rows[0].goal is None


def test_a_framework_below_a_row_of_its_own_is_no_mere_framework() -> None:
    head = ["一级指标", "二级指标", "三级指标", "分值", "目标值", "得分"]
    line = ["过程", "资金管理", "预算执行率", "5", "100%", "4.6"]
    above = ["报送情况", {"text": "按时", "columns": 5}]
    assert len(_read(["附件2：绩效评价指标体系评分表"], above, head, line)) == 1
