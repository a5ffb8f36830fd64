"""Labels set upright in several columns of a cell → labels: 年度总 and 体目标 beside each other.

Line by line they say 年体, 度目, 总标. Which column comes first, only their words can tell. Turned
lines begin at the bottom of their cell: 标目度年.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.words.level_labels import says_level
from jiheng.reading.layouts.words.roles import is_block, role_in

if TYPE_CHECKING:
    from jiheng.reading.containers.cells.sheet import Sheet

SHORTEST, LONGEST = 3, 16
"""Characters of a label that is set in several columns."""

APART = 4.0
"""Points between the middles of characters of two columns."""

WIDEST = 4
"""Columns of one label, unless each holds a single character: 标指度意满."""

_LAST = frozenset("标度")
"""Last characters of labels, with which those of one line begin if set from right to left."""

_VOCABULARIES = ("labels", "columns", "money_lines")


def with_upright_labels(sheet: Sheet) -> Sheet:
    """Return a sheet in which labels of several upright columns read as words."""
    if not any(grid.page for grid in sheet.grids):
        return sheet
    rows = list(sheet.rows)
    for grid in sheet.grids:
        for at in range(grid.first, grid.stop) if grid.page else ():
            cells = rows[at]
            if any(map(_may_be_upright, cells)):
                rows[at] = tuple(map(_upright, cells))
    return replace(sheet, rows=tuple(rows))


def _may_be_upright(cell: Traced) -> bool:
    return SHORTEST <= len(cell.text) <= LONGEST and (cell.is_pieced or cell.text[0] in _LAST)


def _upright(cell: Traced) -> Traced:
    """Return a text column by column, down or up, if that is a label, which no line of it is."""
    if not _may_be_upright(cell) or _is_known(cell.text):
        return cell
    columns = _columns(cell)
    if not columns or (cell.is_pieced and len(columns) > WIDEST):
        return cell
    turned = [column[::-1] for column in columns]
    orders = (columns, columns[::-1], turned, turned[::-1])
    readings = (Traced.join(chain(*order)) for order in orders)
    return next((text for text in readings if _is_known(text.text)), cell)


def _columns(cell: Traced) -> list[list[Traced]]:
    """Return the characters that stand below each other, from left to right."""
    placed: list[tuple[float, Traced]] = []
    for at in range(len(cell)):
        character = cell.cut(at, at + 1)
        boxes = [place.box for place in character.span() if place.box]
        placed.extend(((left + right) / 2, character) for left, _, right, _ in boxes)
    middles: list[float] = []
    for middle, _ in sorted(placed, key=itemgetter(0)):
        if not middles or middle - middles[-1] > APART:
            middles.append(middle)
    columns: list[list[Traced]] = [[] for _ in middles]
    for middle, character in placed:
        columns[bisect_right(middles, middle) - 1].append(character)
    return columns


def _is_known(text: str) -> bool:
    named = any(role_in(text, vocabulary) for vocabulary in _VOCABULARIES)
    return named or is_block(text) or says_level(text)
