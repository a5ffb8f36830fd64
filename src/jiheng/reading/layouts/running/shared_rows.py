"""What stands merged beside several projects of a list, and is that of each: indicators, a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Indicator, Traced
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head


def shared_with_above(
    drafts: Sequence[RowDraft], under: Mapping[int, Sequence[Cell]], head: Head, row: int
) -> tuple[Indicator, ...]:
    """Return the indicator of the last project whose name reaches down beside the next one.

    Args:
        drafts: The projects above, the last of them complete.
        under: The cells that cover the row, by the index of their column.
        head: The head over them.
        row: Where the next project begins.
    """
    names = (c for at, cells in under.items() if head.columns[at].role == "name3" for c in cells)
    if not any(cell.row < row and cell.text for cell in names):
        return ()
    return drafts[-1].indicators[-1:] if drafts else ()


def side_over_pages(
    lattice: Lattice, head: Head, cells: Sequence[Cell], known: Traced
) -> Traced | None:
    """Return the unit or department of the project above, where a page end cuts its cell.

    Behind the page end the cell is blank, or holds the rest of what it says. A blank one goes on
    only in a list that merges such cells over several projects; else nothing was filled in.

    Args:
        lattice: The list.
        head: Over it.
        cells: Those that cover a row in which a project begins, below the head of its unit.
        known: What is said of the project above.
    """
    if not known or not cells:
        return None
    cell = cells[0]
    if cell.text:
        return (
            known if cell.text.text != known.text and known.text.endswith(cell.text.text) else None
        )
    if cell.row not in lattice.seams or lattice.pages[cell.row] is None:
        return None
    return known if _merges(lattice, head, cell.column) else None


def _merges(lattice: Lattice, head: Head, column: int) -> bool:
    """Whether some cell of a column stands beside several names of projects."""
    names = head.column("name").first
    return any(
        lattice.places[row][names] is not lattice.places[cell.row][names]
        and bool(lattice.places[row][names].text)
        for cell in {
            id(each[column]): each[column] for each in lattice.places[head.stop :]
        }.values()
        if cell.text
        for row in range(cell.row + 1, min(cell.row + cell.height, len(lattice)))
    )
