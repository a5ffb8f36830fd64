"""What self-evaluations and declarations of cities and counties print in ways of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.reading.layouts.form.local_forms import LIST, row_of, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SELF = "项目支出绩效自评表"


def _wide(text: str, columns: int, rows: int = 1) -> dict[str, Any]:
    return {"text": text, "columns": columns, "rows": rows}


NAME: list[Any] = ["项目名称", _wide("供水", 3)]


def test_how_many_points_a_goal_is_worth_is_not_the_goal() -> None:
    row = row_of(
        ["单位名称", _wide("云岭市规划局", 3)],
        ["年度目标1：（40分）", _wide("补充耕地。", 3)],
        *LIST,
        ["年度目标2：（60分）", _wide("便民登记。", 3)],
        *LIST,
        front=("整体绩效自评表",),
    )

    assert row["goal"] == "年度目标1：补充耕地。年度目标2：便民登记。"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("部门整体支出总额", "total"),
        ("全年支出", "total"),
        ("基本支出总额", None),
        ("项目支出总额", None),
    ],
)
def test_the_spending_of_a_department_is_its_total_and_the_parts_are_lines(
    label: str, field: str | None
) -> None:
    row = row_of(["单位名称", "云岭市规划局", label, "50"], *LIST, front=("整体绩效目标表",))

    assert [line[0] for line in row["lines"]] == [label]
    assert row["funding"].get("total") == ("50" if field else None)


def test_an_amount_may_stand_below_its_label_beside_the_heads_of_others() -> None:
    row = row_of(
        ["部门名称", _wide("云岭市司法局", 3)],
        [{"text": "年度预算", "rows": 2}, "总额", _wide("按支出类型", 2)],
        ["125", "基本支出：95", "项目支出：30"],
        *LIST,
        front=("部门整体支出绩效目标表",),
    )

    assert row["funding"] == {"total": "125"}


def test_a_label_beside_a_head_without_an_amount_below_has_none() -> None:
    row = row_of(
        ["部门名称", _wide("云岭市司法局", 3)],
        [{"text": "年度预算", "rows": 2}, "总额", _wide("按支出类型", 2)],
        ["见附表", "基本支出：95", "项目支出：30"],
        *LIST,
        front=("部门整体支出绩效目标表",),
    )

    assert "total" not in row["funding"]


def test_the_kind_of_money_is_no_amount_of_it() -> None:
    row = row_of(NAME, ["资金总额", "50", "资金性质", "一般公共预算"], *LIST)

    assert row["further"] == [["资金性质", "一般公共预算"]]


def _values(before: str, after: str, *said: tuple[str, str]) -> list[tuple[str | None, Any]]:
    rows = [["产出", "管网", first, second, "30公里", "10", "10"] for first, second in said]
    table = table_of(
        ["项目名称", _wide("供水", 6)],
        ["一级指标", "三级指标", before, after, "全年完成值", "分值", "得分"],
        *rows,
        front=(SELF,),
    )
    return [
        (each.annual_value, [entry.value for entry in each.further])
        for each in table.rows[0].indicators
    ]


@pytest.mark.parametrize("after", ["调整指标值", "年中调整目标值", "调整后指标值"])
@pytest.mark.parametrize("unchanged", ["", "无", "/", "未调整"])
def test_a_changed_value_is_in_force_and_one_that_was_not_changed_stays(
    after: str, unchanged: str
) -> None:
    found = _values("年初指标值", after, ("40公里", "30公里"), ("30公里", unchanged))

    assert [value for value, _ in found] == ["30公里", "30公里"]


def test_the_value_before_a_change_is_kept() -> None:
    assert _values("年初指标值", "调整指标值", ("40公里", "30公里")) == [("30公里", ["40公里"])]


def test_a_changed_value_without_one_before_is_the_value() -> None:
    assert _values("年初指标值", "调整指标值", ("", "30公里")) == [("30公里", [])]


def test_values_before_a_change_alone_are_not_taken_for_those_after_it() -> None:
    assert _values("调整前指标值", "调整后指标值", ("40公里", "")) == [(None, ["40公里"])]


def _listed(*heads: str, values: Sequence[str]) -> Any:
    own = ("项目名称", "预算数", "执行数", "得分", "三级指标", "指标值", "实际完成值")
    table = table_of(
        [
            {"text": "项目名称", "rows": 2},
            _wide("预算执行情况（万元）", 3),
            *({"text": text, "rows": 2} for text in (*own[4:], "分值", "得分", *heads)),
        ],
        ["预算数", "执行数", "得分"],
        ["防火", "60", "57", "9.5", "隔离带", "20公里", "20公里", "50", "45", *values],
        front=(SELF,),
    )
    return table.rows[0]


def test_points_of_execution_in_a_list_are_those_of_its_line() -> None:
    row = _listed(values=())
    (line,) = row.lines

    assert (str(line.score), row.score, row.indicators[0].score) == ("9.5", None, 45)


def test_the_grade_of_a_project_in_a_list_is_its_own() -> None:
    row = _listed("自评总分", "自评等次", values=("99.5", "优"))

    assert (row.grade, str(row.score), row.indicators[0].further) == ("优", "99.5", ())


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("年度目标（2024年）", 2024),
        ("年度目标（2024-2026年）", None),
        ("中期目标（2024年）", None),
    ],
)
def test_the_year_behind_the_label_of_a_goal_is_that_of_the_form(
    label: str, year: int | None
) -> None:
    assert table_of(NAME, [label, _wide("建管网。", 3)], *LIST).fiscal_year == year


def test_a_school_that_carries_a_project_out_is_its_unit() -> None:
    row = row_of(["项目名称", "学科建设", "具体实施学校", "云岭大学"], *LIST)

    assert row["organization"] == "云岭大学"


def test_both_levels_may_stand_in_one_column() -> None:
    (indicator,) = (
        table_of(
            ["项目名称", _wide("道路", 2)],
            ["一级指标/二级指标", "三级指标", "指标值"],
            ["产出指标/数量指标", "硬化里程", "2.4公里"],
        )
        .rows[0]
        .indicators
    )

    assert (indicator.level1.label, indicator.level2.label) == ("产出指标", "数量指标")


def test_what_may_be_spent_after_changes_is_the_budget() -> None:
    row = row_of(
        ["项目名称", _wide("疾控", 5)],
        ["资金来源", "年初预算", "年中调整", "可用指标合计", "支出数", "执行率"],
        ["合计", "500", "-20", "480", "460", "95.83%"],
        ["一级指标", "三级指标", _wide("指标值", 2), _wide("全年实际完成指标值", 2)],
        ["产出指标", "采购设备", _wide("12台", 2), _wide("11台", 2)],
        front=(SELF,),
    )

    assert row["funding"] == {"total": "480"}


def test_what_was_done_may_be_called_a_value_done_in_the_year() -> None:
    table = table_of(
        NAME,
        ["一级指标", "三级指标", "指标值", "全年实际完成指标值"],
        ["产出指标", "采购设备", "12台", "11台"],
        front=(SELF,),
    )

    assert table.rows[0].indicators[0].actual == "11台"


def test_money_for_rural_revival_is_a_source() -> None:
    row = row_of(NAME, ["资金总额", "86", "其中：中央衔接资金", "60"], *LIST)

    assert [line[0] for line in row["lines"]] == ["资金总额", "其中：中央衔接资金"]


def _pairs(*above: Sequence[Any], second: str = "栽植苗木") -> list[tuple[Any, ...]]:
    table = table_of(
        ["项目名称", _wide("绿化", 5)],
        *above,
        ["一级指标", "二级指标", "三级指标", "指标值", "三级指标", "指标值"],
        ["产出指标", "数量指标", "绿化村庄", "6个", second, "1.2万株"],
    )
    return [(each.name, each.period_value, each.annual_value) for each in table.rows[0].indicators]


def test_other_indicators_may_stand_beside_those_of_the_same_level() -> None:
    found = _pairs(["年度目标", _wide("绿化。", 5)])

    assert found == [("绿化村庄", None, "6个"), ("栽植苗木", None, "1.2万株")]


@pytest.mark.parametrize(
    "above",
    [
        ["中期目标", "绿化。", "", "年度目标", _wide("绿化。", 2)],
        ["总体目标", "绿化。", "", "年度目标", _wide("绿化。", 2)],
        ["实施期资金总额", "50", "", "年度资金总额", _wide("20", 2)],
    ],
)
def test_those_of_the_whole_period_stand_first_where_the_form_speaks_of_it(
    above: list[Any],
) -> None:
    assert ("绿化村庄", "6个", None) in _pairs(above)


def test_one_indicator_named_twice_in_a_row_is_that_of_the_period_and_the_year() -> None:
    found = _pairs(["年度目标", _wide("绿化。", 5)], second="绿化村庄")

    assert found == [("绿化村庄", "6个", "1.2万株")]


def test_a_reason_merged_over_several_indicators_is_that_of_each() -> None:
    table = table_of(
        ["项目名称", _wide("物资", 5)],
        ["一级指标", "三级指标", "年度指标值", "分值", "得分", "偏差原因分析"],
        ["产出", "种类", "8类", "20", "18", {"text": "到货晚，已催办。", "rows": 2}],
        ["产出", "及时率", "100%", "20", "18"],
        front=(SELF,),
    )

    assert [each.deviation for each in table.rows[0].indicators] == ["到货晚，已催办。"] * 2


def test_what_came_of_a_task_is_that_of_its_goal() -> None:
    table = table_of(
        ["序号", "重点任务", "年度目标", "完成情况", "责任单位"],
        ["1", "农村公路", "120公里", "125公里", "云岭市交通局"],
        front=("重点任务绩效目标完成情况表",),
    )

    assert table.rows[0].goal_actual == "125公里"


def test_a_year_behind_who_fills_a_form_in_is_that_of_the_form() -> None:
    table = table_of(NAME, *LIST, front=("项目绩效目标表", "填报单位：云岭市水利局    2018年"))

    assert (table.department, table.fiscal_year) == ("云岭市水利局", 2018)


def test_what_a_label_beside_a_head_of_money_names_is_no_column() -> None:
    row = row_of(
        ["项目名称", _wide("医院", 4)],
        [{"text": "债券资金情况（万元）", "rows": 3}, "", "已拨付", "已支出", "支出进度"],
        ["2022年", "12000", "11800", "98.33%"],
        ["2023年", "8000", "6400", "80%"],
        [*LIST[0][:3], _wide("目标值", 2)],
        [*LIST[1][:3], _wide("35公里", 2)],
        front=(SELF,),
    )

    assert [line[0] for line in row["lines"]] == ["2022年", "2023年"]


SPENT: list[list[Any]] = [
    ["项目名称", _wide("校园", 3)],
    [{"text": "项目资金（万元）", "rows": 2}, "调整前：500", _wide("调整后：420", 2)],
    ["其中财政拨款：500", _wide("其中财政拨款：400", 2)],
]


def test_money_after_a_change_may_stand_behind_the_word_for_it() -> None:
    row = row_of(*SPENT, *LIST)

    assert row["funding"] == {"total": "420", "fiscal_appropriation": "400"}


def test_money_before_a_change_is_kept_beside_that_after_it() -> None:
    row = row_of(*SPENT, *LIST)

    assert row["further"] == [
        ["项目资金（万元）调整前", "500"],
        ["其中财政拨款调整前", "500"],
    ]


def test_a_label_that_stands_twice_apart_from_a_change_says_nothing_of_one() -> None:
    row = row_of(
        *SPENT[:2],
        ["负责人：张三", _wide("电话：123", 2)],
        ["其中财政拨款：500", _wide("其中财政拨款：400", 2)],
        *LIST,
    )

    assert not any("调整前" in label for label, _ in row["further"][1:])


def test_a_change_of_nothing_that_is_named_is_kept_as_it_is() -> None:
    row = row_of(["调整前：500", _wide("调整后：420", 3)], NAME, *LIST)

    assert "funding" not in row
