"""The rest of a cell on a page of its own, behind a table without lines between its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet

if TYPE_CHECKING:
    from collections.abc import Iterable

LEFTS = (14, 114, 214)
RULES = (100, 130, 160, 190)
ROWS = (("序号", "名称", "目标"), ("一", "打井", "供水九里"), ("二", "修渠", "惠及九村"))
BEGUN = ("三", "养路", "保障畅")


def word(text: str, x: float, y: float, size: float = 10) -> list[Glyph]:
    return [
        Glyph(sign, x + size * at, y, x + size * (at + 1), y + size) for at, sign in enumerate(text)
    ]


def first(*last: str) -> Ink:
    """Return a page with lines between rows alone, whose last row the page end cuts."""
    lines = zip((*ROWS, last), (110, 140, 170, 200), strict=True)
    glyphs = [
        glyph
        for cells, y in lines
        for text, x in zip(cells, LEFTS, strict=True)
        for glyph in word(text, x, y)
    ]
    across = [Rule(at, 10, 310) for at in RULES]
    return Ink(1, 400, 240, glyphs, across, ())


def second(*words: Iterable[Glyph], number: int = 2) -> Ink:
    return Ink(number, 400, 240, [glyph for each in words for glyph in each], (), ())


def goes_on(page: Ink, before: Ink) -> list[list[str]] | None:
    """Return the rows of the second grid; None where the page holds no rest."""
    gathered = PagesSheet()
    gathered.add(before)
    if not gathered.may_rest(page.number) or not gathered.add_rest(page):
        return None
    sheet, grid = gathered.sheet("表"), gathered.grids[-1]
    assert grid.edges == gathered.grids[0].edges
    return [[cell.text for cell in row] for row in sheet.rows[grid.first : grid.stop]]


def test_lines_that_begin_where_those_of_a_cell_did_go_on_with_it() -> None:
    page = second(word("县公路局", 14, 4), word("通九里", 214, 20), word("路。", 214, 32))
    assert goes_on(page, first(*BEGUN)) == [["", "", "通九里路。"]]


def test_prose_below_the_rest_of_a_cell_is_no_part_of_it() -> None:
    page = second(word("通。", 214, 20), word("名词解释", 14, 60), word("又及", 214, 80))
    assert goes_on(page, first(*BEGUN)) == [["", "", "通。"]]


@pytest.mark.parametrize(
    "page",
    [
        second(word("通九里。", 220, 20)),
        second(word("通九里。", 214, 20, 14)),
        second(word("通九里公路，行车平安。", 214, 20)),
        second(word("通九里。", 214, 20), number=3),
    ],
    ids=["elsewhere", "larger", "beyond its column", "a later page"],
)
def test_lines_that_differ_from_those_of_a_cell_are_no_rest_of_it(page: Ink) -> None:
    assert goes_on(page, first(*BEGUN)) is None


def test_words_at_the_margin_are_no_rest_of_the_first_column() -> None:
    assert goes_on(second(word("四", 14, 20)), first(*BEGUN)) is None


def test_a_cell_high_on_a_page_is_not_cut_by_its_end() -> None:
    before = replace(first(*BEGUN), height=400)
    assert goes_on(second(word("通九里。", 214, 20)), before) is None
