from __future__ import annotations

from dataclasses import replace

from tests.spec.layout_cases import Paper

from jiheng.reading.layouts.grids.lattice import Lattice, lattice_of


def _lattice(paper: Paper) -> Lattice:
    sheet = paper.sheet()
    return lattice_of(sheet, sheet.grids)


def test_a_merged_cell_covers_each_of_its_places() -> None:
    paper = Paper()
    paper.grid([[{"text": "甲", "rows": 2, "columns": 2}, "乙"], ["丙"]])
    lattice = _lattice(paper)
    anchor = lattice.places[0][0]
    assert [lattice.places[row][column] for row in (0, 1) for column in (0, 1)] == [anchor] * 4
    assert [cell.text.text for cell in lattice.filled[1]] == ["丙"]


def test_cells_that_overlap_leave_each_place_to_the_first() -> None:
    paper = Paper()
    paper.grid([["甲", "乙"], ["丙", "丁"]])
    paper.merges[0, 1] = (2, 1)
    paper.merges[1, 0] = (1, 2)
    lattice = _lattice(paper)
    assert [[cell.text.text for cell in row] for row in lattice.places] == [
        ["甲", "乙"],
        ["丙", "乙"],
    ]


def test_a_merged_cell_within_another_is_none() -> None:
    paper = Paper()
    paper.grid([["甲", ""], ["", ""]])
    paper.merges[0, 0] = (2, 2)
    paper.merges[1, 1] = (1, 1)
    assert {cell.text.text for row in _lattice(paper).places for cell in row} == {"甲"}


def test_merged_cells_of_other_grids_are_none_of_this() -> None:
    paper = Paper()
    paper.grid([[{"text": "甲", "columns": 2}]])
    paper.merges.update({(row, 0): (1, 2) for row in range(5, 9)})
    assert [cell.width for cell in _lattice(paper).row(0)] == [2]


def test_a_merged_cell_shows_the_only_text_that_it_covers() -> None:
    paper = Paper()
    paper.grid([["", "乙"], ["丙", "丁"]])
    paper.merges[0, 0] = (2, 1)
    anchor = _lattice(paper).places[0][0]
    assert (anchor.text.text, anchor.height) == ("丙", 2)


def test_a_cell_that_sticks_out_of_its_grid_ends_with_it() -> None:
    paper = Paper()
    paper.grid([["甲", "乙"]])
    paper.merges[0, 0] = (1000, 1)
    assert [cell.height for cell in _lattice(paper).row(0)] == [1, 1]


def test_grids_of_two_pages_share_the_edges_that_are_near() -> None:
    paper = Paper()
    paper.grid([["甲", "乙"]], 1, (50, 100, 150))
    paper.grid([["丙", "丁", "戊"]], 2, (51, 75, 102, 149))
    lattice = _lattice(paper)
    assert lattice.width == 3
    assert lattice.seams == {1}
    assert [cell.width for cell in lattice.row(0)] == [2, 1]


def test_a_part_cuts_the_cells_that_stick_out_and_leaves_their_text_above() -> None:
    paper = Paper()
    paper.grid([[{"text": "甲", "rows": 2}, "乙"], ["丙"], ["丁", "戊"]])
    part = _lattice(paper).part(1, 3)
    assert [[cell.text.text for cell in part.row(row)] for row in (0, 1)] == [
        ["", "丙"],
        ["丁", "戊"],
    ]


def test_no_grid_is_a_lattice_of_no_width() -> None:
    assert Lattice().width == 0


def test_a_column_too_narrow_to_be_one_takes_no_place_from_the_next() -> None:
    paper = Paper()
    paper.grid([["甲", "", "乙"]], page=1, edges=(10.0, 60.0, 62.5, 90.0))
    assert [cell.text.text for cell in _lattice(paper).filled[0]] == ["甲", "乙"]


def test_a_page_without_the_outer_columns_has_no_cells_there() -> None:
    paper = Paper()
    paper.grid([["甲", "乙", "丙"]], page=1, edges=(10.0, 40.0, 70.0, 90.0))
    paper.grid([["丁", "戊"]], page=2, edges=(40.0, 70.0, 90.0))
    lattice = _lattice(paper)
    assert [cell.ruled for cell in lattice.row(1)] == [False, True, True]


def test_a_grid_without_edges_stands_under_one_that_has_them() -> None:
    paper = Paper()
    paper.grid([["甲", "乙"]])
    paper.grid([["", "丙"], ["丁", "戊"], [{"text": "己", "columns": 2}]])
    paper.merges[1, 0] = (2, 1)
    sheet = paper.sheet()
    upper, lower = sheet.grids
    lattice = lattice_of(sheet, (replace(upper, edges=(0, 50, 100)), replace(lower, edges=())))
    assert [[cell.text.text for cell in row] for row in lattice.places] == [
        ["甲", "乙"],
        ["丁", "丙"],
        ["丁", "戊"],
        ["己", "己"],
    ]


def test_a_cell_of_a_page_leaves_to_others_what_they_have_taken() -> None:
    paper = Paper()
    paper.grid([["甲", "乙"], ["丙", "丁"]])
    paper.merges[0, 1] = (2, 1)
    paper.merges[1, 0] = (1, 2)
    sheet = paper.sheet()
    (grid,) = sheet.grids
    lattice = lattice_of(sheet, (replace(grid, edges=(0, 50, 100)),))
    assert [cell.text.text for cell in lattice.places[1]] == ["丙", "乙"]


def test_pages_with_as_many_columns_near_the_same_places_have_the_same_ones() -> None:
    paper = Paper()
    paper.grid([["甲", "≥", "90"]], 1, (50.0, 150.0, 200.0, 300.0))
    paper.grid([["乙", "≥", "95"]], 2, (50.0, 155.0, 194.0, 300.0))
    assert [[cell.column for cell in row] for row in _lattice(paper).places] == [[0, 1, 2]] * 2


def test_a_page_with_another_column_keeps_its_own() -> None:
    paper = Paper()
    paper.grid([["甲", "≥", "90"]], 1, (50.0, 150.0, 200.0, 300.0))
    paper.grid([["乙", "≥", "95"]], 2, (50.0, 150.0, 215.0, 300.0))
    assert _lattice(paper).width == len((150, 200, 215, 300))
