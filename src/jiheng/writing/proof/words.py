"""The fixed wording of the page of proof, in both languages, and what fields are called on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.writing.reports.labels import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.bilingual import Language

OUTSIDE = Bilingual("表外文字", "Outside the tables")
"""Of text that no table holds."""

_WORDS: Mapping[str, Bilingual] = {
    "product": Bilingual("绩衡", "Jiheng"),
    "proof": Bilingual("读取核对", "Proof of reading"),
    "projects": Bilingual("项目", "Projects"),
    "indicators": Bilingual("指标", "Indicators"),
    "recorded": Bilingual("读入的值", "Recorded values"),
    "unread": Bilingual("未读入", "Not read"),
    "doubtful": Bilingual("存疑字符", "Doubtful characters"),
    "trouble": Bilingual("推定或缺失", "Assumed or lost"),
    "outside": OUTSIDE,
    "pages": Bilingual("有表页", "Pages with tables"),
    "parts": Bilingual("页次", "Parts"),
    "page": Bilingual("第 {} 页", "Page {}"),
    "lines": Bilingual("第 {} 行起", "Lines from {}"),
    "skipped": Bilingual(
        "此处 {} 行没有读入的值，未列出", "{} rows without recorded values are left out here"
    ),
    "on_cover": Bilingual("（见封面）", "(on the cover)"),
    "no_place": Bilingual("（位置未记录）", "(no place recorded)"),
    "elsewhere": Bilingual("没有位置的值", "Values without a place"),
    "records": Bilingual("本页读入的记录", "What was read from this page"),
    "no_picture": Bilingual(
        "此页没有图像，方框内是读出的文字。", "No picture of this page: the boxes hold the text."
    ),
    "continued": Bilingual("续", "continued"),
    "legend": Bilingual("图例", "Legend"),
    "sure": Bilingual("识别可信度", "confidence"),
    "nothing": Bilingual("没有读出目标表。", "No target table was read."),
    "to_check": Bilingual("待核对", "To check"),
    "none_to_check": Bilingual("没有待核对的", "Nothing to check"),
    "previous": Bilingual("上一处待核对（p）", "Previous to check (p)"),
    "next": Bilingual("下一处待核对（n）", "Next to check (n)"),
    "larger": Bilingual("放大（+）", "Larger (+)"),
    "smaller": Bilingual("缩小（-）", "Smaller (-)"),
    "shortcuts": Bilingual(
        "j k 后一值、前一值 · ] [ 后页、前页 · n p 待核对 · + − 缩放 · Esc 取消",
        "j k value · ] [ page · n p to check · + − zoom · Esc clear",
    ),
    "table": Bilingual("目标表", "Target table"),
}

GROUPS: Mapping[str, Bilingual] = {
    "name": Bilingual("名称", "Name"),
    "money": Bilingual("资金", "Money"),
    "goal": Bilingual("绩效目标", "Goal"),
    "level": Bilingual("一、二级指标", "Levels"),
    "indicator": Bilingual("三级指标", "Indicator"),
    "value": Bilingual("指标值", "Value"),
    "score": Bilingual("分值、得分", "Points"),
    "other": Bilingual("其他", "Other"),
}
"""The colours of boxes, in the order of the legend."""

_FIELDS: Mapping[str, Bilingual] = {
    **FIELDS,
    "fiscal_year": Bilingual("年度", "fiscal year"),
    "code": Bilingual("项目编码", "code"),
    "period": Bilingual("实施期", "period"),
    "period_goal": Bilingual("实施期目标", "goal of the period"),
    "goal_actual": Bilingual("目标完成情况", "what was reached"),
    "grade": Bilingual("评价等级", "grade"),
    "level1_code": Bilingual("一级指标编码", "code of the first level"),
    "level2_code": Bilingual("二级指标编码", "code of the second level"),
    "sign": Bilingual("指标性质", "sign"),
    "unit": Bilingual("计量单位", "unit"),
    "explanation": Bilingual("指标解释", "explanation"),
    "scoring_rule": Bilingual("评分标准", "scoring rule"),
    "weight": Bilingual("分值", "weight"),
    "score": Bilingual("得分", "score"),
    "actual": Bilingual("实际完成值", "actual value"),
    "forecast": Bilingual("全年预计", "forecast"),
    "deviation": Bilingual("偏差原因", "deviation"),
    "likelihood": Bilingual("完成可能性", "likelihood"),
    "label": Bilingual("栏目", "line"),
    "amount": Bilingual("金额", "amount"),
    "initial_budget": Bilingual("年初预算数", "initial budget"),
    "budget": Bilingual("全年预算数", "budget"),
    "executed": Bilingual("执行数", "executed"),
    "rate": Bilingual("执行率", "rate"),
    "content": Bilingual("主要内容", "content"),
    "expected": Bilingual("期望目标", "expected"),
}

_GROUP_OF: Mapping[str, str] = {
    **dict.fromkeys(("name", "organization", "department", "title", "label"), "name"),
    **dict.fromkeys(("total", "fiscal_appropriation", "special_account", "other"), "money"),
    **dict.fromkeys(("amount", "initial_budget", "budget", "executed", "rate"), "money"),
    **dict.fromkeys(("goal", "period_goal", "goal_actual", "content", "expected"), "goal"),
    **dict.fromkeys(("level1", "level2", "level1_code", "level2_code"), "level"),
    **dict.fromkeys(("period_value", "annual_value", "sign", "unit"), "value"),
    **dict.fromkeys(("actual", "forecast"), "value"),
    **dict.fromkeys(("weight", "score", "grade", "scoring_rule"), "score"),
}


def wording(language: Language) -> Mapping[str, str]:
    """Return the fixed wording in one language, by name."""
    return {name: words.text(language) for name, words in _WORDS.items()}


def field_label(field: str, language: Language) -> str:
    """Return what a field is called; one without a name of ours by its identifier."""
    words = _FIELDS.get(field)
    return words.text(language) if words else field


def group_of(field: str) -> str:
    """Return the colour of a field, by its name in `GROUPS`."""
    return _GROUP_OF.get(field, "other")
