"""Cells of a row, each under its column."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jiheng.language.patterns import seldom
from jiheng.model import Entry, Run, Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

_REMARK = seldom(r"(?:注|备注|说明|附注)\d{0,2}[:：]")
_POINTS = seldom(
    r"\s*(?:[(（]?[A-Z]/[A-Z][)）]?[=＝:：]?\s*)?(-?\d{1,9}(?:[.．]\d{1,6})?)\s*(?:%|％|分)?\s*"
)
_GOES_ON = seldom(r"[-−－.．]?\d")
_NOTHING = Traced()


def is_remark(text: str) -> bool:
    """Return whether a line is a remark on the table above it."""
    return _REMARK.match(text) is not None


def cells_by_column(lattice: Lattice, head: Head, row: int) -> dict[int, list[Cell]]:
    """Return the cells that cover a row by the index of their column."""
    found: dict[int, list[Cell]] = {}
    over = head.over
    for cell in lattice.across[row]:
        index = over[cell.column, cell.stop]
        if index in found:
            found[index].append(cell)
        elif index is not None:
            found[index] = [cell]
    return found


class Line(NamedTuple):
    """What a row says, by the index of the column it is said under.

    Attributes:
        own: The texts of the cells that begin in it.
        pieced: Under which columns several of these have text.
        apart: Under which columns numbers stand side by side, of which nobody knows the meaning.
        above: The texts of cells that cover it and begin above it.
    """

    own: dict[int, Traced]
    pieced: set[int]
    apart: set[int]
    above: dict[int, list[Traced]]


def line_under(lattice: Lattice, head: Head, row: int) -> Line:
    """Return what a row says under the columns of a head."""
    line = Line({}, set(), set(), {})
    own, over = line.own, head.over
    for cell in lattice.across[row]:
        text = cell.text
        index = over[cell.column, cell.stop] if text.text else None
        if index is None:
            continue
        if cell.row < row:
            line.above.setdefault(index, []).append(text)
        elif index in own:
            line.pieced.add(index)
            if _meet(own[index], text):
                line.apart.add(index)
            own[index] = side_by_side((own[index], text))
        else:
            own[index] = text
    return line


def text_of(cells: Iterable[Cell], row: int) -> Traced:
    """Return the text of the cells that begin in a row."""
    return side_by_side([cell.text for cell in cells if cell.row == row and cell.text])


def side_by_side(texts: Sequence[Traced]) -> Traced:
    """Return what cells under one head say; a space parts numbers: 120 beside 5 is no 1205."""
    if not texts:
        return _NOTHING
    parts = [texts[0]]
    for before, text in pairwise(texts):
        if _meet(before, text):
            last = list(before.runs())[-1]
            parts.append(Traced.of(" ", [Run(1, last.origin, last.offset + last.width, 0)]))
        parts.append(text)
    return texts[0] if len(parts) == 1 else Traced.join(parts)


def _meet(before: Traced, after: Traced) -> bool:
    return before.text[-1].isdigit() and _GOES_ON.match(after.text) is not None


def points(text: str) -> Decimal | None:
    """Return the points or per cent that a cell shows; None when it shows none."""
    match = _POINTS.fullmatch(text)
    if not match:
        return None
    try:
        return Decimal(match[1].replace("．", "."))
    except InvalidOperation:  # pragma: no cover - the expression lets numbers alone through
        return None


def entry(column: Column, text: Traced) -> Entry:
    """Return what a column holds that is no field of the model."""
    return Entry(label=column.label, value=text.text, trace=text)
