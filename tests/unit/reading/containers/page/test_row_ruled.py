"""Tables with lines between their rows alone."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import pytest

from jiheng.reading.containers.page import row_ruled
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.row_ruled import tables_on
from jiheng.reading.containers.page.sheets import PagesSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.grids import RuledTable

Word: TypeAlias = tuple[str, float, float]

COLUMNS = (0, 100, 200, 300)
HEAD = ("一级指标", "三级指标", "指标值")
LISTED = (HEAD, ("产出指标", "打井数", "≥3口"), ("产出指标", "修渠数", "≥4里"))
WHOLE = (0, 20, 40, 60)


def written(*words: Word, size: float = 10) -> list[Glyph]:
    """Return the characters of words that begin at a distance and a height."""
    return [
        Glyph(text, x + size * at, y, x + size * (at + 1), y + size)
        for word, x, y in words
        for at, text in enumerate(word)
    ]


def rows(lines: Sequence[Sequence[str]], top: float = 0) -> list[Glyph]:
    return written(
        *(
            (word, left + 4, top + 20 * number + 5)
            for number, line in enumerate(lines)
            for word, left in zip(line, COLUMNS, strict=False)
        )
    )


def lines_at(*heights: float, start: float = 0) -> list[Rule]:
    return [Rule(at, start, 300) for at in heights]


def page(
    glyphs: Sequence[Glyph], horizontals: Sequence[Rule], verticals: Sequence[Rule] = ()
) -> tuple[RuledTable, ...]:
    return tables_on(Ink(1, 400, 400, tuple(glyphs), tuple(horizontals), tuple(verticals))).tables


def texts(table: RuledTable, glyphs: Sequence[Glyph]) -> list[tuple[str, int, int]]:
    """Return what stands in each cell that is not empty, and over how many places it goes."""
    said = [""] * len(table.cells)
    for glyph in glyphs:
        at = table.cell_at((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)
        if at is not None:
            said[at] += glyph.text
    return [
        (text, cell.height, cell.width)
        for text, cell in zip(said, table.cells, strict=True)
        if text
    ]


def test_the_white_between_words_tells_columns() -> None:
    glyphs = rows(LISTED)
    (table,) = page(glyphs, lines_at(*WHOLE))
    assert texts(table, glyphs) == [(word, 1, 1) for word in chain(*LISTED)]


def test_a_line_cut_short_joins_the_cell_above_it_and_tells_its_edge() -> None:
    glyphs = rows((HEAD, ("产出指标", "打井数", "≥3口"), ("", "修渠数", "≥4里"), LISTED[1]))
    (table,) = page(glyphs, [*lines_at(0, 20, 60, 80), *lines_at(40, start=98)])
    assert table.columns[1] == 98
    assert ("产出指标", 2, 1) in texts(table, glyphs)


def test_words_over_the_white_of_a_list_are_of_one_cell() -> None:
    goal = "今年打井三口修渠四里，" * 2
    glyphs = rows(((goal,), *LISTED))
    (table,) = page(glyphs, lines_at(*WHOLE, 80))
    assert texts(table, glyphs)[0] == (goal, 1, 3)


def test_words_far_apart_are_of_two_cells_wherever_the_columns_of_the_list_are() -> None:
    glyphs = [*written(("甲", 4, 5), ("乙", 60, 5)), *rows(LISTED, 20)]
    (table,) = page(glyphs, lines_at(*WHOLE, 80))
    assert [word for word, *_ in texts(table, glyphs)][:2] == ["甲", "乙"]


def test_a_word_amid_the_head_of_a_column_tells_no_column_of_its_own() -> None:
    lines = (
        (("一级指标", 4), ("三级指标", 145), ("指标值", 250)),
        (("服务对象满意度指标", 4), ("打井数", 104), ("≥3口", 224)),
        (("产出指标", 4), ("修渠数", 104), ("≥4里", 224)),
        (("产出指标", 4), ("种树数", 104), ("≥5棵", 224)),
        (("产出指标", 4), ("农田灌溉渠道整修长度", 104), ("≥6里", 224)),
    )
    glyphs = written(*((word, x, 5 + 20 * at) for at, row in enumerate(lines) for word, x in row))
    (table,) = page(glyphs, lines_at(*WHOLE, 80, 100))
    assert texts(table, glyphs) == [(word, 1, 1) for row in lines for word, _ in row]


@pytest.mark.parametrize(("start", "width"), [(2, 1), (4, 2)], ids=["a hair", "none"])
def test_a_hair_of_white_parts_words_where_other_rows_begin_a_column(
    start: float, width: int
) -> None:
    goals = (("目标", 4), ("打井三口修渠四里种树", start), ("修渠四里种树五棵等", 4), ("种树", 4))
    values = ("指标值", "≥3口", "≥4里", "≥5棵")
    glyphs = [
        glyph
        for at, ((goal, x), value) in enumerate(zip(goals, values, strict=True))
        for glyph in written(*((goal, x, 5), (value, 104, 5), ("甲", 204, 5)))
        for glyph in [glyph._replace(top=glyph.top + 20 * at, bottom=glyph.bottom + 20 * at)]
    ]
    (table,) = page(glyphs, lines_at(*WHOLE, 80))
    assert [across for text, _, across in texts(table, glyphs) if "打井" in text] == [width]


def test_a_column_that_the_widest_row_leaves_blank_is_one_in_that_row() -> None:
    head = written(("三级指标", 104, 5), ("符号", 170, 5), ("值", 210, 5))
    first = written(("打井", 4, 25), ("打三口", 54, 25), ("打井数", 104, 25), ("建成", 210, 25))
    more = [
        glyph
        for top in (45, 65, 85)
        for glyph in written(("修渠数", 104, top), ("≥", 170, top), ("4", 210, top))
    ]
    glyphs = [*head, *first, *more]
    (table,) = page(glyphs, lines_at(0, 20, 40, 60, 80, 100))
    assert ("建成", 1, 1) in texts(table, glyphs)


def test_lines_at_both_sides_change_nothing() -> None:
    glyphs = rows(LISTED[1:])
    (table,) = page(glyphs, lines_at(0, 20, 40, 60), [Rule(0, 0, 60), Rule(300, 0, 60)])
    assert texts(table, glyphs) == [(word, 1, 1) for word in chain(*LISTED[1:])]


def test_the_last_row_between_the_sides_needs_no_line_below_it() -> None:
    glyphs = rows((*LISTED, ("效益指标", "受益", "≥9户")))
    (table,) = page(glyphs, lines_at(*WHOLE), [Rule(0, 0, 80), Rule(300, 0, 80)])
    assert [word for word, *_ in texts(table, glyphs)][-3:] == ["效益指标", "受益", "≥9户"]


def test_short_lines_that_end_nearly_at_one_place_tell_one_edge() -> None:
    glyphs = rows((HEAD, *(("", "修渠数", "≥4里"),) * 3, LISTED[1]))
    (table,) = page(glyphs, [*lines_at(0, 20, 80, 100), Rule(40, 98, 300), Rule(60, 99, 300)])
    assert len(table.columns) == len(COLUMNS)


def test_a_frame_without_white_stays_one_column() -> None:
    glyphs = written(("说明：今年打井三口", 4, 5))
    (table,) = page(glyphs, lines_at(0, 20, 40, 60), [Rule(0, 0, 60), Rule(300, 0, 60)])
    assert len(table.columns) == 2


@pytest.mark.parametrize(
    "glyphs",
    [[], written(("填表人", 4, 5), ("审核人", 4, 25), ("负责人", 4, 45), ("电话", 104, 45))],
    ids=["nothing", "words with lines under them"],
)
def test_lines_between_which_no_list_stands_are_no_table(glyphs: list[Glyph]) -> None:
    assert page(glyphs, lines_at(*WHOLE)) == ()


def test_a_title_parts_the_tables_above_and_below_it() -> None:
    title = written(("项目支出绩效目标表", 105, 65)), written(("单位：元", 4, 80))
    glyphs = [*rows(LISTED), *title[0], *title[1], *rows(LISTED, 100)]
    found = page(glyphs, lines_at(*WHOLE, 100, 120, 140, 160))
    assert [(table.rows[0], table.rows[-1]) for table in found] == [(0, 60), (100, 160)]


def test_several_lines_of_a_cell_are_no_title() -> None:
    goals = written(("目标一：今年打井三口完成", 104, 65), ("目标二：修渠四里", 104, 80))
    found = page([*rows(LISTED), *goals], lines_at(*WHOLE, 100))
    assert [table.rows[-1] for table in found] == [100]


def test_the_last_row_of_a_page_needs_no_line_below_it() -> None:
    glyphs = [*rows((*LISTED, ("效益指标", "受益", "≥9户"))), *written(("第1页", 140, 150))]
    (table,) = page(glyphs, lines_at(*WHOLE))
    assert [word for word, *_ in texts(table, glyphs)][-3:] == ["效益指标", "受益", "≥9户"]
    assert table.rows[-1] < 100


@pytest.mark.parametrize(
    "words",
    [(("受益", 104, 62), ("≥9户", 204, 62)), (("受", 104, 62), ("益", 104, 74), ("≥9", 204, 68))],
    ids=["one line", "lines of a name"],
)
def test_a_name_with_its_value_is_a_last_row(words: Sequence[tuple[str, float, float]]) -> None:
    (table,) = page([*rows(LISTED), *written(*words)], lines_at(*WHOLE))
    assert len(table.rows) == len(WHOLE) + 1


def test_a_last_row_of_a_page_may_leave_a_hair_of_white_where_columns_begin() -> None:
    listed = rows((("", "三级指标", "指标值"), ("", "打井数", "≥3口"), ("", "修渠数", "≥4里")))
    names = written(*(("打井三口修渠四里", 10.5, 5 + 20 * at) for at in range(3)))
    last = written(("打井三口修渠四里种", 10.5, 65), ("打井数", 104, 65), ("≥9口", 204, 65))
    (table,) = page([*listed, *names, *last], lines_at(*WHOLE))
    assert table.rows[-1] > WHOLE[-1]


@pytest.mark.parametrize("word", ["备注：本表一式两份", "注 本表 一式两份"])
def test_words_below_the_last_line_are_no_row(word: str) -> None:
    parts = zip(word.split(), (4, 90, 150), strict=False)
    glyphs = [*rows(LISTED), *written(*((part, x, 62) for part, x in parts))]
    (table,) = page(glyphs, lines_at(*WHOLE))
    assert table.rows[-1] == 60


def test_white_that_few_rows_have_parts_no_columns() -> None:
    spaced = ("产出指标", "打　井", "≥3口")
    glyphs = rows((*LISTED, spaced, *LISTED[1:]))
    (table,) = page(glyphs, lines_at(*WHOLE, 80, 100, 120))
    assert len(table.columns) == 4


def test_lines_of_their_own_beside_a_table_are_none_of_it() -> None:
    (table,) = page(rows(LISTED), [*lines_at(*WHOLE), Rule(30, 320, 380), Rule(75, 0, 50)])
    assert table.rows == WHOLE


@pytest.mark.parametrize(("limit", "most"), [("MAX_PLACES", 8), ("MAX_LINES", 3)])
def test_a_list_larger_than_any_table_is_none(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(row_ruled, limit, most)
    assert page(rows(LISTED), lines_at(*WHOLE)) == ()


def goes_on(
    glyphs: Sequence[Glyph], rules: Sequence[Rule], before: tuple[float, ...]
) -> tuple[RuledTable, ...]:
    return tables_on(
        Ink(2, 400, 400, tuple(glyphs), tuple(rules), ()), {at: at for at in before}
    ).tables


BEFORE: tuple[float, ...] = (0, 90, 180, 300)


def test_the_head_of_a_list_may_stand_alone_at_the_end_of_a_page() -> None:
    form = [
        (label, "", value) for label, value in (("名称", "修渠"), ("单位", "水务局"), ("资金", "9"))
    ]
    glyphs = rows((*form, HEAD))
    (table,) = page(glyphs, lines_at(*WHOLE, 80))
    assert [word for word, *_ in texts(table, glyphs)][-3:] == list(HEAD)


def test_a_head_tells_the_columns_before_what_stands_above_it() -> None:
    labels = written(("预算金额元", 206, 5))
    head = written(("指标", 4, 25), ("名称", 104, 25), ("指标性质", 164, 25), ("值", 250, 25))
    listed = [
        glyph
        for top in (45, 65, 85)
        for glyph in written(
            ("产", 4, top), ("甲", 64, top), ("打井", 104, top), ("≥", 180, top), ("3", 250, top)
        )
    ]
    glyphs = [*labels, *head, *listed]
    (table,) = page(glyphs, lines_at(0, 20, 40, 60, 80, 100))
    assert any(204 < at < 250 for at in table.columns)
    assert not any(160 < at < 204 for at in table.columns)


def test_words_above_a_list_do_not_cover_where_a_line_ends() -> None:
    glyphs = [*written(("金额合计", 64, 5)), *rows((HEAD, ("", "打井", "≥3"), *LISTED[1:]), 20)]
    (table,) = page(glyphs, [*lines_at(0, 20, 40, 60, 80, 100), *lines_at(70, start=80)])
    assert [at for at in table.columns if 44 < at < 104] == [80]


def test_a_name_above_a_list_covers_no_white_between_its_columns() -> None:
    above = [("项目名称", 4, 5), ("水厂改造站", 50, 5)]
    heads = zip((*HEAD, "单位"), (4, 130, 200, 260), strict=True)
    row = (("产出指标", 4), ("全县打井总数共计", 60), ("≥3", 200), ("口", 260))
    listed = [(word, left, 45 + 20 * at) for at in range(4) for word, left in row]
    glyphs = written(*above, *((word, left, 25) for word, left in heads), *listed)
    (table,) = page(glyphs, lines_at(0, 20, 40, 60, 80, 100, 120))
    assert [word for word, *_ in texts(table, glyphs)][-4:] == [word for word, _ in row]


def test_a_page_says_with_which_columns_the_next_one_may_go_on() -> None:
    ink = Ink(1, 400, 400, tuple(rows(LISTED)), tuple(lines_at(*WHOLE)), ())
    found = tables_on(ink)
    assert tuple(found.undivided) == found.tables[0].columns


def test_the_next_page_may_go_on_with_the_last_of_several_tables() -> None:
    title = written(("项目支出绩效目标表", 105, 65)), written(("单位：元", 4, 80))
    last = [
        glyph._replace(left=glyph.left * 0.8, right=glyph.right * 0.8) for glyph in rows(LISTED)
    ]
    below = [glyph._replace(top=glyph.top + 100, bottom=glyph.bottom + 100) for glyph in last]
    glyphs = [*rows(LISTED), *title[0], *title[1], *below]
    rules = lines_at(*WHOLE, 100, 120, 140, 160)
    found = tables_on(Ink(1, 400, 400, tuple(glyphs), tuple(rules), ()))
    assert tuple(found.undivided) == found.tables[1].columns


def test_the_next_page_may_go_on_with_a_form_whose_list_is_like_that_of_the_one_above() -> None:
    title = written(("项目支出绩效目标表", 105, 65)), written(("单位：元", 4, 80))
    form = written(("项目名称", 4, 105), ("修渠", 204, 105))
    glyphs = [*rows(LISTED), *title[0], *title[1], *form]
    found = tables_on(Ink(1, 400, 400, tuple(glyphs), tuple(lines_at(*WHOLE, 100, 120)), ()))
    assert len(found.undivided) == len(COLUMNS)


def test_a_head_alone_at_the_end_of_a_page_tells_less_than_a_list_above_it() -> None:
    title = written(("项目支出绩效目标表", 105, 65)), written(("单位：元", 4, 80))
    form = [(label, "", "修渠") for label in ("名称", "单位", "资金")]
    head = written(*((word, left + 20, 165) for word, left in zip(HEAD, COLUMNS, strict=False)))
    glyphs = [*rows(LISTED), *title[0], *title[1], *rows(form, 100), *head]
    rules = lines_at(*WHOLE, 100, 120, 140, 160, 180)
    found = tables_on(Ink(1, 400, 400, tuple(glyphs), tuple(rules), ()))
    assert tuple(found.undivided) != found.tables[1].columns


def test_columns_end_on_a_third_page_as_they_do_on_the_first() -> None:
    glyphs = rows((("服务对象满意度", "受益", "≥9户"), ("二", "三", "四"), ("五", "六", "七")))
    ink = Ink(2, 400, 400, tuple(glyphs), tuple(lines_at(*WHOLE)), ())
    found = tables_on(ink, {0: 0, 70: 60, 180: 190, 300: 300})
    (table,) = found.tables
    edges: tuple[float, ...] = (0, 60, 190, 300)
    assert (table.edges, tuple(found.undivided.values())) == (edges, edges)


def test_the_rest_of_a_list_is_parted_as_the_page_before() -> None:
    glyphs = rows((("效益指标", "受益", "≥9户"),))
    (table,) = goes_on(glyphs, lines_at(0, 20), BEFORE)
    assert table.columns == BEFORE
    assert [word for word, *_ in texts(table, glyphs)] == ["效益指标", "受益", "≥9户"]


def test_columns_that_end_elsewhere_on_the_next_page_are_those_of_the_page_before() -> None:
    glyphs = rows((("服务对象满意度", "受益", "≥9户"), ("二", "三", "四"), ("五", "六", "七")))
    (table,) = goes_on(glyphs, lines_at(*WHOLE), (0, 70, 180, 300))
    assert table.columns[1] > 80
    assert table.edges == (0, 70, 180, 300)


def test_of_two_places_in_one_white_the_nearer_is_the_end_of_a_column_of_the_page_before() -> None:
    signed = written(("填", 4, 65), ("日", 36, 65))
    glyphs = [*rows((("甲", "受益", "≥9户"), ("二", "三", "四"), ("五", "六", "七"))), *signed]
    (table,) = goes_on(glyphs, lines_at(*WHOLE, 80), (0, 40, 180, 300))
    assert table.columns[1:3] == (25, 75)
    assert table.edges[1:3] == (40, 75)


def test_words_over_the_end_of_a_column_of_the_page_before_move_it_into_the_white() -> None:
    glyphs = rows((("效益指标", "受益户数有多少", "≥9户"), ("二", "三", "四"), ("五", "六", "七")))
    (table,) = goes_on(glyphs, lines_at(*WHOLE), (0, 90, 160, 300))
    assert [word for word, *_ in texts(table, glyphs)][:3] == ["效益指标", "受益户数有多少", "≥9户"]
    assert table.edges == (0, 90, 160, 300)


def test_the_end_of_a_column_of_the_page_before_stays_in_white_that_is_wider_here() -> None:
    listed = rows(
        (("一级指标", "目标", "指标值"), ("效益指标", "", "≥9户"), ("产出指标", "", "≥4口"))
    )
    last = written(("效益指标", 4, 65), ("受益户数有多少户", 104, 65), ("≥3户", 204, 65))
    (table,) = goes_on([*listed, *last], lines_at(*WHOLE), (0, 100, 198, 300))
    assert texts(table, [*listed, *last])[-3:] == [
        ("效益指标", 1, 1),
        ("受益户数有多少户", 1, 1),
        ("≥3户", 1, 1),
    ]


@pytest.mark.parametrize(("edge", "width"), [(102, 1), (94, 2)], ids=["there", "elsewhere"])
def test_a_hair_of_white_parts_words_where_a_column_of_the_page_before_ends(
    edge: float, width: int
) -> None:
    glyphs = written(
        *(("打井三口修渠四里种", 11, 5), ("≥3口", 103, 5), ("甲", 204, 5)),
        *(("修渠", 11, 25), ("≥4里", 110, 25), ("乙", 204, 25)),
    )
    (table,) = goes_on(glyphs, lines_at(0, 20, 40), (0, edge, 190, 300))
    assert [across for text, _, across in texts(table, glyphs) if "打井" in text] == [width]


def test_of_two_ends_under_one_word_only_the_nearer_moves_into_the_white() -> None:
    glyphs = rows((("效益指标", "受益户数有多少", "≥9户"), ("二", "三", "四"), ("五", "六", "七")))
    (table,) = goes_on(glyphs, lines_at(*WHOLE), (0, 90, 150, 160, 300))
    assert table.edges is not None
    assert {0, 90, 300} <= set(table.edges)


def test_rows_above_the_first_line_go_on_from_the_page_before() -> None:
    glyphs = rows((("效益指标", "受益", "≥9户"), ("", "增收", "≥5%")), top=20)
    head = written(("某市二〇二六年部门预算公开文件汇编", 60, 2))
    (table,) = goes_on([*head, *glyphs], lines_at(40, 60), BEFORE)
    assert table.rows[0] < 25
    assert next(word for word, *_ in texts(table, [*head, *glyphs])) == "效益指标"


def test_a_line_below_a_title_above_the_first_line_is_no_row_of_the_page_before() -> None:
    glyphs = rows((("效益指标", "受益", "≥9户"),), top=40)
    title = written(("绩效目标表", 100, 10), size=15)
    year = written(("（某年）", 105, 28))
    (table,) = goes_on([*title, *year, *glyphs], lines_at(40, 60), BEFORE)
    assert table.rows[0] == 40


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ((("与前页的列不合", "是另一张表"),) * 3, lines_at(*WHOLE)),
        ((("效益指标", "受益", "≥9户"),), [Rule(0, 0, 200), Rule(20, 0, 200)]),
    ],
    ids=["other columns", "other ends"],
)
def test_what_does_not_fit_the_page_before_does_not_go_on_with_it(
    words: Sequence[Sequence[str]], rules: Sequence[Rule]
) -> None:
    assert goes_on(rows(words), rules, (0, 40, 150, 300)) == ()


def test_a_page_that_is_taken_in_anew_goes_on_as_at_the_first_time() -> None:
    pages = PagesSheet()
    pages.add(Ink(1, 400, 400, tuple(rows(LISTED)), tuple(lines_at(*WHOLE)), ()))
    rest = rows((("效益指标", "受益", "≥9户"),))
    over = written(("满意度指", 6, 6), ("群众满意", 106, 6))
    rules = tuple(lines_at(0, 20))
    assert not pages.add_plain(Ink(2, 400, 400, (*rest, *over), rules, ()))
    pages.add(Ink(2, 400, 400, tuple(rest), rules, ()))
    assert [grid.page for grid in pages.sheet("甲").grids] == [1, 2]


def test_merged_cells_and_a_page_end_may_leave_few_lines_whole() -> None:
    names = ("打井", "修渠", "植树", "修路", "架桥", "通电", "供水")
    said = [(("产出指标" if not at else ""), name, "≥3") for at, name in enumerate(names)]
    glyphs = rows([HEAD, *said])
    whole, short = lines_at(0, 20), lines_at(*range(40, 160, 20), start=100)
    (table,) = page(glyphs, [*whole, *short, *lines_at(160)])
    assert texts(table, glyphs)[3:6] == [("产出指标", 7, 1), ("打井", 1, 1), ("≥3", 1, 1)]
    assert page(glyphs, [*whole, *short[:3], *lines_at(160)]) == ()
