"""Of several totals the one in force counts: the approved one, with its own sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase

WELL = ["产出指标", "数量指标", "打井数", "≥3口"]


def row(*grid: list[Any]) -> Any:
    shown = {"front": ["2026年项目支出绩效目标表"], "grid": list(grid)}
    (table,) = LayoutCase("x", "", shown).read().tables
    assert table.problems == ()
    return table.rows[0]


def form(*money: list[Any]) -> Any:
    name = ["项目名称", {"text": "饮水安全", "columns": 3}]
    goal = ["年度绩效目标", {"text": "打井三口。", "columns": 3}]
    return row(name, *money, goal, ["一级指标", "二级指标", "三级指标", "指标值"], WELL)


ASKED = ["申请金额", "100", "其中：财政拨款", "80"]
APPROVED = ["批复金额", "90", "其中：财政拨款", "70"]
YEARLY = ["年度申请金额", "100", "其中：财政拨款", "80"]


@pytest.mark.parametrize("money", [(ASKED, APPROVED), (APPROVED, ASKED), (APPROVED, YEARLY)])
def test_the_approved_total_of_a_form_counts_with_its_sources(money: tuple[list[str], ...]) -> None:
    funding = form(*money).funding
    assert (funding.total, funding.fiscal_appropriation) == (Decimal(90), Decimal(70))


@pytest.mark.parametrize("label", ["批准金额", "核定资金", "审定预算数", "调整后预算数"])
def test_a_total_in_force_counts_before_one_asked_for(label: str) -> None:
    own = form(["申请金额", "100", label, "90"])
    assert own.funding.total == Decimal(90)
    assert [line.amount for line in own.lines] == [Decimal(100), Decimal(90)]


def test_the_total_of_the_year_counts_before_one_that_names_no_time() -> None:
    assert form(["资金总额", "100", "年度资金总额", "90"]).funding.total == Decimal(90)


def test_sources_before_the_only_total_are_its_own() -> None:
    funding = form(["财政拨款", "70", "其他资金", "20"], ["批复金额", "90", "", ""]).funding
    assert (funding.total, funding.fiscal_appropriation) == (Decimal(90), Decimal(70))


@pytest.mark.parametrize(
    ("heads", "kept"),
    [
        (("申报金额", "批复金额"), "申报金额"),
        (("批复金额", "申报金额"), "申报金额"),
        (("申请资金", "核定资金"), "申请资金"),
        (("2025年预算数", "2026年预算数"), "2025年预算数"),
    ],
)
def test_the_column_in_force_is_the_total_of_a_list(heads: tuple[str, ...], kept: str) -> None:
    amounts = ["100" if head == kept else "90" for head in heads]
    head = ["项目名称", *heads, "年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
    own = row(head, ["修渠", *amounts, "打井。", *WELL])
    assert own.funding.total == Decimal(90)
    assert [(entry.label, entry.value) for entry in own.further] == [(kept, "100")]
