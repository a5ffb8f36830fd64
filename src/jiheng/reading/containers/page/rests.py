"""The rest of one cell, alone on a page: no line and no other column shows that a table goes on.

A table without lines between its columns draws none below a row that a page end cuts. If only one
of its cells goes on, the next page holds a few lines of words that look like prose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.grids import TOUCH, walled
from jiheng.reading.containers.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph, Ink

SAME_LEFT = 1.0
"""Points within which the lines of a cell begin below each other."""

SAME_SIZE = 0.15
"""Share of its height by which a line may differ from the one it goes on from."""

PITCH = 1.5
"""Heights of a line between its top and that of the next one of a cell, at most."""

LOW = 0.6
"""Share of the height of a page below which a cell ends that its end may cut."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The last lines of the lowest cells of a page, where a table may go on upon the next one.

    Attributes:
        columns: Where the columns of the table end, borders included, and where they do on its
            first page.
        lefts: Where each line begins; so do the others of its cell.
        height: Of their characters.
    """

    columns: Mapping[float, float]
    lefts: tuple[float, ...]
    height: float


def tail_of(
    table: RuledTable, cells: Iterable[Sequence[Glyph]], columns: Mapping[float, float], page: float
) -> Tail | None:
    """Return how the last row of a page ends; None where no page end may cut it.

    What stands in the first column, at the margin of the page, may as well be prose.

    Args:
        table: The last table of the page.
        cells: The characters of each of its cells.
        columns: Where its columns end, borders included, and where they do on its first page.
        page: How high the page is.
    """
    last = len(table.rows) - 1
    first = tuple(columns)[1]
    own = [
        lines_of(inked)[-1]
        for cell, inked in zip(table.cells, cells, strict=True)
        if inked and cell.row + cell.height == last
    ]
    lowest = max(map(_bottom, own), default=0)
    lines = [
        line for line in own if line[0].left > first and lowest - _bottom(line) < _height(line)
    ]
    if not lines or lowest < LOW * page:
        return None
    return Tail(columns, tuple(line[0].left for line in lines), _height(lines[0]))


def rest_on(ink: Ink, tail: Tail) -> RuledTable | None:
    """Return the table of one row that holds the rest of a cell on a page; None if there is none.

    Its lines begin where those of the cell did, as high as these, and stay within its column.
    """
    columns = tuple(tail.columns)
    inked = [glyph for glyph in ink.glyphs if glyph.text.strip() and not glyph.clip]
    found: list[Sequence[Glyph]] = []
    for line in lines_of(inked):
        begun = [found[0][0].left] if found else tail.lefts
        near = not found or line[0].top - found[-1][0].top <= PITCH * tail.height
        if near and any(_goes_on(line, left, tail) for left in begun):
            found.append(line)
        elif found:
            break
    if not found:
        return None
    rows = (min(glyph.top for glyph in found[0]) - TOUCH, _bottom(found[-1]) + TOUCH)
    every = set(range(len(columns) - 1))
    table = walled(rows, columns, [every, every], [{0} for _ in columns])
    return replace(table, edges=tuple(tail.columns.values()))


def _goes_on(line: Sequence[Glyph], left: float, tail: Tail) -> bool:
    """Whether a line begins below another and ends within its column."""
    right = min((at for at in tail.columns if at > left), default=left)
    same = abs(line[0].left - left) <= SAME_LEFT and line[-1].right <= right + TOUCH
    return same and abs(_height(line) - tail.height) <= SAME_SIZE * tail.height


def _bottom(line: Sequence[Glyph]) -> float:
    return max(glyph.bottom for glyph in line)


def _height(line: Sequence[Glyph]) -> float:
    return median(glyph.bottom - glyph.top for glyph in line)
