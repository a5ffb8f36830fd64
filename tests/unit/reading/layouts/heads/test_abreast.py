"""Two forms side by side without an empty column between them."""

from __future__ import annotations

from typing import Any

from tests.spec.layout_cases import LayoutCase

Row = list[Any]
HEAD = ["一级指标", "三级指标", "指标值"]
WIDE = {"text": "2025年项目支出绩效目标申报表", "columns": 6}


def names(*grid: Row) -> list[tuple[str, str | None, int]]:
    tables = LayoutCase("x", "", {"grid": [[WIDE], *grid]}).read().tables
    rows = [row for table in tables for row in table.rows]
    return [(row.name, row.goal, len(row.indicators)) for row in rows]


def test_forms_that_touch_are_two() -> None:
    wide = [{"text": text, "columns": 2} for text in ("打井", "修桥")]
    assert names(
        ["项目名称", wide[0], "项目名称", wide[1]],
        ["年度目标", "打三口井。", "", "年度目标", "修两座桥。", ""],
        [*HEAD, *HEAD],
        ["产出指标", "打井数", "≥3口", "产出指标", "修桥数", "≥2座"],
    ) == [("打井", "打三口井。", 1), ("修桥", "修两座桥。", 1)]


def test_a_cell_over_both_sides_keeps_them_one() -> None:
    goal = {"text": "打三口井。", "columns": 5}
    found = names(
        ["项目名称", "打井", "", "项目名称", "打井", ""],
        ["年度目标", goal],
        [*HEAD, *HEAD],
        ["产出指标", "打井数", "≥3口", "效益指标", "受益人数", "≥9人"],
    )
    assert found == [("打井", "打三口井。", 2)]


def test_a_label_that_names_no_project_begins_no_form() -> None:
    found = names(
        ["项目名称", "打井", "", "", "", ""],
        ["财政拨款", "1", "", "财政拨款", "2", ""],
        ["年度目标", "打三口井。", "", "", "", ""],
        [*HEAD, "", "", ""],
        ["产出指标", "打井数", "≥3口", "", "", ""],
    )
    assert found == [("打井", "打三口井。", 1)]


def test_forms_behind_blank_columns_are_two_all_the_same() -> None:
    blank: Row = [""]
    assert names(
        [*blank, "项目名称", "打井", "", *blank, "项目名称", "修桥", ""],
        [*blank, "年度目标", "打三口井。", "", *blank, "年度目标", "修两座桥。", ""],
        [*blank, *HEAD, *blank, *HEAD],
        [*blank, "产出指标", "打井数", "≥3口", *blank, "产出指标", "修桥数", "≥2座"],
    ) == [("打井", "打三口井。", 1), ("修桥", "修两座桥。", 1)]


def test_a_label_that_would_begin_among_blank_columns_harms_nothing() -> None:
    found = names(
        ["资金", "项目名称", "打井", "", "", "项目名称", "打井"],
        ["", "年度目标", "打三口井。", "", "", "", ""],
        ["", *HEAD, "", "", ""],
        ["", "产出指标", "打井数", "≥3口", "", "", ""],
    )
    assert found == [("打井", "打三口井。", 1)]


def test_a_note_beside_the_title_over_two_forms_keeps_them_two() -> None:
    title = {"text": "2025年项目支出绩效目标申报表", "columns": 7}
    tables = LayoutCase(
        "x",
        "",
        {
            "grid": [
                [title, "", "已核对"],
                ["项目名称", "打井", "", "", "项目名称", "修桥", ""],
                [*HEAD, "", *HEAD],
                ["产出指标", "打井数", "≥3口", "", "产出指标", "修桥数", "≥2座"],
            ]
        },
    )
    rows = [row for table in tables.read().tables for row in table.rows]
    assert [(row.name, len(row.indicators)) for row in rows] == [("打井", 1), ("修桥", 1)]


def test_a_unit_above_the_second_form_is_that_of_both_and_none_of_the_first_ones_values() -> None:
    units = ["三级指标", "指标值", "单位"]
    grid = [
        [WIDE],
        ["", "", "", "", "", "单位：元"],
        ["项目名称", "打井", "", "项目名称", "修桥", ""],
        ["资金总额", "12000", "", "资金总额", "35000", ""],
        [*units, *units],
        ["打井数", "≥3", "口", "修桥数", "≥2", "座"],
    ]
    tables = LayoutCase("x", "", {"grid": grid}).read().tables
    rows = [row for table in tables for row in table.rows]
    assert [each.unit for row in rows for each in row.indicators] == ["口", "座"]
    assert [table.money_unit for table in tables] == ["元", "元"]
