"""Tables within cells of an HTML table → tables of their own, or rows of the table around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.containers.cells.cell import merges_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.containers.cells.cell import Merge

Rows = list[tuple[Traced, ...]]
Spans = dict[tuple[int, int], tuple[int, int]]
"""Row and column of the anchor of a merged cell → how many rows and columns it covers."""

MAX_PLACES = 1_000_000
"""Places of one table with those of the tables in its cells."""

_BLANK = Traced()
LINE_TAGS = (
    "p|div|br|hr|h[1-6]|li|ul|ol|title|caption|tr|section|article|header|footer|main|nav|aside|"
    "center|figure|fieldset|legend|form|pre|dl|dt|dd"
)
"""Names of the tags before and behind which a page begins a new line."""

_LINE_END = re.compile(rf"</?(?:{LINE_TAGS}|table|td)\b", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """Rows of a table, or lines of prose, which are rows of one cell."""

    rows: Rows
    merges: Spans = field(default_factory=dict)
    is_table: bool = True


@dataclass(slots=True)
class Held:
    """A cell at its place, with what it holds: texts, and the grids of tables."""

    row: int
    column: int
    down: int
    across: int
    parts: Sequence[Traced | Block]

    @property
    def has_tables(self) -> bool:
        """Whether a table stands in it."""
        return any(isinstance(part, Block) for part in self.parts)

    def texts(self) -> list[Traced]:
        """Return all it says, in tables too."""
        own = [
            [p] if isinstance(p, Traced) else [t for row in p.rows for t in row] for p in self.parts
        ]
        return [text for texts in own for text in texts if text]

    def lines(self) -> list[Block]:
        """Return what it holds from top to bottom; texts between two tables are one row."""
        found: list[Block] = []
        said: list[Traced] = []
        for part in (*self.parts, None):
            if isinstance(part, Traced):
                said.append(part)
                continue
            if said:
                found.append(Block([(Traced.join(said),)], is_table=False))
                said = []
            if part is not None and part.rows:
                found.append(part)
        return found


def prose(text: Traced) -> Rows:
    """Return a text as rows of one cell, parted where a tag ends a line."""
    rows: Rows = []
    start = at = 0
    for run, following in pairwise([*text.runs()]):
        at += run.length
        if _LINE_END.search(run.between(following)):
            rows.append((text.cut(start, at),))
            start = at
    rows.append((text.cut(start),))
    return [row for row in rows if row[0]]


def folded(cells: Sequence[Held]) -> Block:
    """Return a table in which the tables within cells are rows and columns of its own.

    Rows and columns grow where a table within a cell needs the room; the cells beside it cover as
    much more. Where there would be too many places, what the cells hold is prose.
    """
    tops = _starts((cell.row, cell.down, _height(cell)) for cell in cells)
    lefts = _starts((cell.column, cell.across, _width(cell)) for cell in cells)
    if tops[-1] * lefts[-1] > MAX_PLACES:
        return Block([(text,) for cell in cells for text in cell.texts()], is_table=False)
    grid = [[_BLANK] * lefts[-1] for _ in range(tops[-1])]
    merges: list[Merge] = []
    for cell in cells:
        top, stop = tops[cell.row], tops[cell.row + cell.down]
        left, right = lefts[cell.column], lefts[cell.column + cell.across]
        if not cell.has_tables:
            grid[top][left] = Traced.join(cell.texts())
            merges.append((top, left, stop - 1, right - 1))
            continue
        for block in cell.lines():
            merges.extend(_put(block, grid, top, left, right))
            top += len(block.rows)
    kept = [at for at, row in enumerate(grid) if any(row)]
    return Block([tuple(grid[at]) for at in kept], merges_left(merges, kept, lefts[-1]))


def _put(
    block: Block, grid: list[list[Traced]], top: int, left: int, right: int
) -> Iterator[Merge]:
    """Put a table into a greater one and yield its merged cells; its last column takes the rest."""
    for at, row in enumerate(block.rows):
        for column, text in enumerate(row):
            down, across = block.merges.get((at, column), (1, 1))
            if column + across == len(row):
                across = right - left - column
            if text:
                grid[top + at][left + column] = text
                yield (top + at, left + column, top + at + down - 1, left + column + across - 1)


def _starts(spans: Iterable[tuple[int, int, int]]) -> list[int]:
    """Return where each row or column begins, and the last one ends, once all have their room."""
    sizes: list[int] = []
    for first, count, need in spans:
        sizes.extend([1] * (first + count - len(sizes)))
        sizes[first + count - 1] = max(sizes[first + count - 1], need - count + 1)
    return [0, *accumulate(sizes)]


def _height(cell: Held) -> int:
    return sum(len(block.rows) for block in cell.lines()) if cell.has_tables else 1


def _width(cell: Held) -> int:
    blocks = cell.lines() if cell.has_tables else []
    return max((len(row) for block in blocks for row in block.rows), default=1)
