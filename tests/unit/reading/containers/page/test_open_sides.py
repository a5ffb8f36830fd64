"""Columns between which the line is missing beside merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng.reading.containers.page.grids import find_tables
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 100, 20


def written(*words: tuple[str, float, float]) -> list[Glyph]:
    return [
        Glyph(text, x + 10 * at, y, x + 10 * at + 10, y + 10)
        for word, x, y in words
        for at, text in enumerate(word)
    ]


def cells(
    glyphs: Sequence[Glyph], short: Sequence[float], side: Sequence[tuple[float, float]]
) -> set[tuple[int, int, int, int]]:
    """Return the cells of a table of three columns, the first and second not parted all through.

    Args:
        glyphs: What it says.
        short: Heights of lines that run below the second and third column alone.
        side: Where the line between the first and second column runs.
    """
    bottom = 5 * HEIGHT
    whole = [HEIGHT * at for at in range(6) if HEIGHT * at not in short]
    across = [Rule(at, 0, 300) for at in whole] + [Rule(at, 100, 300) for at in short]
    down = [Rule(x, 0, bottom) for x in (0, 200, 300)] + [Rule(100, *ends) for ends in side]
    (table,) = find_tables(Ink(1, 400, 400, tuple(glyphs), across, down))
    return {(cell.row, cell.column, cell.height, cell.width) for cell in table.cells}


HEAD = [(0.0, 20.0)]
LEVELS = written(("产出指标", 5, 45), ("数量", 105, 25), ("质量", 105, 45), ("时效", 105, 65))


def test_lines_that_stop_beside_a_merged_cell_tell_its_side() -> None:
    found = cells(LEVELS, (40, 60), HEAD)
    assert {(1, 0, 3, 1), (1, 1, 1, 1), (2, 1, 1, 1), (3, 1, 1, 1)} <= found


def test_a_row_beside_which_nothing_is_merged_has_a_side_where_both_cells_say_something() -> None:
    more = written(("效益指标", 5, 85), ("社会", 105, 85))
    assert (4, 0, 1, 1) in cells([*LEVELS, *more], (40, 60), HEAD)
    assert (4, 0, 1, 2) in cells([*LEVELS, *more[:4]], (40, 60), HEAD)
    assert (4, 0, 1, 2) in cells([*LEVELS, *more[4:]], (40, 60), HEAD)


def test_a_side_may_begin_amid_rows() -> None:
    found = cells(LEVELS, (40, 60), [(0, 20), (80, 100)])
    assert {(1, 0, 3, 1), (4, 0, 1, 1), (4, 1, 1, 1)} <= found


@pytest.mark.parametrize(
    "word",
    [("产出指标数量指标今年", 5, 45), ("产出指标产出指标", 15, 45)],
    ids=["over it", "up to it"],
)
def test_words_over_the_place_leave_it_open(word: tuple[str, float, float]) -> None:
    glyphs = written(word, ("数量", 105, 25), ("时效", 105 if word[1] == 5 else 96, 65 - 20))
    assert (1, 0, 3, 1) not in cells(glyphs, (40, 60), HEAD)


def test_a_wide_cell_with_lines_all_around_stays_one() -> None:
    assert (1, 0, 1, 2) in cells(written(("合计", 5, 25)), (), HEAD)


def rows_of(line: str, sides: Sequence[int]) -> list[int]:
    """Return how many cells each row has where only some rows have lines between columns.

    Args:
        line: The words of the rows without such lines, a blank between two columns.
        sides: The rows with them.
    """
    words = [(word, 100.0 * at + 5) for at, word in enumerate(line.split("|"))]
    glyphs = written(*((word, x, 20 * row + 5) for row in range(4) for word, x in words))
    across = [Rule(20 * at, 0, 300) for at in range(5)]
    inner = [Rule(x, 20 * row, 20 * row + 20) for x in (100, 200) for row in sides]
    down = [Rule(0, 0, 80), *inner, Rule(300, 0, 80)]
    (table,) = find_tables(Ink(1, 400, 400, glyphs, across, down))
    return [sum(cell.row == row for cell in table.cells) for row in range(4)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("产出指标|打井数|≥3口", [3, 3, 3, 3]),
        ("今年打井三口修渠四里受益九户增收五元造林六亩|井|渠", [3, 1, 3, 1]),
        ("项目名称|打井", [3, 1, 3, 1]),
    ],
    ids=["in columns", "over them", "in two of them"],
)
def test_rows_without_lines_between_others_with_them_are_parted_alike(
    line: str, expected: list[int]
) -> None:
    assert rows_of(line, (0, 2)) == expected
