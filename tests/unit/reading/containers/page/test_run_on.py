from __future__ import annotations

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet

ROWS = [Rule(at, 0, 200) for at in (0, 40, 80)]
COLUMNS = [Rule(at, 0, 80) for at in (0, 50, 100, 200)]
LONG = "一二三四五六七八九十"


def glyphs(text: str, x: float, y: float) -> list[Glyph]:
    return [
        Glyph(character, x + 10 * index, y, x + 10 * index + 10, y + 10)
        for index, character in enumerate(text)
    ]


def texts(*words: list[Glyph], rows: list[Rule] = ROWS, tiled: bool = True) -> list[str]:
    gathered = PagesSheet()
    inked = [glyph for word in words for glyph in word]
    gathered.add(Ink(1, 300, 200, inked, rows, COLUMNS, tiled=tiled))
    return ["|".join(cell.text for cell in row) for row in gathered.rows]


def test_lines_that_run_on_over_an_edge_are_of_one_cell() -> None:
    words = [*glyphs(LONG, 55, 5), *glyphs(LONG, 55, 16), *glyphs("三", 55, 27)]
    assert texts(words, glyphs("12", 110, 27)) == [f"|{LONG}{LONG}三12|", "||"]
    assert texts(words, glyphs("12", 110, 27), tiled=False)[0] == f"|{LONG}{LONG}三|12"


def test_a_single_line_may_be_too_long_for_its_cell() -> None:
    assert texts(glyphs(LONG, 55, 5), glyphs("12", 110, 27))[0] == f"|{LONG}|12"


@pytest.mark.parametrize("x", [0, 150])
def test_lines_within_a_cell_leave_it_as_it_is(x: float) -> None:
    words = [*glyphs("一二", x, 5), *glyphs("三四", x, 20)]
    assert texts(words)[0].count("一二三四") == 1


def test_cells_of_unlike_height_stay_two() -> None:
    rows = [Rule(0, 0, 200), Rule(40, 100, 200), Rule(80, 0, 200)]
    words = [*glyphs(LONG, 55, 5), *glyphs(LONG, 55, 20)]
    assert texts(words, glyphs("12", 110, 50), rows=rows) == [f"|{LONG}{LONG}|", "||12"]
