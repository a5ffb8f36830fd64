from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiheng.writing.official.grid import Cell, common_columns, placed, spread

WIDTHS = st.lists(st.floats(1, 100), min_size=1, max_size=12)


def test_a_cell_over_two_rows_takes_its_column_from_the_row_below() -> None:
    rows = [(Cell(text="a", rows=2), Cell(text="b")), (Cell(text="c"),)]
    assert [(row, column, cell.text) for row, column, cell in placed(rows, 2)] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [(Cell(),)],
        [(Cell(columns=3),)],
        [(Cell(), Cell(rows=2)), (Cell(columns=2),)],
        [(Cell(rows=2), Cell()), (Cell(), Cell())],
    ],
)
def test_a_grid_with_gaps_or_too_many_cells_is_refused(rows: list[tuple[Cell, ...]]) -> None:
    with pytest.raises(ValueError, match="row"):
        list(placed(rows, 2))


@given(WIDTHS, WIDTHS)
def test_a_row_takes_every_column_once(wanted: list[float], widths: list[float]) -> None:
    columns = common_columns([widths, wanted])
    spans = spread(wanted, columns)
    assert (len(spans), sum(spans), min(spans) > 0) == (len(wanted), len(columns), True)


def test_cells_keep_the_columns_they_were_made_for() -> None:
    assert spread((10, 20, 30), common_columns([(10, 20, 30), (10, 20, 15, 15)])) == [1, 1, 2]


def test_an_edge_near_another_makes_no_column_of_its_own() -> None:
    assert common_columns([(10, 20, 30), (12, 18, 30)]) == [10, 20, 30]


@given(WIDTHS, st.integers(1, 30))
def test_finer_columns_are_as_wide_in_all(widths: list[float], least: int) -> None:
    columns = common_columns([widths, [0.0] * least])
    assert len(columns) >= least
    assert sum(columns) == pytest.approx(sum(widths))


def test_a_figure_has_its_room_before_edges_are_where_they_should_be() -> None:
    assert spread((10, 10, 40), [10] * 6) == [1, 1, 4]
    assert spread((10, 10, 40), [10] * 6, least=(0, 20, 0)) == [1, 2, 3]
