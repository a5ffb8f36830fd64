"""Cells of pages in which rows came together."""

from __future__ import annotations

import pytest

from jiheng.model import Indicator, Place, Row, RowKind, TargetTable, Traced
from jiheng.reading.run_together import _pattern, _words, with_run_together


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    for remembering in (_pattern, _words):
        remembering.cache_clear()


def traced(text: str) -> Traced:
    return Traced.at(text, (Place(page=1, start=0, end=len(text)),))


def told_of_a_name(text: str) -> list[str]:
    row = Row(kind=RowKind.PROJECT, name=text, traces={"name": traced(text)})
    return [problem.code for problem in with_run_together(TargetTable(rows=(row,))).problems]


def told_of_a_value(text: str) -> list[tuple[str, int | None, int | None]]:
    indicator = Indicator(name="打井数", traces={"target": traced(text)})
    row = Row(kind=RowKind.PROJECT, name="打井", indicators=(indicator,))
    problems = with_run_together(TargetTable(rows=(row,))).problems
    return [(problem.code, problem.row, problem.indicator) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "主管部门项目资金（万元）年度目标",
        "项目名称\n主管部门",
        "年度资金总额320.50其中：财政拨款320.50",
        "主管部门：实施单位：",
    ],
)
def test_labels_run_together_are_no_value(text: str) -> None:
    assert told_of_a_name(text) == ["unread-text"]


@pytest.mark.parametrize(
    "text",
    [
        *("项目年度绩效目标", "上年结转财政拨款", "年度目标完成情况", "主管部门项目资金监管"),
        *("年度目标", "名称", "主管部门实施单位" * 40),
    ],
)
def test_one_label_or_words_around_labels_may_be_a_value(text: str) -> None:
    assert told_of_a_name(text) == []


@pytest.mark.parametrize("text", ["≥28.5%≥29个", "≥3口\n≥4里"])
def test_two_figures_behind_one_sign_are_two_values(text: str) -> None:
    assert told_of_a_value(text) == [("unread-text", 0, 0)]


@pytest.mark.parametrize("text", ["≥90%≤95%", "≥3口，≥4里", "≥3口；≥4里", "≥3口且≥2口", "≥90%"])
def test_parts_of_one_value_are_not_told(text: str) -> None:
    assert told_of_a_value(text) == []


def test_two_figures_in_a_name_are_none() -> None:
    assert told_of_a_name("≥28.5%≥29个") == []
