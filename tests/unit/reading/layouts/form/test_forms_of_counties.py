"""What forms of counties and of provinces not asked for before print beside each other."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.reading.layouts.form.local_forms import LIST, row_of, table_of

SELF = "项目支出绩效自评表"


def _wide(text: str, columns: int, rows: int = 1) -> dict[str, Any]:
    return {"text": text, "columns": columns, "rows": rows}


NAME: list[Any] = ["项目名称", _wide("供水", 3)]
SCORED = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分"]


def _values(*lines: list[Any]) -> Any:
    named: list[Any] = ["项目名称", _wide("供水", 4)]
    return row_of(named, *lines)["indicators"]


@pytest.mark.parametrize(
    ("line", "unit", "money"),
    [
        ("填报单位：云岭市水利局2026年", "云岭市水利局", None),
        ("填报单位（公章）：云岭市水利局2026年金额单位：万元", "云岭市水利局", "万元"),
        ("申报单位：云岭市博物馆 2026年", "云岭市博物馆", None),
        ("自评单位（盖章）：云岭市博物馆2026年度", "云岭市博物馆", None),
        ("实施单位：云岭市博物馆 2026年 单位：万元", "云岭市博物馆", "万元"),
    ],
)
def test_a_year_behind_a_unit_is_that_of_the_form(line: str, unit: str, money: str | None) -> None:
    table = table_of(NAME, *LIST, front=("项目绩效目标表", line))

    said = table.department or table.rows[0].organization
    assert (said, table.fiscal_year, table.money_unit) == (unit, 2026, money)
    assert table.problems == ()


@pytest.mark.parametrize(
    ("parts", "indicator"),
    [
        (
            ("半年（程）计划值", "全年（程）计划值"),
            ["≥120处", {"further": [["指标值半年（程）计划值", "≥60处"]]}],
        ),
        (
            ("6月底", "年底"),
            [None, {"further": [["指标值6月底", "≥60处"], ["指标值年底", "≥120处"]]}],
        ),
        (("内容", "度量单位"), ["≥60处", {"unit": "≥120处"}]),
    ],
)
@pytest.mark.parametrize("merged", [True, False])
def test_times_and_parts_of_values_stand_below_their_head(
    parts: tuple[str, str], indicator: list[Any], *, merged: bool
) -> None:
    heads: list[Any] = ["一级指标", "二级指标", "三级指标"]
    under = [] if merged else ["", "", ""]
    if merged:
        heads = [_wide(head, 1, 2) for head in heads]
    found = _values(
        [*heads, _wide("指标值", 2)],
        [*under, *parts],
        ["产出指标", "数量指标", "测站", "≥60处", "≥120处"],
    )

    assert found == [["产出指标", "数量指标", "测站", *indicator]]


@pytest.mark.parametrize(("one", "two"), [("≥60处", "≥120处"), ("60", "120")])
def test_values_beside_each_other_below_a_wide_head_are_not_one(one: str, two: str) -> None:
    table = table_of(
        ["项目名称", _wide("供水", 4)],
        ["一级指标", "二级指标", "三级指标", _wide("指标值", 2)],
        ["产出指标", "数量指标", "测站", one, two],
    )

    assert table.rows[0].indicators[0].annual_value == one
    assert [(each.code, each.excerpt) for each in table.problems] == [("unread-text", two)]


def test_parts_of_a_value_below_a_wide_head_are_one() -> None:
    found = _values(
        ["一级指标", "二级指标", "三级指标", _wide("指标值", 2)],
        ["产出指标", "数量指标", "测站", "≥", "120"],
    )

    assert found[0][3] == "≥120"


def test_sources_beside_those_of_the_year_are_of_the_period() -> None:
    row = row_of(
        NAME,
        ["项目总额", "1200", "本年度预算", "420"],
        ["其中：财政拨款", "1000", "其中：财政拨款", "400"],
        ["其他资金", "200", "其他资金", "20"],
        *LIST,
    )

    assert row["funding"] == {
        "total": "420",
        "fiscal_appropriation": "400",
        "other": "20",
    }


def _scored(*sums: list[Any]) -> Any:
    return row_of(
        ["项目名称", _wide("供水", 6)],
        SCORED,
        ["产出指标", "数量指标", "测站", "≥60处", "60处", "90", "89.7"],
        *sums,
        front=(SELF,),
    )


def test_the_total_of_a_form_outranks_the_sum_of_its_list() -> None:
    row = _scored([_wide("合计", 5), "90", "89.7"], [_wide("项目自评总分（含执行率）", 6), "99.1"])

    assert row["score"] == "99.1"
    assert row["further"] == [["合计", "90"], ["合计", "89.7"]]


@pytest.mark.parametrize(
    "last",
    [[_wide("总分", 5), _wide("100", 2)], [_wide("合计", 5), "100", "99"]],
    ids=["all points there are", "a sum as before"],
)
def test_what_may_be_no_total_does_not_outrank_a_sum(last: list[Any]) -> None:
    assert _scored([_wide("合计", 5), "90", "89.7"], last)["score"] == "89.7"


def _in_names(*heads: str) -> Any:
    row = row_of(
        ["项目名称", _wide("供水", len(heads) - 1)],
        heads,
        ["产出指标", "数量指标", "测站（20分）", "≥60处", "60处", *["20"] * (len(heads) - 5)],
        front=(SELF,),
    )
    return row["indicators"][0]


def test_points_behind_a_name_are_those_of_its_indicator_without_a_column() -> None:
    name, value, more = _in_names(*SCORED[:5], "得分")[2:]

    assert (name, value, more["weight"]) == ("测站（20分）", "≥60处", "20")


def test_points_behind_a_name_do_not_stand_beside_a_column_of_them() -> None:
    assert _in_names(*SCORED)[4]["weight"] == "20"
    assert "weight" not in _in_names(*SCORED[:5])[4]


def _done(*heads: str) -> tuple[str | None, list[list[str]]]:
    values = ["≥60处", "28处", "30处"][: len(heads)]
    row = row_of(
        ["项目名称", _wide("供水", 2 + len(heads))],
        ["一级指标", "二级指标", "三级指标", *heads],
        ["产出指标", "数量指标", "测站", *values],
        front=("项目绩效运行监控表",),
    )
    more = row["indicators"][0][4]
    return more.get("actual"), more.get("further", [])


@pytest.mark.parametrize(
    ("heads", "actual", "further"),
    [
        (("1—6月实际完成情况", "1—7月执行情况"), "30处", [["1—6月实际完成情况", "28处"]]),
        (("1-9月完成值", "1-6月完成值"), "28处", [["1-6月完成值", "30处"]]),
        (
            ("7月完成值", "8月完成值"),
            None,
            [["7月完成值", "28处"], ["8月完成值", "30处"]],
        ),
    ],
)
def test_what_was_done_by_a_later_month_holds_what_was_done_by_an_earlier_one(
    heads: tuple[str, str], actual: str | None, further: list[list[str]]
) -> None:
    assert _done("年度指标值", *heads) == (actual, further)


def test_values_of_several_years_are_none_of_a_form_without_a_year() -> None:
    grid = (
        ["项目名称", _wide("供水", 4)],
        ["一级指标", "二级指标", "三级指标", "2025年指标值", "2026年指标值"],
        ["产出指标", "数量指标", "测站", "≥60处", "≥80处"],
    )
    open_, known = (
        table_of(*grid, front=(title,)) for title in ("绩效目标申报表", "绩效目标申报表（2026年）")
    )

    (unknown,), (due,) = open_.rows[0].indicators, known.rows[0].indicators
    assert (unknown.annual_value, due.annual_value) == (None, "≥80处")
    assert [each.value for each in unknown.further] == ["≥60处", "≥80处"]
    assert [each.code for each in open_.problems] == ["no-values"]


def test_heads_below_a_wide_one_of_indicators_go_on_beside_unknown_ones() -> None:
    table = table_of(
        ["项目名称", "年初预算", "实施内容", "绩效目标", _wide("绩效指标", 3)],
        ["", "", "", "", "指标类型", "指标名称", "年度指标值"],
        ["供水", "80", "运维", "不停水。", "产出指标-数量指标", "测站", "=8个"],
        front=("项目支出绩效目标表",),
    )

    (indicator,) = table.rows[0].indicators
    assert (indicator.name, indicator.annual_value) == ("测站", "=8个")
    assert table.problems == ()


def _listed(*heads: str) -> Any:
    return row_of(
        ["单位名称", _wide("云岭县气象局", 3)],
        [_wide("年度绩效目标", 1, 3), *heads],
        ["1", "做好气象服务。", "12"],
        ["2", "提升预报准确率。", "8.5"],
        *LIST,
        front=("整体绩效目标表",),
    )


def test_goals_below_a_head_beside_their_label_are_one() -> None:
    row = _listed("序号", "目标内容", "预算资金")

    assert row["goal"] == "做好气象服务。提升预报准确率。"
    assert row["further"] == [["预算资金", "12"], ["预算资金", "8.5"]]


@pytest.mark.parametrize(
    ("words", "outcome"), [("具体完成情况", "监测2015人。"), ("具体落实情况", None)]
)
def test_a_goal_below_its_label_is_not_the_words_beside_that(
    words: str, outcome: str | None
) -> None:
    row = row_of(
        NAME,
        [_wide("年度预期目标", 2), _wide(words, 2)],
        [_wide("监测2000人。", 2), _wide("监测2015人。", 2)],
        *LIST,
        front=(SELF,),
    )

    assert (row["goal"], row.get("goal_actual")) == ("监测2000人。", outcome)


def test_whether_an_indicator_was_reached_is_no_chance_where_points_are_given() -> None:
    table = table_of(
        ["项目名称", _wide("供水", 6)],
        ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "是否完成", "得分"],
        ["产出指标", "数量指标", "测站", "≥60处", "60处", "是", "20"],
        front=(SELF,),
    )

    (indicator,) = table.rows[0].indicators
    assert (table.kind, indicator.likelihood) == ("self-evaluation", None)
    assert [(each.label, each.value) for each in indicator.further] == [("是否完成", "是")]


def test_a_title_tells_a_self_evaluation_that_foresees() -> None:
    table = table_of(
        ["项目名称", _wide("供水", 5)],
        ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "完成可能性"],
        ["产出指标", "数量指标", "测站", "≥60处", "60处", "确定能"],
        front=(SELF,),
    )

    assert table.kind == "self-evaluation"


def test_values_of_a_part_and_all_of_a_year_may_name_its_course() -> None:
    found = _values(
        ["一级指标", "二级指标", "三级指标", _wide("指标值", 2)],
        ["", "", "", "半年（程）", "全年（程）"],
        ["产出指标", "数量指标", "测站", "≥60处", "≥120处"],
    )

    assert found[0][3] == "≥120处"


@pytest.mark.parametrize(
    "line", ["申报日期：2025-11-05单位：万元", "填报日期：2025/11/5 单位：万元"]
)
def test_a_unit_of_money_may_stand_behind_a_date_in_figures(line: str) -> None:
    table = table_of(NAME, *LIST, front=("2026年项目绩效目标表", line))

    assert (table.fiscal_year, table.money_unit) == (2026, "万元")


def test_the_label_of_a_list_may_stand_in_the_row_of_its_head() -> None:
    head = ["一级指标", "二级指标", "指标内容", "指标值"]
    row = row_of(
        ["项目名称", "供水", "", "", ""],
        ["长期绩效指标", *head],
        ["", "产出指标", "数量指标", "改造果园", "5000亩"],
        ["年度绩效指标", *head],
        ["", "产出指标", "数量指标", "改造果园", "2000亩"],
    )

    assert row["indicators"] == [
        ["产出指标", "数量指标", "改造果园", "2000亩", {"period_value": "5000亩"}]
    ]


def test_a_goal_stands_behind_a_gap_and_the_labels_of_others() -> None:
    row = row_of(
        ["部门总体目标", "部门职责", "", "管水。"],
        ["", "总体绩效目标（2026-2028年期间）", "", "三年建库。"],
        ["部门年度目标", "预算年度（2026年）绩效目标", "", "建库两座。"],
        ["二、部门年度重点工作任务", "", "", ""],
        *LIST,
        front=("部门整体支出绩效目标表",),
    )

    assert (row["goal"], row["period_goal"]) == ("建库两座。", "三年建库。")


def test_a_special_account_heads_its_amount_among_sources() -> None:
    row = row_of(
        ["单位名称", _wide("云岭县文旅局", 4)],
        [_wide("资金来源", 1, 2), "合计", "一般公共预算", "财政专户", "其他"],
        ["98", "90", "5", "3"],
        [*LIST[0], ""],
        [*LIST[1], ""],
        front=("部门整体支出绩效目标表",),
    )

    assert row["funding"] == {
        "total": "98",
        "fiscal_appropriation": "90",
        "special_account": "5",
        "other": "3",
    }


def test_a_score_alone_in_its_row_outranks_a_sum_wherever_it_stands() -> None:
    row = _scored([_wide("合计", 5), "90", "89.7"], ["项目自评总分", "", "", "", "", "99.1", ""])

    assert row["score"] == "99.1"


def test_parts_of_values_and_reasons_stand_below_heads_that_are_not_merged() -> None:
    row = row_of(
        ["项目名称", "供水", "", "", "", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "年初指标值", "", "", "实际完成值", "偏差原因", ""],
        ["", "", "", "运算符号", "内容", "度量单位", "", "经费保障", "其他"],
        ["产出指标", "数量指标", "测站", "≥", "60", "处", "58", "", "√"],
        front=(SELF,),
    )

    (found,) = row["indicators"]
    assert found[3] == "60"
    assert (found[4]["sign"], found[4]["unit"], found[4]["actual"]) == ("≥", "处", "58")
    assert found[4]["further"] == [["偏差原因其他", "√"]]


def test_goals_are_listed_beside_a_label_that_is_not_merged() -> None:
    row = row_of(
        ["单位名称", "云岭县气象局", "", ""],
        ["年度绩效目标", "序号", "目标内容", "预算资金"],
        ["", "1", "做好气象服务。", "12"],
        ["", "2", "提升预报准确率。", "8.5"],
        ["年度预算总额", "20.5", "", ""],
        *LIST,
        front=("整体绩效目标表",),
    )

    assert row["goal"] == "做好气象服务。提升预报准确率。"
    assert row["funding"] == {"total": "20.5"}


def test_amounts_stand_below_their_labels_beside_a_part_that_is_not_merged() -> None:
    row = row_of(
        ["单位名称", "云岭县应急局", "", "", "", ""],
        ["年度部门整体支出预算", "资金总额", "", "财政拨款", "", "其他资金"],
        ["", "98", "", "95", "", "3"],
        [*LIST[0], "", ""],
        [*LIST[1], "", ""],
        front=("部门整体支出绩效目标表",),
    )

    assert row["funding"] == {"total": "98", "fiscal_appropriation": "95", "other": "3"}


def test_a_goal_behind_a_gap_counts_before_what_stands_below_its_label() -> None:
    row = row_of(
        ["项目名称", "", "补水", ""],
        ["年度绩效目标1", "", "补水3000万立方米。", ""],
        ["长期绩效目标表", "", "", ""],
        *LIST,
    )

    assert row["goal"] == "补水3000万立方米。"
