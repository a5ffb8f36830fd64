"""Forms typed into a workbook: what stands above and beside them, and how amounts are set."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from jiheng.model import TargetTable

HEAD = ["一级指标", "二级指标", "三级指标", "目标值"]
LISTED = ["产出指标", "数量指标", "养护里程", "≥30公里"]
NAME = ["项目名称", "桥梁养护", "项目编码", "P100"]
TITLE = "2026年财政支出绩效目标申报表"


def _read(*grid: list[Any]) -> list[TargetTable]:
    return list(LayoutCase("x", "", {"front": [], "grid": list(grid)}).read().tables)


def _across(text: str, columns: int = 4) -> list[Any]:
    return [{"text": text, "columns": columns}]


def test_numbered_instructions_above_a_form_name_no_project() -> None:
    lines = ("一、项目名称：按规范的名称填写。", "二、主管部门：填写一级预算单位。")
    (table,) = _read(*map(_across, lines), _across(TITLE), NAME, HEAD, LISTED)
    assert table.rows[0].name == "桥梁养护"
    assert table.rows[0].department is None
    assert [problem.code for problem in table.problems] == ["outside-table"]


def test_a_single_numbered_line_stays_with_its_form() -> None:
    (table,) = _read(_across("一、概况"), _across(TITLE), NAME, HEAD, LISTED)
    assert "outside-table" not in {problem.code for problem in table.problems}


def test_a_label_above_a_form_is_no_instruction() -> None:
    (table,) = _read(_across("项目名称：桥梁养护"), _across(TITLE), HEAD, LISTED)
    assert table.rows[0].name == "桥梁养护"


def test_cells_behind_a_blank_column_are_no_values_of_a_form() -> None:
    money = ["资金总额", "100", "上年结转", "", "", "72"]
    wide = [{"text": TITLE, "columns": 4}, "", "指标ID"]
    (table,) = _read(wide, [*NAME, "", "A1"], money, [*HEAD, "", "指标ID"], [*LISTED, "", "7"])
    (row,) = table.rows
    assert [(line.label, line.amount) for line in row.lines] == [
        ("资金总额", Decimal(100)),
        ("上年结转", None),
    ]
    assert [problem.code for problem in table.problems] == ["outside-table"]


def test_labels_behind_a_blank_column_belong_to_the_form() -> None:
    wide = ["项目名称", "桥梁养护", "", "", "", "主管部门", "交通局"]
    (table,) = _read(_across(TITLE, 7), wide, HEAD, LISTED)
    assert table.rows[0].department == "交通局"


@pytest.mark.parametrize("last", ["8万元", "—", "0.0008亿元", ""])
def test_amounts_below_their_labels_in_a_form_narrower_than_its_sheet(last: str) -> None:
    labels = ["资金总额", "其中：财政拨款", "其他资金", "上年结转", "", "", "x"]
    (table,) = _read(_across(TITLE), NAME, labels[:4], ["100", "92", "0", last], HEAD, LISTED)
    (other,) = _read(_across(TITLE), NAME, labels, ["100", "92", "0", last], HEAD, LISTED)
    for each in (table, other):
        assert [line.amount for line in each.rows[0].lines[:3]] == [100, 92, 0]


@pytest.mark.parametrize(
    ("unit", "said", "amount"),
    [
        ("万元", "1.2亿元", Decimal(12000)),
        ("万元", "3百万元", Decimal(300)),
        ("元", "1.5千元", Decimal(1500)),
        ("千元", "2万元", Decimal(20)),
    ],
)
def test_amounts_are_told_in_the_unit_of_their_table(unit: str, said: str, amount: Decimal) -> None:
    money = ["资金总额", {"text": said, "columns": 3}]
    (table,) = _read(_across(TITLE), _across(f"单位：{unit}"), NAME, money, HEAD, LISTED)
    assert table.rows[0].lines[0].amount == amount


def test_a_blank_name_of_a_project_is_not_filled_with_the_unit() -> None:
    (table,) = _read(_across(TITLE), ["项目名称", "", "单位名称", "桥梁站"], HEAD, LISTED)
    assert table.kind == "project-targets"
    assert table.rows[0].name == ""


def test_the_number_of_a_row_not_filled_in_is_no_stray_mark() -> None:
    head = ["序号", *HEAD]
    rows = [["1", *LISTED], ["2", "", "", "", ""], ["x3", "", "", "", ""]]
    (table,) = _read(_across(TITLE, 5), head, *rows)
    strays = [p.excerpt for p in table.problems if p.code == "stray-mark"]
    assert strays == ["x3"]


def test_a_title_with_a_cell_beside_it_begins_another_form() -> None:
    again = [{"text": TITLE.replace("2026", "2027"), "columns": 3}, "表2"]
    tables = _read(_across(TITLE), NAME, HEAD, LISTED, again, NAME, HEAD, LISTED)
    assert [table.fiscal_year for table in tables] == [2026, 2027]


def test_instructions_below_a_form_begin_no_other_and_fill_no_field() -> None:
    lines = ("1.项目名称：应与预算编制系统一致。", "2.主管部门：填写一级预算单位。")
    (table,) = _read(_across(TITLE), NAME, HEAD, LISTED, ["", "", "", ""], *map(_across, lines))
    assert (table.rows[0].name, table.rows[0].department) == ("桥梁养护", None)


def test_numbered_labels_with_values_are_no_instructions() -> None:
    lines = ("一、项目名称：桥梁养护", "二、主管部门：交通局")
    (table,) = _read(_across(TITLE), *map(_across, lines), HEAD, LISTED)
    assert (table.rows[0].name, table.rows[0].department) == ("桥梁养护", "交通局")


def test_a_remark_beside_the_frame_of_a_form_is_none_of_its_values() -> None:
    goals = [{"text": "中长期目标", "columns": 2}, {"text": "年度目标", "columns": 2}, "√"]
    said = [{"text": "养护三年", "columns": 2}, {"text": "养护30公里", "columns": 2}]
    (table,) = _read(_across(TITLE), NAME, goals, said, HEAD, LISTED)
    assert (table.rows[0].goal, table.rows[0].period_goal) == ("养护30公里", "养护三年")


def test_parts_of_values_below_blank_heads_are_read_as_one() -> None:
    head = ["一级指标", "二级指标", "三级指标", "目标值", "", "", "指标解释"]
    rows = [
        ["产出指标", "数量指标", "养护里程", "≥", "30", "公里", "全年"],
        ["产出指标", "时效指标", "完成时间", "", "12月底前", "", ""],
    ]
    (table,) = _read(_across(TITLE, 7), head, *rows)
    found = [(one.annual_value, one.explanation) for one in table.rows[0].indicators]
    assert found == [("≥30公里", "全年"), ("12月底前", None)]


def test_a_blank_merged_cell_that_sticks_out_of_a_form_is_cut() -> None:
    blank = ["项目概况", {"text": "", "columns": 5}]
    (table,) = _read(_across(TITLE), [*NAME, "", "A1"], blank, HEAD, LISTED)
    assert [one.name for one in table.rows[0].indicators] == ["养护里程"]
    assert [problem.excerpt for problem in table.problems] == ["A1"]


def test_the_heading_of_instructions_above_a_form_goes_with_them() -> None:
    lines = ("填报须知", "1.项目名称：应与预算一致。", "2.年度目标：简要填写。")
    (table,) = _read(*map(_across, lines), _across(TITLE), NAME, HEAD, LISTED)
    assert table.rows[0].goal is None


def test_a_label_behind_blank_columns_keeps_them_in_the_form() -> None:
    wide = ["项目名称", "桥梁养护", "", "", "", "主管部门", "交通局"]
    (table,) = _read(_across(TITLE), wide, HEAD, LISTED)
    assert (table.rows[0].department, table.problems) == ("交通局", ())


def test_a_blank_cell_over_several_rows_that_sticks_out_of_a_form_is_cut_once() -> None:
    blank = [{"text": "项目概况", "rows": 2}, {"text": "", "columns": 5, "rows": 2}]
    (table,) = _read(_across(TITLE), [*NAME, "", "A1"], blank, [], HEAD, LISTED)
    assert [(item.label, item.value) for item in table.rows[0].further] == [("项目概况", "")]
