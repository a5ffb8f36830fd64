"""What severities, families, fields and reasons are called in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import OutcomeKind, ProblemSeverity, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGNS: Mapping[Severity, str] = {Severity.BLOCK: "■", Severity.MUST: "▲", Severity.ADVICE: "●"}
"""A shape each, so that severity does not hang on colour alone."""

OUTCOMES: Mapping[OutcomeKind, Bilingual] = {
    OutcomeKind.NOT_APPLICABLE: Bilingual("不适用", "Not applicable"),
    OutcomeKind.INSUFFICIENT_DATA: Bilingual("资料不足", "Insufficient data"),
    OutcomeKind.UNREADABLE: Bilingual("原文残缺", "Unreadable"),
}
PROBLEMS: Mapping[ProblemSeverity, Bilingual] = {
    ProblemSeverity.ERROR: Bilingual("内容缺失", "Content lost"),
    ProblemSeverity.WARNING: Bilingual("推定读取", "Read by assumption"),
    ProblemSeverity.NOTE: Bilingual("说明", "Note"),
}
FIELDS: Mapping[str, Bilingual] = {
    "title": Bilingual("标题", "title"),
    "department": Bilingual("部门名称", "department"),
    "fiscal_year": Bilingual("年度", "fiscal year"),
    "money_unit": Bilingual("金额单位", "money unit"),
    "name": Bilingual("名称", "name"),
    "organization": Bilingual("资金使用单位", "organization"),
    "total": Bilingual("总计", "total"),
    "fiscal_appropriation": Bilingual("财政拨款", "fiscal appropriation"),
    "special_account": Bilingual("财政专户拨款", "special account"),
    "other": Bilingual("其他资金", "other funds"),
    "goal": Bilingual("绩效目标", "goal"),
    "indicators": Bilingual("绩效指标", "indicators"),
    "seq": Bilingual("序号", "number"),
    "level1": Bilingual("一级指标", "first level"),
    "level2": Bilingual("二级指标", "second level"),
    "period_value": Bilingual("实施周期指标值", "period value"),
    "annual_value": Bilingual("年度指标值", "annual value"),
    "actual": Bilingual("实际完成值", "actual value"),
    "forecast": Bilingual("全年预计完成情况", "forecast"),
    "likelihood": Bilingual("完成目标可能性", "likelihood"),
    "score": Bilingual("得分", "points"),
    "grade": Bilingual("等次", "grade"),
}
MONEY_FIELDS = ("total", "fiscal_appropriation", "special_account", "other")
