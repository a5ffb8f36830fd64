"""Tables of a PDF in whatever way their lines are drawn."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    COLUMNS,
    EXTRA,
    FOUR,
    FOUR_TEXTS,
    HEIGHT,
    ROWS,
    WIDTH,
    WrittenPage,
    boxes,
    clipped,
    contents,
    filled,
    form,
    frame,
    line,
    numbers,
    ruled,
    sheet_of,
    texts,
    words,
)

from jiheng.reading.containers.cells.sheet import Grid
from jiheng.reading.containers.pdf import rules

LEFT, MIDDLE, RIGHT = COLUMNS
TOP, HALF, BOTTOM = ROWS

FOUR_BOXES = [
    [(25.0, 46.5, 65.0, 56.5), (125.0, 46.5, 155.0, 56.5)],
    [(25.0, 76.5, 45.0, 86.5), (125.0, 76.5, 145.0, 86.5)],
]

CELLS = [
    frame(x0, y0, x1, y1)
    for y0, y1 in ((TOP, HALF), (HALF, BOTTOM))
    for x0, x1 in ((LEFT, MIDDLE), (MIDDLE, RIGHT))
]
THIN = [
    *(filled(LEFT, y - 0.25, RIGHT, y + 0.25) for y in ROWS),
    *(filled(x - 0.25, TOP, x + 0.25, BOTTOM) for x in COLUMNS),
]
ACROSS = [line(LEFT, y, RIGHT, y) for y in ROWS]
DOWN = [line(x, TOP, x, BOTTOM) for x in COLUMNS]

DRAWN = {
    "stroked lines": ruled(),
    "lines of one path": contents((*ACROSS, *DOWN)).replace(" S", "") + " S",
    "thin filled boxes": contents(THIN),
    "thin filled boxes of one path": contents(THIN).replace(" f", "") + " f",
    "a box for each cell": contents(CELLS),
    "boxes filled and stroked": contents(CELLS).replace(" S", " B"),
    "boxes of one path": contents(CELLS).replace(" S", "") + " S",
    "boxes closed by hand": contents(
        f"{x0} {200 - y0} m {x1} {200 - y0} l {x1} {200 - y1} l {x0} {200 - y1} l h S"
        for y0, y1 in ((TOP, HALF), (HALF, BOTTOM))
        for x0, x1 in ((LEFT, MIDDLE), (MIDDLE, RIGHT))
    ),
    "dashes": f"[2 2] 0 d {ruled()}",
    "dashes drawn piece by piece": contents(
        [
            *(line(x, y, x + 3, y) for y in ROWS for x in range(LEFT, RIGHT, 5)),
            *(line(x, y, x, y + 3) for x in COLUMNS for y in range(TOP, BOTTOM, 5)),
        ]
    ),
    "dots": contents(
        [
            *(filled(x, y, x + 0.75, y + 0.75) for y in ROWS for x in range(LEFT, RIGHT + 1, 2)),
            *(filled(x, y, x + 0.75, y + 0.75) for x in COLUMNS for y in range(TOP, BOTTOM + 1, 2)),
        ]
    ),
    "dots of one path": contents(
        [
            *(filled(x, y, x + 1, y + 1) for y in ROWS for x in range(LEFT, RIGHT + 1, 4)),
            *(filled(x, y, x + 1, y + 1) for x in COLUMNS for y in range(TOP, BOTTOM + 1, 4)),
        ]
    ).replace(" f", "")
    + " f",
    "white dots beside them": f"{ruled()} 1 g "
    + contents(filled(60, y, 61, y + 1) for y in range(TOP, BOTTOM, 3)),
    "some dots beside them": f"{ruled()} "
    + contents(filled(60, y, 61, y + 1) for y in range(TOP, TOP + 15, 3)),
    "a pattern of dots": f"{ruled()} "
    + contents(filled(x, y, x + 1, y + 1) for x in range(0, 300, 6) for y in range(0, 200, 6)),
    "drawn twice": ruled() + "\n" + ruled(),
    "the room between two boxes for each cell": contents(
        f"{numbers(x0, 200 - y1, x1 - x0, y1 - y0)} re "
        f"{numbers(x0 + 1, 201 - y1, x1 - x0 - 2, y1 - y0 - 2)} re f*"
        for y0, y1 in ((TOP, HALF), (HALF, BOTTOM))
        for x0, x1 in ((LEFT, MIDDLE), (MIDDLE, RIGHT))
    ),
    "lines that their clip hides beside them": f"{ruled()} "
    + clipped((0, 0, 10, 200), f"{line(60, TOP, 60, BOTTOM)} {line(LEFT, 55, RIGHT, 55)}"),
    "lines longer than their clip": clipped(
        (LEFT, TOP, RIGHT, BOTTOM),
        contents(
            [*(line(0, y, WIDTH, y) for y in ROWS), *(line(x, 0, x, HEIGHT) for x in COLUMNS)]
        ),
    ),
    "doubled": contents(
        [
            ruled(),
            *(line(LEFT - 0.5, y + 1.5, RIGHT + 0.5, y + 1.5) for y in ROWS),
            *(line(x + 1.5, TOP, x + 1.5, BOTTOM + 1.5) for x in COLUMNS),
        ]
    ),
    "open left and right": contents([*ACROSS, DOWN[1]]),
    "open at its top": contents([*ACROSS[1:], *DOWN]),
    "open at its bottom": contents([*ACROSS[:2], *DOWN]),
    "lines that stop short of each other": contents(
        [
            *(line(LEFT + 2, y, RIGHT - 2, y) for y in ROWS),
            *(line(x, TOP + 2, x, BOTTOM - 2) for x in COLUMNS),
        ]
    ),
    "lines in the colours of ink": f"0.9 G 0.9 g {ruled()}",
    "a pattern that has no colour": f"/Pattern CS {ruled()}",
    "filled by no pattern": f"/Pattern cs {contents(THIN)}",
    "filled by a pattern": f"/Pattern cs /P scn {contents(THIN)}",
    "white lines beside them": f"{ruled()} 1 G {line(60, TOP, 60, BOTTOM)} {line(20, 55, 220, 55)}",
    "white boxes beside them": f"{ruled()} 1 G {frame(60, TOP, 90, BOTTOM)}",
    "boxes not drawn at all": f"{ruled()} {frame(60, TOP, 90, BOTTOM)[:-1]} n",
    "a filled ground": f"0.8 g {filled(LEFT, TOP, RIGHT, HALF)} 0 g {ruled()}",
    "a ground cut in parts": f"0.8 g 20 100 m 120 100 l 120 160 l 70 150 l 60 140 l 20 160 l h f "
    f"0 g {ruled()}",
    "curves beside them": f"{ruled()} 60 150 m 70 160 80 140 90 150 c S",
    "a slanting line in a cell": f"{ruled()} {line(LEFT, TOP, MIDDLE, HALF)}",
    "a dot": f"{ruled()} {filled(60, 50, 61, 51)}",
    "a point": f"{ruled()} 60 150 m 60 150 l S 1 0 0 1 50 50 cm 0 0 m 90 40 m S",
    "an empty path": f"{ruled()} h S",
    "a frame around the page": f"{frame(2, 2, 298, 198)} {ruled()}",
}


@pytest.mark.parametrize("drawing", DRAWN.values(), ids=DRAWN)
def test_a_table_is_found_however_it_is_ruled(drawing: str) -> None:
    found = sheet_of(f"q {drawing} Q {FOUR}")
    assert texts(found) == FOUR_TEXTS
    assert boxes(found) == FOUR_BOXES
    (grid,) = found.grids
    assert (grid.first, grid.stop, grid.page) == (0, 2, 1)
    assert grid.edges == pytest.approx(COLUMNS, abs=2)
    assert not found.merges
    assert not found.problems


def test_a_table_that_runs_beyond_the_paper_ends_at_its_edge() -> None:
    beyond = [
        *(line(LEFT, y, MIDDLE, y) for y in (-90, HALF, 250)),
        *(line(MIDDLE, y, RIGHT, y) for y in (-60, HALF, 290)),
    ]
    tall = [line(x, -90, x, 290) for x in COLUMNS]
    found = sheet_of(f"q {contents((*beyond, *tall))} Q {FOUR}")
    assert texts(found) == FOUR_TEXTS
    assert [grid.edges for grid in found.grids] == [pytest.approx(COLUMNS, abs=2)]


def test_the_last_row_of_a_page_ends_with_the_clip_that_hides_its_line() -> None:
    rows = (("绩效指标", "单位", "指标值"), ("数量", "口", "三百"), ("质量", "里", "四百"))
    said = "\n".join(
        words(x, 30 + 30 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip((25, 100, 160), row, strict=True)
    )
    lines = contents(line(LEFT, y, RIGHT, y) for y in (10, 40, 70, 130))
    found = sheet_of(f"{clipped((0, 0, WIDTH, 100), lines)} {said}")
    assert texts(found) == list(rows)
    assert found.grids[0].bottoms[-1] == pytest.approx(100)


def test_a_white_table_is_no_table() -> None:
    found = sheet_of(f"1 G {ruled()} 0 G {FOUR}")
    assert texts(found) == FOUR_TEXTS
    assert found.grids == ()


FORMS = {
    "moved": ([form(ruled(), "1 0 0 1 0 0")], "1 0 0 1 0 0"),
    "moved by its matrix": (
        [form(ruled((0, 100, 200), (0, 30, 60)), "1 0 0 1 20 -40")],
        "1 0 0 1 0 0",
    ),
    "moved by the page": ([form(ruled((0, 100, 200), (0, 30, 60)))], "1 0 0 1 20 -40"),
    "made larger": ([form(ruled((0, 50, 100), (150, 165, 180)), "1 0 0 1 10 30")], "2 0 0 2 0 0"),
    "turned a quarter": ([form(ruled((100, 130, 160), (-20, 80, 180)))], "0 1 -1 0 240 0"),
    "within another": (
        [
            form("q 1 0 0 1 10 -20 cm /Y Do Q", resources=f"/XObject << /Y {EXTRA + 1} 0 R >>"),
            form(ruled((0, 100, 200), (0, 30, 60)), "1 0 0 1 10 -20"),
        ],
        "1 0 0 1 0 0",
    ),
}


@pytest.mark.parametrize(("forms", "matrix"), FORMS.values(), ids=FORMS)
def test_lines_of_forms_stand_where_the_page_puts_them(forms: list[bytes], matrix: str) -> None:
    page = WrittenPage(f"q {matrix} cm /X Do Q {FOUR}", resources=f"/XObject << /X {EXTRA} 0 R >>")
    found = sheet_of(page, extra=forms)
    assert texts(found) == FOUR_TEXTS
    assert found.grids == (Grid(0, 2, 1, tuple(map(float, COLUMNS)), (70.0, 100.0)),)


@pytest.mark.parametrize("side", [2.8, 4.0])
def test_boxes_too_small_for_a_character_rule_nothing(side: float) -> None:
    pattern = [frame(x, y, x + side, y + side) for x in range(0, 300, 5) for y in range(0, 200, 5)]
    sheet = sheet_of(contents((*pattern, ruled(), FOUR)))
    assert texts(sheet) == FOUR_TEXTS


def test_text_of_forms_stands_where_the_page_puts_it() -> None:
    page = WrittenPage(f"{ruled()} /X Do", resources=f"/XObject << /X {EXTRA} 0 R >>")
    found = sheet_of(page, extra=[form(FOUR)])
    assert boxes(found) == FOUR_BOXES


def test_forms_within_forms_are_followed_to_a_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_DEPTH", 1)
    page = WrittenPage(f"/X Do {FOUR}", resources=f"/XObject << /X {EXTRA} 0 R >>")
    nested = [form("/Y Do", resources=f"/XObject << /Y {EXTRA + 1} 0 R >>"), form(ruled())]
    assert sheet_of(page, extra=nested).grids == ()


def test_objects_beyond_the_limit_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_OBJECTS", 2)
    assert sheet_of(f"{ruled()} {FOUR}").grids == ()


def test_edges_of_a_path_beyond_the_limit_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "MAX_SEGMENTS", 2)
    drawing = DRAWN["lines of one path"]
    assert sheet_of(f"{drawing} {FOUR}").grids == ()


def test_merged_cells_have_their_text_at_the_anchor() -> None:
    drawing = contents(
        [
            *(line(20, y, 220, y) for y in (40, 160)),
            line(20, 70, 220, 70),
            line(70, 100, 220, 100),
            line(70, 130, 220, 130),
            *(line(x, 40, x, 160) for x in (20, 220)),
            line(70, 70, 70, 160),
            line(120, 70, 120, 100),
            line(170, 70, 170, 160),
        ]
    )
    found = sheet_of(
        contents(
            [
                drawing,
                words(90, 55, "绩效指标"),
                words(25, 118, "产出"),
                words(75, 85, "数量"),
                words(125, 85, "个数"),
                words(175, 85, "1"),
                words(75, 115, "质量"),
                words(175, 145, "优"),
            ]
        )
    )
    assert texts(found) == [
        ("绩效指标", "", "", ""),
        ("产出", "数量", "个数", "1"),
        ("", "质量", "", ""),
        ("", "", "", "优"),
    ]
    assert found.merges == {(0, 0): (1, 4), (1, 0): (3, 1), (2, 1): (1, 2), (3, 1): (1, 2)}
    assert found.rows[1][0].span()[0].box == (25.0, 109.5, 45.0, 119.5)


def test_two_tables_side_by_side_are_two() -> None:
    drawing = ruled((20, 70, 120), (40, 70)) + "\n" + ruled((150, 200, 250), (40, 70))
    found = sheet_of(
        contents(
            [
                drawing,
                words(25, 55, "一级指标"),
                words(75, 55, "产出"),
                words(155, 55, "甲"),
                words(205, 55, "乙"),
            ]
        )
    )
    assert texts(found) == [("一级指标", "产出"), ("甲", "乙")]
    assert [grid.edges for grid in found.grids] == [(20.0, 70.0, 120.0), (150.0, 200.0, 250.0)]


def test_a_frame_of_one_cell_is_prose() -> None:
    found = sheet_of(f"{frame(20, 40, 220, 70)} {words(25, 55, '绩效目标：好')}")
    assert texts(found) == [("绩效目标：好",)]
    assert found.grids == ()


def test_a_table_within_a_cell_of_another_keeps_its_text() -> None:
    drawing = ruled((10, 150, 290), (20, 180)) + "\n" + ruled((30, 80, 130), (60, 90, 120))
    found = sheet_of(
        contents(
            [
                drawing,
                words(15, 35, "绩效指标"),
                words(35, 80, "数量"),
                words(85, 110, "三百"),
                words(200, 100, "外"),
            ]
        )
    )
    assert texts(found) == [("绩效指标", "外"), ("数量", ""), ("", "三百")]


def _tiles(texts: list[list[str]], gap: float, down: int = 0) -> str:
    found = []
    for row, line_ in enumerate(texts):
        for column, text in enumerate(line_):
            x, y = 20 + 90 * column, 40 + 30 * row + down
            found.append(f"0.9 g {numbers(x, HEIGHT - y - 30 + gap, 90 - gap, 30 - gap)} re f 0 g")
            found.append(words(x + 5, y + 15, text))
    return "\n".join(found)


def test_coloured_cells_that_cover_a_table_are_its_cells() -> None:
    table = [["一级指标", "三级指标", "指标值"], ["产出指标", "座数", "2座"]]
    assert texts(sheet_of(_tiles(table, 1.5))) == [tuple(row) for row in table]


def test_coloured_cells_may_overlap_as_far_as_figures_are_rounded() -> None:
    table = [["一级指标", "三级指标", "指标值"], ["产出指标", "座数", "2座"]]
    assert texts(sheet_of(_tiles(table, -0.05))) == [tuple(row) for row in table]


def test_coloured_boxes_that_stand_apart_are_no_cells() -> None:
    table = [["一级指标", "三级指标", "指标值"], ["产出指标", "座数", "2座"]]
    assert sheet_of(_tiles(table, 9)).grids == ()


def test_tables_of_coloured_cells_stand_one_below_the_other() -> None:
    table = [["一级指标", "三级指标", "指标值"], ["产出指标", "座数", "2座"]]
    found = sheet_of(_tiles(table, 1.5) + "\n" + _tiles(table, 1.5, down=80))
    assert texts(found) == [tuple(row) for row in table + table]


def test_coloured_cells_of_a_page_that_names_no_targets_go_on_with_those_before_it() -> None:
    pages = [
        [["一级指标", "三级指标", "指标值"], ["产出", "座数", "2座"]],
        [["质量", "合格率", "95%"], ["", "", "无"]],
    ]
    found = sheet_of(*(_tiles(table, 1.5) for table in pages))
    assert texts(found) == [tuple(row) for table in pages for row in table]


def test_tables_of_coloured_cells_stand_one_below_the_other_on_a_turned_page() -> None:
    table = [["一级指标", "三级指标", "指标值"], ["产出指标", "座数", "2座"]]
    tables = _tiles(table, 1.5) + "\n" + _tiles(table, 1.5, down=80)
    turned = f"q 0 1 -1 0 {HEIGHT} 0 cm\n{tables}\nQ"
    found = sheet_of(WrittenPage(turned, box=f"0 0 {HEIGHT} {WIDTH}"))
    assert texts(found) == [tuple(row) for row in table + table]
    assert len(found.grids) == 2


def test_a_row_of_coloured_cells_alone_on_a_page_goes_on_with_those_before_it() -> None:
    first = [["一级指标", "三级指标", "指标值"], ["产出", "座数", "2座"]]
    found = sheet_of(_tiles(first, 1.5), _tiles([["总分", "", "95"]], 1.5))
    assert texts(found) == [tuple(row) for row in (*first, ("总分", "", "95"))]


def test_coloured_boxes_of_other_width_on_the_next_page_are_no_rest_of_a_table() -> None:
    first = [["一级指标", "三级指标", "指标值"], ["产出", "座数", "2座"]]
    found = sheet_of(_tiles(first, 1.5), _tiles([["批复", "95"]], 1.5))
    assert texts(found)[:2] == [tuple(row) for row in first]
    assert len(found.grids) == 1


LISTED = (
    ("一级指标", "三级指标", "指标值"),
    ("产出指标", "打井数", "≥3口"),
    ("产出指标", "修渠数", "≥4里"),
    ("效益指标", "受益", "≥9户"),
    ("效益指标", "增收", "≥5元"),
)


def _rows() -> str:
    return "\n".join(
        words(25 + 90 * column, 35 + 20 * row, text)
        for row, line_ in enumerate(LISTED)
        for column, text in enumerate(line_)
    )


def _bands(*rows: int) -> str:
    tops = (20 + 20 * row for row in rows)
    fills = (f"0.9 g {numbers(20, HEIGHT - top - 20, 260, 20)} re f 0 g" for top in tops)
    return "\n".join((*fills, _rows()))


@pytest.mark.parametrize("rows", [(0, 2, 4), (0, 1, 2, 3, 4)], ids=["every other", "all"])
def test_rows_that_are_coloured_all_through_are_those_of_a_table(rows: tuple[int, ...]) -> None:
    assert texts(sheet_of(_bands(*rows))) == list(LISTED)


def test_a_row_that_is_coloured_twice_is_one_of_them() -> None:
    assert texts(sheet_of(_bands(0, 0, 2, 4))) == list(LISTED)


def test_many_rows_coloured_all_through_leave_their_columns_to_the_white() -> None:
    bands = (f"0.9 g {numbers(20, 180 - 30 * at, 260, 15)} re f 0 g" for at in range(6))
    lines = [LISTED[0], *[LISTED[1], LISTED[3]] * 5]
    said = (
        words(25 + 90 * column, 17 + 15 * row, text, 8)
        for row, line_ in enumerate(lines)
        for column, text in enumerate(line_)
    )
    assert texts(sheet_of("\n".join((*bands, *said)))) == lines


def test_two_coloured_rows_are_no_table() -> None:
    assert sheet_of(_bands(0, 2)).grids == ()


def test_a_head_of_coloured_cells_stands_above_rows_that_have_lines() -> None:
    edges = [(20 + 45 * at, 65 + 45 * at) for at in range(6)]
    fills = (f"0.9 g {numbers(x, HEIGHT - 40, y - x, 20)} re f 0 g" for x, y in edges)
    lines = (line(20, 60 + 20 * row, 290, 60 + 20 * row) for row in range(4))
    assert texts(sheet_of("\n".join((*fills, *lines, _rows())))) == list(LISTED)


def _zebra(*rows: int, fill: float = 0.9) -> str:
    """Return coloured cells of some rows, three a row."""
    return "\n".join(
        f"{fill} g {numbers(20 + 90 * column, HEIGHT - 40 - 20 * row, 90, 20)} re f 0 g"
        for row in rows
        for column in range(3)
    )


@pytest.mark.parametrize("rows", [(0, 2, 4), (1, 3), (0, 1, 3), (0, 2, 3)])
def test_rows_between_above_and_below_coloured_cells_are_rows_of_the_table(
    rows: tuple[int, ...],
) -> None:
    assert texts(sheet_of("\n".join((_zebra(*rows), _rows())))) == list(LISTED)


def test_a_frame_and_a_line_in_the_head_leave_coloured_cells_what_they_are() -> None:
    drawn = (frame(20, 20, 290, 120), line(110, 20, 110, 40), _zebra(0, 2, 4), _rows())
    assert texts(sheet_of("\n".join(drawn))) == list(LISTED)


def test_a_merged_cell_without_a_colour_stands_beside_coloured_ones() -> None:
    merged = f"0.9 g {numbers(20, HEIGHT - 120, 90, 80)} re f 0 g"
    beside = (
        f"0.9 g {numbers(20 + 90 * column, HEIGHT - 40 - 20 * row, 90, 20)} re f 0 g"
        for row in (0, 2, 4)
        for column in range(1, 3)
    )
    head = f"0.9 g {numbers(20, HEIGHT - 40, 90, 20)} re f 0 g"
    said = [words(25 + 90 * at, 35, text) for at, text in enumerate(LISTED[0])]
    for row, (_, *others) in enumerate(LISTED[1:], start=1):
        said.extend(words(115 + 90 * at, 35 + 20 * row, text) for at, text in enumerate(others))
    found = sheet_of("\n".join((head, merged, *beside, *said, words(25, 80, "产出指标"))))
    assert texts(found) == [
        LISTED[0],
        ("产出指标", *LISTED[1][1:]),
        *(("", *others) for _, *others in LISTED[2:]),
    ]
    assert found.merges == {(1, 0): (4, 1)}


def test_cells_without_a_colour_beside_several_rows_are_not_guessed() -> None:
    beside = (
        f"0.9 g {numbers(20 + 90 * column, HEIGHT - 40 - 20 * row, 90, 20)} re f 0 g"
        for row in (0, 2, 4)
        for column in range(1, 3)
    )
    ends = (f"0.9 g {numbers(20, HEIGHT - top, 90, 20)} re f 0 g" for top in (40, 120))
    assert sheet_of("\n".join((*beside, *ends, _rows()))).grids == ()


@pytest.mark.parametrize(
    "beside",
    [
        words(25, 135, "填报单位：县水利局") + "\n" + words(200, 135, "单位：万元"),
        words(25, 135, "注一二三四五六七八九十一二三四五六七八九十"),
        words(25, 145, "甲") + "\n" + words(205, 145, "乙"),
    ],
    ids=["labels", "prose", "farther off"],
)
def test_lines_beside_coloured_cells_that_are_no_row_stay_outside(beside: str) -> None:
    found = sheet_of("\n".join((_zebra(0, 2, 4), _rows(), beside)))
    (grid,) = found.grids
    assert texts(found)[grid.first : grid.stop] == list(LISTED)


def test_a_title_right_above_a_row_is_no_part_of_it() -> None:
    title = words(25, 13, "绩效目标表", 14)
    assert texts(sheet_of("\n".join((title, _zebra(1, 3), _rows())))) == [
        ("绩效目标表",),
        *LISTED,
    ]


def test_white_cells_on_a_coloured_ground_are_cells() -> None:
    table = [["一级指标", "三级指标", "指标值"], ["产出指标", "座数", "2座"]]
    ground = f"0.6 g {numbers(19, HEIGHT - 101, 271, 62)} re f"
    cells = _tiles(table, 1).replace("0.9 g", "1 g")
    assert texts(sheet_of(f"{ground}\n{cells}")) == [tuple(row) for row in table]
    assert sheet_of(cells).grids == ()


def test_coloured_rows_far_from_each_other_are_no_rows_of_one_table() -> None:
    far = "\n".join(
        f"0.9 g {numbers(20 + 90 * column, HEIGHT - top - 20, 90, 20)} re f 0 g"
        for top in (20, 110)
        for column in range(3)
    )
    assert sheet_of(f"{far}\n{_rows()}").grids == ()


def test_a_page_of_nothing_but_the_sides_of_a_row_goes_on_with_its_table() -> None:
    sides = "\n".join(line(x, 10, x, 190) for x in COLUMNS)
    said = (words(25, 55, "绩效指标"), ruled(), words(125, 95, "三百"))
    whole = sheet_of("\n".join(said), "\n".join((sides, words(125, 95, "四百"))))
    assert [(grid.page, grid.edges) for grid in whole.grids] == [
        (1, (20.0, 120.0, 220.0)),
        (2, (20.0, 120.0, 220.0)),
    ]
