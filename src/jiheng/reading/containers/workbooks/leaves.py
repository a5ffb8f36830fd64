"""A page of any workbook → its sheet: blank rows dropped, merged cells by what is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Origin, Place, Problem, ProblemSeverity, Traced
from jiheng.reading.containers.cells.cell import Merge, letters, merges_left, without_blanks
from jiheng.reading.containers.cells.lettering import left_of, parted, struck_out
from jiheng.reading.containers.cells.sheet import Grid, Piece, Sheet
from jiheng.reading.containers.office.parts import TooLarge
from jiheng.reading.containers.workbooks.hidden import Hidden, hidden_parts
from jiheng.reading.containers.workbooks.visible_first import visible_first

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CELLS = 2_000_000
"""Places between A1 and the last cell of a sheet."""

MAX_TEXT = 64 * 1024 * 1024
"""Characters that all cells show together, a shared text counted as often as it is shown."""

_BLANK = Traced()
_letters = lru_cache(maxsize=4096)(letters)


@dataclass(slots=True)
class Leaf:
    """What a workbook holds on one page: only cells that show something.

    Attributes:
        cells: Row → column → text as shown, both counted from 0.
        merges: As the file tells them, valid or not.
        hidden: Whether a person who opens the workbook does not see it.
        unseen: Its rows and columns that are hidden, blank ones too.
        problems: Trouble with its cells, told even where it holds nothing else.
    """

    title: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    unseen: Hidden = field(default_factory=Hidden)
    problems: list[Problem] = field(default_factory=list)


def sheets_of(leaves: list[Leaf]) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything, or from which something is missing.

    Raises:
        TooLarge: When they hold more than any form.
    """
    rows = chain.from_iterable(leaf.cells.values() for leaf in leaves)
    if sum(map(len, chain.from_iterable(map(dict.values, rows)))) > MAX_TEXT:
        raise TooLarge
    sheets = (_sheet(leaf) for leaf in leaves)
    return tuple(sheet for sheet in sheets if sheet.rows or sheet.problems)


def _sheet(leaf: Leaf) -> Sheet:
    numbers = sorted([number for number, cells in leaf.cells.items() if cells])
    width = 1 + max(map(max, filter(None, leaf.cells.values())), default=-1)
    if numbers and (numbers[-1] + 1) * width > MAX_CELLS:
        raise TooLarge
    rows: list[tuple[Traced, ...]] = []
    kept: list[int] = []
    origins: list[Origin] = []
    struck: list[Piece] = []
    unseen: list[Piece] = []
    hidden = leaf.unseen.rows
    names = list(map(_letters, range(width)))
    title, merges = leaf.title, leaf.merges
    columns = leaf.unseen.columns
    order = visible_first(leaf.cells, merges, columns, width) if columns else None
    if order is not None:
        width, merges = order.width, order.merges
    for number in numbers:
        row, address, before = [_BLANK] * width, str(number + 1), len(origins)
        filled = False
        for column, text in leaf.cells[number].items():
            place = Place(0, len(text), title, names[column] + address)
            if text and text.isprintable() and " " not in text:  # nothing is left out of most
                origin = Origin(text, place)
                said, filled = Traced(text, origin), True
            else:
                origin, said = _said(text, place, struck)
                filled = filled or said.text != ""
            origins.append(origin)
            if order is None:
                row[column] = said
                continue
            at = order.place(number, column)
            if at >= order.visible:
                unseen.append(Piece(origin, 0, len(origin.raw)))
            row[at] = said
        if number in hidden:
            unseen.extend(Piece(origin, 0, len(origin.raw)) for origin in origins[before:])
        if filled:
            rows.append(tuple(row))
            kept.append(number)
    return Sheet(
        leaf.title,
        tuple(rows),
        tuple(origins),
        tuple(struck),
        (*_hidden(leaf, rows), *map(struck_out, struck), *leaf.problems),
        merges=merges_left(merges, kept, width),
        grids=(Grid(0, len(rows)),) if rows else (),
        unseen=tuple(unseen),
    )


def _said(text: str, place: Place, struck: list[Piece]) -> tuple[Origin, Traced]:
    """Return the source that a cell is, and what it says; what is struck out is noted."""
    bare, without = parted(text)
    origin = Origin(bare, place)
    if not without:
        return origin, without_blanks(origin)
    struck.extend(Piece(origin, *stretch) for stretch in without)
    return origin, left_of(origin, without)


def _hidden(leaf: Leaf, rows: list[tuple[Traced, ...]]) -> Iterator[Problem]:
    title = leaf.title
    if not rows:
        return
    if leaf.hidden:
        yield _hidden_sheet(title)
    yield from hidden_parts(title, leaf.cells, leaf.unseen)


def _hidden_sheet(title: str) -> Problem:
    return Problem(
        code="hidden-sheet",
        message=Bilingual(
            f"工作表“{title}”是隐藏的，已一并读取。",
            f"the sheet “{title}” is hidden; it was read all the same.",
        ),
        severity=ProblemSeverity.NOTE,
        span=(Place(sheet=title, start=0, end=0),),
    )
