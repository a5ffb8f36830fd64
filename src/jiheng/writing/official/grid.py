"""A printed form as a neutral grid: rows of cells with spans, for whatever prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.writing.disclosure import printed_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

_CRAMPED = 1_000.0
"""How much worse it is that a figure lacks room than that an edge is not where it should be."""

_NEAR = 3.0

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Role(StrEnum):
    """What a cell is for, which decides how it looks."""

    HEAD = "head"
    TEXT = "text"
    SHORT = "short"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell and the columns and rows it spans.

    Attributes:
        text: What it says; its lines are parted by line feeds.
        number: The decimal that `text` prints, for forms that know numbers.
        bold: Set apart, as totals are; heads are by their role.
    """

    text: str = ""
    columns: int = 1
    rows: int = 1
    role: Role = Role.TEXT
    number: Decimal | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGrid:
    """One form, ready to print.

    Attributes:
        name: What it is about, for the tab of a sheet.
        department: Line above the table, at the left; `year` and `unit` likewise.
        widths: Of the columns, in characters half as wide as a Chinese one.
        rows: The cells that begin in each row, from left to right; a cell that spans rows takes
            its columns from the rows below.
        head: First row to be repeated on every page, and one past the last.
        top: Whether the cells below the head begin at the top of their row, as in a list whose
            rows go on over pages; else they stand in its middle.
    """

    name: str
    title: str | None
    department: str | None = None
    year: str | None = None
    unit: str | None = None
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[int, int]
    landscape: bool
    top: bool = False

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What stands between title and table: the left and the right end of each line.

        A department or a year has a line for itself, or with the unit: no reader can take what
        follows a department for a part of its name.
        """
        left = [line for line in (self.department, self.year) if line is not None]
        if self.unit is None:
            return tuple((line, "") for line in left)
        *above, last = left or [""]
        return (*((line, "") for line in above), (last, self.unit))

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield each cell with the row and column where it begins, in reading order."""
        return placed(self.rows, len(self.widths))


def placed(rows: Iterable[Sequence[Cell]], columns: int) -> Iterator[tuple[int, int, Cell]]:
    """Yield each cell of a grid with the row and column where it begins, in reading order.

    Raises:
        ValueError: When the cells of a row leave a gap or do not fit.
    """
    below = [0] * columns
    for at, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column < columns and below[column] > 0:
                column += 1
            taken = below[column : column + cell.columns]
            if len(taken) < cell.columns or any(taken):
                message = f"cell {cell.text!r} does not fit in row {at}"
                raise ValueError(message)
            yield at, column, cell
            below[column : column + cell.columns] = [cell.rows] * cell.columns
            column += cell.columns
        below = [left - 1 for left in below]
        if min(below) < 0:
            message = f"row {at} leaves a gap"
            raise ValueError(message)


def head(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell that labels others."""
    return Cell(text=text, columns=columns, rows=rows, role=Role.HEAD)


def said(text: str | None, *, columns: int = 1, short: bool = False) -> Cell:
    """Return a cell of text, blank for None."""
    return Cell(text=text or "", columns=columns, role=Role.SHORT if short else Role.TEXT)


def amount(number: Decimal | None, *, columns: int = 1, bold: bool = False) -> Cell:
    """Return a cell of money with its printed digits, blank for None."""
    text = printed_amount(number)
    return Cell(text=text, columns=columns, role=Role.NUMBER, number=number, bold=bold)


def points(number: Decimal | None, *, columns: int = 1, ending: str = "") -> Cell:
    """Return a cell of points or per cent, blank for None."""
    text = "" if number is None else f"{number:f}{ending}"
    plain = None if ending else number
    return Cell(text=text, columns=columns, role=Role.SHORT, number=plain)


def legal(text: str) -> str:
    """Return a text with a mark in place of each character that no file of XML can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def spread(
    wanted: Sequence[float], widths: Sequence[float], least: Sequence[float] = ()
) -> list[int]:
    """Return how many columns each cell of a row takes so that it is about as wide as wanted.

    There must be as many columns as cells at least; together the cells take all of them.

    Args:
        wanted: How wide the cells want to be, relative to each other.
        widths: Of the columns.
        least: How wide each cell has to be if any columns allow it; none for no matter.
    """
    edges, aims = _edges(widths), _edges(wanted)
    scale = edges[-1] / aims[-1]
    # Least cost of the cells so far → for each edge where the last of them may end.
    ways: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number, aim in enumerate(aims[1:], 1):
        needed = least[number - 1] if least else 0.0
        last = len(widths) - (len(wanted) - number)
        ends = range(number, last + 1) if number < len(wanted) else (len(widths),)
        ways = {end: _best(ways, end, edges, (aim * scale, needed)) for end in ends}
    ((_cost, spans),) = ways.values()
    return spans


def _best(
    ways: Mapping[int, tuple[float, list[int]]],
    end: int,
    edges: Sequence[float],
    goal: tuple[float, float],
) -> tuple[float, list[int]]:
    """Return the cheapest way to let the next cell end at an edge."""
    aim, needed = goal

    def cost(start: int) -> float:
        short = max(needed - (edges[end] - edges[start]), 0)
        return ways[start][0] + (edges[end] - aim) ** 2 + _CRAMPED * short**2

    start = min((at for at in ways if at < end), key=cost)
    return cost(start), [*ways[start][1], end - start]


def _edges(widths: Iterable[float]) -> list[float]:
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def common_columns(blocks: Sequence[Sequence[float]]) -> list[float]:
    """Return columns from which those of each block can be joined, about as wide as they are.

    The edges of the first block are kept; one of another block that is near to an edge is that.
    """
    edges = _edges(blocks[0])
    for widths in blocks[1:]:
        for edge in _edges(widths):
            if min(abs(edge - other) for other in edges) > _NEAR:
                edges = sorted((*edges, edge))
    columns = [end - start for start, end in pairwise(edges)]
    while len(columns) < max(map(len, blocks)):
        widest = max(range(len(columns)), key=columns.__getitem__)
        columns[widest : widest + 1] = [columns[widest] / 2] * 2
    return columns
