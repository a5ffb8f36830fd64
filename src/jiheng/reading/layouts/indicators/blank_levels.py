"""Blank cells before a page end: those of the level or name above, or of one printed behind it.

A merged cell that a page end cuts has its label in one of its parts. Who does not merge cells
leaves those below the first blank, on every page alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head


@dataclass(slots=True)
class BlankLevels:
    """Tells blank cells from parts of merged ones, by what the pages of a list show."""

    lattice: Lattice
    _merges: dict[int, bool | None] = field(default_factory=dict)

    def is_cut(self, head: Head, cell: Cell) -> bool | None:
        """Return whether a blank cell that ends with its page may have its label on the next one.

        None where no page shows whether the column is merged.
        """
        behind = self._behind(cell)
        end = behind.row + behind.height if behind else len(self.lattice)
        within = end < len(self.lattice) and end not in self.lattice.breaks
        if behind and within and not behind.text:
            return False
        column = cell.column
        pages = list(self._pages(head))
        merges = next((self._is_merged(column, own) for own in pages if cell.row in own), None)
        if merges is None:
            if column not in self._merges:
                shown = {self._is_merged(column, own) for own in pages} - {None}
                self._merges[column] = any(shown) if shown else None
            merges = self._merges[column]
        return merges

    def text_behind(self, cell: Cell) -> Traced:
        """Return what stands below a cell in the first row of the next page."""
        behind = self._behind(cell)
        return behind.text if behind else Traced()

    def amid_behind(self, cell: Cell) -> Traced:
        """Return the label of the merged cell below a cell on the next page, if amid its rows.

        Where no lines are drawn between rows, such a label may stand in the first row of its own.
        """
        behind = self._behind(cell)
        bottom = self.lattice.bottoms[behind.row] if behind else None
        boxes = [place.box for place in behind.text.span() if place.box] if behind else []
        if behind is None or behind.height == 1 or bottom is None or not boxes:
            return Traced()
        return behind.text if boxes[0][1] >= bottom else Traced()

    def _behind(self, cell: Cell) -> Cell | None:
        """Return the cell that begins below another behind the page end, and the head there."""
        stop = cell.row + cell.height
        seam = min((row for row in self.lattice.seams if row >= stop), default=len(self.lattice))
        if seam >= len(self.lattice):
            return None
        behind = self.lattice.places[seam][cell.column]
        return behind if behind.row == seam and behind.ruled else None

    def _pages(self, head: Head) -> Iterator[range]:
        """Yield the rows that each page has of a list and below it, without heads."""
        ends = [at for at in sorted(self.lattice.breaks) if at > head.stop]
        seams = sorted(at for at in self.lattice.seams if at > head.stop)
        firsts = [next((seam for seam in seams if seam >= at), at) for at in ends]
        for first, stop in zip([head.stop, *firsts], [*ends, len(self.lattice)], strict=True):
            yield range(first, stop)

    def _is_merged(self, column: int, rows: range) -> bool | None:
        """Return whether the rows of a page merge cells in a column; None where none shows it.

        The first and the last cell of a page may be parts of others, and a row that says nothing
        behind the column, such as one of a sum, has nothing to be merged over.
        """
        cells = [self.lattice.places[row][column] for row in rows]
        if any(cell.height > 1 and cell.text for cell in cells):
            return True
        last = rows.stop == len(self.lattice)
        blank = (
            cell.ruled and cell.height == 1 and not cell.text and self._says_behind(column, row)
            for row, cell in list(zip(rows, cells, strict=True))[1 : None if last else -1]
        )
        return False if any(blank) else None

    def _says_behind(self, column: int, row: int) -> bool:
        return any(cell.column > column for cell in self.lattice.filled[row])
