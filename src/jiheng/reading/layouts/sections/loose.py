"""Rows of tabs, bars or commas in a text → grids, where their heads are those of no packed form."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.cells.sheet import Grid
from jiheng.reading.layouts.cells.form_cells import inline_pair, is_label
from jiheng.reading.layouts.cells.listed import names_level
from jiheng.reading.layouts.disclosure.header import read_header
from jiheng.reading.layouts.heads.fields import is_remark
from jiheng.reading.layouts.outside.fronts import is_title
from jiheng.reading.layouts.words.roles import role_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Traced
    from jiheng.reading.containers.cells.sheet import Sheet

_OF_INDICATORS = frozenset({"level1", "level2", "name3", "annual_value", "period_value"})

_GROUP = re.compile("备注|说明|(?:资金|经费|预算|金额)(?:来源|情况|安排)?|其中|")
"""Heads of columns, or of groups of them, that say nothing a row is read by."""

MAX_PLACES = 1_000_000
"""Places of one grid, blank ones included; a hostile text asks for a thousand columns a row."""

FEWEST = 2
"""Cells that a row of a table has at least."""


def with_grids(sheet: Sheet) -> Sheet:
    """Return a sheet with its rows of several cells as grids.

    A sheet that has grids, or the packed form in rows that may drift, is returned as it is; so is
    one whose rows name no column of indicators, such as a packed form with a damaged head.
    """
    if sheet.grids or any(_heads_packed(row, after) for row, after in pairwise((*sheet.rows, ()))):
        return sheet
    if not any(len(row) > 1 and _heads_indicators(row) for row in sheet.rows):
        return sheet
    return replace(sheet, grids=tuple(_grids(sheet)))


def _heads_packed(row: Sequence[Traced], after: Sequence[Traced]) -> bool:
    """Whether a row is the head of a packed form, and no columns of indicators stand below it."""
    if len(row) < FEWEST or not read_header(row):
        return False
    return sum(map(_is_column, after)) < FEWEST


def _heads_indicators(row: Sequence[Traced]) -> bool:
    """Whether a row names a column of indicators, or those of all beside that of projects.

    These are one, or one for each level. Beside one each of the cells is a head: a damaged row may
    hold the one below it too. Money that was spent stands beside projects without indicators.
    """
    if any(map(_is_column, row)):
        return True
    roles = {role_in(cell.text, "columns") for cell in row}
    levels = sum(names_level(cell.text) for cell in row) if "name" in roles else 0
    if levels >= FEWEST or ("name" in roles and any(map(_tells_spending, row))):
        return True
    if not {"name", "indicators"} <= roles:
        return False
    return all(
        role_in(cell.text, "columns")
        or role_in(cell.text, "money_lines")
        or _GROUP.fullmatch(cell.text)
        for cell in row
    )


def _tells_spending(cell: Traced) -> bool:
    return role_in(cell.text, "money_columns") in {"executed", "rate"}


def _is_column(cell: Traced) -> bool:
    return role_in(cell.text, "columns") in _OF_INDICATORS


def _grids(sheet: Sheet) -> Iterator[Grid]:
    first: int | None = None
    for index, row in enumerate((*sheet.rows, ())):
        if len(row) > 1:
            first = index if first is None else first
        elif first is not None and not _stands_within(sheet, index):
            width = max(map(len, sheet.rows[first:index]))
            own = sheet.rows[first:index]
            if width * len(own) <= MAX_PLACES and not all(map(_is_of_pairs, own)):
                yield Grid(first, index)
            first = None


def _is_of_pairs(row: Sequence[Traced]) -> bool:
    """Whether each cell of a row says its own label: 项目名称：甲, 实施单位：某局."""
    return all(inline_pair(cell) for cell in row if cell)


def _stands_within(sheet: Sheet, index: int) -> bool:
    """Whether a row of one cell is a row of the table around it: the name of a unit, alone.

    The rows below it go on with the table, and begin no other with a head or a label.
    """
    following = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else ()
    if len(following) < FEWEST:
        return False
    said = "".join(cell.text for cell in sheet.rows[index] if cell)
    told = is_title(said) or is_remark(said)
    return not told and not any(map(_is_column, following)) and not is_label(following[0].text)
