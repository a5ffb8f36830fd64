"""A project that begins at the top of a page without its name, or goes on there: which of both."""

from __future__ import annotations

import pytest
from tests.spec.layout_cases import LayoutCase

from jiheng.model import Source
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.documents import read_sheets

Line = tuple[str, str, str, str, str]

HEAD: Line = ("项目名称", "绩效目标", "一级指标", "三级指标", "指标值")
COLUMN, ROW = 120, 40
FIRST: list[Line] = [HEAD, ("水厂改造", "保障供水。", "产出指标", "改造水厂", "1座")]


def read(*pages: list[Line]) -> list[tuple[str, str | None, int]]:
    """Return name, goal and count of indicators of each project; every cell has room left."""
    gathered = PagesSheet()
    for number, lines in enumerate(pages, 1):
        gathered.add(page(number, lines))
    source = Source(name="x.pdf", sha256="", media_type="application/pdf")
    (table,) = read_sheets((gathered.sheet("x.pdf"),), source).tables
    return [(row.name, row.goal, len(row.indicators)) for row in table.rows]


def page(number: int, lines: list[Line], row_height: int = ROW) -> Ink:
    width, height = COLUMN * len(HEAD), row_height * len(lines)
    flat = [Rule(row_height * at + 20, 10, 10 + width) for at in range(len(lines) + 1)]
    tall = [Rule(COLUMN * at + 10, 20, 20 + height) for at in range(len(HEAD) + 1)]
    inked = [
        Glyph(sign, left, top, left + 10, top + 10)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        for at, sign in enumerate(text)
        for left, top in [(COLUMN * column + 12 + 10 * at, row_height * row + 22)]
    ]
    return Ink(number, width + 20, height + 40, inked, flat, tall)


def test_a_name_on_top_of_the_page_after_is_that_of_the_project_begun_without_one() -> None:
    found = read(
        FIRST,
        [HEAD, ("", "修缮泵站。", "产出指标", "修缮泵站", "2座")],
        [HEAD, ("泵站修缮", "", "效益指标", "供水人口", "9万人")],
    )
    assert found == [("水厂改造", "保障供水。", 1), ("泵站修缮", "修缮泵站。", 2)]


def test_a_name_in_the_middle_of_a_page_is_that_of_its_own_row() -> None:
    found = read(
        FIRST,
        [
            HEAD,
            ("", "改善水质。", "效益指标", "供水人口", "9万人"),
            ("泵站修缮", "修缮泵站。", "产出指标", "修缮泵站", "2座"),
        ],
    )
    assert found == [("水厂改造", "保障供水。改善水质。", 2), ("泵站修缮", "修缮泵站。", 1)]


def test_without_a_further_name_the_project_goes_on() -> None:
    found = read(FIRST, [HEAD, ("", "改善水质。", "效益指标", "供水人口", "9万人")])
    assert found == [("水厂改造", "保障供水。改善水质。", 2)]


USERS = ("", "", "效益指标", "供水人口", "9万人")
PUMPS = ("泵站修缮", "修缮泵站。", "产出指标", "修缮泵站", "2座")


def test_a_row_without_a_goal_before_a_page_end_goes_on_with_the_project_above() -> None:
    found = read([*FIRST, USERS], [HEAD, PUMPS])
    assert found == [("水厂改造", "保障供水。", 2), ("泵站修缮", "修缮泵站。", 1)]


def test_a_goal_that_has_not_ended_goes_on_before_a_page_end() -> None:
    first = ("水厂改造", "保障", "产出指标", "改造水厂", "1座")
    rest = ("", "供水。", *USERS[2:])
    found = read([HEAD, first, rest], [HEAD, PUMPS])
    assert found == [("水厂改造", "保障供水。", 2), ("泵站修缮", "修缮泵站。", 1)]


@pytest.mark.parametrize("last", [[], [PUMPS]])
def test_rows_without_a_name_on_the_next_page_too_are_of_the_project_above(
    last: list[Line],
) -> None:
    found = read(
        [*FIRST, USERS], [("", "", "产出指标", "清洗水池", "9座")], *([last] if last else [])
    )
    assert found[0] == ("水厂改造", "保障供水。", 3)
    assert len(found) == 1 + len(last)


def test_a_goal_in_every_row_that_a_page_end_cuts_makes_no_other_project() -> None:
    again = ("水厂改造", "保障", "效益指标", "供水人口", "9万人")
    found = read([*FIRST, again], [("", "供水。", "", "", "")])
    assert [(name, count) for name, _, count in found] == [("水厂改造", 2)]


