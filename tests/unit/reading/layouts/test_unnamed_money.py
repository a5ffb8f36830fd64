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
