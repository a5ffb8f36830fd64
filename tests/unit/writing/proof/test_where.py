"""Which part of the page shows a place."""

from __future__ import annotations

import pytest
from tests.unit.writing.proof.building import a_project, a_table, in_cell, in_line

from jiheng.model import Place
from jiheng.writing.proof.marks import gather
from jiheng.writing.proof.where import MOST_CHARACTERS, Cell, Cells, cell_of, cells_of


@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (Place(line=4, start=0, end=1), Cell(None, 4, 0)),
        (Place(sheet="表1", cell="B7", start=0, end=1), Cell("表1", 7, 2)),
        (Place(cell="AA1", start=0, end=1), Cell("", 1, 27)),
        (Place(cell="T2R3C4", start=0, end=1), Cell("T2", 3, 4)),
        (Place(cell="<b>", start=0, end=1), None),
        (Place(cell="A0", start=0, end=1), None),
        (Place(page=1, line=3, start=0, end=1), None),
        (Place(sheet="表1", start=0, end=1), None),
    ],
)
def test_a_place_is_a_cell_or_a_line(place: Place, cell: Cell | None) -> None:
    assert cell_of(place) == cell


def _cells(*lines: str) -> Cells:
    rows = (a_project(in_line(line, line, number)) for number, line in enumerate(lines, 1))
    return cells_of(gather([a_table(*rows)], (), "zh").items())


def test_lines_that_are_few_stand_together() -> None:
    assert list(_cells("甲", "乙", "丙").leaves.values()) == [[1, 2, 3]]


def test_long_lines_are_shared_out() -> None:
    long = "字" * (MOST_CHARACTERS // 2 + 1)
    assert list(_cells(long, long, "乙").leaves.values()) == [[1], [2, 3]]


def test_many_lines_are_shared_out() -> None:
    assert [len(rows) for rows in _cells(*"字" * 90).leaves.values()] == [40, 40, 10]


def test_lines_come_before_sheets() -> None:
    rows = (a_project(in_cell("甲", "A1")), a_project(in_line("乙", "乙")))
    cells = cells_of(gather([a_table(*rows)], (), "zh").items())
    assert [leaf.kind for leaf in cells.leaves] == ["lines", "cells"]
