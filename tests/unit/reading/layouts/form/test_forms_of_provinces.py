"""What forms of provinces print in ways of their own: goals, sources, tasks, levels, points."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.reading.layouts.form.local_forms import LIST, row_of, table_of

NAME = ["项目名称", {"text": "供水", "columns": 3}]
WHOLE = "部门整体支出绩效目标表"


def _wide(text: str, columns: int, rows: int = 1) -> dict[str, Any]:
    return {"text": text, "columns": columns, "rows": rows}


GOALS: list[list[Any]] = [
    ["部门名称", _wide("云岭市文旅局", 3)],
    [{"text": "部门总体目标", "rows": 2}, "部门职责", _wide("管文化和旅游。", 2)],
    ["总体绩效目标（2024-2026年期间）", _wide("建成旅游强市。", 2)],
    ["部门年度目标", "预算年度（2024年）绩效目标", _wide("接待游客20万人次。", 2)],
    [_wide("二、部门整体支出绩效指标", 4)],
    *LIST,
]


def test_a_label_beside_rows_with_goals_of_their_own_has_none() -> None:
    row = row_of(*GOALS, front=(WHOLE,))

    assert (row["goal"], row["period_goal"]) == ("接待游客20万人次。", "建成旅游强市。")


def test_what_stands_beside_a_goal_under_one_label_is_kept_by_its_own() -> None:
    assert ["部门职责", "管文化和旅游。"] in row_of(*GOALS, front=(WHOLE,))["further"]


@pytest.mark.parametrize("label", ["预算年度（2024年）绩效目标", "2024年度目标"])
def test_the_year_of_the_goal_is_that_of_a_form_without_another(label: str) -> None:
    table = table_of(NAME, [label, _wide("建管网。", 3)], *LIST)

    assert table.fiscal_year == 2024


def test_a_sum_below_the_tasks_may_reach_over_their_label() -> None:
    row = row_of(
        ["部门名称", _wide("云岭市交通局", 4)],
        [{"text": "年度主要任务", "rows": 2}, "任务名称", "主要内容", "总额", "财政拨款"],
        ["公交补贴", "补贴企业", "520", "500"],
        [_wide("金额合计", 3), "520", "500"],
        ["一级指标", "二级指标", "三级指标", _wide("目标值", 2)],
        ["产出指标", "数量指标", "新增线路", _wide("20条", 2)],
        front=(WHOLE, "单位：万元"),
    )

    assert row["funding"] == {"total": "520", "fiscal_appropriation": "500"}


def test_no_sum_of_tasks_is_a_row_that_says_more_than_money() -> None:
    row = row_of(
        ["部门名称", _wide("云岭市交通局", 4)],
        [{"text": "年度主要任务", "rows": 2}, "任务名称", "主要内容", "总额", "财政拨款"],
        ["公交补贴", "补贴企业", "520", "500"],
        [_wide("金额合计", 2), "见附表", "520", "500"],
        ["一级指标", "二级指标", "三级指标", _wide("目标值", 2)],
        ["产出指标", "数量指标", "新增线路", _wide("20条", 2)],
        front=(WHOLE, "单位：万元"),
    )

    assert "fiscal_appropriation" not in row.get("funding", {})


def test_a_part_of_what_the_treasury_gives_is_not_all_of_it() -> None:
    row = row_of(
        ["部门名称", _wide("云岭县水利局", 3)],
        ["收入预算合计", "350", "其中：上级财政拨款", "120"],
        ["本级财政安排", "220", "其他资金", "10"],
        *LIST,
        front=(WHOLE, "单位：万元"),
    )

    assert row["funding"] == {"total": "350", "other": "10"}


def test_the_treasury_of_the_level_is_all_where_no_other_gives() -> None:
    row = row_of(
        NAME, ["资金总额", "230", "本级财政拨款", "220"], ["其他资金", "10", "", ""], *LIST
    )

    assert row["funding"] == {"total": "230", "fiscal_appropriation": "220", "other": "10"}


def test_fees_kept_in_a_special_account_are_its_money() -> None:
    row = row_of(
        NAME, [_wide("资金总额：50", 4)], [_wide("纳入专户管理的非税收入拨款：0", 4)], *LIST
    )

    assert row["funding"] == {"total": "50", "special_account": "0"}


def _points(score: str, *, reason: str = "", weight: str = "20") -> Any:
    table = table_of(
        ["项目名称", _wide("助学", 6)],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "分值", "得分", "偏差原因分析"],
        ["产出指标", "数量指标", "资助人数", "32人", weight, score, reason],
        front=("项目支出绩效自评表",),
    )
    (indicator,) = table.rows[0].indicators
    return indicator


@pytest.mark.parametrize(
    ("score", "reason"),
    [
        ("14（因人数减少）", "因人数减少"),
        ("14分(人数减少)", "人数减少"),
        ("14，因人数减少。", "因人数减少。"),
    ],
)
def test_why_a_score_is_no_higher_may_stand_behind_it(score: str, reason: str) -> None:
    told = _points(score)

    assert (told.score, told.deviation) == (14, reason)


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ("14（因人数减少）", {"reason": "学生毕业"}),
        ("18.5/20", {"weight": "10"}),
        ("见说明", {}),
    ],
)
def test_a_score_is_kept_as_it_is_beside_another_reason_or_other_points(
    score: str, said: dict[str, str]
) -> None:
    told = _points(score, **said)

    assert (told.score, [each.value for each in told.further]) == (None, [score])


@pytest.mark.parametrize("weight", ["20", ""])
def test_a_score_may_say_of_how_many_points_it_is(weight: str) -> None:
    told = _points("18.5/20", weight=weight)

    assert (str(told.score), told.weight) == ("18.5", 20)


CONTENTS: list[list[Any]] = [
    NAME,
    ["评价内容", _wide("绩效内容", 2), "绩效目标值"],
    [{"text": "产出", "rows": 2}, "数量目标", "目标1：服务企业数", "350家"],
    ["质量目标", "目标1：兑付合格率", "≥98%"],
    ["效益", "经济效益目标", "目标1：带动投入", "≥2000万元"],
]


def test_levels_and_names_may_share_a_head() -> None:
    found = table_of(*CONTENTS).rows[0].indicators

    assert [(each.level1.label, each.level2.label, each.name) for each in found] == [
        ("产出", "数量目标", "目标1：服务企业数"),
        ("产出", "质量目标", "目标1：兑付合格率"),
        ("效益", "经济效益目标", "目标1：带动投入"),
    ]


def test_names_under_a_wide_head_without_levels_are_names() -> None:
    found = table_of(
        NAME,
        ["一级指标", _wide("指标内容", 2), "目标值"],
        ["产出指标", "管网", "（新建）长度", "35公里"],
    )

    assert [each.name for each in found.rows[0].indicators] == ["管网（新建）长度"]


def test_the_sum_of_values_parted_among_places_is_the_value() -> None:
    table = table_of(
        NAME,
        [
            *({"text": text, "rows": 2} for text in ("一级指标", "三级指标")),
            _wide("年度指标值", 2),
        ],
        ["全省合计", "甲市"],
        ["产出指标", "建设集群", "6个", "2个"],
    )
    (indicator,) = table.rows[0].indicators

    assert (indicator.annual_value, [each.value for each in indicator.further]) == ("6个", ["2个"])


def test_a_value_behind_the_target_is_what_came_of_it_where_points_are_given() -> None:
    table = table_of(
        ["项目名称", _wide("推介", 4)],
        ["一级指标", "三级指标", "目标值（标准）", "指标值", "得分"],
        ["产出", "推介次数", "5次", "6次", "15"],
        front=("专项经费绩效评价表",),
    )
    (indicator,) = table.rows[0].indicators

    assert (indicator.annual_value, indicator.actual) == ("5次", "6次")


def test_two_values_are_targets_where_no_points_are_given() -> None:
    table = table_of(
        ["项目名称", _wide("推介", 3)],
        ["一级指标", "三级指标", "目标值（标准）", "指标值"],
        ["产出", "推介次数", "5次", "6次"],
    )

    assert table.rows[0].indicators[0].actual is None


def test_what_was_spent_may_stand_below_a_head_of_money_that_is_not_merged() -> None:
    table = table_of(
        ["项目名称", "资金（万元）", "", "", "三级指标", "年度指标值"],
        ["", "年初预算", "1-9月执行", "执行率", "", ""],
        ["校车", "200", "120", "60%", "补助校车数", "30辆"],
        front=("项目绩效运行监控表",),
    )
    (line,) = table.rows[0].lines

    assert (line.executed, line.rate, table.problems) == (120, 60, ())


def test_a_level_may_bear_the_number_of_a_part() -> None:
    table = table_of(NAME, LIST[0], ["1.产出指标", "1.1数量指标", "管网长度", "35公里"])
    (indicator,) = table.rows[0].indicators

    assert (indicator.level2.code, indicator.level2.label) == ("1.1", "数量指标")


@pytest.mark.parametrize("label", ["其中：自治区财政", "地区配套", "盟级配套资金", "旗县资金"])
def test_regions_give_money_as_cities_do(label: str) -> None:
    row = row_of(NAME, ["资金总额", "50", label, "20"], *LIST)

    assert [line[0] for line in row["lines"]] == ["资金总额", label]


def test_a_text_beside_labels_with_amounts_is_the_label_of_none() -> None:
    row = row_of(
        ["基金名称", _wide("居民医保基金", 4)],
        [{"text": "基金收支", "rows": 2}, "待遇", "500", "补贴", "330"],
        ["利息", "20", "可支付月数", "5"],
        [*LIST[0][:3], _wide("目标值", 2)],
        [*LIST[1][:3], _wide("35公里", 2)],
    )

    assert row["further"] == [
        ["", "基金收支"],
        ["待遇", "500"],
        ["补贴", "330"],
        ["利息", "20"],
        ["可支付月数", "5"],
    ]
