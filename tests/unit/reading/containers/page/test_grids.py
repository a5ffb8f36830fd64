from __future__ import annotations

import pytest

from jiheng.reading.containers.page import grids
from jiheng.reading.containers.page.grids import RuledCell, RuledTable, find_tables
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule


def tables(horizontals: list[Rule], verticals: list[Rule]) -> list[RuledTable]:
    return find_tables(Ink(1, 300, 200, (), horizontals, verticals))


def table(horizontals: list[Rule], verticals: list[Rule]) -> RuledTable:
    (found,) = tables(horizontals, verticals)
    return found


def across(*heights: float, start: float = 0, stop: float = 100) -> list[Rule]:
    return [Rule(at, start, stop) for at in heights]


def down(*distances: float, start: float = 0, stop: float = 60) -> list[Rule]:
    return [Rule(at, start, stop) for at in distances]


def test_a_page_without_lines_has_no_table() -> None:
    assert tables([], []) == []


@pytest.mark.parametrize(
    ("horizontals", "verticals"),
    [
        (across(0, 20, 60), []),
        ([], down(0, 40, 100)),
        (across(0, 60), down(0, 100)),
        (across(30, start=0, stop=1), down(0, start=29, stop=31)),
        (across(0, 60), down(50, start=100, stop=160)),
    ],
    ids=["rows alone", "columns alone", "a frame", "a cross", "lines apart"],
)
def test_what_makes_no_two_cells_is_no_table(
    horizontals: list[Rule], verticals: list[Rule]
) -> None:
    assert tables(horizontals, verticals) == []


def test_cells_are_told_by_their_place_and_size() -> None:
    found = table([*across(0, 60), *across(20, start=40)], down(0, 40, 100))
    assert (found.rows, found.columns) == ((0, 20, 60), (0, 40, 100))
    assert found.cells == (RuledCell(0, 0, 2, 1), RuledCell(0, 1, 1, 1), RuledCell(1, 1, 1, 1))
    assert found.box == (0, 0, 100, 60)


@pytest.mark.parametrize(
    ("x", "y", "number"),
    [
        (1, 1, 0),
        (39, 59, 0),
        (41, 19, 1),
        (99, 59, 2),
        (101, 1, None),
        (1, 61, None),
        (-1, 1, None),
    ],
)
def test_a_point_is_in_the_cell_around_it(x: float, y: float, number: int | None) -> None:
    found = table([*across(0, 60), *across(20, start=40)], down(0, 40, 100))
    assert found.cell_at(x, y) == number


def test_open_ends_are_closed_where_the_lines_end() -> None:
    found = table(across(20, 40, start=10, stop=90), down(40, 60, start=0, stop=60))
    assert (found.rows, found.columns) == ((0, 20, 40, 60), (10, 40, 60, 90))


def test_sides_below_the_last_line_end_where_the_longest_of_them_does() -> None:
    sides = [*down(0, 100, stop=60), Rule(40, 0, 28), Rule(70, 0, 20)]
    found = table(across(0, 20), sides)
    below = (RuledCell(1, 0, 1, 1), RuledCell(1, 1, 1, 2))
    assert (found.rows, found.cells[3:]) == ((0, 20, 60), below)


BESIDE = [*across(20, 40, 60, start=50), *across(0, start=50)]
"""Lines between rows that leave the first half of a page open."""


@pytest.mark.parametrize(
    ("sides", "columns"),
    [
        (down(0, 20), (0, 20, 50, 100)),
        (down(20, start=3, stop=58), (20, 50, 100)),
        (down(20, start=10), (50, 100)),
        (down(20, stop=90), (50, 100)),
    ],
    ids=["several", "nearly as high", "lower", "longer"],
)
def test_sides_as_high_as_a_table_are_those_of_cells_beside_it(
    sides: list[Rule], columns: tuple[float, ...]
) -> None:
    found = table(BESIDE, [*down(50, 100), *sides])
    assert found.columns == columns
    assert found.cells[0].height == (3 if len(columns) > 2 else 1)


CUT = [*down(0, stop=40), *down(100, stop=20)]
"""Sides of a table of which a row goes on over the right edge of the page."""


def below(top: float) -> tuple[list[Rule], list[Rule]]:
    """Return the lines of a table with sides of its own."""
    return across(top, top + 20, top + 40), down(0, 50, 100, start=top, stop=top + 40)


def written(size: float, top: float) -> list[Glyph]:
    return [Glyph("字", 10 * at, top, 10 * at + size, top + size) for at in (1, 4)]


