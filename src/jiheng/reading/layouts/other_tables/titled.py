"""Another table above or below one of targets in a grid, each under its title: grids apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.grids.lattice import lattice_of
from jiheng.reading.layouts.heads.fields import is_remark
from jiheng.reading.layouts.heads.heads import find_heads
from jiheng.reading.layouts.other_tables.in_forms import heads_items
from jiheng.reading.layouts.outside.fronts import is_attachment_number, is_title, names_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Traced
    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.layouts.heads.head import Head

FEWEST_HEADS = 3
"""Cells of a row that heads another table at least."""

BETWEEN = 3
"""Rows between a title and its heads at most: blank ones, a unit of money."""

FEWEST_ROWS = 2
"""Rows with figures that a table of the budget has at least."""

_BUDGET = re.compile(
    r"(?:[^，。；;：:绩效目标指标]{0,20})(?:收支|收入|支出|拨款|三公|采购|资产|基金|资本|债务)"
    r"[^，。；;：:绩效目标指标]{0,20}表(?:[（(].{1,12}[）)])?"
)
"""The title of a table of the budget, which says nothing of targets."""

_TARGETS = re.compile("绩效|指标|目标")
_FIGURE = re.compile(r"\d(?!年|月|季度)")


def without_others(sheet: Sheet) -> Sheet:
    """Return a sheet in which a grid ends where another table meets one of targets.

    The row of its title is a line between the two grids, as it is where a page prints one; a list
    of targets begins with it.
    """
    grids = tuple(part for grid in sheet.grids for part in _parts(sheet, grid))
    return sheet if len(grids) == len(sheet.grids) else replace(sheet, grids=grids)


def _parts(sheet: Sheet, grid: Grid) -> Iterator[Grid]:
    """Yield the tables of a grid from top to bottom."""
    first = grid.first
    for row in range(grid.first + 1, grid.stop):
        if _bears_title(sheet, row) and _begins_again(sheet, grid, first, row):
            top = _top_of(sheet, first, row)
            yield _cut(grid, first, top)
            first = top
        elif _is_titled(sheet, grid, row) and _ends_targets(sheet, grid, first, row):
            yield _cut(grid, first, row)
            first = row + 1
    yield _cut(grid, first, grid.stop) if first > grid.first else grid


def _begins_again(sheet: Sheet, grid: Grid, first: int, row: int) -> bool:
    """Whether a title below one that has begun a table begins another."""
    if row > first > grid.first:
        return True
    if grid.page is not None:
        return False
    return _begins_list(sheet, grid, first, row) or _follows_budget(sheet, grid, first, row)


def _follows_budget(sheet: Sheet, grid: Grid, first: int, row: int) -> bool:
    """Whether a table of the budget with its figures ends above a title: 部门收支总表."""
    title = next((at for at in range(first, row) if _names_budget(sheet, at)), row)
    lines = [_filled(sheet, at) for at in range(title + 1, row)]
    figures = [line for line in lines if any(is_figure(text.text) for text in line)]
    if len(figures) < FEWEST_ROWS or not any(_are_words(line) for line in lines):
        return False
    return not find_heads(lattice_of(sheet, [_cut(grid, first, row)]))


def _names_budget(sheet: Sheet, row: int) -> bool:
    """Whether a row holds but the title of a table of the budget."""
    filled = _filled(sheet, row)
    return len(filled) == 1 and _BUDGET.fullmatch(filled[0].text) is not None


def _are_words(cells: Sequence[Traced]) -> bool:
    """Whether a row names columns: two cells at least, each of words."""
    return len(cells) > 1 and not any(_FIGURE.search(text.text) for text in cells)


def _begins_list(sheet: Sheet, grid: Grid, first: int, row: int) -> bool:
    """Whether a title ends a list of projects above it, or begins one, in a grid without pages.

    Forms below each other are parted where they are read, and one list that is printed again with
    its title goes on.
    """
    above = _heads_of_targets(sheet, _cut(grid, first, row))
    below = _heads_of_targets(sheet, _cut(grid, row, grid.stop)) if above else []
    if not below or not (above[0].has_projects or below[0].has_projects):
        return False
    titles = [_title(sheet, first, at) for at in range(first, row) if _bears_title(sheet, at)]
    return above[0].labels() != below[0].labels() or _title(sheet, first, row) not in titles


def _title(sheet: Sheet, first: int, row: int) -> list[str]:
    """Return what a title and the number of its table say."""
    return [_filled(sheet, at)[0].text for at in range(_top_of(sheet, first, row), row + 1)]


def _top_of(sheet: Sheet, first: int, row: int) -> int:
    """Return the first of the rows above a title that hold but the number of its table: 附件2."""
    while row > first and _is_number(_filled(sheet, row - 1)):
        row -= 1
    return row


def _is_number(cells: Sequence[Traced]) -> bool:
    return len(cells) == 1 and is_attachment_number(cells[0].text)


def _ends_targets(sheet: Sheet, grid: Grid, first: int, row: int) -> bool:
    """Whether a table of targets stands above a row, and none right below it.

    Items of money below a form are those of its project: 资金测算明细表.
    """
    heads = _heads_of_targets(sheet, _cut(grid, first, row))
    if not heads:
        return False
    rows = range(row + 1, grid.stop)
    stop = next((at for at in rows if _bears_title(sheet, at)), grid.stop)
    below = _cut(grid, row + 1, stop)
    if _heads_of_targets(sheet, below):
        return False
    return any(head.has_projects for head in heads) or not _lists_items(sheet, below)


def _lists_items(sheet: Sheet, grid: Grid) -> bool:
    """Whether a table begins with the head of items of money."""
    lattice = lattice_of(sheet, [grid])
    return any(heads_items(lattice, row) for row in range(min(BETWEEN + 1, len(lattice))))


def _cut(grid: Grid, first: int, stop: int) -> Grid:
    """Return some rows of a grid."""
    top, rows = first - grid.first, range(stop - first)
    return replace(
        grid,
        first=first,
        stop=stop,
        bottoms=grid.bottoms[top : top + len(rows)],
        open_left=frozenset(row - top for row in grid.open_left if row - top in rows),
        open_right=frozenset(row - top for row in grid.open_right if row - top in rows),
    )


def _bears_title(sheet: Sheet, row: int) -> bool:
    filled = _filled(sheet, row)
    return len(filled) == 1 and is_title(filled[0].text)


def _is_titled(sheet: Sheet, grid: Grid, row: int) -> bool:
    """Whether a row holds but the title of another table, and the heads of that stand below it."""
    first = next((text for text in sheet.rows[row] if text.text), None)
    if first is None or "表" not in first.text or _TARGETS.search(first.text):
        return False
    if not names_table(first.text):
        return False
    if len(_filled(sheet, row)) > 1 or _is_within(sheet, grid, row):
        return False
    for below in range(row + 1, min(row + 2 + BETWEEN, grid.stop)):
        heads = _filled(sheet, below)
        if len(heads) > 1:
            return _are_heads(heads)
    return False


def _are_heads(cells: list[Traced]) -> bool:
    """Whether a row names columns: several cells, no figure among them."""
    words = [text.text for text in cells]
    said = any(_FIGURE.search(text) or is_remark(text) for text in words)
    return len(words) >= FEWEST_HEADS and len(set(words)) == len(words) and not said


def _is_within(sheet: Sheet, grid: Grid, row: int) -> bool:
    """Whether a cell reaches into a row from above, or out of it: one of a list."""
    return any(
        grid.first <= top <= row < top + down and (top < row or down > 1)
        for (top, _), (down, _) in sheet.merges.items()
    )


def _heads_of_targets(sheet: Sheet, grid: Grid) -> list[Head]:
    """Return the heads of lists of indicators, or of projects and their goals, in some rows."""
    heads = find_heads(lattice_of(sheet, [grid]))
    return [head for head in heads if head.has_indicators or "goal" in head.roles]


def _filled(sheet: Sheet, row: int) -> list[Traced]:
    return [text for text in sheet.rows[row] if text.text]
