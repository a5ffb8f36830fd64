"""Lines above a form with several labels and values are parted, and what cannot be is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.model import Traced
from jiheng.reading.documents import read_document
from jiheng.reading.layouts.outside.front_lines import front_lines

if TYPE_CHECKING:
    from jiheng.model import TargetTable

TITLE = "2026年项目支出绩效目标表"
LIST = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "换管长度", "≥9千米"],
]


def read(*lines: str) -> TargetTable:
    (table,) = LayoutCase("x", "", {"front": [TITLE, *lines], "grid": LIST}).read().tables
    return table


def told(table: TargetTable, code: str) -> list[str]:
    return [problem.excerpt for problem in table.problems if problem.code == code]


def money(table: TargetTable) -> Any:
    funding = table.rows[0].funding
    return (funding.total, funding.fiscal_appropriation) if funding else None


@pytest.mark.parametrize(
    ("line", "name", "amounts"),
    [
        ("项目名称：饮水　预算金额：88万元", "饮水", (88, None)),
        ("项目名称：饮水（预算金额：88万元）", "饮水", (88, None)),
        (
            "项目名称：饮水（一期）（预算金额：88万元，其中财政拨款：80万元）",
            "饮水（一期）",
            (88, 80),
        ),
        ("1.项目名称：饮水；项目资金：88万元。", "饮水", (88, None)),
        ("项目名称：饮水单位：万元预算金额：88", "饮水", (88, None)),
        ("项目名称：饮水（单位：万元）预算金额：88", "饮水", (88, None)),
        ("项目名称：饮水项目，资金总额88万元，其中财政拨款80万元", "饮水项目", (88, 80)),
        ("项目名称：饮水，单位：市水务局，预算金额：88", "饮水", (88, None)),
    ],
)
def test_a_name_ends_where_the_money_begins(line: str, name: str, amounts: Any) -> None:
    table = read(line)
    assert (table.rows[0].name, money(table), table.problems) == (name, amounts, ())


@pytest.mark.parametrize(
    "line", ["项目名称：饮水单位：万元预算金额：88", "项目名称：饮水，金额单位：万元，预算金额：88"]
)
def test_a_unit_amid_a_line_is_that_of_the_form(line: str) -> None:
    assert read(line).money_unit == "万元"


def test_money_may_come_first_in_a_line() -> None:
    assert money(read("项目名称：饮水", "预算金额：88万元，其中财政拨款：80万元")) == (88, 80)


def test_money_may_stand_in_a_line_without_colons() -> None:
    assert money(read("项目名称：饮水", "资金总额88万元，其中财政拨款80万元")) == (88, 80)


def test_a_goal_behind_a_name_is_that_of_the_form() -> None:
    row = read("项目名称：培训；绩效目标：提升能力；资金安排合理。项目资金：12万元").rows[0]
    assert (row.name, row.goal) == ("培训", "提升能力；资金安排合理。")


@pytest.mark.parametrize(
    "goal",
    [
        "完成一期，资金：到位。",
        "1.数量指标：打井10眼。2.质量指标：合格率100%。",
        "修井（单位：眼）十处。",
        "目标1：打井；目标2：修井；目标（三）：通水。",
    ],
)
def test_a_goal_keeps_what_begins_amid_a_sentence(goal: str) -> None:
    assert read("项目名称：打井", f"绩效目标：{goal}").rows[0].goal == goal


def test_goals_of_the_period_and_the_year_may_share_a_line() -> None:
    row = read("项目名称：饮水", "实施期目标：三年通水。年度目标：今年打井。").rows[0]
    assert (row.period_goal, row.goal) == ("三年通水。", "今年打井。")


def test_a_year_amid_a_line_is_that_of_the_form() -> None:
    table = read("项目名称：饮水，预算年度：2025，项目编码：120")
    assert (table.fiscal_year, table.rows[0].code, table.rows[0].further) == (2025, "120", ())


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("项目名称：饮水项目预算金额：88万元", "饮水项目"),
        ("项目名称：饮水年度资金总额：88万元", "饮水"),
        ("项目名称：饮水项目资金：88万元", "饮水"),
    ],
)
def test_a_label_right_behind_a_word_is_parted_and_told(line: str, name: str) -> None:
    table = read(line)
    assert (table.rows[0].name, money(table)) == (name, (88, None))
    assert told(table, "unread-text") == [line]


@pytest.mark.parametrize(
    "name",
    [
        "饮水（预算金额：88万元）二期",
        "饮水（预算88万元）",
        "饮水；经费测算：88万元",
        "饮水，项目概况：修水厂",
    ],
)
def test_a_name_that_seems_to_hold_more_is_told(name: str) -> None:
    table = read(f"项目名称：{name}")
    assert (table.rows[0].name, told(table, "unread-text")) == (name, [name])


@pytest.mark.parametrize("name", ["购买10万元以上设备", "饮水（2026年）", "“一老一小”服务，二期"])
def test_a_name_with_figures_or_signs_is_one(name: str) -> None:
    table = read(f"项目名称：{name}")
    assert (table.rows[0].name, table.problems) == (name, ())


def test_an_amount_amid_a_line_that_is_none_is_told() -> None:
    assert told(read("项目名称：饮水，预算金额：待批复"), "unread-amount") == ["待批复"]


def test_prose_behind_a_label_of_money_is_kept_aside() -> None:
    row = read("项目名称：饮水，预算金额：按照市财政局下达的年度部门预算批复数执行为准").rows[0]
    assert (row.name, row.funding) == ("饮水", None)
    assert [(entry.label, entry.value) for entry in row.further] == [
        ("预算金额", "按照市财政局下达的年度部门预算批复数执行为准")
    ]


def test_amounts_of_a_line_behind_unknown_labels_are_told() -> None:
    table = read("项目名称：饮水", "一上金额：130万元，二上金额：120.5万元")
    assert table.rows[0].funding is None
    assert [(entry.label, entry.value) for entry in table.rows[0].further] == [
        ("一上金额", "130万元"),
        ("二上金额", "120.5万元"),
    ]
    assert told(table, "unsure-amount") == ["130万元"]


def test_words_around_an_amount_of_a_line_are_kept() -> None:
    table = read("项目名称：饮水", "依据办法，安排资金120万元，用于打井。")
    assert [(entry.label, entry.value) for entry in table.rows[0].further] == [
        ("", "依据办法"),
        ("安排资金", "120万元，用于打井"),
    ]
    assert told(table, "unsure-amount") == ["120万元，用于打井"]


def test_the_only_amount_of_the_lines_is_taken_and_told() -> None:
    table = read("项目名称：饮水", "本项目需资金120万元。")
    assert (money(table), told(table, "unsure-amount")) == ((120, None), ["120万元"])


def test_a_line_with_an_amount_stays_outside_where_the_form_names_its_money() -> None:
    line = "一上金额：130万元，二上金额：120.5万元"
    table = read("项目名称：饮水", "预算金额：88万元", line)
    assert (money(table), told(table, "outside-table")) == ((88, None), [line])


def test_a_department_ends_where_the_next_label_begins() -> None:
    table = read("主管部门：市水务局，项目名称：饮水")
    assert (table.department, table.rows[0].name) == ("市水务局", "饮水")


@pytest.mark.parametrize("between", ["", "，", "（"])
def test_the_line_of_a_department_gives_back_what_stands_behind_it(between: str) -> None:
    own, other = front_lines([Traced(f"主管部门：市水务局{between}项目编码：120")])
    assert (own.value.text, other.value.text) == ("市水务局", "项目编码：120")


def test_a_label_that_ends_like_another_is_taken_whole() -> None:
    own, other = front_lines([Traced("主管部门：市水务局实施单位：市水厂")])
    assert (own.value.text, other.value.text) == ("市水务局", "实施单位：市水厂")


def test_what_is_said_besides_begins_right_behind_a_word() -> None:
    table = read("项目名称：饮水填表人：张三，填表日期：三月")
    said = [(entry.label, entry.value) for entry in table.rows[0].further]
    assert (said, table.problems) == ([("填表人", "张三"), ("填表日期", "三月")], ())


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [("项目名称：饮水（预算金额：88万元）", (88, None)), ("项目名称：饮水，项目编码：120", None)],
)
def test_a_cell_is_parted_like_a_line(cell: str, amounts: Any) -> None:
    grid = [[{"text": cell, "columns": 4}], *LIST]
    (table,) = LayoutCase("x", "", {"front": [TITLE], "grid": grid}).read().tables
    assert (table.rows[0].name, money(table), table.problems) == ("饮水", amounts, ())


def departments(*fronts: list[str]) -> list[str | None]:
    """Return the department of each of some forms, one a page, by the lines above it."""
    case = LayoutCase("x", "", {"pages": [{"front": front, "grid": LIST} for front in fronts]})
    return [table.department for table in case.read().tables]


FIRST = [TITLE, "项目名称：饮水"]
OTHER = ["项目名称：打井"]


@pytest.mark.parametrize(
    ("fronts", "expected"),
    [
        ([[*FIRST, "主管部门：水务局"], OTHER], ["水务局", "水务局"]),
        ([[TITLE, "主管部门：水务局，项目名称：饮水"], OTHER], ["水务局", None]),
        (
            [
                [*FIRST, "主管部门：水务局"],
                ["主管部门：农业局，项目名称：打井"],
                ["项目名称：修渠"],
            ],
            ["水务局", "农业局", "水务局"],
        ),
        (
            [[*FIRST, "主管部门：水务局"], [*OTHER, "主管部门：农业局"], ["项目名称：修渠"]],
            ["水务局", "农业局", None],
        ),
        (
            [[*FIRST, "主管部门：水务局"], [*OTHER, "主管部门：水务局"], ["项目名称：修渠"]],
            ["水务局", "水务局", "水务局"],
        ),
        ([FIRST, [*OTHER, "主管部门：农业局"], ["项目名称：修渠"]], [None, "农业局", None]),
    ],
)
def test_a_department_is_that_of_all_where_it_stands_by_itself_above_the_first(
    fronts: list[list[str]], expected: list[str | None]
) -> None:
    assert departments(*fronts) == expected


def test_forms_of_one_grid_share_no_department_of_one_project() -> None:
    forms = [*LIST, ["项目名称", {"text": "打井", "columns": 3}], *LIST]
    front = [TITLE, "主管部门：水务局，项目名称：饮水"]
    tables = LayoutCase("x", "", {"front": front, "grid": forms}).read().tables
    assert [table.department for table in tables] == ["水务局", None]


def test_a_blank_in_a_text_parts_a_name_from_its_money() -> None:
    line = "项目名称：饮水项目　项目资金：88万元"
    rows = "\n".join(f"| {' | '.join(row)} |" for row in [LIST[0], ["---"] * 4, LIST[1]])
    (table,) = read_document(f"{TITLE}\n\n{line}\n{rows}\n".encode(), "a.txt").tables
    assert (table.rows[0].name, money(table), table.problems) == ("饮水项目", (88, None), ())


def test_a_department_of_nothing_but_a_sign_is_kept_where_nothing_follows() -> None:
    (line,) = front_lines((Traced("部门名称：|"),))
    assert (line.field, line.value.text) == ("department", "|")
