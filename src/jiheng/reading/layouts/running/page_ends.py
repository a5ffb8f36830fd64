"""What page ends do to the rows of a list: names behind them, texts that they cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from jiheng.reading.layouts.grids.lattice import Lattice

LEAST = 12
"""Characters of a goal that are its beginning and no accident."""


@dataclass(frozen=True, slots=True)
class PageEnds:
    """Tells what stands behind the end of a page.

    Attributes:
        heading: The rows of heads, which pages print again.
        names: The first place of the column of names.
    """

    lattice: Lattice
    heading: Container[int]
    names: int

    def is_named_behind(self, row: int) -> bool:
        """Return whether the next name below a row stands at the top of a page."""
        for at in self._below(row):
            cell = self.lattice.places[at][self.names]
            if cell.row == at and cell.text:
                return at in self.lattice.seams
        return False

    def is_named_next(self, row: int) -> bool:
        """Return whether a name stands in the first row of the next page, or of one of one row."""
        own = self.lattice.places[row][self.names]
        if own.row != row or own.text:
            return False
        for at in self._below(row):
            cell = self.lattice.places[at][self.names]
            if at not in self.lattice.seams or cell.text:
                return at in self.lattice.seams and cell.row == at
        return False

    def says_again(self, name: str, known: str, row: int) -> bool:
        """Return whether a row says a known name, which a page end may cut."""
        if not known.startswith(name) or len(name) == len(known):
            return name == known
        if row + 1 not in self.lattice.breaks:
            return False
        behind = next((at for at in self._below(row) if at in self.lattice.seams), None)
        return behind is not None and name + self._name(behind) == known

    def _name(self, row: int) -> str:
        return self.lattice.places[row][self.names].text.text

    def _below(self, row: int) -> Iterator[int]:
        """Yield the rows below one, heads left out."""
        return (at for at in range(row + 1, len(self.lattice)) if at not in self.heading)


def repeats(known: str, text: str, *, again: bool, seam: bool) -> bool:
    """Return whether a page end cuts what is said again in each row of a project.

    Its beginning stands beside the name of the project, said again too, its rest on top of a page.
    """
    return (again and known.startswith(text)) or (seam and known.endswith(text))


def repeats_goal(known: str, text: str) -> bool:
    """Return whether a goal printed again stands there, whole or cut at a page end."""
    return known.endswith(text) or (len(text) > LEAST and known.startswith(text))
