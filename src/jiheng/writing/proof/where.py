"""Which part of the page of proof shows a place: a page, a stretch of lines or of a sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from jiheng.writing.proof.leaf import NOWHERE, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiheng.model import Place
    from jiheng.writing.proof.marks import Item, Spot
    from jiheng.writing.proof.sheets import Sheets

MOST_CHARACTERS = 3_000
"""Of source text that one part shows, so that its list of values stays beside it."""

MOST_ROWS = 40
"""Lines or rows of one part."""

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})|T(\d{1,6})R(\d{1,7})C(\d{1,5})")


class Cell(NamedTuple):
    """A cell or line of a source: the sheet, the row and the column it stands in.

    `column` counts from 1; 0 for a line of text. `sheet` is None for lines.
    """

    sheet: str | None
    row: int
    column: int


def cell_of(place: Place) -> Cell | None:
    """Return the cell or line of a place; None for a place on a page, or none at all."""
    if place.page is not None:
        return None
    if place.cell is not None:
        found = _ADDRESS.fullmatch(place.cell)
        if found is None:
            return None
        if found[1]:
            return Cell(place.sheet or "", int(found[2]), _column(found[1]))
        return Cell(f"T{int(found[3])}", int(found[4]), int(found[5]))
    return None if place.line is None else Cell(None, place.line, 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(slots=True)
class Cells:
    """The marked cells and lines of a source, dealt out to leaves.

    Attributes:
        marks: Cell → the places in it, each with the item it belongs to.
        leaves: Leaf → its rows.
    """

    marks: Mapping[Cell, list[tuple[Spot, Item]]]
    leaves: dict[Leaf, list[int]] = field(default_factory=dict)
    _home: dict[tuple[str | None, int], Leaf] = field(default_factory=dict)

    def leaf_of(self, place: Place) -> Leaf:
        """Return the leaf that shows a place."""
        if place.page is not None:
            return Leaf("page", number=place.page)
        cell = cell_of(place)
        return NOWHERE if cell is None else self._home[cell.sheet, cell.row]

    def deal(self) -> None:
        """Share the rows of each sheet out to leaves of a size that can be looked over."""
        sheets: defaultdict[str | None, defaultdict[int, int]]
        sheets = defaultdict(lambda: defaultdict(int))
        for cell, marks in self.marks.items():
            sheets[cell.sheet][cell.row] += max(len(spot.raw or spot.text) for spot, _ in marks)
        for sheet in sorted(sheets, key=lambda sheet: sheet is not None):
            for rows in _shared_out(sheets[sheet]):
                leaf = Leaf("lines" if sheet is None else "cells", sheet or "", rows[0])
                self.leaves[leaf] = rows
                self._home.update(((sheet, row), leaf) for row in rows)


def cells_of(items: Iterable[Item], sheets: Sheets | None = None) -> Cells:
    """Return the marked cells of a source that none of its sheets shows."""
    marks: defaultdict[Cell, list[tuple[Spot, Item]]] = defaultdict(list)
    for item in items:
        for spot in item.spots:
            cell = cell_of(spot.place)
            if cell is not None and not (sheets and sheets.leaves_of(spot.place)):
                marks[cell].append((spot, item))
    cells = Cells(marks)
    cells.deal()
    return cells


def _shared_out(sizes: Mapping[int, int]) -> Iterator[list[int]]:
    rows: list[int] = []
    taken = 0
    for row in sorted(sizes):
        if rows and (taken + sizes[row] > MOST_CHARACTERS or len(rows) >= MOST_ROWS):
            yield rows
            rows, taken = [], 0
        rows.append(row)
        taken += sizes[row]
    yield rows
