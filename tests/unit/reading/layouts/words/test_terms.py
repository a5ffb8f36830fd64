"""Heads that say of which time, or of which state, their values are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.reading.layouts.words.roles import role_in
from jiheng.reading.layouts.words.terms import change_in, year_in

if TYPE_CHECKING:
    from jiheng.model import Indicator, TargetTable


def read(*heads: str, title: str = "2026年项目支出绩效目标表", above: str = "") -> TargetTable:
    """Return a form whose columns of values are headed as given and hold 1, 2, 3 …"""
    levels = ["一级指标", "二级指标", "三级指标"]
    group = [{"text": text, "rows": 2} for text in levels]
    top = [*group, {"text": above, "columns": len(heads)}]
    grid: list[Any] = [
        ["项目名称", {"text": "清淤", "columns": 2 + len(heads)}],
        *([top, list(heads)] if above else [[*levels, *heads]]),
        ["产出指标", "数量指标", "清淤长度", *(str(n) for n in range(1, len(heads) + 1))],
        ["效益指标", "社会效益指标", "受益人口", *(str(n) for n in range(1, len(heads) + 1))],
    ]
    (table,) = LayoutCase("x", "", {"front": [title], "grid": grid}).read().tables
    return table


def first(table: TargetTable) -> Indicator:
    return table.rows[0].indicators[0]


@pytest.mark.parametrize(
    "heads",
    [
        ("指标值（中期）", "指标值（年度）"),
        ("指标值（实施期）", "指标值（年度）"),
        ("指标值（2026-2028年）", "指标值（2026年）"),
        ("目标值（总体）", "目标值（当年）"),
        ("2026—2028年指标值", "2026年指标值"),
        ("三年目标", "2026年目标"),
        ("指标值（中期）", "指标值"),
        ("长期目标值", "目标值"),
    ],
)
def test_the_value_of_the_period_is_not_taken_for_that_of_the_year(heads: tuple[str, str]) -> None:
    indicator = first(read(*heads))
    assert (indicator.period_value, indicator.annual_value) == ("1", "2")


@pytest.mark.parametrize(
    "heads",
    [
        ("1-6月目标值", "1-12月目标值"),
        ("目标值（上半年）", "目标值（全年）"),
        ("指标值（上年）", "指标值（本年）"),
        ("指标值（调整前）", "指标值（调整后）"),
        ("指标值", "变更后指标值"),
        ("指标值（申报）", "指标值（批复）"),
        ("申报值", "审定值"),
        ("年初目标值", "调整后目标值"),
        ("批复目标值", "调整后目标值"),
        ("2026年申报指标值", "2026年批复指标值"),
        ("调整前", "调整后"),
        ("2025年指标值", "2026年指标值"),
        ("2025年指标值", "指标值"),
        ("2025年实际值", "2026年目标值"),
        ("2025年实际值", "指标值"),
        ("上年实际值", "指标值"),
    ],
)
def test_a_value_of_another_time_is_kept_beside_that_of_the_year(heads: tuple[str, str]) -> None:
    indicator = first(read(*heads))
    assert indicator.annual_value == "2"
    assert [(entry.label, entry.value) for entry in indicator.further] == [(heads[0], "1")]
    assert indicator.actual is None


@pytest.mark.parametrize(
    ("heads", "value"),
    [
        (("2026-2028年", "2026年"), "2"),
        (("2026年", "2027年"), "1"),
        (("1-6月", "1-12月"), "2"),
        (("申报", "批复"), "2"),
    ],
)
def test_a_time_may_stand_below_the_head_of_values(heads: tuple[str, str], value: str) -> None:
    assert first(read(*heads, above="指标值")).annual_value == value


def test_what_was_done_in_the_year_of_the_table_is_its_actual_value() -> None:
    table = read("2025年目标值", "2025年实际值", title="2025年项目支出绩效目标表")
    assert (first(table).annual_value, first(table).actual) == ("1", "2")


def test_of_two_actual_values_that_of_the_year_counts() -> None:
    heads = ("2024年实际值", "2025年目标值", "2025年实际值", "得分")
    indicator = first(read(*heads, title="2025年度项目支出绩效自评表"))
    assert (indicator.annual_value, indicator.actual) == ("2", "3")
    assert [(entry.label, entry.value) for entry in indicator.further] == [("2024年实际值", "1")]


def test_what_is_scored_is_the_actual_value_whatever_year_the_title_names() -> None:
    assert first(read("指标值", "2025年实际完成值", "得分")).actual == "2"


def test_what_was_done_in_a_part_of_the_year_is_an_actual_value() -> None:
    assert first(read("指标值", "实际完成值（1-7月）")).actual == "2"


def test_a_list_without_a_column_of_values_is_told() -> None:
    table = read("1-3月目标值", "1-6月目标值")
    assert [problem.code for problem in table.problems] == ["no-values"]


def test_a_running_table_without_a_column_of_values_is_told() -> None:
    head = ["项目名称", "绩效目标", "一级指标", "二级指标", "三级指标", "1-6月目标值"]
    row = ["清淤", "清淤三公里。", "产出指标", "数量指标", "清淤长度", "3公里"]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "grid": [head, row]})
    (table,) = case.read().tables
    assert [problem.code for problem in table.problems] == ["no-values"]


@pytest.mark.parametrize(
    ("label", "vocabulary", "role"),
    [
        ("绩效目标（实施期）", "labels", "period_goal"),
        ("绩效目标（年度）", "labels", "goal"),
        ("绩效目标（上年）", "labels", None),
        ("资金总额（2026-2028年）", "money_lines", "period_total"),
        ("财政拨款（实施期）", "money_lines", "fiscal_appropriation"),
        ("1-10月执行数", "money_columns", "executed"),
        ("预算数（调整前）", "columns", None),
        ("项目预算（实施期）", "columns", "total"),
        ("实施期资金", "money_columns", None),
    ],
)
def test_a_label_is_read_with_the_time_in_it(label: str, vocabulary: str, role: str | None) -> None:
    assert role_in(label, vocabulary) == role


@pytest.mark.parametrize(("label", "year"), [("2026年指标值", 2026), ("2026-2028年", None)])
def test_a_span_of_years_is_no_year(label: str, year: int | None) -> None:
    assert year_in(label) == year


def test_a_label_of_a_change_says_nothing_else() -> None:
    assert change_in("变更后内容") == "后"
    assert change_in("调整后指标值") is None
