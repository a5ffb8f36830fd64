"""Every indicator with its project on one line, for people and pivot tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import RowKind
from jiheng.writing.departments import row_department
from jiheng.writing.row_parts import amount
from jiheng.writing.whereabouts import file_of, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Level, TargetTable


def flat_rows(table: TargetTable) -> Iterator[dict[str, object]]:
    """Yield a line for each indicator of each row; a row without any is left out.

    A whole department has its name where projects have that of their unit.
    """
    for row in table.rows:
        is_project = row.kind is RowKind.PROJECT
        project = {
            "部门": table.department or row_department(table, row),
            "年度": table.fiscal_year,
            "资金使用单位": row.organization if is_project else row.name,
            "项目名称": row.name if is_project else None,
            "总计": amount(row.funding.total if row.funding else None),
            "金额单位": table.money_unit,
        }
        for indicator in row.indicators:
            yield {
                **project,
                "序号": indicator.seq,
                "一级指标": _label(indicator.level1),
                "二级指标": _label(indicator.level2),
                "三级指标": indicator.name,
                "实施周期指标值": indicator.period_value,
                "年度指标值": indicator.annual_value,
                "指标性质": indicator.sign,
                "计量单位": indicator.unit,
                "分值": amount(indicator.weight),
                "实际完成值": indicator.actual,
                "得分": amount(indicator.score),
                "完整": "是" if indicator.complete else "否",
                "文件": file_of(table),
                "页": pages_of(indicator.span),
                "项目编码": row.code,
            }


def _label(level: Level | None) -> str | None:
    return None if level is None else level.label
