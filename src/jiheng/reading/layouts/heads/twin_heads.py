"""Heads of two columns in one cell, because no rule is seen between them: 分值得分."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.roles import column_role, plain

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Lattice

MOST_BETWEEN = 2
"""Characters between two heads that a seal may be read as."""

_SHORTEST = 4


def twins(
    lattice: Lattice, words: str, columns: range, below: int
) -> tuple[tuple[str, range], tuple[str, range]] | None:
    """Return the two heads that a cell over several columns holds, each with its own columns.

    Args:
        lattice: The table.
        words: What the cell says.
        columns: Those it covers.
        below: The first row below it.

    Returns:
        Nothing for a cell whose words are one head, or over columns that no row below parts at one
        place.
    """
    parts = _parts(words) if len(columns) > 1 else None
    edge = _edge(lattice, columns, below) if parts else None
    if parts is None or edge is None:
        return None
    return (parts[0], range(columns.start, edge)), (parts[1], range(edge, columns.stop))


@lru_cache(maxsize=1024)
def _parts(words: str) -> tuple[str, str] | None:
    """Return the two heads that some words are one after the other."""
    if len(words) < _SHORTEST or column_role(words):
        return None
    for first in range(2, len(words) - 1):
        one = column_role(words[:first])
        for second in range(first, min(first + MOST_BETWEEN, len(words) - 2) + 1):
            other = column_role(words[second:])
            if one and other and one != other and plain(words[second:]) == words[second:]:
                return words[:first], words[second:]
    return None


def _edge(lattice: Lattice, columns: range, below: int) -> int | None:
    """Return the only column within some at which cells of the rows below begin."""
    edges = {
        cell.column
        for row in range(below, len(lattice))
        for cell in lattice.filled[row]
        if columns.start < cell.column < columns.stop
    }
    return edges.pop() if len(edges) == 1 else None
