"""A column of amounts in a list of projects without a known one of money is taken, and told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

OF_INDICATORS = ["年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
WELL = ["打井。", "产出指标", "数量指标", "打井数", "≥3口"]


def read(heads: list[str], *money: list[str], front: tuple[str, ...] = ()) -> Any:
    rows = [[f"项目{number}", *own, *WELL] for number, own in enumerate(money)]
    grid = [["项目名称", *heads, *OF_INDICATORS], *rows]
    shown = {"front": ["2026年项目支出绩效目标表", *front], "grid": grid}
    (table,) = LayoutCase("x", "", shown).read().tables
    return table


def totals(table: Any) -> list[Any]:
    return [row.funding.total if row.funding else None for row in table.rows]


def told(table: Any) -> list[str]:
    return [problem.message.zh for problem in table.problems if problem.code == "unsure-amount"]


@pytest.mark.parametrize("head", ["预算支出（万元）", "投资额(万元)", "资金申请情况", "一上金额"])
def test_the_only_column_of_amounts_is_the_total(head: str) -> None:
    assert totals(read([head], ["10"], ["20.5"])) == [Decimal(10), Decimal("20.5")]


def test_a_column_taken_for_the_total_is_told_once() -> None:
    (message,) = told(read(["预算支出（万元）"], ["10"], ["20"]))
    assert "“预算支出（万元）”一栏按资金总额读取" in message


@pytest.mark.parametrize("head", ["投资额（万元）", "一上（万元）"])
def test_the_unit_in_the_head_of_such_a_column_is_that_of_the_table(head: str) -> None:
    assert read([head], ["10"], ["20"]).money_unit == "万元"


def test_amounts_of_such_a_column_may_print_their_units_and_words() -> None:
    table = read(["资金申请情况"], ["80万元（中央50，省级30）"], ["1.2亿元"])
    assert totals(table) == [Decimal(80), Decimal(12_000)]
    assert table.rows[0].further[0].value == "（中央50，省级30）"


def test_what_is_no_amount_in_such_a_column_is_told() -> None:
    table = read(["资金申请情况"], ["80"], ["20"], ["待定"])
    assert [p.excerpt for p in table.problems if p.code == "unread-amount"] == ["待定"]


def test_several_columns_of_amounts_are_kept_and_told_once() -> None:
    table = read(["一上金额", "二上金额"], ["10", "8"], ["20", "18"])
    assert totals(table) == [None, None]
    (message,) = told(table)
    assert "“一上金额”、“二上金额”" in message
    assert [entry.value for entry in table.rows[1].further] == ["20", "18"]


def test_a_column_that_says_amounts_among_words_is_kept_and_told() -> None:
    said = "申请财政资金20万元，其中中央15万元"
    table = read(["资金申请情况"], [said], [said])
    assert table.rows[0].further[0].value == said
    assert "可能是金额的有“资金申请情况”" in told(table)[0]


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("资金用途", "10"),
        ("上年支出", "10"),
        ("预算科目", "2130305"),
        ("预算支出", "购置"),
        ("人数", "10"),
    ],
)
def test_other_columns_hold_no_money(head: str, value: str) -> None:
    table = read([head], [value], [value])
    assert table.rows[0].funding is None
    assert told(table) == []


def test_a_list_with_a_column_of_money_keeps_unknown_ones_beside_it() -> None:
    table = read(["预算数", "一上金额"], ["10", "12"], ["20", "22"])
    assert totals(table) == [Decimal(10), Decimal(20)]
    assert told(table) == []


def test_what_is_invested_in_the_year_is_the_total_beside_what_is_invested_in_all() -> None:
    table = read(["总投资（万元）", "本年投资额（万元）"], ["100", "8"], ["200", "18"])
    assert totals(table) == [Decimal(8), Decimal(18)]
    assert [entry.label for entry in table.rows[0].further] == ["总投资（万元）"]


def test_projects_under_one_name_with_other_amounts_in_such_a_column_are_two() -> None:
    head = ["项目名称", "预算支出", *OF_INDICATORS]
    grid = [head, ["修渠", "10", *WELL], ["修渠", "20", *WELL]]
    shown = {"front": ["2026年项目支出绩效目标表"], "grid": grid}
    (table,) = LayoutCase("x", "", shown).read().tables
    assert totals(table) == [Decimal(10), Decimal(20)]


@pytest.mark.parametrize("head", ["预算支出（元）", "预算金额(元)", "年度资金总额（单位：元）"])
def test_amounts_are_converted_from_the_unit_in_the_head_of_their_column(head: str) -> None:
    table = read([head], ["100000"], ["5000"], front=("金额单位：万元",))
    assert table.money_unit == "万元"
    assert totals(table) == [Decimal(10), Decimal("0.5")]


def test_an_amount_with_a_unit_of_its_own_is_not_converted_by_its_head() -> None:
    assert totals(read(["预算支出（元）"], ["100,000"], ["20万"], ["无"]))[1] == Decimal(200_000)


def test_an_unknown_column_beside_sources_is_kept_and_told() -> None:
    table = read(["预算支出", "财政拨款"], ["10", "8"], ["20", "18"])
    assert table.rows[0].funding.fiscal_appropriation == Decimal(8)
    assert totals(table) == [None, None]
    assert "可能是金额的有“预算支出”" in told(table)[0]


@pytest.mark.parametrize(("more", "total"), [("", Decimal(10)), ("3", None)])
def test_a_column_behind_the_indicators_holds_money_once_a_project(more: str, total: Any) -> None:
    head = ["项目名称", *OF_INDICATORS, "预算支出"]
    grid = [head, ["修渠", *WELL, "10"], ["", "", *WELL[1:], more], ["打井", *WELL, "20"]]
    shown = {"front": ["2026年项目支出绩效目标表"], "grid": grid}
    (table,) = LayoutCase("x", "", shown).read().tables
    assert totals(table)[0] == total
