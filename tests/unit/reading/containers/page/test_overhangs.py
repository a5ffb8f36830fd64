from __future__ import annotations

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet

ROWS = [Rule(at, 50, 250) for at in (0, 30)]
COLUMNS = [Rule(at, 0, 30) for at in (50, 150, 190, 250)]
CODE = "440125"


def glyphs(text: str, x: float) -> list[Glyph]:
    return [
        Glyph(character, x + 10 * index, 10, x + 10 * index + 10, 20)
        for index, character in enumerate(text)
    ]


def texts(*words: list[Glyph]) -> list[tuple[str, ...]]:
    gathered = PagesSheet()
    gathered.add(Ink(1, 300, 200, [glyph for word in words for glyph in word], ROWS, COLUMNS))
    return [tuple(cell.text for cell in row) for row in gathered.rows]


def test_a_code_set_amid_a_cell_too_narrow_for_it_is_of_that_cell() -> None:
    assert texts(glyphs("甲", 60), glyphs(CODE, 140)) == [("甲", CODE, "")]


def test_a_code_may_begin_left_of_its_table() -> None:
    assert texts(glyphs("44012500001", 45)) == [("44012500001", "", "")]


def test_two_codes_may_stand_over_each_other() -> None:
    wide = glyphs("44012512", 130)
    assert texts(wide, glyphs("1234567", 185)) == [("", "44012512", "1234567")]


@pytest.mark.parametrize(
    "x",
    [55, 143],
    ids=["from the left of its cell", "not as far out on both sides"],
)
def test_a_code_that_runs_out_of_its_cell_is_of_the_one_it_begins_in(x: int) -> None:
    assert texts(glyphs("44012519000012", x)) == [("44012519000012", "", "")]


LOW = [Rule(at, 50, 250) for at in (0, 30, 42, 72)]
HIGH_COLUMNS = [Rule(at, 0, 72) for at in (50, 150, 250)]


def stacked(*lines: tuple[str, float]) -> list[tuple[str, ...]]:
    """Return the cells of a table whose second row is lower than two lines, with lines in it."""
    words = [
        Glyph(character, 60 + 10 * index, top, 70 + 10 * index, top + 10)
        for text, top in lines
        for index, character in enumerate(text)
    ]
    gathered = PagesSheet()
    gathered.add(Ink(1, 300, 200, words, LOW, HIGH_COLUMNS))
    return [tuple(cell.text for cell in row[:1]) for row in gathered.rows]


def test_lines_set_amid_a_row_too_low_for_them_are_of_that_row() -> None:
    assert stacked(("偏差原因及", 24), ("改进措施", 38)) == [
        ("",),
        ("偏差原因及改进措施",),
        ("",),
    ]


def test_what_stands_in_the_rows_beside_stays_there() -> None:
    lines = (("得分", 8), ("偏差原因及", 24), ("改进措施", 38), ("雨季", 55))
    assert stacked(*lines) == [("得分",), ("偏差原因及改进措施",), ("雨季",)]


@pytest.mark.parametrize(
    ("above", "below", "rows"),
    [
        (24, 33.5, [("一",), ("二",), ("",)]),
        (15, 38, [("一",), ("",), ("二",)]),
        (22, 36.5, [("一",), ("二",), ("",)]),
    ],
    ids=["the second hardly crosses", "the first does not cross", "not as far out on both sides"],
)
def test_lines_that_stand_out_otherwise_are_of_the_rows_their_middles_lie_in(
    above: float, below: float, rows: list[tuple[str]]
) -> None:
    assert stacked(("一", above), ("二", below)) == rows


@pytest.mark.parametrize(
    ("rules", "tops", "rows"),
    [
        ([0, 26, 46, 66], (19, 31, 43), [("",), ("一二三",), ("",)]),
        ([0, 26, 76, 96], (19, 46, 73), [("一",), ("二",), ("三",)]),
    ],
    ids=["low enough", "too high"],
)
def test_a_text_too_long_for_a_high_row_is_of_the_rows_it_runs_over(
    rules: list[float], tops: tuple[float, ...], rows: list[tuple[str]]
) -> None:
    lines = [Rule(at, 50, 250) for at in rules]
    words = [Glyph(s, 60, top, 70, top + 10) for s, top in zip("一二三", tops, strict=True)]
    gathered = PagesSheet()
    upright = [Rule(x, rules[0], rules[-1]) for x in (50, 150, 250)]
    gathered.add(Ink(1, 300, 200, words, lines, upright))
    assert [tuple(cell.text for cell in row[:1]) for row in gathered.rows] == rows
