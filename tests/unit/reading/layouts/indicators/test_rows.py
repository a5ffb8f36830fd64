from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import LayoutCase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Indicator

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


def indicators(*lines: Sequence[object], head: Sequence[object] = HEAD) -> list[Indicator]:
    """Return the indicators of a form with a head and the lines below it."""
    grid = [["项目名称", {"text": "水厂改造", "columns": 3}], head, *lines]
    (table,) = LayoutCase("form", "", {"front": ["项目绩效目标表"], "grid": grid}).read().tables
    return list(table.rows[0].indicators)


def test_numbers_in_the_only_cell_of_an_indicator_part_nothing() -> None:
    (found,) = indicators(["产出指标", "数量指标", "1.改造水厂；2.清洗水池", ""])
    assert (found.name, found.annual_value) == ("1.改造水厂；2.清洗水池", None)


def test_a_number_before_the_name_has_its_place() -> None:
    (found,) = indicators(["产出指标", "数量指标", "指标12：改造水厂", "1座"])
    (place,) = found.traces["seq"].span()
    assert (found.seq, place.start, place.end) == (12, 2, 4)


@pytest.mark.parametrize(
    ("printed", "number", "kept"),
    [("3", 3, []), ("A3", None, ["A3"]), ("30000", None, ["30000"]), ("—", None, [])],
)
def test_the_number_of_an_indicator_is_a_short_figure_and_any_other_is_kept(
    printed: str, number: int | None, kept: list[str]
) -> None:
    head = ["一级指标", "序号", "三级指标", "指标值"]
    (found,) = indicators(["产出指标", printed, "改造水厂", "1座"], head=head)
    assert (found.seq, found.name) == (number, "改造水厂")
    assert [entry.value for entry in found.further if entry.label == "序号"] == kept


def test_a_list_of_the_period_whose_column_says_so_itself_stays_as_it_is() -> None:
    above = [{"text": "实施期绩效指标", "columns": 4}]
    head = ["一级指标", "二级指标", "三级指标", "实施期指标值"]
    (found,) = indicators(head, ["产出指标", "数量指标", "改造水厂", "1座"], head=above)
    assert (found.period_value, found.annual_value) == ("1座", None)


def test_a_blank_level_before_a_page_end_is_the_one_above_where_no_cells_merge() -> None:
    first = [
        ["项目名称", {"text": "水厂改造", "columns": 3}],
        HEAD,
        ["产出指标", "数量指标", "改造水厂", "1座"],
        ["", "", "清洗水池", "9座"],
    ]
    pages = [first, [["效益指标", "社会效益指标", "供水人口", "≥9万人"]]]
    (table,) = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": pages}).read().tables
    levels = [one.level1 and one.level1.label for one in table.rows[0].indicators]
    assert levels == ["产出指标", "产出指标", "效益指标"]
