"""Heads with a row fused to them: no line is drawn between the head on a page and what goes on.

Some writers rule nothing under a head that they repeat, and some print the rest of a cut cell over
it: 绩效目标 becomes 绩效目标以服务企业为…. The first head tells what of such a cell is head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jiheng.model import Traced
from jiheng.reading.layouts.grids.lattice import Cell, Lattice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.reading.layouts.heads.head import Head

SHARE = 0.6
"""Share of the cells of a row that must begin with the labels of the head."""


def unfused(lattice: Lattice, head: Head) -> Lattice:
    """Return the lattice with such rows parted: the head alone, and below it what goes on."""
    labels = _labels(lattice, head)
    fused = [row for row in range(head.stop, len(lattice)) if _is_fused(lattice, row, labels)]
    for row in reversed(fused):
        lattice = _parted(lattice, row, labels)
    return lattice


def begins_fused(lattice: Lattice, first: Lattice, head: Head) -> bool:
    """Return whether a lattice begins with the head of another one, and more in the same cells."""
    return len(lattice) > 0 and _is_fused(lattice, 0, _labels(first, head))


class _Label(NamedTuple):
    """A label of a head, and how many rows of the head there are from it on."""

    words: str
    rows: int


def _labels(lattice: Lattice, head: Head) -> dict[int, list[_Label]]:
    """Return the labels of a head by the column they begin in."""
    labels: dict[int, list[_Label]] = {}
    for row in range(head.first, head.stop):
        for cell in lattice.filled[row]:
            labels.setdefault(cell.column, []).append(_Label(cell.text.text, head.stop - row))
    return labels


def _label_of(cell: Cell, labels: Mapping[int, list[_Label]]) -> _Label | None:
    """Return the label that a cell begins with."""
    words = cell.text.text
    for label in labels.get(cell.column, ()):
        if words.startswith(label.words):
            return label
    return None


def _is_fused(lattice: Lattice, row: int, labels: Mapping[int, list[_Label]]) -> bool:
    cells = lattice.filled[row]
    known = [(cell, _label_of(cell, labels)) for cell in cells]
    matches = [(cell, label.words) for cell, label in known if label]
    longer = any(len(cell.text) > len(label) for cell, label in matches)
    return longer and len(matches) > 1 and len(matches) >= SHARE * len(cells)


def _parted(lattice: Lattice, row: int, labels: Mapping[int, list[_Label]]) -> Lattice:
    """Return the lattice with one more row, which holds what is fused to a head."""
    filled = lattice.filled[row]
    known = {id(cell): label for cell in filled if (label := _label_of(cell, labels))}
    rows = max(label.rows for label in known.values())
    at = row + max(min(cell.height, rows) for cell in filled)
    cuts = {id(cell): len(known[id(cell)].words) if id(cell) in known else 0 for cell in filled}
    halves = {
        id(cell): _halves(cell, at, cuts.get(id(cell), len(cell.text)))
        for cell in lattice.across[row]
        if id(cell) in cuts or cell.row + cell.height > at
    }
    heads = {key: shown for key, (shown, _) in halves.items()}
    rest = {key: below for key, (_, below) in halves.items()}
    places = [[heads.get(id(cell), cell) for cell in line] for line in lattice.places[:at]]
    places.append(
        [rest.get(id(cell)) or Cell(Traced(), at, k) for k, cell in enumerate(lattice.places[row])]
    )
    places.extend(
        [rest.get(id(cell)) or _moved(cell, at, rest) for cell in line]
        for line in lattice.places[at:]
    )
    pages = [*lattice.pages[:at], lattice.pages[row], *lattice.pages[at:]]
    bottoms = [*lattice.bottoms[:at], lattice.bottoms[row], *lattice.bottoms[at:]]
    seams, breaks = (
        {one if one <= row else one + 1 for one in rows} for rows in (lattice.seams, lattice.breaks)
    )
    return Lattice(places, pages, bottoms, seams, breaks)


def _halves(cell: Cell, at: int, cut: int) -> tuple[Cell, Cell]:
    """Return a cell of a head without what stands below it, and that as a cell from a row on.

    One that reaches below the head is that of a project: it goes on over the rows that are left.
    """
    over = max(cell.row + cell.height - at, 0)
    shown = Cell(cell.text.cut(0, cut), cell.row, cell.column, cell.height - over, cell.width)
    below = Cell(cell.text.cut(cut), at, cell.column, over + 1, cell.width)
    shown.ruled = below.ruled = cell.ruled
    return shown, below


def _moved(cell: Cell, at: int, moved: dict[int, Cell]) -> Cell:
    """Return a cell one row further down; one that covers the new row is made no taller."""
    row = cell.row + 1 if cell.row >= at else cell.row
    moved[id(cell)] = Cell(cell.text, row, cell.column, cell.height, cell.width)
    return moved[id(cell)]