def test_a_goal_printed_again_in_part_behind_a_page_end_makes_no_other_project() -> None:
    goal = "保障全县九万人口的供水安全，改造水厂一座，清洗水池九座，更换阀门三十个，换管九千米。"
    first = [list(HEAD), ["水厂改造", goal, *FIRST[1][2:]]]
    again = [["水厂改造", goal[:30], "效益指标", "供水人口", "9万人"]]
    case = LayoutCase("x", "", {"front": ["2026年项目绩效目标表"], "pages": [first, again]})
    (table,) = case.read().tables
    assert [(row.goal, len(row.indicators)) for row in table.rows] == [(goal, 2)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (["水厂改造"], [("水厂改造", 3), ("泵站修缮", 1)]),
        ([{"text": "水厂改造", "rows": 2}], [("水厂改造", 2), ("泵站修缮", 2)]),
    ],
    ids=["blank below names", "merged beside rows"],
)
def test_what_a_head_merges_says_nothing_of_the_names_below_it(
    name: list[object], expected: list[tuple[str, int]]
) -> None:
    head = [
        [{"text": "项目名称", "rows": 2}, {"text": "绩效指标", "columns": 3}],
        ["一级指标", "三级指标", "指标值"],
    ]
    blank = [[], [""]][len(name) == 1 and isinstance(name[0], str)]
    first = [
        *head,
        [*name, "产出指标", "改造水厂", "1座"],
        [*blank, "产出指标", "清洗水池", "9座"],
        ["", "效益指标", "供水人口", "9万人"],
    ]
    pages = [first, [["泵站修缮", "产出指标", "修缮泵站", "2座"]]]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "pages": pages})
    (table,) = case.read().tables
    assert [(row.name, len(row.indicators)) for row in table.rows] == expected


MONEY: Line = ("项目名称", "预算金额", "一级指标", "三级指标", "指标值")


def test_an_amount_with_room_below_it_does_not_go_on_at_the_top_of_the_page_after() -> None:
    gathered = PagesSheet()
    gathered.add(page(1, [MONEY, ("水厂改造", "80", "产出指标", "改造水厂", "1座")]))
    gathered.add(page(2, [MONEY, ("", "150", "效益指标", "供水人口", "9万人")]))
    source = Source(name="x.pdf", sha256="", media_type="application/pdf")
    (table,) = read_sheets((gathered.sheet("x.pdf"),), source).tables
    (row,) = table.rows
    found = {problem.excerpt for problem in table.problems if problem.code == "unread-amount"}
    assert (row.funding and row.funding.total, found) == (None, {"80150"})


def test_rows_below_a_total_are_those_of_the_project_named_behind_the_page_end() -> None:
    head = ["单位名称", "项目名称", "预算金额", "一级指标", "三级指标", "指标值"]
    blank = [{"text": "", "rows": 2}] * 3
    first = [
        head,
        ["合计", "", "80", "", "", ""],
        [*blank, "产出指标", "改造水厂", "1座"],
        ["产出指标", "清洗水池", "9座"],
    ]
    pages = [first, [["水务局", "水厂改造", "80", "效益指标", "供水人口", "9万人"]]]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "pages": pages})
    (table,) = case.read().tables
    found = [(row.name, len(row.indicators)) for row in table.rows]
    assert found == [("合计", 0), ("水厂改造", 3)]


def test_indicators_of_a_total_that_lists_them_itself_stay_its() -> None:
    grid = [
        ["项目名称", "预算金额", "一级指标", "三级指标", "指标值"],
        ["合计", "80", "产出指标", "改造水厂", "1座"],
        ["", "", "效益指标", "供水人口", "9万人"],
    ]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "pages": [grid]})
    (table,) = case.read().tables
    assert [(row.name, len(row.indicators)) for row in table.rows] == [("合计", 2)]


@pytest.mark.parametrize(
    ("money", "expected"),
    [("80", [("保障全县供水。", 2)]), ("90", [("保障全县", 1), ("供水。", 1)])],
    ids=["said again", "other money"],
)
def test_a_goal_goes_on_where_a_page_says_the_project_and_its_money_again(
    money: str, expected: list[tuple[str, int]]
) -> None:
    head = ["项目名称", "预算金额", "绩效目标", "一级指标", "三级指标", "指标值"]
    first = [head, ["水厂改造", "80", "保障全县", "产出指标", "改造水厂", "1座"]]
    again = [head, ["水厂改造", money, "供水。", "效益指标", "供水人口", "9万人"]]
    case = LayoutCase("x", "", {"front": ["2026年项目绩效目标表"], "pages": [first, again]})
    (table,) = case.read().tables
    assert [(row.goal, len(row.indicators)) for row in table.rows] == expected


@pytest.mark.parametrize(("height", "count"), [(13, 2), (ROW, 1)], ids=["full", "with room"])
def test_a_goal_whose_sentence_has_ended_goes_on_from_a_full_cell(height: int, count: int) -> None:
    head: Line = ("项目名称", "预算金额", "绩效目标", "三级指标", "指标值")
    gathered = PagesSheet()
    gathered.add(page(1, [head, ("水厂改造", "80", "保障供水。", "改造水厂", "1座")], height))
    gathered.add(page(2, [head, ("水厂改造", "80", "清洗水池。", "清洗水池", "9座")], height))
    source = Source(name="x.pdf", sha256="", media_type="application/pdf")
    (table,) = read_sheets((gathered.sheet("x.pdf"),), source).tables
    assert len(table.rows[0].indicators) == count


@pytest.mark.parametrize("name", ["水厂改造", ""], ids=["named", "nameless"])
def test_a_total_alone_on_the_next_page_is_no_rest_of_a_name(name: str) -> None:
    head = ["项目名称", "预算金额", "绩效目标", "三级指标", "指标值"]
    first = [head, [name, "80", "保障供水", "改造水厂", "1座"]]
    pages = [first, [head, ["合计", "80", "", "", ""]]]
    case = LayoutCase("x", "", {"front": ["2026年项目支出绩效目标表"], "pages": pages})
    (table,) = case.read().tables
    assert [(row.name, row.kind.value) for row in table.rows] == [
        (name, "project"),
        ("合计", "grand_total"),
    ]
