"""A table printed over several pages to the right, its rows alike on each → one grid.

A workbook that is wider than its paper is printed down first and then over, or over first. Columns
whose heads differ stand side by side if all their rows end at the same heights. A cell without a
line at the edge of both pages goes on from one to the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Traced
from jiheng.reading.containers.cells.sheet import Grid, Sheet
from jiheng.reading.layouts.grids.lattice import SAME_EDGE
from jiheng.reading.layouts.grids.over_edges import Edge
from jiheng.reading.layouts.outside.front_lines import says_unit
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.sections.sections import page_of
from jiheng.reading.layouts.words.roles import role_in
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model import Problem
    from jiheng.reading.ledger import Ledger

SAME_ROW = 1.0
"""Points within which rows of two pages end at the same height."""

FEWEST_ROWS = 4
"""Rows that end at the same heights and are no accident, below heads that differ."""

TALLEST = 3
"""Rows of one part beside the first row of another, which is the head of both."""

LOOKED_AT = 8
"""Rows among which the head of a table stands."""

_REMARKS = frozenset(("备注", "说明"))
"""Heads of columns that hold nothing a row is read by."""

_BLANK = Traced()
_YEAR = seldom(r"[（(]?20\d{2}年度?[）)]?")


@dataclass(slots=True)
class _Wide:
    """Grids with the same rows, from left to right.

    Attributes:
        alone: Pages to the right of them that hold a single cell, and no grid.
    """

    parts: list[Grid]
    bottoms: tuple[float, ...]
    alone: int = 0

    @property
    def last_page(self) -> int:
        """The last page on which something of it stands."""
        return (self.parts[-1].page or 0) + self.alone


@dataclass(frozen=True, slots=True)
class _Seam:
    """Where two grids meet.

    Attributes:
        column: The first one behind the edge.
        edge: The edge of the left page.
        rows: Those without a line at it on the left page.
        both: Those of them without one on the right page either.
    """

    column: int
    edge: Edge
    rows: set[int]
    both: set[int]


@dataclass(slots=True)
class _Copy:
    """A sheet while its rows are put together anew."""

    ledger: Ledger
    problems: list[Problem] = field(default_factory=list)
    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)

    def add(self, sheet: Sheet, wide: _Wide) -> None:
        """Add grids side by side; a row of one may be several of another."""
        base = len(self.rows)
        rows: list[list[Traced]] = [[] for _ in wide.bottoms]
        left, edges = 0, list(wide.parts[0].edges[:1])
        shifts: dict[int | None, float] = {}
        seams: list[_Seam] = []
        for part in wide.parts:
            width = len(part.edges) - 1
            at = [0, *(_row_at(wide.bottoms, bottom) + 1 for bottom in part.bottoms)]
            shift = edges[-1] - part.edges[0]
            shifts[part.page] = shift
            if left:
                before = wide.parts[len(shifts) - 2]
                opened = _rows_of(before, before.open_right, wide.bottoms)
                both = opened & _rows_of(part, part.open_left, wide.bottoms)
                seams.append(_Seam(left, Edge(edges[-1], shifts), opened, both))
            for row in range(len(part.bottoms)):
                rows[at[row]].extend(sheet.rows[part.first + row])
                for column in range(width):
                    down, right = sheet.merges.get((part.first + row, column), (1, 1))
                    down = at[row + down] - at[row]
                    if down > 1 or right > 1:
                        self.merges[base + at[row], left + column] = (down, right)
            left += width
            for line in rows:
                line.extend(_BLANK for _ in range(left - len(line)))
            edges.extend(edge + shift for edge in part.edges[1:])
        for seam in seams:
            self._over(seam, rows, base)
        self.rows.extend(map(tuple, rows))
        page = wide.parts[0].page
        grid = Grid(base, len(self.rows), page, tuple(edges), wide.bottoms, wide.last_page)
        self.grids.append(grid)

    def _over(self, seam: _Seam, rows: Sequence[list[Traced]], base: int) -> None:
        """Make one cell of two that no line parts at the edge of a page."""
        column, edge = seam.column, seam.edge
        lefts, rights = (self._cells(at, base) for at in (column - 1, column))
        for row in sorted(seam.rows):
            top, first, height, width = lefts.get(row, (row, column - 1, 1, 1))
            also, begin, high, more = rights.get(row, (row, column, 1, 1))
            if top != row:
                continue
            text = rows[row][first]
            one = row in seam.both and (also, high) == (row, height)
            joined = edge.whole(text, rows[row][begin]) if one else None
            if joined is None:
                if edge.cuts(text):
                    self.problems.append(notes.cut_by_edge(text))
                continue
            rows[row][first], rows[row][begin] = joined.text, _BLANK
            self.ledger.mark_all(joined.again, SEPARATOR)
            self.merges.pop((base + row, begin), None)
            self.merges[base + row, first] = (height, width + more)

    def _cells(self, column: int, base: int) -> dict[int, tuple[int, int, int, int]]:
        """Return row → the merged cell that covers it in a column: where it begins, its size."""
        return {
            row - base: (top - base, first, height, width)
            for (top, first), (height, width) in self.merges.items()
            if top >= base and first <= column < first + width
            for row in range(top, top + height)
        }


def _rows_of(grid: Grid, rows: Iterable[int], bottoms: Sequence[float]) -> set[int]:
    """Return where rows of a grid begin among finer ones."""
    return {_row_at(bottoms, grid.bottoms[row - 1]) + 1 if row else 0 for row in rows}


def with_wide_pages(sheet: Sheet, ledger: Ledger) -> Sheet:
    """Return a sheet in which tables that go on to the right on other pages are one grid.

    Args:
        sheet: As the container gave it.
        ledger: The account of its characters; what two pages print of one cell counts once.
    """
    wide = _wide(sheet)
    if not wide:
        return sheet
    lefts = {each.parts[0].first: each for each in wide}
    rights = {part.first for each in wide for part in each.parts[1:]}
    above = {first: list(_stated_above(sheet, each)) for first, each in lefts.items()}
    moved = {row for rows in above.values() for row in rows}
    found, position = _Copy(ledger), 0
    for grid in sheet.grids:
        own = [row for row in range(position, grid.first) if row not in moved]
        found.rows.extend(sheet.rows[row] for row in (*own, *above.get(grid.first, ())))
        position = grid.stop
        if grid.first in lefts:
            found.add(sheet, lefts[grid.first])
        elif grid.first not in rights:
            found.add(sheet, _Wide([grid], grid.bottoms))
    found.rows.extend(sheet.rows[position:])
    problems = (*sheet.problems, *found.problems)
    grids = tuple(found.grids)
    return replace(
        sheet, rows=tuple(found.rows), merges=found.merges, grids=grids, problems=problems
    )


def _stated_above(sheet: Sheet, wide: _Wide) -> Iterator[int]:
    """Yield the lines above the parts to the right that state the year or the unit of the whole."""
    grids = {row for grid in sheet.grids for row in range(grid.first, grid.stop)}
    for part in wide.parts[1:]:
        row = part.first - 1
        while row >= 0 and row not in grids and page_of(sheet.rows[row]) == part.page:
            if any(says_unit(cell.text) or _YEAR.fullmatch(cell.text) for cell in sheet.rows[row]):
                yield row
            row -= 1


def _wide(sheet: Sheet) -> list[_Wide]:
    found: list[_Wide] = []
    taken: set[int] = set()
    placed = [grid for grid in sheet.grids if grid.page and grid.bottoms]
    for left in placed:
        if left.first in taken:
            continue
        top = _Wide([left], left.bottoms)
        first = next((grid for grid in placed if _is_beside(sheet, top, grid)), None)
        if first is not None:
            own = list(_printed(sheet, left, (first.page or 0) - (left.page or 0)))
            found.extend(own)
            taken.update(part.first for each in own for part in each.parts)
    return found


def _printed(sheet: Sheet, left: Grid, step: int) -> Iterator[_Wide]:
    """Yield what stands side by side on pages so far from each other, page after page."""
    top = _Wide([left], left.bottoms)
    part: Grid | None = left
    while part is not None:
        page = (top.parts[-1].page or 0) + step
        part = next((g for g in _on(sheet, page) if _is_beside(sheet, top, g)), None)
        top = top if part is None else _beside(top, part)
    alone = _alone(sheet, top) if step == 1 else 0
    yield replace(top, alone=alone)
    down = across = 1 if step > 1 else len(top.parts) + alone
    # Down first, the next rows stand on the next page; over first, behind the last columns.
    while step == 1 or down < step:
        more = _below(sheet, top, down)
        if more is None:
            break
        yield replace(more, alone=alone)
        down += across


def _alone(sheet: Sheet, top: _Wide) -> int:
    """Return whether a page without a grid stands between the rows of a table and the next."""
    return int(not _on(sheet, top.last_page + 1) and bool(_below(sheet, top, len(top.parts) + 1)))


def pages_beside(sheet: Sheet, grids: Iterable[Grid]) -> set[int]:
    """Return the pages without a table of their own amid or right behind those of a wide one."""
    wide = [grid for grid in grids if grid.last_page is not None]
    if not wide:
        return set()
    held = {grid.page for grid in sheet.grids}
    first, last = min(g.page or 0 for g in wide), max(g.last_page or 0 for g in wide)
    stop = last + 1
    while stop not in held and stop <= last + last - first + 1:
        stop += 1
    return set(range(first, stop)) - held


def _below(sheet: Sheet, top: _Wide, down: int) -> _Wide | None:
    """Return the next rows of a wide table, so many pages further on."""
    wide: _Wide | None = None
    for part in top.parts:
        here = _on(sheet, (part.page or 0) + down)
        fits = (g for g in here if _has_edges(g, part) and (wide is None or _merged(wide, g)))
        own = next(fits, None)
        if own is None:
            return None
        wide = _Wide([own], own.bottoms) if wide is None else _beside(wide, own)
    return wide


def _on(sheet: Sheet, page: int) -> list[Grid]:
    return [grid for grid in sheet.grids if grid.page == page and grid.bottoms]


def _has_edges(grid: Grid, other: Grid) -> bool:
    """Whether two grids have the same columns."""
    return len(grid.edges) == len(other.edges) and all(
        abs(one - two) <= SAME_EDGE for one, two in zip(grid.edges, other.edges, strict=True)
    )


def _beside(wide: _Wide, part: Grid) -> _Wide:
    return _Wide([*wide.parts, part], _merged(wide, part) or wide.bottoms)


def _merged(wide: _Wide, part: Grid) -> tuple[float, ...]:
    """Return where rows end if those of a grid are the same, or parts of the same; else nothing."""
    finer, other = wide.bottoms, part.bottoms
    if len(other) > len(finer):
        finer, other = other, finer
    return finer if all(_row_at(finer, bottom) >= 0 for bottom in other) else ()


def _row_at(bottoms: Sequence[float], bottom: float) -> int:
    """Return the row that ends at a height; -1 where none does."""
    return next((at for at, own in enumerate(bottoms) if abs(own - bottom) <= SAME_ROW), -1)


def _is_beside(sheet: Sheet, wide: _Wide, grid: Grid) -> bool:
    """Whether a grid of a later page goes on to the right: other heads, above the same rows."""
    behind = (grid.page or 0) > (wide.parts[-1].page or 0)
    if not behind or abs(grid.bottoms[-1] - wide.bottoms[-1]) > SAME_ROW:
        return False
    bottoms = _merged(wide, grid)
    if len(bottoms) < FEWEST_ROWS or min(len(wide.bottoms), len(grid.bottoms)) == 1:
        return False
    if any(_row_at(bottoms, part.bottoms[0]) >= TALLEST for part in (wide, grid)):
        return False
    named = False
    for row in range(min(LOOKED_AT, len(bottoms))):
        own = {text for part in wide.parts for text in _texts(sheet, part, bottoms, row)}
        more = _texts(sheet, grid, bottoms, row)
        known, others = _columns(own), _columns(more)
        if known & others:
            return False
        heads = known and others and 2 * len(known | others) >= len(own) + len(more)
        named = named or bool(heads)
    # The last columns may have heads that nobody knows.
    return named or len(wide.parts) > 1


def _texts(sheet: Sheet, grid: Grid, bottoms: Sequence[float], row: int) -> list[str]:
    """Return what the row of a grid says that begins where a finer one does."""
    tops = [0, *(_row_at(bottoms, bottom) + 1 for bottom in grid.bottoms)]
    own = tops.index(row) if row in tops[:-1] else None
    return [] if own is None else [t.text for t in sheet.rows[grid.first + own] if t.text]


def _columns(texts: Iterable[str]) -> set[str]:
    return {text for text in texts if role_in(text, "columns") or text in _REMARKS}
