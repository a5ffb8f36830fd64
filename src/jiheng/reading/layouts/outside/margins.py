"""What stands above or beside a form in its sheet and is no part of it: instructions, numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.cells.form_cells import inline_pair, is_label
from jiheng.reading.layouts.grids.lattice import Cell, Lattice
from jiheng.reading.layouts.heads.column_names import names_columns
from jiheng.reading.layouts.words.roles import money_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.heads.head import Head

_NUMBERED = re.compile(r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．])\D")
_TELLS_HOW = seldom("填[写报列入]|是指|概括|简要|应[与按当在为]|须|一致|要求|不[得少超]")
_FEWEST = 2
"""Numbered lines above a form that are instructions; one may be anything."""


def without_margins(
    lattice: Lattice, heads: Sequence[Head]
) -> tuple[Lattice, list[Head], list[Traced]]:
    """Return a form of a workbook without what stands above and right of it, and that text."""
    if not heads or not lattice.pages or lattice.pages[0] is not None:
        return lattice, list(heads), []
    outside: list[Traced] = []
    first = _instructions(lattice, heads[0].first)
    if first:
        outside.extend(cell.text for row in range(first) for cell in lattice.filled[row])
        lattice = lattice.part(first, len(lattice))
        heads = [replace(h, first=h.first - first, stop=h.stop - first) for h in heads]
    stop = _end(lattice, heads)
    if stop < lattice.width:
        beyond = [c for row in range(len(lattice)) for c in lattice.filled[row] if c.column >= stop]
        outside.extend(cell.text for cell in beyond)
        lattice = _narrowed(lattice, stop)
        heads = [replace(h, columns=tuple(c for c in h.columns if c.first < stop)) for h in heads]
    return lattice, list(heads), outside


def _instructions(lattice: Lattice, stop: int) -> int:
    """Return how many rows at the top are lines of numbered instructions for the form below."""
    last = 0
    numbered: list[str] = []
    for row in range(stop):
        filled = lattice.filled[row]
        if len(filled) > 1:
            break
        text = filled[0].text.text if filled else ""
        if _NUMBERED.match(text):
            numbered.append(text)
            last = row + 1
        elif is_label(text) or (filled and inline_pair(filled[0].text)):
            break
    return last if len(numbered) >= _FEWEST and any(map(_TELLS_HOW.search, numbered)) else 0


def is_instruction(lattice: Lattice, row: int) -> bool:
    """Return whether a row is one of several numbered lines: 1.项目名称：按规范的名称填写."""
    own = _numbered(lattice, row)
    if not own:
        return False
    said = [own, *filter(None, (_numbered(lattice, each) for each in (row - 1, row + 1)))]
    return len(said) >= _FEWEST and any(map(_TELLS_HOW.search, said))


def _numbered(lattice: Lattice, row: int) -> str:
    filled = lattice.filled[row] if 0 <= row < len(lattice) else []
    text = filled[0].text.text if len(filled) == 1 else ""
    return text if _NUMBERED.match(text) else ""


def _end(lattice: Lattice, heads: Sequence[Head]) -> int:
    """Return where a form ends to the right: at its frame, or at a blank column behind its heads.

    No label stands beyond, but the heads of a table of its own.
    """
    width = lattice.width
    last = max(map(_last, heads))
    for column in range(last, width):
        if _is_beside_table(lattice, column):
            return column
        blank = not any(line[column].text.text for line in lattice.places)
        if not blank and not (column == last and _is_framed(lattice, last)):
            continue
        right = (line[at] for line in lattice.places for at in range(column, width))
        if not any(is_label(cell.text.text) or _is_of_label(lattice, cell) for cell in right):
            return column
    return width


def _is_beside_table(lattice: Lattice, edge: int) -> bool:
    """Whether a column is blank, and right of it begin the names of columns of another table.

    The title of the form may stand over the blank column, and a title over the names.
    """
    title = next(cells[0] for row in range(len(lattice)) if (cells := lattice.filled[row]))
    over = (line[edge] for line in lattice.places)
    if any(cell.text.text and cell is not title for cell in over):
        return False
    beyond = ([c for c in lattice.filled[at] if c.column > edge] for at in range(len(lattice)))
    return names_columns(next((cells for cells in beyond if len(cells) > 1), ()))


def _is_of_label(lattice: Lattice, cell: Cell) -> bool:
    """Whether an amount stands right behind the label of money that it belongs to."""
    if not is_figure(cell.text.text):
        return False
    label = lattice.places[cell.row][cell.column - 1] if cell.column else cell
    return money_role(label.text.text) is not None


def _is_framed(lattice: Lattice, edge: int) -> bool:
    """Whether the title of a form is merged over its columns up to an edge that no cell crosses."""
    title = next(cells[0] for row in range(len(lattice)) if (cells := lattice.filled[row]))
    return (
        title.width > 1
        and title.stop == edge
        and all(line[edge].column == edge or not line[edge].text.text for line in lattice.places)
    )


def _last(head: Head) -> int:
    """Return where the columns of a head end, one that nobody knows behind a gap left out."""
    last = head.left
    for column in sorted(head.columns, key=lambda column: column.first):
        if column.role or column.first <= last:
            last = max(last, column.stop)
    return last


def _narrowed(lattice: Lattice, stop: int) -> Lattice:
    """Return a lattice without its columns from one on."""
    cut: dict[int, Cell] = {}
    places = []
    for line in lattice.places:
        kept = line[:stop]
        if kept and kept[-1].stop > stop:
            wide = kept[-1]
            if id(wide) not in cut:
                cell = Cell(wide.text, wide.row, wide.column, wide.height, stop - wide.column)
                cell.ruled = wide.ruled
                cut[id(wide)] = cell
            kept = [cut.get(id(cell), cell) for cell in kept]
        places.append(kept)
    return Lattice(places, lattice.pages, lattice.bottoms, lattice.seams, lattice.breaks)
