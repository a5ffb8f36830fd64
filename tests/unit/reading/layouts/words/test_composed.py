"""Labels put together of known words."""

from __future__ import annotations

import pytest

from jiheng.reading.layouts.words.composed import LONGEST, composed
from jiheng.reading.layouts.words.roles import role_in


@pytest.mark.parametrize(
    ("printed", "vocabulary", "role"),
    [
        ("归口主管单位名称", "labels", "department"),
        ("年初批复金额", "money_columns", "initial_budget"),
        ("调整后预算安排数", "money_columns", "budget"),
        ("1-10月实际支出数", "money_columns", "executed"),
        ("全年预计支出金额", "money_columns", "forecast"),
        ("资金支付进度", "money_columns", "rate"),
        ("截至7月底执行数", "money_columns", "executed"),
        ("截至6月30日支出数", "money_columns", "executed"),
        ("监控期执行数", "money_columns", "executed"),
        ("决算数", "money_columns", "executed"),
        ("全年执行数B", "money_columns", "executed"),
        ("全年预算数A", "money_columns", "budget"),
        ("执行率（B/A）%", "money_columns", "rate"),
        ("全年预计支出", "money_columns", "forecast"),
        ("预计年底执行数", "money_columns", "forecast"),
        ("截至7月底完成值", "columns", "actual"),
        ("1-6月目标完成值", "columns", "actual"),
        ("监控期完成值", "columns", "actual"),
        ("半年度指标执行情况", "columns", "actual"),
        ("上半年度完成值", "columns", "actual"),
        ("全年目标实际完成情况", "labels", "goal_actual"),
        ("部门整体绩效目标完成情况说明", "labels", "goal_actual"),
        ("目标完成结果", "labels", "goal_actual"),
        ("当年其他资金", "money_lines", "other"),
        ("年度本级预算金额", "money_lines", "total"),
        ("年度财政资金总额", "money_lines", "total"),
        ("项目支出实施期", "labels", "period"),
        ("全年（程）绩效目标值", "columns", "annual_value"),
        ("累计完成值", "columns", "actual"),
        ("指标实际值", "columns", "actual"),
        ("完成指标值", "columns", "actual"),
        ("预计全年完成值", "columns", "forecast"),
        ("是否能完成目标", "columns", "likelihood"),
        ("完成目标的可能性", "columns", "likelihood"),
        ("偏差原因分析及整改措施", "columns", "deviation"),
        ("偏差原因和拟采取措施", "columns", "deviation"),
        ("未完成原因及拟采取的措施", "columns", "deviation"),
        ("原因分析", "columns", "deviation"),
        ("存在问题及整改措施", "columns", "deviation"),
        ("资金使用主体", "labels", "organization"),
        ("起止年度", "labels", "period"),
        ("项目中期目标", "labels", "period_goal"),
        ("短期目标", "labels", "goal"),
        ("总体绩效目标描述：", "labels", "goal"),
        ("2025年预算安排数（万元）", "money_lines", "total"),
        ("本年度预算申请数", "money_lines", "total"),
        ("镇级资金", "money_lines", "line"),
        ("单位自筹", "money_lines", "other"),
        ("目标1：", "labels", "goal"),
        ("预算单位及项目名称", "columns", "name"),
        ("单位名称与项目名称", "columns", "name"),
        ("绩效目标和指标", "columns", "goal"),
        ("年度绩效目标及主要绩效指标", "columns", "goal"),
        ("指标1级", "columns", "level1"),
        ("三级绩效指标内容", "columns", "name3"),
        ("考核目标值", "columns", "annual_value"),
        ("预期达到的目标值", "columns", "annual_value"),
        ("目标值/指标值", "columns", "annual_value"),
        ("指标设定值", "columns", "annual_value"),
        ("逻辑关系", "columns", "sign"),
        ("目标值比较符", "columns", "sign"),
        ("指标计量单位", "columns", "unit"),
        ("评分规则及标准", "columns", "scoring_rule"),
        ("权重/分值", "columns", "weight"),
        ("指标内容解释说明", "columns", "explanation"),
        ("指标解释及评分标准", "columns", "explanation"),
        ("部门预算项目名称", "labels", "name"),
        ("子项目名称", "columns", "name"),
        ("项目名称及编号", "labels", "name"),
        ("项目责任单位", "labels", "organization"),
        ("基层预算单位名称", "labels", "organization"),
        ("项目计划起止时间", "labels", "period"),
        ("主管部门及单位代码", "labels", "department"),
        ("绩效目标情况", "labels", "goal"),
        ("项目经费", "money_lines", "total"),
        ("本次申请金额", "money_lines", "total"),
        ("拟申请财政资金", "money_lines", "fiscal_appropriation"),
        ("一般公共预算安排", "money_lines", "fiscal_appropriation"),
        ("其他资金来源", "money_lines", "other"),
        ("指标释义及计算方法", "columns", "explanation"),
    ],
)
def test_a_label_that_no_list_holds_is_known_by_its_words(
    printed: str, vocabulary: str, role: str
) -> None:
    assert role_in(printed, vocabulary) == role


@pytest.mark.parametrize(
    ("printed", "vocabulary"),
    [
        ("完成年度目标", "labels"),
        ("云岭市交通主管部门", "labels"),
        ("上年预算安排数", "money_lines"),
        ("预算执行数", "money_lines"),
        ("历史标准值", "columns"),
        ("年度实际完成数", "columns"),
        ("年度指标实际完成值", "columns"),
        ("指标得分", "money_lines"),
        ("历史标准", "columns"),
        ("上级" * LONGEST, "labels"),
    ],
)
def test_other_words_around_it_are_no_label(printed: str, vocabulary: str) -> None:
    assert role_in(printed, vocabulary) is None
    assert composed(printed, vocabulary) is None
