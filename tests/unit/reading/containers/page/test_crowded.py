"""Cells of ruled tables that hold several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.page.row_ruled import tables_on
from jiheng.reading.containers.page.sheets import PagesSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGES = (0, 100, 200, 300)
HEAD = ("一级指标", "三级指标", "指标值")
LEVELS = ("产出指标", "产出指标", "效益指标", "效益指标")
NAMES = ("打井数", "修渠数", "受益", "增收")
VALUES = ("≥3口", "≥4里", "≥9户", "≥5元")


def written(lines: Sequence[Sequence[str]], pitch: float = 20) -> list[Glyph]:
    return [
        Glyph(text, left + 4 + 10 * at, top, left + 14 + 10 * at, top + 10)
        for row, line in enumerate(lines)
        for word, left in zip(line, EDGES, strict=False)
        for top in (pitch * row + 5,)
        for at, text in enumerate(word)
    ]


def page(glyphs: Sequence[Glyph], inner: Sequence[Rule] = (), bottom: float = 100) -> Ink:
    """Return a page with a table of three columns and a line below its head."""
    across = [Rule(at, 0, 300) for at in (0, 20, bottom)]
    down = [Rule(x, 0, bottom) for x in EDGES]
    return Ink(1, 400, 400, tuple(glyphs), (*across, *inner), tuple(down))


def texts(ink: Ink) -> list[list[str]]:
    """Return the rows of the only table of a page."""
    gathered = PagesSheet()
    gathered.add(ink)
    return [[cell.text for cell in row] for row in gathered.sheet("表").rows]


LISTED = (HEAD, *zip(LEVELS, NAMES, VALUES, strict=True))


def test_rows_between_which_no_line_is_drawn_are_parted_by_the_white() -> None:
    assert texts(page(written(LISTED))) == [list(line) for line in LISTED]


def test_two_columns_of_values_are_parted_once() -> None:
    lines = [HEAD, *zip(NAMES, VALUES, VALUES, strict=True)]
    assert texts(page(written(lines))) == [list(line) for line in lines]


def test_lines_that_some_columns_have_stand_between_the_rows_of_the_others() -> None:
    levels = [("", *line[1:]) for line in LISTED[1:]]
    middle = [
        Glyph(text, 4 + 10 * at, top, 14 + 10 * at, top + 10)
        for word, top in (("产出指标", 35), ("效益指标", 75))
        for at, text in enumerate(word)
    ]
    found = tables_on(page([*written((HEAD, *levels)), *middle], [Rule(62, 0, 100)])).tables
    assert [len(table.rows) for table in found] == [6]
    assert (1, 0, 2, 1) in {(c.row, c.column, c.height, c.width) for c in found[0].cells}


@pytest.mark.parametrize(
    "values",
    [VALUES[:2], ("今年内", "≥4里，", "并且要", "≥5元")],
    ids=["two values", "values within words"],
)
def test_a_cell_with_few_values_is_one(values: Sequence[str]) -> None:
    lines = [(*HEAD[:2], "指标值"), *((LEVELS[0], NAMES[0], value) for value in values)]
    found = tables_on(page(written(lines)))
    assert [len(table.rows) for table in found.tables] == [3]
    assert not found.lost


def test_a_cell_whose_rows_nobody_can_tell_is_told() -> None:
    lines = [HEAD, *(("", "", value) for value in VALUES)]
    gathered = PagesSheet()
    gathered.add(page(written(lines)))
    (problem,) = gathered.sheet("表").problems
    assert (problem.code, problem.severity.value, problem.excerpt) == (
        "unread-text",
        "warning",
        "≥3口",
    )


def test_signs_outside_of_tables_are_none_of_a_cell() -> None:
    ink = page(written([("", "", ""), *LISTED[1:]]), bottom=30)
    assert not tables_on(ink).lost
