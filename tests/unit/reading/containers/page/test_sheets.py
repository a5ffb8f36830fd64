from __future__ import annotations

from jiheng.reading.containers.cells.sheet import Grid, Sheet
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet

ROWS = [Rule(at, 0, 200) for at in (0, 30, 60)]
COLUMNS = [Rule(at, 0, 60) for at in (0, 100, 200)]
Clip = tuple[float, float, float, float]


def glyphs(text: str, x: float, y: float, clip: Clip | None = None) -> list[Glyph]:
    return [
        Glyph(character, x + 10 * index, y, x + 10 * index + 10, y + 10, clip=clip)
        for index, character in enumerate(text)
    ]


def sheet(*pages: list[Glyph], ruled: bool = True) -> Sheet:
    gathered = PagesSheet()
    for number, page in enumerate(pages, 1):
        rows, columns = (ROWS, COLUMNS) if ruled else ([], [])
        gathered.add(Ink(number, 300, 200, page, rows, columns))
    return gathered.sheet("表")


def texts(*pages: list[Glyph], ruled: bool = True) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in sheet(*pages, ruled=ruled).rows]


def test_pages_follow_each_other() -> None:
    found = sheet(glyphs("甲", 10, 10), glyphs("乙", 110, 40))
    assert [tuple(cell.text for cell in row) for row in found.rows] == [
        ("甲", ""),
        ("", ""),
        ("", ""),
        ("", "乙"),
    ]
    edges = (0.0, 100.0, 200.0)
    bottoms = (30.0, 60.0)
    assert found.grids == (Grid(0, 2, 1, edges, bottoms), Grid(2, 4, 2, edges, bottoms))
    assert [origin.raw for origin in found.origins] == ["甲", "乙"]


def test_a_page_without_ink_gives_nothing() -> None:
    found = sheet([], ruled=False)
    assert (found.rows, found.grids, found.origins) == ((), (), ())


def test_the_parts_of_a_line_of_prose_are_cells() -> None:
    line = [*glyphs("部门", 0, 0), *glyphs("单位", 40, 0), *glyphs("万元", 77, 0)]
    assert texts(line, ruled=False) == [("部门", "单位万元")]


def test_text_stands_in_the_cell_its_middle_lies_in() -> None:
    assert texts([*glyphs("甲", 94, 10), *glyphs("乙", 96, 40)]) == [("甲", ""), ("", "乙")]


def test_a_word_is_not_cut_by_the_edge_of_its_cell() -> None:
    assert texts(glyphs("甲乙丙丁", 75, 10)) == [("甲乙丙丁", ""), ("", "")]


def test_words_of_two_cells_that_stand_on_other_lines_are_two() -> None:
    label = glyphs("甲乙", 78, 10)
    after = [glyph._replace(bottom=18.5) for glyph in glyphs("丙丁", 97, 10)]
    assert texts([*label, *after]) == [("甲乙", "丙丁"), ("", "")]


def test_figures_are_less_high_than_the_word_they_go_on() -> None:
    after = [glyph._replace(bottom=18.5) for glyph in glyphs("12", 95, 10)]
    assert texts([*glyphs("甲乙", 75, 10), *after]) == [("甲乙12", ""), ("", "")]


def test_recognised_words_that_meet_at_the_edge_of_a_cell_are_two() -> None:
    seen = [glyph._replace(confidence=0.99) for glyph in glyphs("甲乙丙丁", 80, 10)]
    assert texts(seen) == [("甲乙", "丙丁"), ("", "")]


def test_words_of_two_cells_that_stand_apart_are_two() -> None:
    assert texts([*glyphs("甲", 85, 10), *glyphs("乙", 104, 10)]) == [("甲", "乙"), ("", "")]


def test_hidden_text_is_of_the_cell_that_its_clip_is_cut_to() -> None:
    hidden = glyphs("藏", 150, 10, clip=(2, 2, 98, 28))
    assert texts([*glyphs("甲", 10, 10), *hidden])[0] == ("甲藏", "")


def test_hidden_text_whose_clip_is_of_no_cell_is_dropped() -> None:
    for clip in ((0, 0, 200, 60), (0, 0, 100, 60), (250, 100, 290, 120), (0, 0, 100, 50)):
        found = texts([*glyphs("甲", 10, 10), *glyphs("藏", 150, 10, clip=clip)])
        assert found == [("甲", ""), ("", "")]


