"""Heads of lists that give each level names and values of its own: 数量指标 over 名称 | 指标值."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.layouts.heads.head import VALUES

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column

_FEWEST = 2
"""Levels side by side at least: one pair is the list of all indicators."""


def with_pairs(
    lattice: Lattice, columns: tuple[Column, ...], row: int, stop: int
) -> tuple[Column, ...]:
    """Return columns of a head in which names and values of a level are one, called as the level.

    Every column of names has its values right behind it, below the same level.

    Args:
        lattice: The table.
        columns: Of the head.
        row: Its first row.
        stop: One past its last.
    """
    names = sum(1 for column in columns if column.role == "name3")
    if names < _FEWEST:
        return columns
    pairs = {
        name.first: (value, _level(lattice, name, value, range(row, stop - 1)))
        for name, value in pairwise(columns)
        if name.role == "name3" and value.role in VALUES
    }
    levels = {level for _, level in pairs.values() if level}
    if len(levels) < names:
        return columns
    values = {value.first for value, _ in pairs.values()}
    return tuple(
        _paired(column, *pairs[column.first]) if column.first in pairs else column
        for column in columns
        if column.first not in values
    )


def _paired(name: Column, value: Column, level: str) -> Column:
    return replace(name, role=None, label=level, stop=value.stop, values=value.first)


def _level(lattice: Lattice, name: Column, value: Column, above: range) -> str:
    """Return what the head says over both names and values; nothing if that is not the same."""
    cells = [lattice.places[row][name.first] for row in above]
    if any(cell is not lattice.places[cell.row][value.first] for cell in cells):
        return ""
    return "".join({id(cell): cell.text.text for cell in cells}.values())
