"""A project that begins at the top of a page without its name, or goes on there: which of both."""

from __future__ import annotations

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


def page(number: int, lines: list[Line]) -> Ink:
    width, height = COLUMN * len(HEAD), ROW * len(lines)
    flat = [Rule(ROW * at + 20, 10, 10 + width) for at in range(len(lines) + 1)]
    tall = [Rule(COLUMN * at + 10, 20, 20 + height) for at in range(len(HEAD) + 1)]
    inked = [
        Glyph(sign, left, top, left + 10, top + 10)
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        for at, sign in enumerate(text)
        for left, top in [(COLUMN * column + 12 + 10 * at, ROW * row + 22)]
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
