"""Cells of a row, each under its column."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from jiheng.language.patterns import seldom
from jiheng.model import Entry, Traced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

_REMARK = seldom(r"(?:注|备注|说明|附注)\d{0,2}[:：]")
_POINTS = seldom(
    r"\s*(?:[(（]?[A-Z]/[A-Z][)）]?[=＝:：]?\s*)?(-?\d{1,9}(?:[.．]\d{1,6})?)\s*(?:%|％|分)?\s*"
)
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
        above: The texts of cells that cover it and begin above it.
    """

    own: dict[int, Traced]
    pieced: set[int]
    above: dict[int, list[Traced]]


def line_under(lattice: Lattice, head: Head, row: int) -> Line:
    """Return what a row says under the columns of a head."""
    line = Line({}, set(), {})
    own, over = line.own, head.over
    for cell in lattice.across[row]:
        text = cell.text
        index = over[cell.column, cell.stop] if text.text else None
        if index is None:
            continue
        if cell.row < row:
            line.above.setdefault(index, []).append(text)
        elif index in own:
            own[index] += text
            line.pieced.add(index)
        else:
            own[index] = text
    return line


def text_of(cells: Iterable[Cell], row: int) -> Traced:
    """Return the text of the cells that begin in a row."""
    texts = [cell.text for cell in cells if cell.row == row]
    if not texts:
        return _NOTHING
    return texts[0] if len(texts) == 1 else Traced.join(texts)


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
