"""Indicators that are merged beside several projects of a list, and are those of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Indicator
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Cell
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
