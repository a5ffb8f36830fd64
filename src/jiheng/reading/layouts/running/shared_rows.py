"""What stands merged beside several projects of a list, and is that of each: indicators, a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.totals import is_total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


def side_over_pages(cells: Sequence[Cell], known: Traced) -> Traced | None:
    """Return the unit of the project above where a cell holds the rest of it, behind a page end.

    Args:
        cells: Those that cover a row in which a project begins, below the head of its unit.
        known: What is said of the project above.
    """
    text = cells[0].text if cells else None
    if not text or text.text == known.text or not known.text.endswith(text.text):
        return None
    return known


def lacks_side(lattice: Lattice, cells: Sequence[Cell]) -> bool:
    """Return whether the cell of a unit is blank from the top of a page on."""
    cell = cells[0] if cells else None
    return (
        cell is not None
        and not cell.text
        and cell.row in lattice.seams
        and lattice.pages[cell.row] is not None
    )


def merges_sides(lattice: Lattice, head: Head, column: int) -> bool:
    """Return whether some cell of a column stands beside several names of projects."""
    return any(
        cell.text and cell.row < row < cell.row + cell.height
        for row in _named_rows(lattice, head)
        for cell in (lattice.places[row][column],)
    )


def always_has_sides(lattice: Lattice, head: Head, column: int) -> bool:
    """Return whether every project that begins amid a page has a unit: a blank one is cut off."""
    amid = [row for row in _named_rows(lattice, head) if row not in lattice.seams]
    return bool(amid) and all(lattice.places[row][column].text for row in amid)


def _named_rows(lattice: Lattice, head: Head) -> Iterator[int]:
    """Yield the rows in which the name of a project begins."""
    column = head.column("name").first
    for row in range(head.stop, len(lattice)):
        cell = lattice.places[row][column]
        if cell.row == row and cell.text and not is_total(cell.text.text):
            yield row
