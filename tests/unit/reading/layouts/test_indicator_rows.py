from __future__ import annotations

import pytest
from tests.spec.layout_cases import LayoutCase

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]


def test_a_level_printed_again_on_a_page_stands_there_for_the_rows_below_it() -> None:
    pages = [
        [
            ["项目名称", {"text": "水厂改造", "columns": 3}],
            ["年度目标", {"text": "保障供水。", "columns": 3}],
            HEAD,
            ["产出指标", "数量指标", "改造水厂", "1座"],
        ],
        [
            ["产出指标", "数量指标", "清洗水池", "9座"],
            ["", "", "更换阀门", "30个"],
        ],
    ]
    case = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": pages})
    ((_, project),) = case.read().tables[0].projects()
    at = [
        [indicator.traces[level].span()[0].page for level in ("level1", "level2")]
        for indicator in project.indicators
    ]
    assert at == [[1, 1], [2, 2], [2, 2]]


WORDS = "另有说明一份，见附页。"
ALL_OVER = {"text": WORDS, "columns": 3}


def told(*lines: list[object]) -> list[tuple[str, str]]:
    """Return what is told of a form with some lines between its indicators."""
    grid = [
        ["项目名称", {"text": "水厂改造", "columns": 3}],
        ["年度目标", {"text": "保障供水。", "columns": 3}],
        HEAD,
        ["产出指标", "数量指标", "改造水厂", "1座"],
        *lines,
        ["效益指标", "社会效益指标", "供水人口", "≥9万人"],
    ]
    case = LayoutCase("form", "", {"front": ["项目绩效目标表"], "grid": grid})
    (table,) = case.read().tables
    return [(problem.code, problem.excerpt) for problem in table.problems]


def test_words_over_all_columns_beside_an_unknown_level_are_told() -> None:
    assert told(["特别事项", ALL_OVER]) == [("unread-text", "特别事项"), ("unread-text", WORDS)]


def test_words_under_a_level_without_an_indicator_are_told() -> None:
    assert told(["成本指标", WORDS, "", ""]) == [("unread-text", WORDS)]


@pytest.mark.parametrize("label", ["社会成本", "数字化改革指标", "生态成本指标（10分）", "不适用"])
def test_a_label_of_a_level_without_an_indicator_is_nothing_to_tell(label: str) -> None:
    assert told(["成本指标", label, "", ""]) == []


def test_a_level_printed_behind_the_page_end_keeps_what_stands_under_it_before() -> None:
    pages = [
        [
            HEAD,
            [{"text": "产出指标", "rows": 2}, {"text": "数量指标", "rows": 2}, "改造水厂", "1座"],
            ["清洗水池", "9座"],
            ["", "社会效益指标", "供水人口", "≥9万人"],
        ],
        [["效益指标", "", "受益村数", "≥9个"]],
    ]
    case = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": pages})
    ((_, project),) = case.read().tables[0].projects()
    levels = [
        (one.level1 and one.level1.label, one.level2 and one.level2.label)
        for one in project.indicators
    ]
    assert levels[2:] == [("效益指标", "社会效益指标")] * 2


@pytest.mark.parametrize(("paged", "complete"), [(False, True), (True, False)])
def test_a_value_that_nobody_filled_in_is_not_lost(*, paged: bool, complete: bool) -> None:
    grid = [
        ["项目名称", {"text": "水厂改造", "columns": 3}],
        HEAD,
        ["产出指标", "数量指标", "改造水厂", ""],
    ]
    rows: dict[str, object] = {"pages": [grid]} if paged else {"grid": grid}
    case = LayoutCase("form", "", {"front": ["项目绩效目标表"], **rows})
    ((_, project),) = case.read().tables[0].projects()
    assert [one.complete for one in project.indicators] == [complete]
