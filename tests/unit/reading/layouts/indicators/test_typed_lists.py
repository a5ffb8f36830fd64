"""Lists of indicators as people type them into a workbook, without merging cells."""

from __future__ import annotations

from typing import Any

import pytest
from tests.spec.layout_cases import LayoutCase, shown

from jiheng.reading.documents import read_document
from jiheng.reading.layouts.words.level_labels import fits

HEAD = ["一级指标", "二级指标", "三级指标", "目标值"]


def _read(*rows: list[Any], head: list[Any] = HEAD) -> list[list[Any]]:
    name = ["项目名称", {"text": "桥梁养护", "columns": 3}]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标申报表"], "grid": [name, head, *rows]})
    indicators: list[list[Any]] = shown(case.read().tables[0])["rows"][0]["indicators"]
    return indicators


def test_a_first_level_typed_in_the_middle_of_its_rows_is_that_of_all() -> None:
    found = _read(
        ["", "数量指标", "里程", "30公里"],
        ["产出指标", "质量指标", "合格率", "100%"],
        ["", "时效指标", "完成时间", "12月"],
        ["", "社会效益指标", "通行", "顺畅"],
        ["效益指标", "生态效益指标", "扬尘", "减少"],
    )
    assert [one[0] for one in found] == ["产出指标"] * 3 + ["效益指标"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["产出指标", "社会效益指标", "通行", "顺畅"],
            ["效益指标", "生态效益指标", "扬尘", "减少"],
        ],
        [
            [{"text": "产出指标", "rows": 2}, "数量指标", "里程", "30公里"],
            ["社会效益指标", "通行", "顺畅"],
            ["效益指标", "生态效益指标", "扬尘", "减少"],
        ],
    ],
)
def test_a_first_level_typed_or_merged_beside_a_row_is_not_changed(rows: list[list[Any]]) -> None:
    assert {one[0] for one in _read(*rows) if one[1] == "社会效益指标"} == {"产出指标"}


@pytest.mark.parametrize(
    "satisfaction",
    ["服务对象满意度指标", "社会公众满意度指标", "满意度指标", "满意度"],
)
def test_a_blank_first_level_unlike_the_second_is_implied_by_it_and_told(satisfaction: str) -> None:
    rows = [
        ["产出指标", "数量指标", "里程", "30公里"],
        ["", "社会效益指标", "通行", "顺畅"],
        ["", "社会效益指标", "停车", "便利"],
        ["", satisfaction, "满意率", "≥90%"],
        ["", "其他指标", "其他", "30"],
    ]
    grid = [["项目名称", {"text": "桥梁养护", "columns": 3}], HEAD, *rows]
    (table,) = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "grid": grid}).read().tables
    levels = [one.level1.label for one in table.rows[0].indicators if one.level1]
    assert levels == ["产出指标", "效益指标", "效益指标", "满意度指标", "产出指标"]
    assert [problem.code for problem in table.problems] == ["unsure-level"] * 2


@pytest.mark.parametrize("first", ["一、产出指标", "产出指标（50分）", "年度产出"])
def test_a_blank_level_is_that_above_though_numbers_and_other_words_stand_there(
    first: str,
) -> None:
    rows = [[first, "数量指标", "里程", "30公里"], ["", "质量指标", "合格率", "≥95%"]]
    grid = [["项目名称", {"text": "桥梁养护", "columns": 3}], HEAD, *rows]
    (table,) = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "grid": grid}).read().tables
    assert [one.level1.label for one in table.rows[0].indicators if one.level1] == [
        first.removeprefix("一、")
    ] * 2
    assert table.problems == ()


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("产出指标<br>数量指标", ["产出指标", "数量指标"]),
        ("满意度指标<br>服务对象满意度", ["满意度指标", "服务对象满意度"]),
        ("产出指标<br>效益指标", ["产出指标效益指标", None]),
    ],
)
def test_both_levels_on_lines_of_one_cell_are_parted(
    level: str, expected: list[str | None]
) -> None:
    body = "".join(
        "<tr>" + "".join(f"<td>{text}" for text in line)
        for line in (["项目名称", "桥梁"], ["指标类型", *HEAD[2:]], [level, "里程", "30公里"])
    )
    (table,) = read_document(f"<table>{body}</table>".encode(), "x.html").tables
    one = table.rows[0].indicators[0]
    assert [each.label if each else None for each in (one.level1, one.level2)] == expected


def test_a_number_in_a_cell_before_the_name_is_that_of_the_indicator() -> None:
    head = ["一级指标", "二级指标", {"text": "三级指标", "columns": 2}, "目标值"]
    found = _read(
        ["产出指标", "数量指标", "1", "里程", "30公里"],
        ["", "", "2.", "座数", "5座"],
        ["", "质量指标", "验收", "合格率", "100%"],
        head=head,
    )
    assert [(one[2], (one[4:] or [{}])[0].get("seq")) for one in found] == [
        ("里程", "1"),
        ("座数", "2"),
        ("验收合格率", None),
    ]


@pytest.mark.parametrize(
    ("level1", "level2", "known"),
    [
        ("产出指标", "数量指标", True),
        ("产出", "社会效益", False),
        ("", "质量指标", False),
        ("产出指标", "成本指标", None),
    ],
)
def test_a_second_level_stands_under_its_first(
    level1: str, level2: str, *, known: bool | None
) -> None:
    assert fits(level1, level2) is known


