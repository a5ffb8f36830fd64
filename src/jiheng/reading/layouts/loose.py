"""Rows of tabs, bars or commas in a text → grids, where their heads are those of no packed form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.containers.sheet import Grid
from jiheng.reading.layouts.header import read_header
from jiheng.reading.layouts.roles import role_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Traced
    from jiheng.reading.containers.sheet import Sheet

_OF_INDICATORS = frozenset({"level1", "level2", "name3", "annual_value", "period_value"})

MAX_PLACES = 1_000_000
"""Places of one grid, blank ones included; a hostile text asks for a thousand columns a row."""


def with_grids(sheet: Sheet) -> Sheet:
    """Return a sheet with its rows of several cells as grids.

    A sheet that has grids, or the packed form in rows that may drift, is returned as it is; so is
    one whose rows name no column of indicators, such as a packed form with a damaged head.
    """
    if sheet.grids or any(len(row) > 1 and read_header(row) for row in sheet.rows):
        return sheet
    if not any(len(row) > 1 and any(map(_is_column, row)) for row in sheet.rows):
        return sheet
    return replace(sheet, grids=tuple(_grids(sheet)))


def _is_column(cell: Traced) -> bool:
    return role_in(cell.text, "columns") in _OF_INDICATORS


def _grids(sheet: Sheet) -> Iterator[Grid]:
    first: int | None = None
    for index, row in enumerate((*sheet.rows, ())):
        if len(row) > 1:
            first = index if first is None else first
        elif first is not None:
            width = max(map(len, sheet.rows[first:index]))
            if width * (index - first) <= MAX_PLACES:
                yield Grid(first, index)
            first = None
