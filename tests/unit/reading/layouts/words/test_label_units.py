"""Units of money that labels state, however they are set."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.model import Traced
from jiheng.reading.layouts.words.label_units import foreign_units, unit_in, without_unit_behind


def read(label: str, value: str) -> Any:
    grid = [
        ["项目名称", {"text": "饮水安全", "columns": 3}],
        [label, {"text": value, "columns": 3}],
        ["绩效目标", {"text": "换管。", "columns": 3}],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "换管长度", "≥9千米"],
    ]
    (table,) = LayoutCase("x", "", {"front": ["项目绩效目标表"], "grid": grid}).read().tables
    return table


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("资金总额（万元）", "万元"),
        ("资金总额（百万元）", "百万元"),
        ("资金总额（人民币：万元）", "万元"),
        ("资金总额（人民币元）", "元"),
        ("资金总额（RMB万元）", "万元"),
        ("资金总额（万）", "万元"),
        ("资金总额[万元]", "万元"),
        ("资金总额（元/年）", "元"),
        ("资金总额（万元，含税）", "万元"),
        ("资金总额（含税，万元）", "万元"),
        ("资金总额/万元", "万元"),
        ("资金总额：万元", "万元"),
        ("资金总额万元", "万元"),
        ("资金总额（A）万元", "万元"),
    ],
)
def test_the_unit_of_a_label_is_that_of_the_table(label: str, unit: str) -> None:
    table = read(label, "12.5")
    found = (table.money_unit, table.rows[0].funding.total, table.problems)
    assert found == (unit, Decimal("12.5"), ())


@pytest.mark.parametrize("label", ["补助标准（元/人）", "资金总额", "资金（", "投入一百元"])
def test_a_label_without_a_unit_of_money_states_none(label: str) -> None:
    assert unit_in(label) == ""


def test_prose_states_no_unit() -> None:
    assert unit_in("本项目资金主要用于" * 5 + "（万元）") == ""


def test_prose_states_no_foreign_money() -> None:
    assert list(foreign_units(Traced("本项目资金主要用于" * 5 + "（万美元）"))) == []


def test_a_label_without_a_unit_behind_it_is_left_as_it_is() -> None:
    assert without_unit_behind("资金总额元") == "资金总额元"


@pytest.mark.parametrize("label", ["资金总额（万美元）", "资金总额/美元", "资金总额（单位：欧元）"])
def test_foreign_money_is_told(label: str) -> None:
    table = read(label, "12.5")
    assert [(problem.code, problem.severity.value) for problem in table.problems] == [
        ("unsure-unit", "error")
    ]


def test_sources_in_brackets_behind_an_amount_are_those_of_it() -> None:
    funding = read("资金总额（万元）", "12.5（财政拨款10，其他2.5）").rows[0].funding
    found = (funding.total, funding.fiscal_appropriation, funding.other)
    assert found == (Decimal("12.5"), Decimal(10), Decimal("2.5"))


def test_words_in_brackets_behind_an_amount_are_kept_with_it() -> None:
    (line,) = read("资金总额（万元）", "12.5（分两期，每期6.25）").rows[0].lines
    assert (line.amount, line.further[0].value) == (Decimal("12.5"), "（分两期，每期6.25）")
