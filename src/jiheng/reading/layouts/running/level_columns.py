"""Columns of a running table that are named after levels, and what stands below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.heads.fields import text_of
from jiheng.reading.layouts.words.level_labels import names_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head


def levels_over(lattice: Lattice, rows: Iterable[int], column: int) -> tuple[Traced, Traced]:
    """Return the first and the second level that rows of a head name over a column."""
    *above, level = (lattice.places[row][column].text for row in rows)
    first = next((text for text in above if names_first(text.text)), level)
    return first, Traced() if first.text == level.text else level


def pairs_under(
    under: Mapping[int, Sequence[Cell]], head: Head, row: int
) -> Iterator[tuple[int, Traced, Traced]]:
    """Yield column, name and value of each indicator that a row says in two cells."""
    for index, cells in under.items():
        column = head.columns[index]
        if column.values is None:
            continue
        name = text_of([cell for cell in cells if cell.column < column.values], row)
        value = text_of([cell for cell in cells if cell.column >= column.values], row)
        if name or value:
            yield column.first, name, value
