"""Rows of tabs, bars or commas in a text → grids, where their heads are those of no packed form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.containers.sheet import Grid
from jiheng.reading.layouts.header import read_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.reading.containers.sheet import Sheet

MAX_PLACES = 1_000_000
"""Places of one grid, blank ones included; a hostile text asks for a thousand columns a row."""


def with_grids(sheet: Sheet) -> Sheet:
    """Return a sheet with its rows of several cells as grids.

    A sheet that has grids, or the packed form in rows that may drift, is returned as it is.
    """
    if sheet.grids or any(len(row) > 1 and read_header(row) for row in sheet.rows):
        return sheet
    return replace(sheet, grids=tuple(_grids(sheet)))


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
