"""Hidden columns of a workbook put behind the visible ones: no label has its value among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.reading.containers.workbooks.hidden import MOST_RANGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.reading.containers.cells.cell import Merge


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where the columns of a sheet are put.

    Attributes:
        visible: Columns that are not hidden, which come first.
        width: Columns, with an empty one before the hidden ones.
        merges: The merged cells, by where their columns are put.
        columns: Column → where it is put.
        shown: Row and column of hidden cells that merged cells show → where those begin.
    """

    visible: int
    width: int
    merges: list[Merge]
    columns: Mapping[int, int]
    shown: Mapping[tuple[int, int], int]

    def place(self, row: int, column: int) -> int:
        """Return where a cell is put in its row."""
        return self.shown.get((row, column), self.columns[column])


def visible_first(
    cells: Mapping[int, Mapping[int, str]],
    merges: Sequence[Merge],
    stretches: Sequence[tuple[int, int]],
    width: int,
) -> Arrangement | None:
    """Return where the columns of a sheet are put; None where none or all of them are hidden."""
    hidden = {
        column
        for low, high in stretches[:MOST_RANGES]
        for column in range(low, min(high + 1, width))
    }
    visible = [column for column in range(width) if column not in hidden]
    if not hidden or not visible:
        return None
    filled = sorted(row for row, said in cells.items() if not hidden.isdisjoint(said))
    columns = {column: at for at, column in enumerate(visible)}
    columns.update((column, len(visible) + 1 + at) for at, column in enumerate(sorted(hidden)))
    across = width + 1 if filled else len(visible)
    put = [_put(merge, visible, filled, across) for merge in merges]
    return Arrangement(
        len(visible),
        across,
        [to for to in put if to],
        columns,
        dict(_shown(cells, merges, put)),
    )


def _put(merge: Merge, visible: Sequence[int], filled: Sequence[int], across: int) -> Merge | None:
    """Return a merged cell by its visible columns; one over all of them goes on over empty ones.

    Another at their end does not: it may be a head, of which hidden cells are no values.
    """
    top, left, bottom, right = merge
    first, stop = bisect_left(visible, left), bisect_right(visible, right)
    if first == stop:
        return None
    if (
        not first
        and stop == len(visible)
        and bisect_left(filled, top) == bisect_right(filled, bottom)
    ):
        stop = across
    return top, first, bottom, stop - 1


def _shown(
    cells: Mapping[int, Mapping[int, str]],
    merges: Sequence[Merge],
    put: Sequence[Merge | None],
) -> Iterator[tuple[tuple[int, int], int]]:
    for (top, left, _, _), to in zip(merges, put, strict=True):
        if to and cells.get(top, {}).get(left):
            yield (top, left), to[1]
