"""Heads with a row fused to them: no line is drawn between the head on a page and what goes on.

Some writers rule nothing under a head that they repeat, and some print the rest of a cut cell over
it: 绩效目标 becomes 绩效目标以服务企业为…. The first head tells what of such a cell is head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.lattice import Cell, Lattice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.reading.layouts.head import Head

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


def _labels(lattice: Lattice, head: Head) -> dict[int, list[str]]:
    """Return the labels of a head by the column they begin in."""
    labels: dict[int, list[str]] = {}
    for row in range(head.first, head.stop):
        for cell in lattice.filled[row]:
            labels.setdefault(cell.column, []).append(cell.text.text)
    return labels


def _label_of(cell: Cell, labels: Mapping[int, list[str]]) -> str | None:
    """Return the label that a cell begins with."""
    words = cell.text.text
    for label in labels.get(cell.column, ()):
        if words.startswith(label):
            return label
    return None


def _is_fused(lattice: Lattice, row: int, labels: Mapping[int, list[str]]) -> bool:
    cells = lattice.filled[row]
    known = [(cell, _label_of(cell, labels)) for cell in cells]
    matches = [(cell, label) for cell, label in known if label]
    longer = any(len(cell.text) > len(label) for cell, label in matches)
    return longer and len(matches) > 1 and len(matches) >= SHARE * len(cells)


def _parted(lattice: Lattice, row: int, labels: Mapping[int, list[str]]) -> Lattice:
    """Return the lattice with one more row, which holds what is fused to a head."""
    cells = [(cell, _label_of(cell, labels)) for cell in lattice.filled[row]]
    at = row + max(cell.height for cell, _ in cells)
    rest: dict[int, Cell] = {}
    renewed: dict[int, Cell] = {}
    for cell, label in cells:
        cut = len(label) if label else 0
        shown = Cell(cell.text.cut(0, cut), cell.row, cell.column, cell.height, cell.width)
        below = Cell(cell.text.cut(cut), at, cell.column, 1, cell.width)
        renewed[id(cell)] = shown
        rest.update(dict.fromkeys(range(cell.column, cell.stop), below))
    places = [[renewed.get(id(c), c) for c in line] for line in lattice.places[:at]]
    places.append([rest.get(k) or Cell(Traced(), at, k) for k in range(lattice.width)])
    moved: dict[int, Cell] = {}
    places.extend([_moved(cell, at, moved) for cell in line] for line in lattice.places[at:])
    pages = [*lattice.pages[:at], lattice.pages[row], *lattice.pages[at:]]
    bottoms = [*lattice.bottoms[:at], lattice.bottoms[row], *lattice.bottoms[at:]]
    seams, breaks = (
        {one if one <= row else one + 1 for one in rows} for rows in (lattice.seams, lattice.breaks)
    )
    return Lattice(places, pages, bottoms, seams, breaks)


def _moved(cell: Cell, at: int, moved: dict[int, Cell]) -> Cell:
    """Return a cell one row further down; one that covers the new row is made no taller."""
    if id(cell) not in moved:
        row = cell.row + 1 if cell.row >= at else cell.row
        moved[id(cell)] = Cell(cell.text, row, cell.column, cell.height, cell.width)
    return moved[id(cell)]
