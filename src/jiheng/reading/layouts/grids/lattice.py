"""A table of merged cells as a grid in which every place knows the cell that covers it.

Grids of several pages are put below each other, with the columns of all: a table that goes on may
be ruled otherwise on the next page.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.model import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.reading.containers.cells.sheet import Grid, Sheet

SAME_EDGE = 4.0
"""Points within which the edges of columns of two pages are the same edge."""

SAME_PLACE = 12.0
"""Points within which they are where both pages have as many columns: those without lines between
them stand where their words leave room."""

ROOM = 1.9
"""Heights of a line below the last one of a cell in which another line would have had its place."""

LOOKED_AT = 20
"""Rows that tell what a column holds."""

_BLANK = Traced()


class Cell:
    """A cell of the lattice. Compared by identity, and not changed once its lattice is made.

    Attributes:
        row: Its first row.
        column: Its first column.
        height: Rows it covers.
        width: Columns it covers.
        stop: One past its last column.
        ruled: Whether it stands in its grid; a page may leave out the outer columns of a table.
    """

    __slots__ = ("column", "height", "row", "ruled", "stop", "text", "width")

    def __init__(
        self, text: Traced, row: int, column: int, height: int = 1, width: int = 1
    ) -> None:
        self.text = text
        self.row = row
        self.column = column
        self.height = height
        self.width = width
        self.stop = column + width
        self.ruled = True


_FREE = Cell(_BLANK, 0, 0)
"""Stands in places that no cell has taken yet."""


class _Across(dict[int, list[Cell]]):
    """The cells that cover a row, gathered when asked for it: each reader asks for every row."""

    def __init__(self, places: list[list[Cell]]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, index: int) -> list[Cell]:
        self[index] = known = list(dict.fromkeys(self._places[index]))
        return known


class _Filled(dict[int, list[Cell]]):
    """The cells that begin in a row and hold anything, gathered when asked for it."""

    def __init__(self, across: Mapping[int, list[Cell]]) -> None:
        super().__init__()
        self._across = across

    def __missing__(self, index: int) -> list[Cell]:
        cells = self._across[index]
        self[index] = known = [cell for cell in cells if cell.row == index and cell.text.text]
        return known


@dataclass(slots=True)
class Lattice:
    """Rows of cells.

    Attributes:
        places: Row after row, the cell that covers each column.
        pages: For each row, the page it stands on.
        bottoms: For each row, where it ends, in points from the top of its page.
        seams: The rows with which the table goes on upon another page, below a head that is
            printed again.
        breaks: The first rows of those pages, heads included.
        across: For each row the cells that cover it, wherever they begin.
        filled: For each row the cells that begin in it and hold anything.
    """

    places: list[list[Cell]] = field(default_factory=list)
    pages: list[int | None] = field(default_factory=list)
    bottoms: list[float | None] = field(default_factory=list)
    seams: set[int] = field(default_factory=set)
    breaks: set[int] = field(default_factory=set)
    across: Mapping[int, list[Cell]] = field(init=False, compare=False, repr=False)
    filled: Mapping[int, list[Cell]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.across = across = _Across(self.places)
        self.filled = _Filled(across)

    def __len__(self) -> int:
        return len(self.places)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.places[0]) if self.places else 0

    def look_again(self) -> None:
        """Forget which cells hold anything, once texts have been moved between cells."""
        self.filled = _Filled(self.across)

    def row(self, index: int) -> list[Cell]:
        """Return the cells that begin in a row, from left to right."""
        return [cell for cell in self.across[index] if cell.row == index]

    def cells(self) -> Iterable[Cell]:
        """Return all cells, each once."""
        return dict.fromkeys(chain.from_iterable(self.places))

    def said_within(self, rows: Iterable[int], first: int, stop: int) -> Iterator[str]:
        """Yield what cells say that lie within columns, blank ones left out.

        Args:
            rows: The rows that are looked at; a cell is yielded once for each that it covers.
            first: The first of the columns.
            stop: One past the last of them.
        """
        for row in rows:
            cell = self.places[row][first]
            if cell.column >= first and cell.stop <= stop and not is_blank(cell.text.text):
                yield cell.text.text

    def said_below(self, stop: int, first: int, end: int) -> list[str]:
        """Return what the first cells below a head say that tell what its column holds.

        Args:
            stop: One past the last row of the head.
            first: The first column below it.
            end: One past the last one.
        """
        return list(islice(self.said_within(range(stop, len(self)), first, end), LOOKED_AT))

    def is_full(self, cell: Cell) -> bool | None:
        """Return whether the text of a cell fills it down to its end; None where that is unknown.

        A cell with room left below its text is not cut by the page end it stands at.
        """
        bottom = self.bottoms[cell.row + cell.height - 1]
        boxes = [place.box for place in cell.text.span() if place.box]
        if bottom is None or not boxes:
            return None
        last = max(boxes, key=lambda box: box[3])
        return bottom - last[3] < ROOM * (last[3] - last[1])

    def part(self, first: int, stop: int) -> Lattice:
        """Return some of the rows as a lattice of their own; cells that stick out are cut."""
        renewed: dict[int, Cell] = {}
        places = []
        for index in range(first, stop):
            for cell in self.across[index]:
                if id(cell) not in renewed:
                    top = max(cell.row, first)
                    bottom = min(cell.row + cell.height, stop)
                    text = cell.text if cell.row >= first else Traced()
                    copy = Cell(text, top - first, cell.column, bottom - top, cell.width)
                    copy.ruled = cell.ruled
                    renewed[id(cell)] = copy
            places.append([renewed[id(cell)] for cell in self.places[index]])
        seams, breaks = (
            {row - first for row in rows if first < row < stop}
            for rows in (self.seams, self.breaks)
        )
        return Lattice(places, self.pages[first:stop], self.bottoms[first:stop], seams, breaks)


def lattice_of(sheet: Sheet, grids: Sequence[Grid]) -> Lattice:
    """Return the grids of a sheet, which are one table, as one lattice."""
    lattice = Lattice()
    grids = _aligned(grids)
    edges = _edges(grids)
    for grid in grids:
        _begin_grid(lattice)
        _append(lattice, sheet, grid, edges)
    _fill_up(lattice)
    return lattice


def joined(lattices: Iterable[Lattice]) -> Lattice:
    """Return the lattices of grids without edges, which are one table, as one.

    Theirs are the cells that it has: only the first can still be used.
    """
    whole = Lattice()
    for lattice in lattices:
        base = len(whole)
        _begin_grid(whole)
        for cell in lattice.cells() if base else ():
            cell.row += base
        whole.places.extend(map(list, lattice.places))
        whole.pages.extend(lattice.pages)
        whole.bottoms.extend(lattice.bottoms)
    _fill_up(whole)
    return whole


def _begin_grid(lattice: Lattice) -> None:
    """Note where the table goes on with another grid."""
    if lattice.places:
        lattice.seams.add(len(lattice.places))
        lattice.breaks.add(len(lattice.places))


def _fill_up(lattice: Lattice) -> None:
    """Make all rows as wide as the widest."""
    width = max(map(len, lattice.places), default=0)
    for index, places in enumerate(lattice.places):
        if len(places) < width:
            places.extend(Cell(_BLANK, index, column) for column in range(len(places), width))


def _append(lattice: Lattice, sheet: Sheet, grid: Grid, edges: Sequence[float]) -> None:
    base = len(lattice.places)
    across = max(map(len, sheet.rows[grid.first : grid.stop]), default=0)
    if edges:
        places = _by_edges(sheet, grid, edges, across, base)
    else:
        places = _by_columns(sheet, grid, across, base)
    lattice.places.extend(places)
    lattice.pages.extend([grid.page] * len(places))
    lattice.bottoms.extend(grid.bottoms[: len(places)] or [None] * len(places))


def _by_columns(sheet: Sheet, grid: Grid, across: int, base: int) -> list[list[Cell]]:
    """Return the cells of a grid whose columns are those of its sheet."""
    first = grid.first
    rows = sheet.rows[first : grid.stop]
    places = [[_FREE] * across for _ in rows]
    # Of merged cells that overlap, the first by row and column has the place.
    for (row, column), (down, right) in sorted(sheet.merges.items()):
        offset = row - first
        if not 0 <= offset < len(rows) or column >= across:
            continue
        line, texts = places[offset], rows[offset]
        if line[column] is not _FREE:
            continue
        text = texts[column] if column < len(texts) else _BLANK
        if down > 1 or not text.text:
            covers = rows[offset : offset + down]
            said = text if text.text else _covered(covers, column, right)
            cell = Cell(said, base + offset, column, len(covers), min(right, across - column))
            _cover(places[offset : offset + down], cell)
        else:
            cell = Cell(text, base + offset, column, 1, min(right, across - column))
            _cover((line,), cell)
    for at, (texts, line) in enumerate(zip(rows, places, strict=True), base):
        column = 0
        for _ in range(line.count(_FREE)):
            column = line.index(_FREE, column)
            text = texts[column] if column < len(texts) else _BLANK
            line[column] = Cell(text, at, column)
    return places


def _by_edges(
    sheet: Sheet, grid: Grid, edges: Sequence[float], across: int, base: int
) -> list[list[Cell]]:
    """Return the cells of a grid by which edges of the lattice its columns end at."""
    rows = sheet.rows[grid.first : grid.stop]
    steps = _steps(grid, edges, across)
    thin = {column for column in range(across) if steps[column + 1] == steps[column]}
    width = max(len(edges) - 1, across)
    places = [[_FREE] * width for _ in rows]
    for offset, row in enumerate(rows):
        line = places[offset]
        for column in range(across):
            at = steps[column]
            text = row[column] if column < len(row) else _BLANK
            if at >= width or line[at] is not _FREE or (column in thin and not text.text):
                continue
            merged = sheet.merges.get((grid.first + offset, column))
            if merged is None and steps[column + 1] <= at + 1:
                line[at] = Cell(text, base + offset, at)
                continue
            down, right = merged or (1, 1)
            covers = rows[offset : offset + down]
            stop = max(steps[min(column + right, across)], at + 1)
            if not text.text and not grid.edges:
                text = _covered(covers, column, right)
            cell = Cell(text, base + offset, at, len(covers), stop - at)
            _cover(places[offset : offset + down], cell)
    return [
        [
            _unruled(base + offset, column) if cell is _FREE else cell
            for column, cell in enumerate(line)
        ]
        for offset, line in enumerate(places)
    ]


def _cover(lines: Sequence[list[Cell]], cell: Cell) -> None:
    """Let a cell stand in all its places that no other has taken."""
    first, stop, whole = cell.column, cell.stop, [cell] * cell.width
    for line in lines:
        held = line[first:stop]
        if held.count(_FREE) == cell.width:  # as a rule
            line[first:stop] = whole
        else:
            line[first:stop] = [cell if other is _FREE else other for other in held]


def _unruled(row: int, column: int) -> Cell:
    cell = Cell(_BLANK, row, column)
    cell.ruled = False
    return cell


def _covered(rows: Sequence[Sequence[Traced]], column: int, right: int) -> Traced:
    """Return the only text that a merged cell holds in another place than its first, if any."""
    texts = [text for row in rows for text in row[column : column + right] if text.text]
    return texts[0] if len(texts) == 1 else _BLANK


def _aligned(grids: Sequence[Grid]) -> Sequence[Grid]:
    """Return grids with the edges of the first that has as many columns in the same places."""
    known: list[Grid] = []
    for grid in grids:
        edges = next((one.edges for one in known if _is_same_place(one, grid)), grid.edges)
        known.append(grid if edges == grid.edges else replace(grid, edges=edges))
    return known


def _is_same_place(one: Grid, other: Grid) -> bool:
    pairs = zip(one.edges, other.edges, strict=False)
    alike = all(abs(mine - others) <= SAME_PLACE for mine, others in pairs)
    return len(one.edges) == len(other.edges) and alike


def _edges(grids: Sequence[Grid]) -> list[float]:
    """Return the edges of columns of all grids, near ones once."""
    found: list[float] = []
    for edge in sorted(edge for grid in grids for edge in grid.edges):
        if not found or edge - found[-1] > SAME_EDGE:
            found.append(edge)
    return found


def _steps(grid: Grid, edges: Sequence[float], across: int) -> list[int]:
    """Return for each edge of a grid's columns which edge of the lattice it is."""
    if not grid.edges:
        return list(range(across + 1))
    return [max(bisect_left(edges, edge - SAME_EDGE), 0) for edge in grid.edges]
