"""Text set amid a cell that is too low for it: its first lines are printed over the cell above.

What is centred in such a cell stands out of it as far above as below. Its lines are drawn one right
after the other, apart from those of the cell above.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.flows import SAME_PITCH
from jiheng.reading.containers.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.page.flows import Flow
    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph

LEAST_LINES = 2
"""Lines that stand in the cell itself, or nobody knows how far apart they are."""

ASKEW = 0.25
"""Share of the distance of lines by which a text stands out of its cell further above or below."""


@dataclass(frozen=True, slots=True)
class Rise:
    """Lines drawn in one cell right before those of the cell below it.

    Attributes:
        table: Where both stand.
        cells: The characters of its cells.
        upper: The number of the cell above.
        first: Where in that cell the lines begin.
        stop: Where they end.
        lower: The number of the cell below.
    """

    table: RuledTable
    cells: Sequence[list[Glyph]]
    upper: int
    first: int
    stop: int
    lower: int


def rise_of(
    flow: Flow, table: RuledTable, number: int, cells: Sequence[list[Glyph]]
) -> Rise | None:
    """Return what of a cell was drawn right before another one, if that stands below it."""
    if flow.table is not table or flow.number == number or not flow.stands_above(number):
        return None
    first, stop = flow.start, len(cells[flow.number])
    return None if cells[number] else Rise(table, cells, flow.number, first, stop, number)


def lowered(rises: Sequence[Rise]) -> None:
    """Give lines that rise out of a cell back to it."""
    for rise in reversed(rises):
        held = rise.cells[rise.upper]
        lines = held[rise.first : rise.stop]
        if len(lines) < len(held) and _is_amid(lines, rise):
            del held[rise.first : rise.stop]
            rise.cells[rise.lower][:0] = lines


def _is_amid(lines: Sequence[Glyph], rise: Rise) -> bool:
    """Whether lines and those below them are one text, set amid the cell of the latter."""
    own = rise.cells[rise.lower]
    if len(lines_of(own)) < LEAST_LINES:
        return False
    bottoms = [max(glyph.bottom for glyph in line) for line in lines_of([*lines, *own])]
    pitches = [below - above for above, below in pairwise(bottoms)]
    if max(pitches) - min(pitches) > SAME_PITCH:
        return False
    cell, rows = rise.table.cells[rise.lower], rise.table.rows
    above = rows[cell.row] - min(glyph.top for glyph in lines)
    below = bottoms[-1] - rows[cell.row + cell.height]
    return abs(above - below) < ASKEW * pitches[0]
