"""A grid by itself: what tells whether it goes on with the table before it or begins another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jiheng.reading.layouts.grids.lattice import lattice_of
from jiheng.reading.layouts.heads.heads import first_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head


class OneGrid:
    """A grid of a sheet, its lattice and its heads, each found once: when first asked for.

    Attributes:
        sheet: Where it stands.
        grid: Its rows.
        is_other: Whether it was found to be no table of targets, by nothing but its heads.
    """

    def __init__(self, sheet: Sheet, grid: Grid) -> None:
        self.sheet = sheet
        self.grid = grid
        self.is_other = False

    @property
    def rows(self) -> Sequence[Sequence[Traced]]:
        """Its rows as the sheet holds them."""
        return self.sheet.rows[self.grid.first : self.grid.stop]

    @cached_property
    def lattice(self) -> Lattice:
        """Its rows without those of the grids it may be one table with."""
        return lattice_of(self.sheet, [self.grid])

    @cached_property
    def top(self) -> Head | None:
        """The head that begins in its first row."""
        return first_head(self.lattice, range(1))

    @cached_property
    def head(self) -> Head | None:
        """The first head in it, wherever that begins."""
        return self.top or first_head(self.lattice, range(1, len(self.lattice)))
