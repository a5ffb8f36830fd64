"""The columns of the data package and its descriptor (Data Package, tabular)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "object", "array"]
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a CSV file.

    Attributes:
        title: Its name for people.
        free_text: Whether it holds printed text, which may begin like a formula.
        choices: The only values allowed; any when empty.
        required: Whether it is never blank.
    """

    name: str
    title: str
    kind: Kind = "string"
    free_text: bool = False
    choices: tuple[str, ...] = ()
    required: bool = False

    def descriptor(self) -> Record:
        """Return the field as the descriptor has it."""
        field: Record = {"name": self.name, "title": self.title, "type": self.kind}
        if self.kind == "boolean":
            field |= {"trueValues": ["true"], "falseValues": ["false"]}
        constraints: Record = {}
        if self.required:
            constraints["required"] = True
        if self.choices:
            constraints["enum"] = list(self.choices)
        return {**field, "constraints": constraints} if constraints else field


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV file of the package.

    Attributes:
        parents: Columns → name of the file whose key they refer to.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    parents: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def path(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"

    def descriptor(self) -> Record:
        """Return the resource as the descriptor has it."""
        schema: Record = {
            "fields": [column.descriptor() for column in self.columns],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        if self.parents:
            schema["foreignKeys"] = [
                {
                    "fields": list(fields),
                    "reference": {"resource": parent, "fields": list(fields)},
                }
                for fields, parent in self.parents
            ]
        return {
            "name": self.name,
            "title": self.title,
            "path": self.path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
            "schema": schema,
        }


def _key(name: str, title: str) -> Column:
    return Column(name, title, "integer", required=True)


def _text(name: str, title: str) -> Column:
    return Column(name, title, free_text=True)


_TABLE, _ROW = _key("table", "表序（从 0 起）"), _key("row", "行序（从 0 起）")
_SPANS = Column("spans", "各栏出处", "object")

TABLES = CsvFile(
    "tables",
    "绩效目标表",
    (
        _TABLE,
        _text("title", "标题"),
        _text("department", "部门名称"),
        Column("fiscal_year", "预算年度", "integer"),
        _text("money_unit", "金额单位"),
        _text("layout", "表式"),
        _text("source_name", "来源文件"),
        _text("source_sha256", "来源文件 SHA-256"),
        _text("source_media_type", "来源文件类型"),
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
        Column("kind", "行类", choices=("grand_total", "organization", "project"), required=True),
        _text("name", "项目名称（资金使用单位）"),
        _text("organization", "资金使用单位"),
        Column("has_money", "是否有金额栏", "boolean", required=True),
        Column("total", "总计", "number"),
        Column("fiscal_appropriation", "财政拨款", "number"),
        Column("special_account", "财政专户拨款", "number"),
        Column("other", "其他资金", "number"),
        _text("goal", "绩效目标"),
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
        _key("indicator", "指标序（从 0 起）"),
        Column("seq", "印出的序号", "integer"),
        _text("level1_code", "一级指标代码"),
        _text("level1", "一级指标"),
        _text("level2_code", "二级指标代码"),
        _text("level2", "二级指标"),
        _text("name", "三级指标"),
        _text("period_value", "实施周期指标值"),
        _text("annual_value", "年度指标值"),
        Column(
            "target_kind",
            "目标值类别",
            choices=("number", "range", "deadline", "several", "text"),
        ),
        Column("target_op", "比较符", choices=("≥", ">", "=", "≤", "<")),
        Column("target_number", "数值", "number"),
        Column("target_low", "下限", "number"),
        Column("target_high", "上限", "number"),
        _text("target_unit", "单位"),
        Column("target_year", "截止年", "integer"),
        Column("target_month", "截止月", "integer"),
        Column("target_day", "截止日", "integer"),
        Column("target_parts", "各项目标值", "array"),
        Column("complete", "是否完整", "boolean", required=True),
        _SPANS,
    ),
    key=("table", "row", "indicator"),
    parents=((("table", "row"), "rows"),),
)
PROBLEMS = CsvFile(
    "problems",
    "读取时发现的问题",
    (
        _TABLE,
        _key("problem", "问题序（从 0 起）"),
        _text("code", "问题代码"),
        _text("message", "说明"),
        _text("message_en", "英文说明"),
        Column("severity", "程度", choices=("error", "warning", "note"), required=True),
        Column("span", "出处", "object"),
        _text("excerpt", "原文"),
        Column("row", "行序（从 0 起）", "integer"),
        Column("indicator", "指标序（从 0 起）", "integer"),
    ),
    key=("table", "problem"),
    parents=((("table",), "tables"),),
)
FLAT = CsvFile(
    "indicator_list",
    "绩效指标一览",
    (
        _text("部门", "部门名称"),
        Column("年度", "预算年度", "integer"),
        _text("资金使用单位", "资金使用单位"),
        _text("项目名称", "项目名称"),
        Column("总计", "项目金额", "number"),
        _text("金额单位", "金额单位"),
        Column("序号", "印出的序号", "integer"),
        _text("一级指标", "一级指标"),
        _text("二级指标", "二级指标"),
        _text("三级指标", "三级指标"),
        _text("实施周期指标值", "实施周期指标值"),
        _text("年度指标值", "年度指标值"),
        Column("完整", "是否完整", choices=("是", "否"), required=True),
    ),
)
_FILES = (TABLES, ROWS, INDICATORS, PROBLEMS, FLAT)


def description() -> Record:
    """Return the descriptor `datapackage.json`."""
    return {
        "profile": "tabular-data-package",
        "name": "jiheng-tables",
        "title": "项目支出绩效目标表",
        "description": "由绩衡（Jiheng）写出；结构与 jiheng/table/1 一致。"
        "以 = + - @ ' 开头的文字前加一个半角撇号，读入时去掉。"
        " | Written by Jiheng; structured as jiheng/table/1. A text that begins with = + - @ or '"
        " has one apostrophe before it, to be taken away when read.",
        "resources": [file.descriptor() for file in _FILES],
    }
