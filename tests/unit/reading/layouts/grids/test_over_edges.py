"""Cells of a wide table that go on over the edge of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.spec.layout_cases import SOURCE
from tests.unit.reading.containers.pdf.written_pdf import clipped, contents, line, sheet_of, words

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.sheets import PagesSheet
from jiheng.reading.documents import read_sheets
from jiheng.reading.layouts.sections.wide_pages import with_wide_pages
from jiheng.reading.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable
    from jiheng.reading.containers.cells.sheet import Sheet

WORDS = "打三口井并修渠使全村有水喝，使五百户人家受益"
SEEN = 15
"""Characters of it that the left page shows, the last of them cut."""

X = 103
SIDE, REST = (100, 250), (10, 210)
BEYOND = X + 10 * SEEN

TOP, STEP = 40, 20
LEFT, RIGHT = (10, 100, 190, 250), (10, 110, 210)
GOES_ON = 240
"""Points by which what stands on the left page stands further to the left on the right one."""

FORM = (
    ("项目名称", "打井", ""),
    ("年度目标", "", ""),
    ("绩效指标", "一级指标", "二级指标"),
    ("", "产出指标", "数量指标"),
    ("", "产出指标", "质量指标"),
)
MORE = (("", ""), ("", ""), ("三级指标", "指标值"), ("打井数", "≥3口"), ("合格率", "≥95%"))
LISTED = ["打井数", "合格率"]


def goal(x: float, text: str, clip: tuple[float, float] | None = None) -> str:
    said = words(x, 74, text)
    return clipped((clip[0], 60, clip[1], 80), said) if clip else said


def ruled(rows: Sequence[Sequence[str]], columns: Sequence[float], opened: dict[int, int]) -> str:
    """Return a page of a table.

    Args:
        rows: What its cells say.
        columns: Where they end.
        opened: Column → how many of the first rows have no line at its left.
    """
    tops = [TOP + STEP * at for at in range(len(rows) + 1)]
    across = [line(columns[0], y, columns[-1], y) for y in tops]
    down = [line(x, tops[opened.get(at, 0)], x, tops[-1]) for at, x in enumerate(columns)]
    said = [
        words(x + 3, y + 14, text)
        for y, row in zip(tops, rows, strict=False)
        for x, text in zip(columns, row, strict=False)
    ]
    return contents((*across, *down, *said))


def read(left: str, right: str, begin: int = 2) -> TargetTable:
    """Return the table of two pages side by side, the first rows of which no line parts."""
    head = words(60, 30, "项目支出绩效目标表")
    first = ruled(FORM, LEFT, {2: 2, 3: 2})
    second = ruled(MORE, RIGHT, {0: begin, 1: 2})
    sheet = sheet_of(contents((head, first, left)), contents((second, right)))
    (table,) = read_sheets((sheet,), SOURCE).tables
    assert [each.name for each in table.rows[0].indicators] == LISTED
    return table


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (goal(X, WORDS[:SEEN], SIDE), goal(X - GOES_ON, WORDS, REST)),
        (goal(X, WORDS[:SEEN], SIDE), goal(BEYOND - 10 - GOES_ON, WORDS[SEEN - 1 :], REST)),
        (goal(X - 5, WORDS[:SEEN]), goal(12, WORDS[SEEN:])),
        (goal(X, WORDS, SIDE), goal(BEYOND - 10 - GOES_ON, WORDS[SEEN - 1 :], REST)),
        (goal(X, WORDS, SIDE), ""),
        ("", goal(13, WORDS[:19])),
    ],
    ids=["hidden on the right", "cut", "parted", "hidden on the left", "left alone", "right alone"],
)
def test_a_cell_of_two_pages_is_read_once(left: str, right: str) -> None:
    table = read(left, right)
    (row,) = table.rows
    assert row.goal == (WORDS if left else WORDS[:19])
    assert (row.further, table.problems) == ((), ())


def test_each_line_of_a_cell_goes_on_with_its_own() -> None:
    lines = WORDS[:18], WORDS[18:]
    left = contents(
        clipped((100, 60, 250, 80), words(X, y, text[:SEEN]))
        for y, text in zip((69, 78), lines, strict=True)
    )
    right = clipped((10, 60, 210, 80), words(X - GOES_ON, 69, lines[0]))
    assert read(left, right).rows[0].goal == WORDS


@pytest.mark.parametrize(
    "right", ["", goal(BEYOND - 10 - GOES_ON, "另外的话", REST)], ids=["nothing", "other words"]
)
def test_a_cell_that_the_page_beside_does_not_go_on_with_is_told(right: str) -> None:
    table = read(goal(X, WORDS[:SEEN], SIDE), right)
    (problem,) = table.problems
    assert (problem.code, problem.excerpt) == ("clipped-cell", WORDS[:SEEN])


def test_a_cell_cut_before_a_page_without_any_side_of_it_is_told() -> None:
    first = contents((words(60, 30, "项目支出绩效目标表"), ruled(FORM, LEFT, {2: 2, 3: 2})))
    second = ruled(MORE, RIGHT, {0: 2, 1: 2, 2: 2})
    third = ruled((("",), ("",), ("备注",), ("一号地",), ("",)), (10, 110), {0: 2})
    long = WORDS * 2
    pages = (
        (first, goal(X, long[:SEEN], SIDE)),
        (second, goal(X - GOES_ON, long, REST)),
        (third, goal(X - GOES_ON - 200, long, (10, 110))),
    )
    (table,) = read_sheets((sheet_of(*map(contents, pages)),), SOURCE).tables
    assert ("clipped-cell", long[:SEEN]) in [(p.code, p.excerpt) for p in table.problems]


def test_latin_words_on_two_lines_stay_apart() -> None:
    left = contents((words(X, 69, "BIM"), words(X, 78, "GIS")))
    assert read(left, "").rows[0].goal == "BIM GIS"


LATER = "另外的话"


@pytest.mark.parametrize(
    ("left", "right", "begin"),
    [
        (goal(X, "有水喝"), goal(113, LATER), 2),
        (goal(X, "有水喝"), goal(13, LATER), 0),
        (goal(X, WORDS, SIDE), goal(13, LATER, REST), 2),
    ],
    ids=["far from each other", "with a line between them", "other words at one place"],
)
def test_words_that_do_not_fit_each_other_are_two_cells(left: str, right: str, begin: int) -> None:
    table = read(left, right, begin)
    (row,) = table.rows
    assert LATER not in (row.goal or "")
    assert LATER in [each.value or each.label for each in row.further]


def test_a_line_of_the_right_page_above_those_of_the_left_comes_first() -> None:
    left, right = words(X + 100, 78, "有水喝"), words(13, 69, "打井，使全村")
    assert read(left, right).rows[0].goal == "打井，使全村有水喝"


def wide(first: Sequence[float], second: Sequence[float]) -> Sheet:
    """Return two pages of four rows at most, without a line between them below their heads.

    Args:
        first: Where lines between rows of the last column of the left page are.
        second: Those of the first column of the right one.
    """
    gathered = PagesSheet()
    heads = ("项目名称", "一级指标"), ("三级指标", "指标值")
    for number, own in enumerate((first, second)):
        texts = [(4, 4, heads[number][0]), (64, 4, heads[number][1]), (64, 24, "甲")]
        glyphs = [
            Glyph(text, x + 10 * at, y, x + 10 * at + 10, y + 10)
            for x, y, said in texts
            for at, text in enumerate(said)
        ]
        shared = [Rule(y, 60 * number, 60 + 60 * number) for y in (40, 60)]
        across = [*(Rule(y, 0, 120) for y in (0, 20, 80)), *shared]
        across += [Rule(y, 60 - 60 * number, 120 - 60 * number) for y in own]
        down = [Rule(x, 0, 80) for x in (60 * number, 60 + 60 * number)]
        down.append(Rule(120 - 120 * number, 0, 20))
        gathered.add(Ink(number + 1, 200, 200, glyphs, across, down))
    return gathered.sheet("表")


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ((40, 60), (40, 60), {(1, 1): (1, 2), (2, 1): (1, 2), (3, 1): (1, 2)}),
        ((), (), {(1, 1): (3, 2)}),
        ((40,), (40,), {(1, 1): (1, 2), (2, 1): (2, 2)}),
        ((40, 60), (60,), {(1, 2): (2, 1), (3, 1): (1, 2)}),
        ((60,), (40, 60), {(1, 1): (2, 1), (3, 1): (1, 2)}),
    ],
)
def test_cells_as_high_as_each_other_are_one(
    first: Sequence[float],
    second: Sequence[float],
    merged: dict[tuple[int, int], tuple[int, int]],
) -> None:
    sheet = wide(first, second)
    assert with_wide_pages(sheet, Ledger(sheet.origins, ())).merges == merged
