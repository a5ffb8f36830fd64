"""What the fields of a project file are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.standards import labels
from jiheng.standards.indicator_tree import LEVEL1, LEVEL2

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Bilingual] = {
    "name": Bilingual("项目名称", "Project name"),
    "code": Bilingual("项目编码", "Project code"),
    "period": Bilingual("项目实施期", "Period of the project"),
    "money_unit": Bilingual("金额单位", "Unit of amounts"),
    "goal": Bilingual("年度绩效目标", "Goal of the year"),
    "period_goal": Bilingual("实施期绩效目标", "Goal of the whole period"),
    "funding.total": Bilingual("资金总额", "Total"),
    "funding.fiscal_appropriation": Bilingual("财政拨款", "Fiscal appropriation"),
    "funding.special_account": Bilingual("财政专户拨款", "Special fiscal account"),
    "funding.other": Bilingual("其他资金", "Other funds"),
}
COLUMNS: Mapping[str, Bilingual] = {
    "level1": Bilingual("一级指标", "Level 1"),
    "level2": Bilingual("二级指标", "Level 2"),
    "name": Bilingual("三级指标", "Indicator"),
    "sign": Bilingual("指标性质", "Sign"),
    "period_value": Bilingual("实施期指标值", "Value of the period"),
    "annual_value": Bilingual("年度指标值", "Value of the year"),
    "unit": Bilingual("计量单位", "Unit"),
    "weight": Bilingual("分值", "Weight"),
    "explanation": Bilingual("指标说明", "Explanation"),
    "scoring_rule": Bilingual("评分标准", "Scoring rule"),
}
SEVERITIES = labels.SEVERITIES
CHOICES: Mapping[str, tuple[str, ...]] = {
    "level1": tuple(node.label for node in LEVEL1),
    "level2": tuple(dict.fromkeys(node.label for node in LEVEL2)),
    "sign": ("≥", "≤", "＝", ">", "<", "定性"),
}
"""What a list offers; anything else may be typed as well."""
SECOND_LEVELS: Mapping[str, tuple[str, ...]] = {
    first.label: tuple(node.label for node in LEVEL2 if node.code.startswith(first.code))
    for first in LEVEL1
}
"""What is offered for the second level below each first."""
MONEY_UNITS = ("万元", "元", "亿元")


def label_of(place: str) -> Bilingual:
    """Return what a place is called: `goal`, `indicators.3.annual_value` (counted from 0)."""
    head, _dot, rest = place.partition(".")
    if head != "indicators" or not rest:
        return FIELDS.get(place) or Bilingual("资金", "Money")
    number, _dot, column = rest.partition(".")
    name = COLUMNS.get(column, Bilingual("", ""))
    row = int(number) + 1
    return Bilingual(f"第 {row} 行 {name.zh}".strip(), f"row {row} {name.en}".strip())
