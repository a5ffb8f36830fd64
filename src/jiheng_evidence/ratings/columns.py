"""The columns of a rating sheet, the same for writing and reading."""

from __future__ import annotations

TITLE, FRONT = "绩效评价评分表", "说明"
SUBJECT, FRAMEWORK, REQUESTED = "评价对象", "评价指标体系", "下年申报预算（万元）"
LEVELS = ("一级指标", "二级指标", "三级指标")
POINTS, WEIGHT, OWN = "评价要点", "分值", "单位自评"
PART, WHOLE = "计算：分子", "计算：分母"
COMMENT = "评语"
"""Of the expert whose points stand left of it; may be left out."""
FIXED = (*LEVELS, POINTS, WEIGHT, OWN, PART, WHOLE)
