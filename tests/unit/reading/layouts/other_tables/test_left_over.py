"""Pages that look like rows of indicators and stand in no table that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import SOURCE

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.documents import read_sheets
from jiheng.reading.layouts.other_tables.left_over import is_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem

COLUMNS = (0, 100, 200, 300)
NAMED = ("项目名称", "打井")
FORM = (NAMED, ("一级指标", "三级指标", "指标值"), ("产出指标", "打井数", "≥3口"))
MORE = (("产出指标", "修渠数", "≥4里"), ("效益指标", "受益户数", "≥9户"))
PLAIN = (("产出", "修渠", "四里"), ("效益", "受益", "九户"), ("满意", "群众", "高"))


def ink(number: int, lines: Sequence[Sequence[str]], columns: Sequence[float], top: float) -> Ink:
    """Return a page of words; without columns, no line is drawn on it."""
    glyphs = [
        Glyph(text, x + 10 * at, y, x + 10 * at + 10, y + 10)
        for row, line in enumerate(lines)
        for word, x in zip(line, (left + 4 for left in columns or COLUMNS), strict=False)
        for y in (top + 20 * row + 5,)
        for at, text in enumerate(word)
    ]
    bottom = top + 20 * len(lines)
    across = [
        Rule(top + 20 * at, columns[0], columns[-1])
        for at in range(len(lines) + 1 if columns else 0)
    ]
    return Ink(number, 400, 400, glyphs, across, [Rule(x, top, bottom) for x in columns])


def told(*pages: Ink) -> list[Problem]:
    gathered = PagesSheet()
    for page in pages:
        gathered.add(page)
    (table,) = read_sheets((gathered.sheet("表"),), SOURCE).tables
    assert [indicator.name for indicator in table.rows[0].indicators] == ["打井数"]
    return [problem for problem in table.problems if problem.code == "unread-text"]


def form(number: int = 1) -> Ink:
    return ink(number, FORM, COLUMNS, 0)


@pytest.mark.parametrize(
    "page",
    [ink(2, MORE, (), 0), ink(2, MORE, (10, 130, 210, 350), 0), ink(2, PLAIN, (), 0)],
    ids=["no lines", "other columns", "the same columns, and no levels or values"],
)
def test_a_page_with_rows_of_indicators_that_no_table_took_is_told(page: Ink) -> None:
    (problem,) = told(form(), page)
    assert problem.span[0].page == 2
    assert "受益" in problem.excerpt


@pytest.mark.parametrize(
    ("page", "count"),
    [(ink(2, (FORM[1], ("效益", "受益", "九户")), (), 0), 1), (ink(3, (FORM[1],), (), 0), 0)],
    ids=["right behind the table", "another page"],
)
def test_a_page_that_prints_the_head_again_above_one_row_is_told(page: Ink, count: int) -> None:
    assert ["九户" in problem.excerpt for problem in told(form(), page)] == [True] * count


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("产出指标数量指标", "unread-text"),
        ("效益指标", "unread-text"),
        ("绩效指标", "outside-table"),
        ("产出指标如下", "outside-table"),
    ],
)
def test_a_level_beside_a_table_is_told_as_unread(words: str, code: str) -> None:
    beside = ink(1, ((words,),), (), 80)
    page = form()
    page = Ink(1, 400, 400, [*page.glyphs, *beside.glyphs], page.horizontals, page.verticals)
    gathered = PagesSheet()
    gathered.add(page)
    (table,) = read_sheets((gathered.sheet("表"),), SOURCE).tables
    assert [(problem.code, problem.excerpt) for problem in table.problems] == [(code, words)]


def test_levels_and_values_are_told_wherever_they_stand() -> None:
    assert [problem.span[0].page for problem in told(form(), ink(5, MORE, (), 0))] == [5]


def test_several_pages_are_told_one_by_one() -> None:
    pages = [ink(number, PLAIN, (), 0) for number in (2, 3)]
    assert [problem.span[0].page for problem in told(form(), *pages)] == [2, 3]


@pytest.mark.parametrize(
    "page",
    [
        ink(2, (("名词解释",), ("产出指标：说明做了什么",)), (), 0),
        ink(2, (("名词", "说明"),), (), 0),
        ink(2, (("甲乙丙丁戊己庚辛壬癸甲", "子丑寅卯"),) * 4, (), 0),
        ink(2, (("基本", "项目"),) * 3 + (("今年的预算比去年多",),) * 4, (), 0),
        ink(3, PLAIN, (), 0),
    ],
    ids=["prose", "too few rows", "over the columns", "mostly prose", "another page"],
)
def test_what_does_not_look_like_the_rest_of_a_table_is_not_told(page: Ink) -> None:
    assert told(form(), page) == []


def test_two_words_in_one_column_are_no_row() -> None:
    line = [("甲", 4), ("乙", 60), ("丙", 204)]
    glyphs = [
        Glyph(text, x, 20.0 * row, x + 10.0, 20.0 * row + 10)
        for row in range(4)
        for text, x in line
    ]
    assert told(form(), Ink(2, 400, 400, glyphs, (), ())) == []


def test_rows_of_indicators_below_the_table_of_a_page_are_more_than_a_note() -> None:
    above, below = form(), ink(1, MORE, (), 200)
    glyphs = (*above.glyphs, *below.glyphs)
    (problem,) = told(Ink(1, 400, 400, glyphs, above.horizontals, above.verticals))
    assert problem.severity.value == "warning"


def test_rows_of_indicators_behind_a_table_with_nothing_filled_in_are_told() -> None:
    gathered = PagesSheet()
    for page in (ink(1, (("项目名称", ""), *FORM[1:2]), COLUMNS, 0), ink(2, MORE, (), 0)):
        gathered.add(page)
    result = read_sheets((gathered.sheet("表"),), SOURCE)
    assert not result.tables
    assert [problem.code for problem in result.problems] == ["unread-text", "empty-table"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95%", True),
        ("按期完成率≥95%", True),
        ("数量指标", True),
        ("一级指标", False),
        ("数量", False),
        ("≥95%的乡镇，都要达到", False),
    ],
)
def test_a_piece_is_the_level_of_an_indicator_or_ends_in_its_value(
    text: str, *, expected: bool
) -> None:
    assert is_piece(text) is expected
