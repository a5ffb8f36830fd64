"""Levels left blank, and levels of merged cells, where a page ends among their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.model import Source
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.documents import read_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = Sequence[Sequence[object]]

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
NAME = ["项目名称", {"text": "水厂改造", "columns": 3}]
PLANT = ["产出指标", "数量指标", "改造水厂", "1座"]
POOLS = ["", "", "清洗水池", "9座"]
VALVES = ["", "", "更换阀门", "30个"]
TESTS = ["", "质量指标", "水质合格率", "≥95%"]
USERS = ["效益指标", "社会效益指标", "供水人口", "≥9万人"]
MERGED = [
    [{"text": "产出指标", "rows": 2}, {"text": "数量指标", "rows": 2}, "改造水厂", "1座"],
    ["清洗水池", "9座"],
]
NUMBER, QUALITY = ("产出指标", "数量指标"), ("产出指标", "质量指标")
SOCIAL = ("效益指标", "社会效益指标")


def read(*pages: Rows) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the levels of each indicator of a form, and the codes of its problems."""
    rows = [[NAME, HEAD, *pages[0]], *pages[1:]]
    (table,) = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": rows}).read().tables
    levels = [
        (one.level1.label if one.level1 else "", one.level2.label if one.level2 else "")
        for one in table.rows[0].indicators
    ]
    return levels, [problem.code for problem in table.problems]


@pytest.mark.parametrize(
    ("pages", "levels"),
    [
        # blank cells on the page
        ([[PLANT, POOLS, TESTS], [USERS]], [NUMBER, NUMBER, QUALITY, SOCIAL]),
        ([[PLANT, POOLS, VALVES], [USERS]], [NUMBER] * 3 + [SOCIAL]),
        # blank cells on the next page
        ([[PLANT, POOLS], [["产出指标", *TESTS[1:]], VALVES]], [NUMBER] * 2 + [QUALITY] * 2),
        # blank on both sides of the page end
        ([[PLANT, POOLS], [VALVES, TESTS, USERS]], [NUMBER] * 3 + [QUALITY, SOCIAL]),
        ([[PLANT, POOLS], [HEAD, VALVES, USERS]], [NUMBER] * 3 + [SOCIAL]),
        # blank cells on one page, merged ones on the other
        ([[PLANT, POOLS, VALVES], MERGED], [NUMBER] * 5),
    ],
)
def test_a_blank_level_before_a_page_end_is_the_one_above(
    pages: list[Rows], levels: list[tuple[str, str]]
) -> None:
    assert read(*pages) == (levels, [])


@pytest.mark.parametrize(
    ("pages", "levels"),
    [
        ([[*MERGED, POOLS], [USERS]], [NUMBER, NUMBER, SOCIAL, SOCIAL]),
        ([[PLANT, POOLS], [USERS, *MERGED]], [NUMBER, SOCIAL, SOCIAL, NUMBER, NUMBER]),
        ([[*MERGED, POOLS], [VALVES], [USERS]], [NUMBER, NUMBER, SOCIAL, SOCIAL, SOCIAL]),
    ],
)
def test_a_merged_level_that_a_page_end_cuts_is_the_one_printed_behind_it(
    pages: list[Rows], levels: list[tuple[str, str]]
) -> None:
    assert read(*pages) == (levels, [])


def test_a_second_level_stands_behind_a_page_end_where_the_first_does() -> None:
    before: Rows = [
        [{"text": "产出指标", "rows": 2}, *PLANT[1:]],
        TESTS[1:],
        ["", "", "供水人口", "≥9万人"],
    ]
    behind: Rows = [
        [{"text": "效益指标", "rows": 2}, "社会效益指标", "供水户数", "≥3万户"],
        ["可持续影响指标", "管理制度", "健全"],
    ]
    levels = [NUMBER, QUALITY, SOCIAL, SOCIAL, ("效益指标", "可持续影响指标")]
    assert read(before, behind) == (levels, [])


def test_a_blank_level_before_a_page_end_is_told_where_nothing_shows_whether_cells_are_merged() -> (
    None
):
    assert read([PLANT, POOLS], [USERS]) == ([NUMBER, NUMBER, SOCIAL], ["unsure-level"])
    assert read([PLANT, POOLS], [PLANT, POOLS], [USERS])[1] == ["unsure-level"]


def test_a_blank_level_before_a_page_with_a_head_alone_is_the_one_above() -> None:
    assert read([PLANT, POOLS], [HEAD]) == ([NUMBER, NUMBER], [])


@pytest.mark.parametrize(
    ("last", "behind"),
    [
        (TESTS, USERS),  # no 质量指标 of 效益指标
        (POOLS, PLANT),  # the same levels printed again
    ],
)
def test_a_blank_level_before_a_page_end_that_can_be_but_one_is_not_told(
    last: Sequence[object], behind: Sequence[object]
) -> None:
    assert read([PLANT, last], [behind])[1] == []


