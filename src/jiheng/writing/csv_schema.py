"""The files of the data package, their columns, and what describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import RowKind, TableKind
from jiheng.writing.csv_columns import Column, CsvFile, key, number, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.writing.csv_columns import Record

_TABLE, _ROW = key("table", "表序（从 0 起）"), key("row", "行序（从 0 起）")
_SPANS = Column("spans", "各栏出处", "object")
_LINE = ("line", "资金行序（从 0 起）")
_TASK = ("task", "任务序（从 0 起）")
_INDICATOR = ("indicator", "指标序（从 0 起）")
_MONEY = (
    Column("has_money", "是否有金额栏", "boolean", required=True),
    number("total", "总计"),
    number("fiscal_appropriation", "财政拨款"),
    number("special_account", "财政专户拨款"),
    number("other", "其他资金"),
)
_OF_ROW = ((("table", "row"), "rows"),)

TABLES = CsvFile(
    "tables",
    "绩效目标表",
    (
        _TABLE,
        text("title", "标题"),
        text("department", "部门名称"),
        Column("fiscal_year", "预算年度", "integer"),
        text("money_unit", "金额单位"),
        text("months", "执行情况所属月份"),
        Column("kind", "表类", choices=tuple(TableKind), required=True),
        text("layout", "表式"),
        Column("confidence", "表式判断的把握（0 至 1）", "number", required=True),
        text("source_name", "来源文件"),
        text("source_sha256", "来源文件 SHA-256"),
        text("source_media_type", "来源文件类型"),
        Column("source_pages", "来源文件页数", "integer"),
        _SPANS,
    ),
    key=("table",),
)
ROWS = CsvFile(
    "rows",
    "合计、单位和项目",
    (
        _TABLE,
        _ROW,
        Column(
            "kind",
            "行类",
            choices=tuple(RowKind),
            required=True,
        ),
        text("name", "项目名称（资金使用单位）"),
        text("code", "项目编码"),
        text("organization", "资金使用单位"),
        text("department", "主管部门"),
        text("period", "项目实施期"),
        *_MONEY,
        text("goal", "绩效目标"),
        text("period_goal", "实施期目标"),
        text("goal_actual", "年度总体目标实际完成情况"),
        number("score", "总分"),
        text("grade", "评价等级"),
        _SPANS,
    ),
    key=("table", "row"),
    parents=((("table",), "tables"),),
)
INDICATORS = CsvFile(
    "indicators",
    "绩效指标",
    (
        _TABLE,
        _ROW,
        key(*_INDICATOR),
        Column("seq", "印出的序号", "integer"),
        text("level1_code", "一级指标代码"),
        text("level1", "一级指标"),
        text("level2_code", "二级指标代码"),
        text("level2", "二级指标"),
        text("name", "三级指标"),
        text("explanation", "指标解释"),
        text("period_value", "实施周期指标值"),
        text("annual_value", "年度指标值"),
        text("sign", "指标性质"),
        text("unit", "计量单位"),
        Column(
            "target_kind",
            "目标值类别",
            choices=("number", "range", "deadline", "several", "text"),
        ),
        Column("target_op", "比较符", choices=("≥", ">", "=", "≤", "<")),
        number("target_number", "数值"),
        number("target_low", "下限"),
        number("target_high", "上限"),
        text("target_unit", "单位"),
        Column("target_year", "截止年", "integer"),
        Column("target_month", "截止月", "integer"),
        Column("target_day", "截止日", "integer"),
        Column("target_parts", "各项目标值", "array"),
        Column("complete", "是否完整", "boolean", required=True),
        number("weight", "分值"),
        text("scoring_rule", "评（扣）分标准"),
        text("actual", "实际完成值"),
        text("forecast", "全年预计完成情况"),
        number("score", "得分"),
        text("deviation", "偏差原因分析及改进措施"),
        text("likelihood", "完成目标可能性"),
        _SPANS,
    ),
    key=("table", "row", "indicator"),
    parents=_OF_ROW,
)
LINES = CsvFile(
    "funding_lines",
    "资金各行",
    (
        _TABLE,
        _ROW,
        key(*_LINE),
        text("label", "行名"),
        number("amount", "金额"),
        number("initial_budget", "年初预算数"),
        number("budget", "全年预算数"),
        number("executed", "全年执行数"),
        number("rate", "执行率（%）"),
        number("forecast", "全年预计执行数"),
        number("weight", "分值"),
        number("score", "得分"),
        _SPANS,
    ),
    key=("table", "row", "line"),
    parents=_OF_ROW,
)
TASKS = CsvFile(
    "tasks",
    "年度主要任务",
    (
        _TABLE,
        _ROW,
        key(*_TASK),
        text("name", "任务名称"),
        text("content", "主要内容"),
        text("expected", "期望达到的目标"),
        *_MONEY,
        _SPANS,
    ),
    key=("table", "row", "task"),
    parents=_OF_ROW,
)
ENTRIES = CsvFile(
    "entries",
    "其他栏目（资金行序、任务序、指标序均空的属于该行本身）",
    (
        _TABLE,
        _ROW,
        key("entry", "栏目序（从 0 起）"),
        Column(*_LINE, "integer"),
        Column(*_TASK, "integer"),
        Column(*_INDICATOR, "integer"),
        text("label", "栏目"),
        text("value", "内容"),
        Column("span", "出处", "object"),
    ),
    key=("table", "row", "entry"),
    parents=_OF_ROW,
)
PROBLEMS = CsvFile(
    "problems",
    "读取时发现的问题",
    (
        _TABLE,
        key("problem", "问题序（从 0 起）"),
        text("code", "问题代码"),
        text("message", "说明"),
        text("message_en", "英文说明"),
        Column("severity", "程度", choices=("error", "warning", "note"), required=True),
        Column("span", "出处", "object"),
        text("excerpt", "原文"),
        Column("row", "行序（从 0 起）", "integer"),
        Column(*_INDICATOR, "integer"),
    ),
    key=("table", "problem"),
    parents=((("table",), "tables"),),
)
FLAT = CsvFile(
    "indicator_list",
    "绩效指标一览",
    (
        text("部门", "部门名称"),
        Column("年度", "预算年度", "integer"),
        text("资金使用单位", "资金使用单位"),
        text("项目名称", "项目名称"),
        number("总计", "项目金额"),
        text("金额单位", "金额单位"),
        Column("序号", "印出的序号", "integer"),
        text("一级指标", "一级指标"),
        text("二级指标", "二级指标"),
        text("三级指标", "三级指标"),
        text("实施周期指标值", "实施周期指标值"),
        text("年度指标值", "年度指标值"),
        text("指标性质", "指标性质"),
        text("计量单位", "计量单位"),
        number("分值", "分值"),
        text("实际完成值", "实际完成值"),
        number("得分", "得分"),
        Column("完整", "是否完整", choices=("是", "否"), required=True),
        text("文件", "来源文件"),
        text("页", "页码；没有页的为工作表"),
        text("项目编码", "项目编码"),
    ),
)


def description(files: Iterable[CsvFile]) -> Record:
    """Return the descriptor `datapackage.json` of a package with the given files."""
    return {
        "profile": "tabular-data-package",
        "name": "jiheng-tables",
        "title": "绩效目标表",
        "description": "由绩衡（Jiheng）写出；结构与 jiheng/table/1 一致。"
        "会被当作公式的文字（以 = + - @ 开头而不是数）"
        "和以 ' 开头的文字前加一个半角撇号，读入时去掉。"
        " | Written by Jiheng; structured as jiheng/table/1. A text that would be taken for a"
        " formula (that begins with = + - @ and is no number), or that begins with ', has one"
        " apostrophe before it, to be taken away when read.",
        "resources": [file.descriptor() for file in files],
    }
