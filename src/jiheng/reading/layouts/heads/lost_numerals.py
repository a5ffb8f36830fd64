"""Heads 一级指标, 二级指标 and 三级指标 of which one has lost its numeral: 级指标, t级指标.

Recognition leaves a lone 一 out, or takes it for anything. The other two tell which it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.problems.notes import lost_numeral
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.containers.cells.sheet import Sheet

_NUMERALS = "一二三"
_LEVEL = "级指标"
_HEAD = re.compile(rf"(.?){_LEVEL}.*")


def with_numerals_of_levels(sheet: Sheet) -> Sheet:
    """Return a sheet of pages in which three heads of levels side by side count up to three.

    Each that was mended is told.
    """
    rows = list(sheet.rows)
    problems: list[Problem] = []
    for grid in sheet.grids:
        for at in range(grid.first, grid.stop) if grid.page else ():
            if sum(_LEVEL in cell.text for cell in rows[at]) == len(_NUMERALS):
                rows[at] = _counted(rows[at], problems)
    if not problems:
        return sheet
    return replace(sheet, rows=tuple(rows), problems=(*sheet.problems, *problems))


def _counted(cells: Sequence[Traced], problems: list[Problem]) -> tuple[Traced, ...]:
    """Return a row in which the one head of a level that is out of count has its numeral."""
    filled = [n for n, cell in enumerate(cells) if cell.text]
    heads = [n for n in filled if _LEVEL in cells[n].text]
    first = filled.index(heads[0])
    said = [_HEAD.fullmatch(plain(cells[n].text)) for n in heads]
    numerals = [match[1] for match in said if match]
    amiss = [n for n, own in enumerate(numerals) if own != _NUMERALS[n]]
    if heads != filled[first : first + len(heads)] or not all(said) or len(amiss) != 1:
        return tuple(cells)
    at = heads[amiss[0]]
    whole = _numbered(cells[at], _NUMERALS[amiss[0]])
    problems.append(lost_numeral(cells[at], whole.text))
    return (*cells[:at], whole, *cells[at + 1 :])


def _numbered(head: Traced, numeral: str) -> Traced:
    """Return a head with a numeral for what stands before 级, or where that stands."""
    return Traced.of(numeral, head.runs(0, 1)) + head.cut(head.text.index(_LEVEL))