REST = ["", "", "完成情况", ""]


def names(*pages: Rows) -> list[str | None]:
    """Return the names of the indicators of a form."""
    rows = [[NAME, HEAD, *pages[0]], *pages[1:]]
    (table,) = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": rows}).read().tables
    return [one.name for one in table.rows[0].indicators]


def test_the_rest_of_a_name_behind_a_page_end_is_no_label_even_if_it_reads_like_one() -> None:
    found = names([PLANT, POOLS], [REST, VALVES, USERS])
    assert found == ["改造水厂", "清洗水池完成情况", "更换阀门", "供水人口"]


@pytest.mark.parametrize(
    "row",
    [
        ["完成情况", {"text": "良好。", "columns": 3}],
        [{"text": "完成情况", "columns": 2}, {"text": "良好。", "columns": 2}],
    ],
)
def test_a_label_at_the_side_of_a_page_ends_the_list(row: list[object]) -> None:
    assert names([PLANT, POOLS], [row]) == ["改造水厂", "清洗水池"]


def test_a_list_without_levels_ends_with_a_label_alone() -> None:
    head = [{"text": "三级指标", "columns": 2}, {"text": "指标值", "columns": 2}]
    plant = [{"text": "改造水厂", "columns": 2}, {"text": "1座", "columns": 2}]
    label = [{"text": "完成情况", "columns": 2}, {"text": "", "columns": 2}]
    rows = [[NAME, head, plant], [label]]
    (table,) = LayoutCase("form", "", {"front": ["项目绩效目标表"], "pages": rows}).read().tables
    assert [one.name for one in table.rows[0].indicators] == ["改造水厂"]


COLUMN, ROW, LEVELS = 120, 40, 2


def printed(number: int, lines: Rows, joined: tuple[int, ...] = (), down: int = 0) -> Ink:
    """Return a page without lines below some rows of its levels, whose labels stand lower."""
    width, height = COLUMN * len(HEAD), ROW * len(lines)
    flat = [
        Rule(ROW * at + 20, 10 + (2 * COLUMN if at in joined else 0), 10 + width)
        for at in range(len(lines) + 1)
    ]
    tall = [Rule(COLUMN * at + 10, 20, 20 + height) for at in range(len(HEAD) + 1)]
    inked = [
        Glyph(sign, left, top, left + 10, top + 10)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        for at, sign in enumerate(str(text))
        for left in [COLUMN * column + 12 + 10 * at]
        for top in [ROW * row + 22 + (down if joined and column < LEVELS else 0)]
    ]
    return Ink(number, width + 20, height + 40, inked, flat, tall)


@pytest.mark.parametrize(("down", "told"), [(0, []), (ROW, ["产出指标", "数量指标"])])
def test_merged_levels_on_top_of_a_page_are_told_where_they_stand_amid_and_the_page_before_has_none(
    down: int, told: list[str]
) -> None:
    gathered = PagesSheet()
    gathered.add(printed(1, [HEAD, PLANT, POOLS, VALVES]))
    second = [USERS, ["", "", "受益村数", "≥9个"], ["", "", "受益户数", "≥99户"]]
    gathered.add(printed(2, second, (1, 2), down))
    source = Source(name="x.pdf", sha256="", media_type="application/pdf")
    (table,) = read_sheets((gathered.sheet("x.pdf"),), source).tables
    unsure = [each for each in table.problems if each.code == "unsure-level"]
    assert [any(words in each.message.zh for each in unsure) for words in told] == [True] * len(
        told
    )
    assert len(unsure) == len(told)
    (row,) = table.rows
    found = [(one.level1 and one.level1.label) for one in row.indicators]
    assert found == ["产出指标"] * 3 + ["效益指标"] * 3


def test_levels_in_rows_of_their_own_do_not_wait_for_those_behind_a_page_end() -> None:
    head = ["项目名称", "金额", "一级指标", "二级指标", "三级指标", "指标值"]
    pages = [
        [
            head,
            ["供水", "5", "", "", "", ""],
            ["", "", "产出指标", "", "", ""],
            ["", "", "", "数量指标", "", ""],
            ["", "", "", "", "改造水厂", "1座"],
        ],
        [["", "", "", "质量指标", "", ""], ["", "", "", "", "水质合格率", "≥95%"]],
    ]
    front = ["2026年项目绩效目标表", "单位：万元"]
    (table,) = LayoutCase("running", "", {"front": front, "pages": pages}).read().tables
    found = table.rows[0].indicators
    assert [one.level1 and one.level1.label for one in found] == ["产出指标", "产出指标"]
    assert [one.level2 and one.level2.label for one in found] == ["数量指标", "质量指标"]
