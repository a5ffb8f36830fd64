"""What to call the fields and parts of a table that a form did not hold."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import FundingLine, Row, TargetTable

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS: Mapping[str, Bilingual] = MappingProxyType(
    {
        "lines": Bilingual("行资金", "line of money"),
        "tasks": Bilingual("项任务", "task"),
        "indicators": Bilingual("条指标", "indicator"),
        "further": Bilingual("个其他栏目", "further entry"),
    }
)
"""Fields that hold several records, and what one of them is called after its number."""

_NAMES = {
    "title": Bilingual("标题", "title"),
    "department": Bilingual("部门名称", "department"),
    "fiscal_year": Bilingual("年度", "fiscal year"),
    "money_unit": Bilingual("金额单位", "unit of money"),
    "months": Bilingual("执行情况所属月份", "months of what was spent and done"),
    "kind": Bilingual("行类", "kind of row"),
    "code": Bilingual("项目编码", "code"),
    "organization": Bilingual("资金使用单位", "organization"),
    "period": Bilingual("项目实施期", "period"),
    "funding": Bilingual("金额", "money"),
    "goal": Bilingual("绩效目标", "goal"),
    "period_goal": Bilingual("实施期目标", "goal of the period"),
    "goal_actual": Bilingual("目标实际完成情况", "what was reached of the goal"),
    "grade": Bilingual("评价等级", "grade"),
    "seq": Bilingual("序号", "number"),
    "level1": Bilingual("一级指标", "level 1"),
    "level2": Bilingual("二级指标", "level 2"),
    "name": Bilingual("名称", "name"),
    "explanation": Bilingual("指标解释", "explanation"),
    "period_value": Bilingual("实施周期指标值", "period value"),
    "annual_value": Bilingual("年度指标值", "annual value"),
    "sign": Bilingual("指标性质", "sign"),
    "unit": Bilingual("计量单位", "unit"),
    "target": Bilingual("目标值", "target"),
    "complete": Bilingual("完整与否", "completeness"),
    "weight": Bilingual("分值", "weight"),
    "scoring_rule": Bilingual("评（扣）分标准", "scoring rule"),
    "actual": Bilingual("实际完成值", "actual value"),
    "forecast": Bilingual("全年预计完成情况", "forecast"),
    "score": Bilingual("得分", "score"),
    "deviation": Bilingual("偏差原因", "deviation"),
    "likelihood": Bilingual("完成目标可能性", "likelihood"),
    "label": Bilingual("栏名", "label"),
    "value": Bilingual("内容", "value"),
    "content": Bilingual("主要内容", "content"),
    "expected": Bilingual("期望达到的目标", "expected result"),
    "amount": Bilingual("金额", "amount"),
    "initial_budget": Bilingual("年初预算数", "initial budget"),
    "budget": Bilingual("全年预算数", "budget"),
    "executed": Bilingual("全年执行数", "executed"),
    "rate": Bilingual("执行率", "rate of execution"),
}
_OTHERWISE = {
    (TargetTable, "kind"): Bilingual("表类", "kind of table"),
    (Row, "department"): Bilingual("主管部门", "department in charge"),
    (Row, "score"): Bilingual("总分", "total score"),
    (FundingLine, "forecast"): Bilingual("全年预计执行数", "forecast"),
}
"""Names of fields that mean something else in one type than in the others."""


def field_name(owner: type[object], field: str) -> Bilingual:
    """Return what to call a field of a record."""
    return _OTHERWISE.get((owner, field)) or _NAMES[field]
