from __future__ import annotations

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet

COLUMNS = [Rule(at, 0, 60) for at in (0, 100, 200)]
TALL = [Rule(0, 0, 200), Rule(30, 100, 200), Rule(60, 0, 200)]
"""The first column is one cell."""
FLAT = [Rule(at, 0, 200) for at in (0, 30, 60)]


def glyphs(text: str, x: float, y: float) -> list[Glyph]:
    return [
        Glyph(character, x + 10 * index, y, x + 10 * index + 10, y + 10)
        for index, character in enumerate(text)
    ]


def texts(rows: list[Rule], *lines: list[Glyph]) -> list[tuple[str, ...]]:
    gathered = PagesSheet()
    inked = [glyph for line in lines for glyph in line]
    gathered.add(Ink(1, 300, 200, inked, rows, COLUMNS if rows else []))
    return [tuple(cell.text for cell in row) for row in gathered.rows]


FULL = glyphs("满", 5, 48)


def test_what_follows_a_full_cell_below_its_table_is_of_the_cell() -> None:
    assert texts(FLAT, FULL, glyphs("出来", 5, 62)) == [("", ""), ("满出来", "")]


def test_line_after_line_runs_over() -> None:
    found = texts(FLAT, FULL, glyphs("一行", 5, 62), glyphs("二行", 5, 74), glyphs("三行", 5, 86))
    assert found == [("", ""), ("满一行二行三行", "")]


def test_what_stands_farther_below_is_prose() -> None:
    assert texts(FLAT, FULL, glyphs("远处", 5, 74)) == [("", ""), ("满", ""), ("远处",)]


def test_what_stands_below_a_cell_with_room_is_prose() -> None:
    assert texts(FLAT, glyphs("空", 5, 35), glyphs("下面", 5, 62)) == [
        ("", ""),
        ("空", ""),
        ("下面",),
    ]


def test_a_line_upon_the_bottom_of_its_table_follows_the_line_above_it() -> None:
    found = texts(FLAT, glyphs("名称很", 5, 38), glyphs("长", 5, 56))
    assert found == [("", ""), ("名称很长", "")]


@pytest.mark.parametrize("title", ["绩效自评表", "（2026年度）"])
def test_the_title_of_the_next_table_is_no_rest_of_a_cell(title: str) -> None:
    line = [glyph._replace(right=glyph.right - 1) for glyph in glyphs(title, 5, 62)]
    assert texts(FLAT, FULL, line)[1:] == [("满", ""), (title,)]


def test_an_empty_cell_of_several_rows_runs_over() -> None:
    assert texts(TALL, glyphs("下面", 5, 62)) == [("下面", ""), ("", "")]


def test_an_empty_cell_of_one_row_does_not() -> None:
    assert texts(FLAT, glyphs("下面", 5, 62)) == [("", ""), ("", ""), ("下面",)]


def test_text_runs_over_from_several_cells_of_a_row() -> None:
    full = [*FULL, *glyphs("满", 105, 48)]
    assert texts(FLAT, full, glyphs("左", 5, 62), glyphs("右", 105, 62)) == [
        ("", ""),
        ("满左", "满右"),
    ]


def test_a_note_that_begins_left_of_its_table_and_runs_on_over_columns_is_prose() -> None:
    full = [*FULL, *glyphs("满", 105, 48)]
    note = [*glyphs("注：", -1, 62), *glyphs("无", 19, 62), *glyphs("其他", 95, 62)]
    assert texts(FLAT, full, note)[1:] == [("满", "满"), ("注：无", "其他")]
    over = [g._replace(right=g.right + 0.3) for g in glyphs("指标可选择填写的几个字", 60, 62)]
    assert texts(FLAT, full, over)[1:] == [("满", "满"), ("指标可选择填写的几个字",)]


def test_notes_and_numbers_of_pages_are_prose() -> None:
    for aside in ("注：无", "12", "-12-", "— 12 —", "第3页", "制表人:"):
        assert texts(FLAT, FULL, glyphs(aside, 5, 62))[1:] == [("满", ""), (aside,)]


@pytest.mark.parametrize("rest", ["半导体显示器件生产项目：超", "tps://a.cn"])
def test_a_colon_that_ends_no_label_keeps_no_text_from_its_cell(rest: str) -> None:
    narrow = [Glyph(g.text, g.left / 2, g.top, g.right / 2, g.bottom) for g in glyphs(rest, 5, 62)]
    assert texts(FLAT, FULL, narrow)[1:] == [(f"满{rest}", "")]


def test_a_line_that_begins_with_a_flat_sign_is_as_high_as_its_other_signs() -> None:
    flat = [Glyph("一", 5, 66, 15, 67), *glyphs("步", 15, 62)]
    assert texts(FLAT, FULL, flat)[1:] == [("满一步", "")]


def test_what_stands_above_or_beside_a_table_is_prose() -> None:
    found = texts(FLAT, FULL, glyphs("旁边", 205, 48), glyphs("左外", -15, 62))
    assert sorted(found) == sorted([("", ""), ("满", ""), ("旁边",), ("左外",)])


def test_prose_without_a_table_stays_prose() -> None:
    assert texts([], glyphs("只有文字", 5, 62)) == [("只有文字",)]


def test_a_character_without_width_on_the_edge_of_a_table_is_none_of_its_cells() -> None:
    thin = [Glyph("丨", 200, 62, 200, 72)]
    assert texts(FLAT, FULL, thin) == [("", ""), ("满", ""), ("丨",)]


def test_digits_beside_other_words_are_the_end_of_a_code() -> None:
    full = [*glyphs("号12", 5, 48), *glyphs("满", 105, 48)]
    below = [*glyphs("352", 5, 62), *glyphs("出来", 105, 62)]
    assert texts(FLAT, full, below) == [("", ""), ("号12352", "满出来")]


def test_larger_letters_below_a_full_cell_are_a_heading() -> None:
    heading = [Glyph("题", 5, 62, 19, 76)]
    assert texts(FLAT, FULL, heading) == [("", ""), ("满", ""), ("题",)]


def test_a_line_that_runs_on_beyond_its_table_is_prose() -> None:
    full = [*FULL, *glyphs("满", 105, 48)]
    prose = glyphs("一行字", 185, 62)
    assert texts(FLAT, full, prose)[1:] == [("满", "满"), ("一行字",)]


def test_the_heading_of_the_next_part_is_prose() -> None:
    assert texts(FLAT, FULL, glyphs("第五部分", 5, 62))[1:] == [("满", ""), ("第五部分",)]