def test_lines_as_long_as_those_of_a_table_that_goes_on_over_an_edge_are_of_it() -> None:
    found = table(across(-20, 0, 20, 40), [*CUT, *down(50, stop=40)])
    assert len(found.rows) == 4
    assert sorted(found.open_left) == [0]
    assert sorted(found.open_right) == [0, 2]


def test_lines_of_another_length_than_those_of_such_a_table_are_none_of_it() -> None:
    found = table([*across(-20, stop=80), *across(0, 20, 40)], [*CUT, *down(50, stop=40)])
    assert found.rows == (0, 20, 40)


def test_lines_as_long_as_those_of_a_table_within_the_page_are_none_of_it() -> None:
    assert table(across(-20, 0, 20, 40), down(0, 50, 100, stop=40)).rows == (0, 20, 40)


@pytest.mark.parametrize(
    ("top", "sides", "glyphs", "count"),
    [
        (60, CUT, (), 1),
        (60, CUT, written(10, 45), 1),
        (90, CUT, [*written(10, 45), *written(10, 70)], 1),
        (90, CUT, [*written(16, 45), *written(10, 70)], 2),
        (90, CUT, (), 2),
        (60, down(0, 100, stop=40), (), 2),
    ],
    ids=["blank", "words", "lines", "a title", "white", "within the page"],
)
def test_a_row_that_goes_on_over_both_edges_may_stand_amid_a_table(
    top: float, sides: list[Rule], glyphs: list[Glyph], count: int
) -> None:
    lines, walls = below(top)
    ink = Ink(
        1, 300, 200, glyphs, [*across(0, 20, 40), *lines], [*sides, *down(50, stop=40), *walls]
    )
    assert len(find_tables(ink)) == count


def test_tables_within_the_page_stay_apart_below_one_that_goes_on_over_its_edge() -> None:
    cut = [*across(0, 20, 40, stop=80), *down(0, stop=40), *down(80, stop=20), *down(50, stop=40)]
    (lines, walls), (more, others) = below(60), below(110)
    horizontals = [*cut[:3], *lines, *more]
    assert len(tables(horizontals, [*cut[3:], *walls, *others])) == 3


def test_a_short_line_is_no_wall() -> None:
    short = [*across(0, 20, 60), Rule(40, 0, 12)]
    assert len(table(short, down(0, 40, 100)).cells) == 4


def test_a_wall_may_have_gaps() -> None:
    broken = [Rule(40, 0, 15), Rule(40, 20, 60)]
    assert len(table(across(0, 60), [*down(0, 100), *broken]).cells) == 2


def test_tables_are_told_from_top_to_bottom_and_left_to_right() -> None:
    found = tables(
        [
            *across(100, 120, 140),
            *across(0, 20, 40, start=150, stop=200),
            *across(0, 20, 40),
        ],
        [
            *down(0, 100, start=100, stop=140),
            *down(150, 200, stop=40),
            *down(0, 100, stop=40),
        ],
    )
    assert [(one.rows[0], one.columns[0]) for one in found] == [(0, 0), (0, 150), (100, 0)]


def test_places_that_join_around_a_corner_are_a_cell_each_way() -> None:
    found = table([*across(0, 60), *across(30, stop=50)], [*down(0, 100), *down(50, stop=30)])
    assert found.cells == (
        RuledCell(0, 0, 1, 1),
        RuledCell(0, 1, 2, 1),
        RuledCell(1, 0, 1, 1),
    )


def test_a_frame_around_a_table_covers_none_of_its_cells() -> None:
    inner = [*across(20, 40, start=10), *down(10, 50, 100, start=20)]
    frame = [*across(0, 60), *down(0, 100)]
    rules = [*inner, *frame]
    found = table(rules[:2] + frame[:2], rules[2:5] + frame[2:])
    covered = sum(cell.height * cell.width for cell in found.cells)
    assert covered == len(found.places)
    assert len({found.cell_at(30, 30), found.cell_at(70, 30), found.cell_at(5, 30)}) == 3


def test_a_page_with_more_lines_than_any_form_has_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_LINES", 2)
    assert tables(across(0, 20, 60), down(0, 100)) == []
    assert tables(across(0, 60), down(0, 50, 100)) == []


def test_a_table_with_more_cells_than_any_form_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_PLACES", 3)
    assert tables(across(0, 20, 60), down(0, 50, 100)) == []
