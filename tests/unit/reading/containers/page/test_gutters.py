"""Tables whose cells have frames of their own, a little apart from each other."""

from __future__ import annotations

import pytest

from jiheng.reading.containers.page.grids import RuledCell, find_tables
from jiheng.reading.containers.page.gutters import without_gutters
from jiheng.reading.containers.page.ink import Ink, Rule


def test_what_is_between_cells_with_frames_of_their_own_is_no_row() -> None:
    boxes = [(0, 0, 97, 17), (100, 0, 297, 17), (0, 20, 97, 57), (100, 20, 197, 57)]
    boxes += [(200, 20, 297, 37), (200, 40, 297, 57)]
    across = [Rule(at, left, right) for left, top, right, low in boxes for at in (top, low)]
    down = [Rule(at, top, low) for left, top, right, low in boxes for at in (left, right)]
    outer = [Rule(-3, -3, 300), Rule(60, -3, 300)], [Rule(-3, -3, 60), Rule(300, -3, 60)]
    (table,) = find_tables(Ink(1, 400, 400, (), across + outer[0], down + outer[1]))
    assert table.cells == (
        RuledCell(0, 0, 1, 1),
        RuledCell(0, 1, 1, 2),
        RuledCell(1, 0, 2, 1),
        RuledCell(1, 1, 2, 1),
        RuledCell(1, 2, 1, 1),
        RuledCell(2, 2, 1, 1),
    )


@pytest.mark.parametrize("heights", [(0, 4, 20, 40, 44), (0, 3, 20, 40, 60, 80, 100, 103)])
def test_few_lines_near_each_other_make_no_gutters(heights: tuple[float, ...]) -> None:
    rules = [Rule(at, 0, 100) for at in heights]
    assert (without_gutters(rules) == rules) == (len(heights) > 5)
