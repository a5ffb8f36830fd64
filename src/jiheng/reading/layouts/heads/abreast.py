"""Two forms side by side in one grid → a grid each.

An empty column stands between them, or both begin with the same label in one row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, takewhile

from jiheng.model import Traced
from jiheng.reading.containers.cells.cell import merges_left
from jiheng.reading.containers.cells.sheet import Grid, Sheet
from jiheng.reading.layouts.grids.lattice import lattice_of
from jiheng.reading.layouts.heads.heads import find_heads
from jiheng.reading.layouts.words.roles import CACHED, role_in

_NAMES = frozenset(("name", "self"))
_FORMS = 2
"""Forms that stand side by side at least."""

_LEAST = 4
"""Cells of a row in which two forms name their projects."""

NARROWEST = 6
"""Columns of two forms that touch at least: levels, names and values of indicators in each."""

LOOKED_AT = 8
"""Rows in which forms name what they are about."""


@dataclass(slots=True)
class _Copy:
    """A sheet while its grids are put below each other."""

    rows: list[tuple[Traced, ...]]
    merges: dict[tuple[int, int], tuple[int, int]]
    grids: list[Grid]

    def add(self, sheet: Sheet, grid: Grid) -> None:
        """Add a grid of a sheet."""
        base = len(self.rows)
        self.rows.extend(sheet.rows[grid.first : grid.stop])
        for (row, column), size in sheet.merges.items():
            if grid.first <= row < grid.stop:
                self.merges[base + row - grid.first, column] = size
        self.grids.append(replace(grid, first=base, stop=len(self.rows)))


def parted(sheet: Sheet) -> Sheet:
    """Return a sheet in which forms that stand side by side stand one below the other."""
    parts = {grid.first: _parts(sheet, grid) for grid in sheet.grids if not grid.edges}
    if not any(parts.values()):
        return sheet
    copy, position = _Copy([], {}, []), 0
    for grid in sheet.grids:
        copy.rows.extend(sheet.rows[position : grid.first])
        position = grid.stop
        own = parts.get(grid.first) or []
        for part in own:
            copy.add(part, part.grids[0])
        if not own:
            copy.add(sheet, grid)
    copy.rows.extend(sheet.rows[position:])
    return replace(sheet, rows=tuple(copy.rows), merges=copy.merges, grids=tuple(copy.grids))


def _parts(sheet: Sheet, grid: Grid) -> list[Sheet]:
    """Return the forms of a grid from left to right; none where it is not several."""
    last = max(map(len, sheet.rows[grid.first : grid.stop]))
    taken = _taken(sheet, grid, last)
    starts = [column for column in sorted(taken) if column - 1 not in taken]
    if last >= NARROWEST:
        starts = sorted({*starts, *_touching(sheet, grid, min(starts, default=0))})
    if len(starts) < _FORMS or not _names_twice(sheet, grid):
        return []
    sheet = _with_front_of_all(sheet, grid)
    found: list[Sheet] = []
    left = 0
    for right, after in pairwise([*starts[1:], last]):
        before = _cut(sheet, grid, taken, left, right)
        names = _names(before) & _names(_cut(sheet, grid, taken, right, after))
        if names and _lists(before) and _lists(_cut(sheet, grid, taken, right, last)):
            found.append(before)
            left = right
    return [*found, _cut(sheet, grid, taken, left, last)] if found else []


def _with_front_of_all(sheet: Sheet, grid: Grid) -> Sheet:
    """Return a sheet with what stands alone in rows above its forms over the first of them.

    A unit at the right, above the last form, else begins it behind the end of the one before.
    """
    rows, merges = list(sheet.rows), dict(sheet.merges)
    filled = (
        (index, [column for column, text in enumerate(rows[index]) if text.text])
        for index in range(grid.first, grid.stop)
    )
    for index, columns in takewhile(lambda row: len(row[1]) <= 1, filled):
        for column in columns:
            rest = (Traced(),) * (len(rows[index]) - 1)
            rows[index] = (rows[index][column], *rest)
            merges.pop((index, column), None)
    return replace(sheet, rows=tuple(rows), merges=merges)


def _touching(sheet: Sheet, grid: Grid, edge: int) -> set[int]:
    """Return the columns with which a form begins right behind another: 项目名称 stands twice.

    Such a label stands as far behind the beginning of its form as the first behind the edge of all.
    """
    for index in range(grid.first, min(grid.first + LOOKED_AT, grid.stop)):
        texts = [text.text for text in sheet.rows[index] if text.text]
        if len(texts) < _LEAST or len(set(texts)) == len(texts):
            continue
        said = [(text.text, at) for at, text in enumerate(sheet.rows[index]) if text.text]
        left, first = said[0]
        found = {at - first + edge for text, at in said[1:] if text == left}
        if found and role_in(left, "labels") in _NAMES:
            return {at for at in found if not _is_merged_over(sheet, grid, at)}
    return set()


def _is_merged_over(sheet: Sheet, grid: Grid, at: int) -> bool:
    """Whether a cell reaches over an edge between columns in a row that holds others, too."""
    return any(
        column < at < column + across
        and grid.first <= row < grid.stop
        and sum(1 for text in sheet.rows[row] if text) > 1
        for (row, column), (_, across) in sheet.merges.items()
    )


def _taken(sheet: Sheet, grid: Grid, last: int) -> set[int]:
    """Return the columns that are not empty.

    A row of a single cell, or a cell merged over most columns, such as a title beside which
    somebody has noted something, may stand over the column between two forms.
    """
    taken: set[int] = set()
    for index in reversed(range(grid.first, grid.stop)):  # lists fill most columns, and end forms
        if taken.issuperset(range(last)):  # none is left to look for
            break
        filled = [column for column, text in enumerate(sheet.rows[index]) if text.text]
        if len(filled) > 1:
            for column in filled:
                _, across = sheet.merges.get((index, column), (1, 1))
                taken.update(range(column, column + (1 if across * 2 > last else across)))
    return taken


def _cut(sheet: Sheet, grid: Grid, taken: set[int], left: int, right: int) -> Sheet:
    """Return some of the columns of a grid as a sheet, without the empty ones at their end."""
    rows = range(grid.first, grid.stop)
    kept = [index for index in rows if any(sheet.rows[index][left:right])]
    filled = {c for index in kept for c, text in enumerate(sheet.rows[index]) if text}
    stop = 1 + max((column for column in filled | taken if left <= column < right), default=left)
    merges = [
        (row, column - left, row + down - 1, column - left + across - 1)
        for (row, column), (down, across) in sheet.merges.items()
        if row in rows and left <= column < stop
    ]
    return Sheet(
        sheet.name,
        tuple(tuple(sheet.rows[index][left:stop]) for index in kept),
        merges=merges_left(merges, kept, stop - left),
        grids=(Grid(0, len(kept), grid.page),),
    )


def _names_twice(sheet: Sheet, grid: Grid) -> bool:
    """Whether two cells of a grid name what a form is about: by far the most grids are one form."""
    texts = (text.text for row in sheet.rows[grid.first : grid.stop] for text in row if text.text)
    return sum(1 for text in texts if _names_in(text)) >= _FORMS


def _names(part: Sheet) -> set[str]:
    """Return by which labels columns name what they are about: a project, a department."""
    return {name for row in part.rows for text in row for name in _names_in(text.text)}


@lru_cache(maxsize=CACHED)
def _names_in(text: str) -> frozenset[str]:
    """Return as what a label names what a form is about, if it does."""
    roles = {role_in(text, table) for table in ("labels", "columns")}
    return frozenset(role for role in roles if role in _NAMES)


def _lists(part: Sheet) -> bool:
    """Whether columns hold a list of indicators with its head."""
    return any(head.has_indicators for head in find_heads(lattice_of(part, part.grids)))
