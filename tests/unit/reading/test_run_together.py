"""Cells of pages in which rows came together."""

from __future__ import annotations

import pytest

from jiheng.model import Entry, Indicator, Place, Row, RowKind, TargetTable, Traced
from jiheng.reading.layouts.problems import notes
from jiheng.reading.run_together import _heads, _pattern, _words, with_run_together


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    for remembering in (_heads, _pattern, _words):
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


@pytest.mark.parametrize("text", ["≥28.5%≥29个", "≥3口\n≥4里", "80%90%", "99.5%\n98%"])
def test_two_figures_that_nothing_joins_are_two_values(text: str) -> None:
    assert told_of_a_value(text) == [("unread-text", 0, 0)]


def test_values_that_are_told_already_are_not_told_again() -> None:
    value = traced("≥28.5% ≥29个")
    row = Row(
        kind=RowKind.PROJECT,
        name="打井",
        indicators=(Indicator(name="打井数", traces={"target": value}),),
    )
    told = notes.lined((value.cut(0, 6), value.cut(7)))
    table = TargetTable(rows=(row,), problems=(told,))
    assert with_run_together(table).problems == (told,)


@pytest.mark.parametrize(
    "text", ["≥90%≤95%", "≥3口，≥4里", "≥3口；≥4里", "≥3口且≥2口", "≥90%", "90%-95%", "90%、95%"]
)
def test_parts_of_one_value_are_not_told(text: str) -> None:
    assert told_of_a_value(text) == []


def test_two_figures_in_a_name_are_none() -> None:
    assert told_of_a_name("≥28.5%≥29个") == []


def told_of_a_level(text: str) -> list[str]:
    indicator = Indicator(name="打井数", traces={"level1": traced(text)})
    row = Row(kind=RowKind.PROJECT, name="打井", indicators=(indicator,))
    return [problem.code for problem in with_run_together(TargetTable(rows=(row,))).problems]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("产出指标效益指标", ["unread-text"]),
        ("经济效益社会效益生态效益", ["unread-text"]),
        ("社会效益指标可持续影响", ["unread-text"]),
        ("经济效益", []),
        ("产出指标\n效益指标", ["unread-text"]),
        ("产出指标数量指标质量指标", ["unread-text"]),
        ("数量指标质量指标", ["unread-text"]),
        ("产出指标数量指标", []),
        ("产出指标成本指标", []),
        ("效益指标社会效益指标", []),
        ("社会效益指标", []),
        ("产出指标", []),
    ],
)
def test_two_levels_of_one_kind_are_no_level(text: str, codes: list[str]) -> None:
    assert told_of_a_level(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("全村有水喝。二级指标三级指标指标值", ["unread-text"]),
        ("全村有水喝。" * 50 + "三级指标指标值", ["unread-text"]),
        ("全村有水喝。一级指标 二级指标", ["unread-text"]),
        ("设一级指标、二级指标、三级指标", []),
        ("完成各项绩效指标", []),
        ("一级指标三个，三级指标指标值九个", []),
        ("完成年度绩效指标指标值", []),
    ],
)
def test_heads_of_columns_at_the_end_of_a_text_are_told(text: str, codes: list[str]) -> None:
    assert told_of_a_name(text) == codes


def told_of_an_indicator(level2: str, name: str, value: str | None) -> list[str]:
    indicator = Indicator(
        name=name,
        annual_value=value,
        traces={"level2": traced(level2), "name": traced(name)},
    )
    row = Row(kind=RowKind.PROJECT, name="打井", indicators=(indicator,))
    problems = with_run_together(TargetTable(rows=(row,))).problems
    return [problem.excerpt for problem in problems]


@pytest.mark.parametrize(
    ("level2", "name", "excerpt"),
    [
        ("数量指标抽检样品批次", "打井数", "数量指标抽检样品批次"),
        ("数量指标", "打井数带动就业>894人", "打井数带动就业>894人"),
    ],
)
def test_a_level_and_a_name_or_a_name_and_a_value_in_one_are_told(
    level2: str, name: str, excerpt: str
) -> None:
    assert told_of_an_indicator(level2, name, "≥3口") == [excerpt]


@pytest.mark.parametrize(
    ("level2", "name", "value"),
    [
        ("数量指标（个）", "PM2.5≤35天数", "≥300天"),
        ("社会效益指标和生态效益指标", "受益人数", "≥3人"),
        ("数量指标", "打井数≥3口", None),
    ],
)
def test_brackets_behind_levels_and_figures_in_names_are_no_run(
    level2: str, name: str, value: str | None
) -> None:
    excerpts = told_of_an_indicator(level2, name, value)
    assert name not in excerpts
    assert not any("（" in excerpt for excerpt in excerpts)


@pytest.mark.parametrize(
    ("goal", "label", "codes"),
    [
        (None, "", ["unread-text"]),
        ("打井。", "", []),
        (None, "填报说明", []),
    ],
)
def test_a_sentence_without_a_label_in_a_form_without_a_goal_is_told(
    goal: str | None, label: str, codes: list[str]
) -> None:
    said = "打井三口，供水百人，修渠四里。"
    row = Row(
        kind=RowKind.PROJECT,
        name="打井",
        goal=goal,
        indicators=(Indicator(name="打井数"),),
        further=(Entry(label=label, value=said, trace=traced(said)),),
    )
    assert [p.code for p in with_run_together(TargetTable(rows=(row,))).problems] == codes
