"""Tables within a form beside that of its indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import Row

HEADS = ["一级指标", "二级指标", "三级指标", "指标值", "单位"]
FORM = [
    ["项目名称", "会议培训", "", "", ""],
    ["资金总额（元）", "56000", "", "", ""],
    ["绩效目标", "开好会议。", "", "", ""],
]
LIST = [HEADS, ["产出指标", "数量指标", "会议次数", "≥4", "次"]]
ITEM = ["1", "场地费", "3000元/天", "4", "12000"]

NAMES = (
    "序号 明细项目 标准 数量 金额",
    "部门预算支出经济分类科目 科目名称 2025年预算 2026年预算 增减",
    "月份 1月 3月 6月 12月",
    "时间 第一季度 第二季度 第三季度 第四季度",
    "实施阶段 工作内容 开始时间 结束时间 责任人",
    "分配单位 因素得分 分配金额 其中：中央 其中：省级",
    "采购品目 规格 计量单位 数量 单价（元）",
    "经费项目 甲办法 单价 人数 天数",
    "子项目名称 实施单位 预算金额 资金来源 完成时间",
    "年度 2025年 2026年 2027年 2028年",
)
LONG = [
    "单价",
    "人数",
    "天数",
    "按各类会议综合定额标准确定，" + "含住宿、伙食、场地租金、交通、" * 3 + "其他费用",
]
NO_NAMES = (
    ["产出指标", "数量指标", "培训内容", "培训时间", "备注"],
    ["", "质量指标", "验收时间", "按期", ""],
    ["竣工时间", "12月", "11月", "9月", ""],
    ["长效机制", "健全", "合同金额", "按进度", "逐步"],
    ["会议费", *LONG],
    ["成本", "经济成本", "会议单价", "会议标准", "备注"],
    ["满意度指标", "", "参会单位", "满意", "单位"],
    ["序号", "", "明细项目", "标准", "数量"],
    ["1", "会议名称", "会议时间", "会议地点", "备注"],
    ["内容", "内容", "时间", "地点", "备注"],
    ["会议内容", "会议目标", "时间", "地点", "备注"],
)


def read(*rows: list[Any]) -> Row:
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "grid": list(rows)})
    ((row,),) = [table.rows for table in case.read().tables]
    return row


def names(row: Row) -> list[str | None]:
    return [each.name for each in row.indicators]


def further(row: Row) -> list[tuple[str, str]]:
    return [(entry.label, entry.value) for entry in row.further]


@pytest.mark.parametrize("said", NAMES)
@pytest.mark.parametrize("between", [[], [[""] * 5], [["附：支出计划", "", "", "", ""]]])
def test_rows_below_names_of_columns_are_no_indicators(said: str, between: list[list[str]]) -> None:
    heads = said.split()
    row = read(*FORM, *LIST, *between, heads, ITEM)
    assert names(row) == ["会议次数"]
    assert further(row)[-5:] == list(zip(heads, ITEM, strict=True))


@pytest.mark.parametrize("said", NAMES)
def test_indicators_below_another_table_are_read(said: str) -> None:
    heads = said.split()
    row = read(*FORM, heads, ITEM, ITEM, *LIST)
    assert names(row) == ["会议次数"]
    assert further(row) == list(zip(heads * 2, ITEM * 2, strict=True))


@pytest.mark.parametrize("said", NO_NAMES)
def test_a_row_of_a_list_is_no_head_of_another_table(said: list[str]) -> None:
    row = read(*FORM, *LIST, said, ["", "", "参会人数", "≥100", "人"])
    assert names(row)[-1] == "参会人数"


SPENT = ["预算年度", "年初预算数", "全年执行数", "数量", "备注"]
OF_FORM = (
    (
        ["子项目名称", "实施单位", "预算金额", "来源", "备注"],
        ["业务会", "办公室", "30000", "自筹", "无"],
    ),
    (["任务名称", "主要内容", "金额", "来源", "备注"], ["业务会", "开会", "30000", "自筹", "无"]),
    (["合计", "中央", "省级", "市级", "备注"], ["30000", "10000", "10000", "10000", "无"]),
    (["资金来源", "序号", "金额", "依据", "备注"], ["自筹", "一", "30000", "合同", "无"]),
    (SPENT, ["2026年", "30000", "20000", "3", "无"]),
)


@pytest.mark.parametrize(("heads", "values"), OF_FORM)
def test_labels_of_a_form_over_values_head_no_other_table(
    heads: list[str], values: list[str]
) -> None:
    row = read(FORM[0], heads, values, *FORM[2:], *LIST)
    assert names(row) == ["会议次数"]
    assert not set(zip(heads, values, strict=True)) <= set(further(row))


def test_a_label_beside_another_table_and_a_second_row_of_heads_are_no_items() -> None:
    heads: list[Any] = [
        {"text": "支出明细", "rows": 3},
        {"text": "序号", "rows": 2},
        {"text": "明细项目", "rows": 2},
        {"text": "资金来源", "columns": 2},
    ]
    row = read(*FORM, *LIST, heads, ["财政拨款", "自筹"], ["1", "场地费", "9000", "3000"])
    assert names(row) == ["会议次数"]
    assert further(row) == [
        ("", "支出明细"),
        ("序号", "1"),
        ("明细项目", "场地费"),
        ("财政拨款", "9000"),
        ("自筹", "3000"),
    ]


def test_a_cell_over_two_rows_in_a_head_makes_no_head_of_the_row_below() -> None:
    heads = [{"text": "支出明细", "rows": 2}, "明细项目", "标准", "数量", "金额"]
    row = read(*FORM, *LIST, heads, ITEM[1:])
    assert further(row) == [("", "支出明细"), *zip(heads[1:], ITEM[1:], strict=True)]


def test_sums_and_what_else_is_called_like_money_are_items_of_another_table() -> None:
    heads = ["经费项目", "标准", "数量", "金额", "备注"]
    rows = [
        ["其他", "10元", "3", "30", ""],
        ["合计", "", "3", "30", ""],
        ["合计", "", "", "30", ""],
    ]
    row = read(*FORM, *LIST, heads, *rows, ["填表人", "某某", "", "", ""])
    assert row.score is None
    assert [(line.label, line.amount) for line in row.lines][1:] == []
    assert further(row) == [
        ("经费项目", "其他"),
        ("标准", "10元"),
        ("数量", "3"),
        ("金额", "30"),
        ("合计数量", "3"),
        ("合计金额", "30"),
        ("合计", "30"),
        ("填表人", "某某"),
    ]


@pytest.mark.parametrize(
    ("form", "total"), [(FORM, "56000"), ([FORM[0], FORM[2]], "12000")], ids=["own", "none"]
)
def test_the_sum_of_items_is_the_total_of_a_form_that_says_none(
    form: list[list[str]], total: str
) -> None:
    row = read(form[0], NAMES[0].split(), ITEM, ["合计", "", "", "", "12000"], *form[1:], *LIST)
    assert row.funding is not None
    assert str(row.funding.total) == total
    assert (("合计", "12000") in further(row)) is (total == "56000")


@pytest.mark.parametrize(
    "said",
    [
        ["注：以上为含税价", "", "", "", ""],
        ["项目期：一年", "乙", "丙", "", ""],
        [
            "",
            "",
            "",
            "",
            "",
        ],
        ["绩效目标", "再开会议。", "", "", ""],
    ],
)
def test_other_tables_end_above_remarks_and_labels(said: list[str]) -> None:
    row = read(*FORM, *LIST, NAMES[0].split(), ITEM, said, ["联系电话", "123", "", "", ""])
    assert further(row)[:5] == list(zip(NAMES[0].split(), ITEM, strict=True))
    assert further(row)[-1] == ("联系电话", "123")


def test_tasks_below_a_list_of_indicators_are_tasks() -> None:
    tasks = ["任务名称", "主要内容", "金额", "来源", "备注"]
    row = read(*FORM, *LIST, tasks, ["办会", "办会一次", "56000", "自筹", ""])
    assert names(row) == ["会议次数"]
    assert [(task.name, task.content) for task in row.tasks] == [("办会", "办会一次")]


OTHER = [
    ["项目名称", "实施单位", "预算金额", "资金来源", "完成时间"],
    ["水利培训", "办公室", "30000", "自筹", "5月"],
]


def test_names_of_columns_begin_another_form_where_indicators_follow() -> None:
    data = {"front": ["项目支出绩效目标表"], "grid": [*FORM, *LIST, *OTHER, *LIST]}
    tables = LayoutCase("x", "", data).read().tables
    assert [row.name for table in tables for row in table.rows] == ["会议培训", "水利培训"]
    assert [names(row) for table in tables for row in table.rows] == [["会议次数"]] * 2


def test_a_form_without_targets_behind_another_is_told_and_not_dropped() -> None:
    blank = [["项目名称", "水利培训", "", "", ""], ["联系人", "某某", "", "", ""]]
    heads = [HEADS, ["产出指标", "", "", "", ""]]
    data = {"front": ["项目支出绩效目标表"], "grid": [*FORM, *LIST, *blank, *heads]}
    (table,) = LayoutCase("x", "", data).read().tables
    assert [(each.code, each.excerpt) for each in table.problems] == [
        ("outside-table", "水利培训某某")
    ]