def test_an_amount_behind_several_empty_cells_is_that_of_its_label() -> None:
    grid = [
        ["项目名称", "桥梁养护", "", ""],
        ["资金来源", "", "", "金额（万元）"],
        ["一般公共预算", "", "", "120"],
        ["合计", "", "", "150"],
        HEAD,
        ["产出指标", "数量指标", "里程", "30公里"],
    ]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标申报表"], "grid": grid})
    funding = case.read().tables[0].rows[0].funding
    assert funding is not None
    assert (str(funding.total), str(funding.fiscal_appropriation)) == ("150", "120")


def test_of_several_weights_the_one_behind_the_name_is_that_of_the_indicator() -> None:
    head = ["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "目标值"]
    found = _read(
        ["产出指标", "50", "数量指标", "20", "里程", "15", "30公里"],
        ["", "", "", "", "座数", "5", "5座"],
        head=head,
    )
    assert [(one[2], one[4]["weight"]) for one in found] == [("里程", "15"), ("座数", "5")]


def test_levels_go_on_below_a_head_printed_again_without_the_label_beside_it() -> None:
    found = _read(
        ["", "产出指标", "数量指标", "里程", "30公里"],
        ["", *HEAD],
        ["", "", "成本指标", "单价", "3万元"],
        head=["绩效指标", *HEAD],
    )
    assert [one[:3] for one in found] == [
        ["产出指标", "数量指标", "里程"],
        ["产出指标", "成本指标", "单价"],
    ]


def test_what_looks_like_a_part_of_a_form_may_be_a_first_level() -> None:
    found = _read(
        ["履职效能", "工作完成", "受理率", "100%"],
        ["预算执行", "执行效率", "预算执行率", "100%"],
    )
    assert [one[0] for one in found] == ["履职效能", "预算执行"]


def test_levels_may_stand_before_a_colon_in_the_cell_of_a_name() -> None:
    head = ["绩效指标", {"text": "目标值", "columns": 3}]
    rows = [
        ["效益指标-社会效益：周转率", {"text": "≥3次", "columns": 3}],
        ["满意度指标：居民满意度", {"text": "≥90%", "columns": 3}],
    ]
    assert _read(*rows, head=head) == [
        ["效益指标", "社会效益", "周转率", "≥3次"],
        ["满意度指标", None, "居民满意度", "≥90%"],
    ]


def test_an_opinion_below_a_list_ends_it_though_its_part_is_numbered() -> None:
    side = {"text": "四、绩效指标", "rows": 2}
    grid = [
        ["一、项目名称", {"text": "桥梁养护", "columns": 4}],
        [side, *HEAD],
        ["产出指标", "数量指标", "里程", "30公里"],
        ["五、审核意见", "业务科室", "同意", "财政部门", "同意"],
    ]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标申报表"], "grid": grid})
    assert len(shown(case.read().tables[0])["rows"][0]["indicators"]) == 1


def test_lists_of_two_terms_may_stand_below_their_names_and_goals() -> None:
    def across(text: str) -> dict[str, Any]:
        return {"text": text, "columns": 3}

    grid = [
        ["项目名称", across("桥梁养护")],
        [{"text": "长期绩效目标表", "columns": 4}],
        ["长期目标1", across("养护百里。")],
        HEAD,
        ["产出指标", "数量指标", "里程", "100公里"],
        [{"text": "年度绩效目标表", "columns": 4}],
        ["年度目标1", across("养护卅里。")],
        HEAD,
        ["产出指标", "数量指标", "里程", "30公里"],
    ]
    case = LayoutCase("x", "", {"front": ["项目支出绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    (row,) = table.rows
    assert (row.name, row.goal, row.period_goal) == ("桥梁养护", "养护卅里。", "养护百里。")
    assert [(one.period_value, one.annual_value) for one in row.indicators] == [
        ("100公里", "30公里")
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2026年临江市档案局部门整体支出绩效目标表", "临江市档案局"),
        ("市级部门整体支出绩效目标表", ""),
    ],
)
def test_a_title_may_name_the_unit_of_a_form_of_its_whole_spending(title: str, name: str) -> None:
    goal = ["年度总体目标", {"text": "保管档案。", "columns": 3}]
    grid = [goal, HEAD, ["产出指标", "数量指标", "档案", "9卷"]]
    (table,) = LayoutCase("x", "", {"front": [title], "grid": grid}).read().tables
    assert [row.name for row in table.rows] == [name]


def test_a_title_named_like_a_list_begins_a_form_where_a_project_is_named_below() -> None:
    def form(name: str) -> list[list[Any]]:
        own = ["项目名称", {"text": name, "columns": 3}]
        return [own, HEAD, ["产出指标", "数量指标", "里程", "9公里"]]

    title = [{"text": "年度绩效目标表", "columns": 4}]
    grid = [title, *form("桥梁养护"), title, *form("道路养护")]
    tables = LayoutCase("x", "", {"grid": grid}).read().tables
    assert [(table.title, table.rows[0].name) for table in tables] == [
        ("年度绩效目标表", "桥梁养护"),
        ("年度绩效目标表", "道路养护"),
    ]