def test_hidden_text_may_be_of_the_second_table_of_a_page() -> None:
    gathered = PagesSheet()
    below = [Rule(at, 0, 200) for at in (100, 130)]
    columns = [Rule(at, 100, 130) for at in (0, 100, 200)]
    inked = glyphs("藏", 150, 10, clip=(0, 100, 100, 130))
    gathered.add(Ink(1, 300, 200, inked, [*ROWS, *below], [*COLUMNS, *columns]))
    assert gathered.rows[2][0].text == "藏"


def test_a_line_with_the_rule_amid_it_is_of_the_cell_it_runs_out_of() -> None:
    over = [*glyphs("甲乙", 10, 14), *glyphs("丙", 10, 24), *glyphs("丁", 40, 24)]
    assert texts([*over, *glyphs("戊己", 10, 36)]) == [("甲乙丙丁", ""), ("戊己", "")]


def test_a_line_below_the_rule_is_of_the_cell_above_when_lines_follow_each_other_alike() -> None:
    over = [*glyphs("甲乙", 10, 9), *glyphs("丙", 10, 19.6), *glyphs("丁", 10, 30.2)]
    assert texts([*over, *glyphs("戊己", 10, 45)]) == [("甲乙丙丁", ""), ("戊己", "")]


def test_recognised_lines_are_of_the_cell_they_lie_in() -> None:
    over = [*glyphs("甲乙", 10, 9), *glyphs("丙", 10, 19.6), *glyphs("丁", 10, 30.2)]
    seen = [glyph._replace(confidence=0.99) for glyph in over]

    assert texts(seen) == [("甲乙丙", ""), ("丁", "")]


def test_a_line_with_the_rule_amid_it_may_be_set_in_the_middle() -> None:
    over = [*glyphs("甲乙", 10, 4), *glyphs("丙丁", 10, 14), *glyphs("戊", 15, 24)]
    assert texts([*over, *glyphs("己", 10, 40)]) == [("甲乙丙丁戊", ""), ("己", "")]


def test_a_line_with_the_rule_amid_it_is_of_the_cell_above_if_the_one_below_has_its_text() -> None:
    over = [*glyphs("甲", 15, 13), *glyphs("乙丙", 10, 24)]
    assert texts([*glyphs("丁", 40, 36), *over]) == [("甲乙丙", ""), ("丁", "")]


def test_lines_of_two_cells_below_each_other_are_two() -> None:
    lines = [*glyphs("甲", 10, 8), *glyphs("乙", 10, 18), *glyphs("丙", 10, 31)]
    assert texts([*lines, *glyphs("丁", 10, 41)]) == [("甲乙", ""), ("丙丁", "")]


def overprinted(*inked: Glyph) -> list[tuple[str, int | None]]:
    gathered = PagesSheet()
    for number in (1, 2):
        gathered.add(Ink(number, 300, 200, inked, ROWS, COLUMNS))
    return [(problem.code, problem.span[0].page) for problem in gathered.problems]


def test_lines_printed_over_each_other_are_told_once_a_page() -> None:
    over = [*glyphs("临江市水务局", 10, 10), *glyphs("及管护项目", 12, 12)]
    again = [*glyphs("社会效益", 110, 10), *glyphs("指标值", 112, 12)]
    assert overprinted(*over, *again) == [("overprinted-text", 1), ("overprinted-text", 2)]


def test_a_line_printed_over_some_of_the_line_above_it_is_told() -> None:
    goal = glyphs("场馆开放三百天", 10, 4)
    assert overprinted(*goal, *glyphs("主要内容", 32, 10)) != []
    assert overprinted(*goal, *glyphs("主要内容", 32, 13)) == []


def test_signs_whose_blank_half_the_next_one_takes_stand_over_nothing() -> None:
    trimmed = [*glyphs("；", 10, 10), *glyphs("（", 14, 10), *glyphs("）", 24, 10)]
    assert overprinted(*trimmed, *glyphs("，", 28, 10)) == []


def test_a_mark_over_a_character_and_bold_print_are_no_lines_over_each_other() -> None:
    bold = [*glyphs("水务", 10, 10), *glyphs("水务", 10.5, 10)]
    assert overprinted(*bold, *glyphs("好", 110, 10), *glyphs("̂", 112, 9)) == []


def test_what_a_clip_beside_a_table_hides_is_of_no_cell() -> None:
    hidden = glyphs("丙", 290, 10, clip=(210, 0, 280, 30))
    assert texts([*glyphs("甲", 10, 10), *hidden]) == [("甲", ""), ("", "")]
