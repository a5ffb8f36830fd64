"""Lists of indicators as clerks type them: codes for names, remarks amid rows, lists that wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.reading.documents import read_document

if TYPE_CHECKING:
    from jiheng.model import TargetTable

Row = list[Any]
HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
DUG = ["产出指标", "数量指标", "打井数", "≥3口"]


def read(*grid: Row) -> list[Row]:
    rows = [["项目名称", "打井", "", ""], *grid]
    front = ["2025年项目支出绩效目标申报表"]
    (table,) = LayoutCase("x", "", {"front": front, "grid": rows}).read().tables
    assert table.problems == ()
    return [
        [
            each.level1.label if each.level1 else None,
            each.level2.label if each.level2 else None,
            each.name,
            each.annual_value,
        ]
        for each in table.rows[0].indicators
    ]


@pytest.mark.parametrize(
    ("names", "row", "expected"),
    [
        (["三级指标", "指标名称"], ["CC-01", "打井数"], "打井数"),
        (["三级指标", "指标内容"], ["1", "打井数"], "打井数"),
        (["三级指标", "指标名称"], ["水井", "打井数"], "水井"),
        (["三级指标", "指标名称"], ["CC-01", "CC-02"], "CC-01"),
        (["三级指标", "单位"], ["CC-01", "口"], "CC-01"),
        (["三级指标", "指标名称"], ["", ""], None),
    ],
)
def test_names_are_words_where_another_column_holds_codes(
    names: Row, row: Row, expected: str
) -> None:
    found = read([*HEAD[:2], *names, "指标值"], [*DUG[:2], *row, "≥3口"])
    assert [each[2] for each in found] == [expected]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["产出指标", "成本指标", "费用", "≤5万元"], ["产出指标", "成本指标", "费用", "≤5万元"]),
        (["", "成本指标", "费用", "≤5万元"], [None, "成本指标", "费用", "≤5万元"]),
    ],
)
def test_a_list_goes_on_below_a_remark(row: Row, expected: Row) -> None:
    assert read(HEAD, DUG, ["填表人：张三", "", "审核人：李四", ""], row)[1:] == [expected]


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize(
    "row",
    [
        ["单位负责人：赵六", "", "2024年9月30日", ""],
        ["负责人（签字/盖章）：赵六", "填表人：张三", "电话：1", "9月30日"],
        ["分管领导：赵六", "复核：张三", "9月30日", ""],
        ["其他说明的问题", "无赵六", "", ""],
        ["其他需要说明的问题", "受天气影响", "赵六", "无"],
        ["主管部门审核意见", "同意", "赵六", ""],
        ["复核：", "", "赵六", ""],
    ],
)
def test_who_signs_below_a_list_is_no_indicator(row: Row, *, beside: bool) -> None:
    assert said_below(row, beside=beside) == (["打井数"], True)


def test_words_beside_a_list_are_kept() -> None:
    row = ["赵六", "产出指标", "质量指标", "合格率", "100%"]
    assert said_below(row, beside=True) == (["打井数", "合格率"], True)


def said_below(row: Row, *, beside: bool) -> tuple[list[str | None], bool]:
    """Return the names of a list with a row below it, and whether the form keeps 赵六."""
    label = "<td rowspan=2>绩效指标" if beside else ""
    lines = ["<tr><td>项目名称<td>打井", f"<tr>{label}<td>" + "<td>".join(HEAD)]
    lines += ["<tr><td>" + "<td>".join(each) for each in (DUG, row)]
    (table,) = read_document(f"<table>{''.join(lines)}</table>".encode(), "x.html").tables
    (form,) = table.rows
    kept = any("赵六" in each.label + each.value for each in form.further)
    return [each.name for each in form.indicators], kept


def test_a_list_that_goes_on_beside_itself_is_one() -> None:
    beside = ["效益指标", "社会效益指标", "受益人数", "≥9人"]
    assert read([*HEAD, *HEAD], [*DUG, *beside]) == [DUG, beside]


def numbered(name: str, value: str) -> TargetTable:
    lines = [("项目名称", "打井"), ("三级指标", "指标值"), (name, value)]
    body = "".join(f"<tr><td>{one}<td>{other}" for one, other in lines)
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    return table


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("1.里程<br>2.桥梁", "1.≥3<br>2.≥4", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("1.里程<br>2.桥梁", "≥3<br>≥4", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("1.里程<br>2.桥梁", "1.3公里<br>2.≥4座", [("里程", "3公里"), ("桥梁", "≥4座")]),
        ("1.里程", "1.≥3公里", [("里程", "≥3公里")]),
        ("1.里程", "≥3公里", [("1.里程", "≥3公里")]),
        ("1.里程<br>2.桥梁", "1.3公里<br>4座", [("里程", "1.3公里"), ("桥梁", "4座")]),
        ("1.里程2.桥梁", "1.≥12.5 2.≥4", [("里程", "≥12.5"), ("桥梁", "≥4")]),
        ("1.里程2.桥梁", "1.≥12.座2.≥4", [("里程", "≥12.座"), ("桥梁", "≥4")]),
        ("1.里程2.桥梁", "", [("1.里程2.桥梁", None)]),
        ("①里程<br>②桥梁", "①≥3<br>②≥4", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("一、里程二、桥梁", "一、≥3二、≥4", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("里程、桥梁", "≥3、≥4", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("里程；桥梁", "≥1,500米，≥4座", [("里程", "≥1,500米"), ("桥梁", "≥4座")]),
        ("开工，完工", "3月；12月", [("开工", "3月"), ("完工", "12月")]),
        ("里程；作用", "每天3公里；长期", [("里程", "每天3公里"), ("作用", "长期")]),
        ("里程；", "≥3公里；", [("里程；", "≥3公里")]),
        ("指标1：里程；桥梁", "≥3；≥4", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("1：里程；2：桥梁", "1：≥3；2：良好", [("里程", "≥3"), ("桥梁", "良好")]),
        ("里程、桥梁", "≥3公里", [("里程、桥梁", "≥3公里")]),
        ("里程", "≥3公里；建桥≥2座", [("里程", "≥3公里；建桥≥2座")]),
        ("满意度", "≥90%；学生≥85%", [("满意度", "≥90%；学生≥85%")]),
        ("养护里程", "≥90公里；养护≥85公里", [("养护里程", "≥90公里；养护≥85公里")]),
        (
            "里程（公里；双向）",
            "≥9公里；含支线3公里",
            [("里程（公里；双向）", "≥9公里；含支线3公里")],
        ),
        (
            "甲方（县；乡）；桥梁",
            "≥9（县8；乡1）；≥3",
            [("甲方（县；乡）", "≥9（县8；乡1）"), ("桥梁", "≥3")],
        ),
        ("“双随机、一公开”检查", "≥4次；1次", [("“双随机、一公开”检查", "≥4次；1次")]),
        ("[甲方；乙方]数量", "1个；2个", [("[甲方；乙方]数量", "1个；2个")]),
        ("1.甲方（1、县2、乡）2.桥梁", "1.≥3 2.≥4", [("甲方（1、县2、乡）", "≥3"), ("桥梁", "≥4")]),
        ("人数、天数", "≥3人、5天", [("人数", "≥3人"), ("天数", "5天")]),
        ("里程", "≥3公里，桥梁≥2座", [("里程", "≥3公里，桥梁≥2座")]),
        ("里程", "≥3公里，其中新建≥2公里", [("里程", "≥3公里，其中新建≥2公里")]),
        ("里程≥3；桥梁≥4", "", [("里程", "≥3"), ("桥梁", "≥4")]),
        ("里程≥3", "", [("里程", "≥3")]),
        ("里程、桥梁", "≥3；≥4；≥5", [("里程、桥梁", "≥3；≥4；≥5")]),
        ("1.及时发放2.足额发放", "100%", [("1.及时发放2.足额发放", "100%")]),
    ],
)
def test_short_names_numbered_in_one_cell(
    name: str, value: str, expected: list[tuple[str, str]]
) -> None:
    table = numbered(name, value)
    assert [(one.name, one.annual_value) for one in table.rows[0].indicators] == expected
    assert table.problems == ()


@pytest.mark.parametrize(
    ("value", "names"), [("1.≥3<br>2.≥4", ["里程", "桥梁"]), ("", ["1.里程2.桥梁"])]
)
def test_what_is_said_once_beside_numbered_cells_is_said_of_each(
    value: str, names: list[str]
) -> None:
    lines = [("项目名称", "打井", ""), ("三级指标", "指标值", "指标解释")]
    body = "".join(
        "<tr>" + "".join(f"<td>{text}" for text in line)
        for line in (*lines, ("1.里程<br>2.桥梁", value, "按验收计"))
    )
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    found = [(one.name, one.explanation) for one in table.rows[0].indicators]
    assert found == [(name, "按验收计") for name in names]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("1.里程<br>2.桥梁", "1.≥3"),
        ("1.里程<br>2.桥梁", "≥3；≥4；≥5"),
        ("里程≥3；桥梁不知所云", ""),
        ("≥3", ""),
        ("路、桥", "≥3、≥4"),
        ("完成县道、乡道、村道养护里程", "1.5公里、2.5公里、3.0公里"),
        ("开展培训、检查、评比", "≥3次、5次、2次"),
        ("会议、培训次数", "≥3次；≥2次"),
        ("标准；按月、按人", "1200；按月"),
        ("养护里程；桥梁座数", "≥120公里；含支线30公里"),
        ("里程；桥梁；作用", "≥3；长期"),
        ("1.里程<br>2.桥梁", "3<br>4<br>5"),
        ("里程<br>桥梁", "≥3<br>≥4"),
        ("主干道；次干道亮灯率", "98%；95%"),
        ("采购（电脑<br>打印机）数量", "≥1台<br>≥2台"),
    ],
)
def test_names_and_values_numbered_otherwise_are_told(name: str, value: str) -> None:
    table = numbered(name, value)
    assert [problem.code for problem in table.problems] == ["unread-text"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("1.里程<br>2.桥梁", "1.3公里<br>2.4座", [("里程", "1.3公里"), ("桥梁", "2.4座")]),
        ("1.里程", "1.3公里", [("1.里程", "1.3公里")]),
    ],
)
def test_numbers_of_lines_that_may_be_decimals_are_told(
    name: str, value: str, expected: list[tuple[str, str]]
) -> None:
    table = numbered(name, value)
    assert [(one.name, one.annual_value) for one in table.rows[0].indicators] == expected
    assert [problem.code for problem in table.problems] == ["unread-text"]


@pytest.mark.parametrize(
    ("value", "name", "amount"),
    [
        ("≥3公里；新建桥梁≥2座", "新建桥梁", "≥2座"),
        ("≥3公里，新建桥梁≥2座", "新建桥梁", "≥2座"),
        ("≥3公里；合格率≥95%", "合格率", "≥95%"),
    ],
)
def test_indicators_behind_a_value_are_told(value: str, name: str, amount: str) -> None:
    table = numbered("里程", value)
    found = [(one.name, one.annual_value) for one in table.rows[0].indicators]
    assert found == [("里程", "≥3公里"), (name, amount)]
    assert [problem.code for problem in table.problems] == ["unsure-row"]


def test_points_of_one_beside_several_are_told() -> None:
    lines = [("项目名称", "打井", ""), ("三级指标", "指标值", "分值")]
    body = "".join(
        "<tr>" + "".join(f"<td>{text}" for text in line)
        for line in (*lines, ("里程", "≥3公里；新建桥梁≥2座", "10"))
    )
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    assert [each.annual_value for each in table.rows[0].indicators] == ["≥3公里；新建桥梁≥2座"]
    assert [problem.code for problem in table.problems] == ["unread-text"]


def test_a_value_alone_has_no_name() -> None:
    table = numbered("", "≥3公里；新建桥梁≥2座")
    assert [each.name for each in table.rows[0].indicators] == [None]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("数量指标<br>质量指标", ["数量指标", "质量指标"]),
        ("数量指标", ["数量指标", "数量指标"]),
        ("数量指标<br>质量指标<br>时效指标", ["数量指标质量指标时效指标"] * 2),
    ],
)
def test_levels_on_lines_of_one_cell_are_those_of_names_on_lines(
    level: str, expected: list[str]
) -> None:
    lines = [
        ("项目名称", "打井", "", ""),
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", level, "养护里程<br>路面合格率", "≥3公里<br>≥95%"),
    ]
    body = "".join("<tr>" + "".join(f"<td>{text}" for text in line) for line in lines)
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    found = [one.level2.label for one in table.rows[0].indicators if one.level2]
    assert found == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("98%<br>95%", "98% 95%"),
        ("≥12场<br>不少于3天", "≥12场 不少于3天"),
        ("2025年<br>≥3年", "2025年 ≥3年"),
        ("100<br>200", "100 200"),
        ("6月<br>12月", "6月 12月"),
        ("优<br>良", "优 良"),
        ("1.≥98%<br>2.≥95%", "1.≥98% 2.≥95%"),
        ("①≥98%<br>②≥95%", "①≥98% ②≥95%"),
        ("省级≥3个<br>市级≥5个", "省级≥3个 市级≥5个"),
    ],
)
def test_values_of_one_name_on_lines_of_their_own_are_kept_apart_and_told(
    value: str, expected: str
) -> None:
    table = numbered("设施完好率", value)
    assert [each.annual_value for each in table.rows[0].indicators] == [expected]
    assert [problem.code for problem in table.problems] == ["unread-text"]


@pytest.mark.parametrize(
    "value", ["≥<br>98%", "2026年<br>12月底前", "≥30<br>公里", "≥90%且<br>100人", "98%；<br>95%"]
)
def test_the_lines_of_one_value_are_put_together(value: str) -> None:
    table = numbered("设施完好率", value)
    assert [each.annual_value for each in table.rows[0].indicators] == [value.replace("<br>", "")]
    assert table.problems == ()


def test_a_value_that_refers_to_another_is_kept_and_told() -> None:
    table = numbered("设施完好率", "同上")
    assert [each.annual_value for each in table.rows[0].indicators] == ["同上"]
    assert [problem.excerpt for problem in table.problems] == ["同上"]
