"""Amounts of forms whose labels no word list knows are taken where there is one, and told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase


def read(*money: list[Any]) -> Any:
    grid = [
        ["项目名称", "饮水安全", "主管部门", "市水务局"],
        *money,
        ["年度绩效目标", {"text": "更换管道九千米。", "columns": 3}],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "换管长度", "≥9千米"],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    return table


def told(table: Any) -> list[str]:
    return [problem.message.zh for problem in table.problems if problem.code == "unsure-amount"]


@pytest.mark.parametrize(
    ("label", "value", "amount"),
    [("预算支出", "100万元", 100), ("一上金额(万元)", "90.50", "90.50"), ("投资额", "80", 80)],
)
def test_the_only_amount_of_a_form_is_its_total(label: str, value: str, amount: Any) -> None:
    table = read([label, {"text": value, "columns": 3}])
    assert table.rows[0].funding.total == Decimal(amount)
    assert table.rows[0].further == ()


def test_an_amount_taken_for_the_total_is_told() -> None:
    (message,) = told(read(["预算支出", {"text": "100万元", "columns": 3}]))
    assert "“预算支出”的“100万元”" in message


@pytest.mark.parametrize(
    ("money", "said"),
    [
        (["一上金额(万元)", "100", "二上金额(万元)", "90"], "“一上金额(万元)”100"),
        (["资金申请情况", "申请100万元，其中自筹20万元", "备注", ""], "申请100万元"),
    ],
)
def test_amounts_of_which_none_is_known_to_be_the_total_are_told(
    money: list[str], said: str
) -> None:
    table = read(money)
    assert table.rows[0].funding is None
    assert said in told(table)[0]
    assert money[1] in [entry.value for entry in table.rows[0].further]


@pytest.mark.parametrize(
    "beside",
    [["资金用途", "3"], ["经费测算依据", "200"], ["预算编制说明", "按标准测算"], ["人数", "100"]],
)
def test_what_is_no_amount_of_money_is_not_told(beside: list[str]) -> None:
    table = read([beside[0], {"text": beside[1], "columns": 3}])
    assert told(table) == []
    assert [entry.value for entry in table.rows[0].further] == [beside[1]]


def test_a_form_with_a_total_keeps_amounts_of_unknown_labels_beside_it() -> None:
    table = read(["资金总额", "100", "一上金额", "120"])
    assert table.rows[0].funding.total == Decimal(100)
    assert told(table) == []


@pytest.mark.parametrize("label", ["其中：省补", "市配套", "县级配套"])
def test_what_a_level_of_government_adds_is_a_source(label: str) -> None:
    table = read(["资金总额", "100", label, "40"])
    assert [line.label for line in table.rows[0].lines] == ["资金总额", label]


@pytest.mark.parametrize("value", ["100万元", "申请100万元，自筹20万元", "120.5"])
def test_an_amount_behind_an_empty_cell_belongs_to_a_label_of_money(value: str) -> None:
    table = read(["预算支出", "", {"text": value, "columns": 2}])
    assert "“预算支出”" in told(table)[0]
    assert value in told(table)[0]


@pytest.mark.parametrize("value", ["办公楼", "年度资金总额", "是否政府采购：是"])
def test_what_is_no_amount_is_not_taken_across_an_empty_cell(value: str) -> None:
    table = read(["预算支出", "", {"text": value, "columns": 2}])
    assert table.rows[0].further[0].value == ""


def test_the_unit_in_an_unknown_label_is_that_of_the_money() -> None:
    assert read(["投资额（万元）", {"text": "80", "columns": 3}]).money_unit == "万元"


def test_an_amount_is_converted_from_the_unit_in_its_unknown_label() -> None:
    unit = ["金额单位：万元", *[""] * 3]
    table = read(unit, ["预算支出（元）", {"text": "800000", "columns": 3}])
    assert table.rows[0].funding.total == Decimal(80)


@pytest.mark.parametrize("label", ["本年度投资额", "年度计划投资", "2026年投资额", "当年投资计划"])
def test_what_is_invested_in_the_year_is_its_total_beside_what_is_invested_in_all(
    label: str,
) -> None:
    table = read(["项目总投资", "500", label, "120.5"])
    assert table.rows[0].funding.total == Decimal("120.5")
    assert told(table) == []


@pytest.mark.parametrize("label", ["概算总投资", "总投资额", "项目投资总额", "计划总投资规模"])
def test_an_unknown_amount_beside_what_is_invested_in_all_is_told(label: str) -> None:
    table = read([label, "500", "本年申请（万元）", "120.5"])
    assert table.rows[0].funding.total == Decimal(500)
    assert "“本年申请（万元）”120.5" in told(table)[0]


def test_sources_that_are_told_under_several_unknown_totals_are_nobodys() -> None:
    money = (
        ["一上金额", "130", "其中：财政资金", "110"],
        ["控制数", "120", "其中：财政资金", "100"],
    )
    table = read(*money)
    assert table.rows[0].funding.fiscal_appropriation is None
    assert [line.amount for line in table.rows[0].lines] == [Decimal(110), Decimal(100)]
    assert "“控制数”120" in told(table)[0]


def test_sources_that_are_told_once_beside_several_unknown_totals_are_kept_and_told() -> None:
    table = read(["一上金额", "130", "财政资金", "110"], ["控制数", "120", "", ""])
    assert table.rows[0].funding.fiscal_appropriation == Decimal(110)
    assert len(told(table)) == 1


@pytest.mark.parametrize(("whole", "total"), [("100", 100), ("100万元", None), ("70", None)])
def test_an_unknown_total_covers_its_sources_in_the_same_unit(whole: str, total: Any) -> None:
    table = read(["预算支出", whole, "其中：财政资金", "80"])
    assert table.rows[0].funding.total == total
    assert len(told(table)) == 1


def test_a_label_of_the_total_that_is_left_blank_is_no_unknown_one() -> None:
    table = read(["资金总额", "", "", ""], ["预算支出", {"text": "80", "columns": 3}])
    assert told(table) == []
    assert table.rows[0].funding.total is None


@pytest.mark.parametrize("value", ["约120.5", "20.5-25", "20,5", "1.205E2", "近100"])
def test_what_stands_for_an_amount_behind_an_empty_cell_is_told_as_none(value: str) -> None:
    table = read(["资金总额", "", {"text": value, "columns": 2}])
    assert [problem.code for problem in table.problems] == ["unread-amount"]


@pytest.mark.parametrize("value", ["2026年3月", "100%", "10分"])
def test_a_date_or_rate_behind_an_empty_cell_is_no_amount(value: str) -> None:
    table = read(["资金总额", "", {"text": value, "columns": 2}])
    assert table.problems == ()
    assert [entry.value for entry in table.rows[0].further] == [value]


def test_further_amounts_of_a_row_without_heads_are_kept_with_its_label_and_told() -> None:
    table = read(["资金总额", "120.5", "120", ""], ["财政拨款", "100", "99", "98"])
    kept = [(entry.label, entry.value) for entry in table.rows[0].further]
    assert kept == [("资金总额", "120"), ("财政拨款", "99"), ("财政拨款", "98")]
    assert len(told(table)) == 1
    assert "“财政拨款”98" in told(table)[0]


def test_what_a_level_of_government_arranges_is_a_source() -> None:
    table = read(["预算数", "1,205,000.00元", "其中：本级安排", "1,005,000.00元"])
    assert table.rows[0].lines[1].amount == Decimal("1005000.00")


@pytest.mark.parametrize("value", ["约120.5", "120.5-130", "1.2E2"])
def test_what_stands_for_an_amount_beside_a_part_of_money_is_told(value: str) -> None:
    table = read(["项目资金（万元）", {"text": value, "columns": 3}])
    assert [problem.excerpt for problem in table.problems] == [value]


@pytest.mark.parametrize("value", ["2026年3月安排", "见附件", "3个来源"])
def test_words_beside_a_part_of_money_are_no_amount(value: str) -> None:
    table = read(["项目资金（万元）", {"text": value, "columns": 3}])
    assert "unread-amount" not in [problem.code for problem in table.problems]


def test_a_sentence_with_an_amount_beside_a_label_of_money_is_told() -> None:
    said = "以最终下达的资金文件所列的金额为准，目前暂定120万元"
    table = read(["财政拨款", {"text": said, "columns": 3}])
    assert [(p.code, p.excerpt) for p in table.problems] == [("unread-amount", said)]


def test_an_amount_in_the_cell_of_its_unknown_label_is_the_total() -> None:
    table = read([{"text": "预算支出：100万元", "columns": 4}])
    assert table.rows[0].funding.total == Decimal(100)


def test_unknown_labels_over_their_amounts_are_told() -> None:
    table = read(["一上金额", "二上金额", "控制数", ""], ["100", "90", "80", ""])
    kept = [(entry.label, entry.value) for entry in table.rows[0].further]
    assert kept == [("一上金额", "100"), ("二上金额", "90"), ("控制数", "80")]
    assert "“控制数”80" in told(table)[0]


def test_the_only_amount_below_an_unknown_label_among_others_is_the_total() -> None:
    table = read(["预算支出", "资金来源", "项目类别", ""], ["100", "财政", "新增", ""])
    assert table.rows[0].funding.total == Decimal(100)


def test_unknown_labels_of_money_with_words_below_them_are_no_row_of_labels() -> None:
    table = read(["资金用途说明", "购置设备", "", ""], ["资金测算", "按照标准测算", "", ""])
    kept = [(entry.label, entry.value) for entry in table.rows[0].further]
    assert kept == [("资金用途说明", "购置设备"), ("资金测算", "按照标准测算")]


def test_amounts_that_no_label_explains_are_told_where_a_label_names_money() -> None:
    table = read(["项目预算支出（万元）", "2025年", "2026年", ""], ["", "100", "200", ""])
    assert "可能是金额的有100、200" in told(table)[0]
    assert table.rows[0].funding is None


def test_one_amount_that_no_label_explains_is_told_and_not_taken() -> None:
    table = read(["预算支出说明", "见下", "", ""], ["", "100", "", ""])
    assert "可能是金额的有100" in told(table)[0]
    assert table.rows[0].funding is None


def test_items_of_money_are_no_money_of_the_year() -> None:
    items = [
        ["序号", "支出内容", "单价", "金额"],
        ["1", "购管", "2", "60"],
        ["2", "施工", "2", "40"],
    ]
    table = read(["实施期资金总额", {"text": "300", "columns": 3}], *items)
    assert told(table) == []
    assert "60" in [entry.value for entry in table.rows[0].further]
