"""What forms of provinces and cities print in ways of their own."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase, shown

LIST = [
    ["一级指标", "二级指标", "三级指标", "目标值"],
    ["产出指标", "数量指标", "管网长度", "35公里"],
]
NAME = ["项目名称", {"text": "供水", "columns": 3}]


def _table(
    *rows: list[Any], title: str = "项目支出绩效目标申报表", heads: int = 2
) -> dict[str, Any]:
    grid = [*rows, *LIST[:heads]]
    case = LayoutCase("x", "", {"front": [title, "（2026年度）单位：万元"], "grid": grid})
    (table,) = case.read().tables
    return shown(table)


def _row(*rows: list[Any], **said: Any) -> dict[str, Any]:
    row: dict[str, Any] = _table(*rows, **said)["rows"][0]
    return row


def _goals(changed: str) -> dict[str, Any]:
    return _row(
        NAME,
        ["年初绩效目标", "全年（调整）绩效目标", {"text": "全年目标实际完成情况", "columns": 2}],
        ["建管网30公里。", changed, {"text": "已建32公里。", "columns": 2}],
    )


def test_points_behind_the_name_of_a_part_are_not_those_of_its_second_line() -> None:
    row = _row(
        ["项目名称", {"text": "供水", "columns": 6}],
        [
            {"text": "预算执行情况（10分）", "rows": 3},
            *("年度预算数", "年初预算", "预算执行数", "预算执行率", "权重", "得分"),
        ],
        ["总额", "50", "45", "90%", "10", "9"],
        ["其中：财政资金", "50", "45", "90%", "/", "/"],
    )

    assert [line[1].get("weight") for line in row["lines"]] == ["10", None]


def test_a_changed_goal_takes_the_place_of_that_before() -> None:
    row = _goals("建管网35公里。")

    assert (row["goal"], row["further"]) == ("建管网35公里。", [["年初绩效目标", "建管网30公里。"]])


@pytest.mark.parametrize("said", ["无", "未调整", "同年初绩效目标"])
def test_a_goal_that_was_not_changed_stays(said: str) -> None:
    row = _goals(said)

    assert (row["goal"], row["further"]) == ("建管网30公里。", [["全年(调整)绩效目标", said]])


def test_a_changed_goal_alone_is_the_goal() -> None:
    assert _row(NAME, ["调整后绩效目标", {"text": "建管网。", "columns": 3}])["goal"] == "建管网。"


def test_what_came_of_a_goal_is_told_beside_it() -> None:
    assert _goals("无")["goal_actual"] == "已建32公里。"


WHOLE = "部门整体支出绩效自评表"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (WHOLE, "云岭市水利局"),
        ("云岭市供水站整体支出绩效自评表", "云岭市供水站"),
    ],
)
def test_a_whole_department_is_named_by_its_title_or_by_a_label_of_departments(
    title: str, name: str
) -> None:
    row = _row(["主管部门", {"text": "云岭市水利局", "columns": 3}], title=title)

    assert (row["kind"], row["name"]) == ("organization", name)


def test_a_whole_unit_is_named_before_its_department() -> None:
    row = _row(["主管部门", "云岭市水利局", "实施单位", "供水站"], title=WHOLE)

    assert (row["name"], row["department"]) == ("供水站", "云岭市水利局")


def test_the_heading_of_the_list_is_not_the_title_of_the_form() -> None:
    table = _table(NAME, [{"text": "绩效项目指标表", "columns": 4}])

    assert table["title"] == "项目支出绩效目标申报表"


def _both_totals(*labels: str) -> Any:
    amounts = ("100", "90", "70", "65", "30", "25")
    rows = [
        [one, said, other, value]
        for (one, said), (other, value) in zip(
            zip(labels[::2], amounts[::2], strict=True),
            zip(labels[1::2], amounts[1::2], strict=True),
            strict=True,
        )
    ]
    return _row(NAME, *rows)["funding"]


def test_the_sources_of_the_year_go_with_its_total() -> None:
    labels = (
        "资金总额",
        "当年资金总额",
        "其中：财政拨款",
        "其中：当年财政拨款",
        "其他资金",
        "当年其他资金",
    )

    assert _both_totals(*labels) == {
        "total": "90",
        "fiscal_appropriation": "65",
        "other": "25",
    }


def test_a_source_of_the_year_beside_what_is_carried_over_is_a_part_of_it() -> None:
    row = _row(
        NAME,
        ["年度资金总额", {"text": "100", "columns": 3}],
        ["财政拨款", {"text": "100", "columns": 3}],
        ["其中：当年财政拨款", "80", "上年结转", "20"],
    )

    assert row["funding"] == {"total": "100", "fiscal_appropriation": "100"}


PACKED = (
    "总额106万元\n一、财政拨款：69万元（其中：上级财政资金：60万元；本级财政：9万元）"
    "\n二、自有资金：0万元\n三、其他：37万元"
)


def test_amounts_in_one_cell_are_lines() -> None:
    row = _row(NAME, ["资金总额及构成", {"text": PACKED, "columns": 3}])

    assert [tuple(line) for line in row["lines"]] == [
        ("总额", "106"),
        ("一、财政拨款", "69"),
        ("上级财政资金", "60"),
        ("本级财政", "9"),
        ("二、自有资金", "0"),
        ("三、其他", "37"),
    ]


def test_of_two_other_sources_that_counts_which_fits_the_total() -> None:
    row = _row(NAME, ["资金总额及构成", {"text": PACKED, "columns": 3}])

    assert row["funding"] == {"total": "106", "fiscal_appropriation": "69", "other": "37"}


@pytest.mark.parametrize(
    ("own", "others", "taken"),
    [("10", "20", "10"), ("31", "0", "31"), ("3万元", "31元", "3")],
)
def test_of_two_other_sources_the_first_counts_where_none_fits_or_it_does(
    own: str, others: str, taken: str
) -> None:
    row = _row(NAME, ["资金总额", "100", "财政拨款", "69"], ["自有资金", own, "其他资金", others])

    assert row["funding"]["other"] == taken


def test_a_label_over_several_lines_of_money_is_no_line() -> None:
    row = _row(
        NAME,
        [{"text": "项目预算（万元）", "rows": 2}, "资金总额", {"text": "350", "columns": 2}],
        ["其中：市财政资金", {"text": "350", "columns": 2}],
    )

    assert [line[0] for line in row["lines"]] == ["资金总额", "其中：市财政资金"]


def test_a_text_beside_pairs_is_the_label_of_none() -> None:
    row = _row(
        NAME,
        [{"text": "项目立项情况", "rows": 2}, "立项的依据", {"text": "三年规划", "columns": 2}],
        ["申报的必要性", {"text": "缺水", "columns": 2}],
    )

    assert row["further"] == [
        ["", "项目立项情况"],
        ["立项的依据", "三年规划"],
        ["申报的必要性", "缺水"],
    ]


def test_a_text_beside_longer_rows_is_their_first_label() -> None:
    row = _row(
        ["项目名称", {"text": "供水", "columns": 4}],
        [{"text": "项目立项情况", "rows": 2}, "已批", "2025年", "三年规划", "甲"],
        ["缺水", "2026年", "备案", "乙"],
    )

    assert row["further"][0] == ["项目立项情况", "已批"]


def test_two_labels_with_their_values_beside_each_other_are_no_pair() -> None:
    row = _row(
        NAME,
        ["项目负责人：张三", {"text": "财务负责人：李四", "columns": 3}],
    )

    assert row["further"] == [["项目负责人", "张三"], ["财务负责人", "李四"]]


def test_the_stages_of_a_plan_have_the_figures_below_them() -> None:
    row = _row(
        ["项目名称", {"text": "供水", "columns": 4}],
        [{"text": "资金支出计划（%）", "rows": 2}, "3月底", "6月底", "10月底", "12月底"],
        ["25", "50", "80", "100"],
    )

    assert row["further"] == [
        ["", "资金支出计划（%）"],
        *(["3月底", "25"], ["6月底", "50"], ["10月底", "80"], ["12月底", "100"]),
    ]


def test_stages_without_figures_below_them_are_no_labels_of_what_follows() -> None:
    row = _row(
        [{"text": "支出计划", "rows": 2}, "3月底", {"text": "6月底", "columns": 2}],
        ["项目名称", {"text": "供水", "columns": 2}],
    )

    assert row["name"] == "供水"


def test_a_task_is_named_as_the_project_for_which_it_is() -> None:
    row = _row(
        ["部门名称", {"text": "云岭市统计局", "columns": 3}],
        [{"text": "年度主要任务", "rows": 2}, "对应项目", "预算资金情况", "任务内容"],
        ["经济普查", "200", "完成登记"],
        title="部门整体绩效目标表",
    )

    assert row["tasks"] == [
        {"name": "经济普查", "content": "完成登记", "funding": {"total": "200"}}
    ]


def test_the_place_of_a_stamp_is_no_department() -> None:
    case = LayoutCase(
        "x",
        "",
        {"front": ["项目支出绩效目标表", "填报单位：（盖章） 单位：万元"], "grid": [NAME, *LIST]},
    )
    (table,) = case.read().tables

    assert (table.department, table.money_unit, table.problems) == (None, "万元", ())


def test_groups_of_indicators_side_by_side_are_told_once() -> None:
    grid = [
        [
            *({"text": text, "rows": 2} for text in ("项目名称", "资金总额（万元）", "绩效目标")),
            *({"text": text, "columns": 2} for text in ("产出指标", "满意度指标")),
        ],
        ["三级指标", "指标值", "三级指标", "指标值"],
        ["供水", "50", "建管网。", "管网长度", "≥35公里", "群众满意度", "≥95%"],
        ["排水", "10", "清淤。", "清淤长度", "≥5公里", "群众满意度", "≥90%"],
    ]
    (table,) = LayoutCase("x", "", {"front": ["项目绩效目标表"], "grid": grid}).read().tables

    assert table.problems == ()


def test_a_total_in_words_that_name_its_source_is_both() -> None:
    row = _row(NAME, ["资金总额", {"text": "一般公共预算安排77300万元", "columns": 3}])

    assert row["funding"] == {"total": "77300", "fiscal_appropriation": "77300"}


@pytest.mark.parametrize("said", ["总额773万元", "773万元", "待定"])
def test_words_beside_a_total_that_name_no_source_name_none(said: str) -> None:
    row = _row(NAME, ["资金总额", {"text": said, "columns": 3}])

    assert "fiscal_appropriation" not in row.get("funding", {})


def test_the_years_of_a_plan_stand_beside_the_money_of_the_project() -> None:
    table = _table(
        ["项目名称", {"text": "供水", "columns": 3}],
        ["项目总预算", "2027年", "2028年", "2029年"],
        ["60", "20", "20", "20"],
    )

    assert (table["rows"][0]["lines"], table["rows"][0]["further"]) == (
        [["项目总预算", "60"]],
        [["2027年", "20"], ["2028年", "20"], ["2029年", "20"]],
    )


def test_who_carries_a_project_out_is_its_unit_before_who_stamps_the_form() -> None:
    row = _row(
        [{"text": "项目单位（盖章）：云岭市文物局", "columns": 4}],
        ["项目名称", "申遗", "项目执行单位", "云岭市博物馆"],
    )

    assert (row["organization"], row["further"]) == (
        "云岭市博物馆",
        [["项目单位（盖章）", "云岭市文物局"]],
    )


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("130101云岭市城市管理局本级", "130101云岭市城市管理局本级"),
        ("2026年云岭市城市管理局", None),
        ("130101云岭市道路清扫项目", None),
    ],
)
def test_a_unit_behind_its_code_needs_no_label(line: str, unit: str | None) -> None:
    case = LayoutCase("x", "", {"front": ["项目绩效目标表", line], "grid": [NAME, *LIST]})
    (table,) = case.read().tables

    assert table.department == unit


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("2026年项目支出绩效目标表", ["unsure-year"]),
        ("2025年项目支出绩效目标表", []),
        ("项目支出绩效目标表", []),
        ("2025-2026年项目支出绩效目标表", []),
    ],
)
def test_a_year_apart_from_that_of_the_title_is_told(title: str, codes: list[str]) -> None:
    case = LayoutCase("x", "", {"front": [title, "（2025年度）"], "grid": [NAME, *LIST]})
    (table,) = case.read().tables

    assert (table.fiscal_year, [each.code for each in table.problems]) == (2025, codes)
