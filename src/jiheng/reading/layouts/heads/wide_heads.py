"""One head 绩效指标 over the levels of the indicators, and maybe their names: a column each."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.words.level_labels import is_level, says_level
from jiheng.reading.layouts.words.roles import plain

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column

_WIDE = frozenset(("绩效指标", "指标", "考核指标", "年度绩效指标"))
_NAMES = frozenset(("绩效指标内容", "绩效指标名称", "指标内容", "指标名称", "具体内容"))
_LEVELS = ("level1", "level2")
_OVER = (2, 3)
_LEVEL = seldom("[\u4e00-\u9fff]{2,10}")
"""What may be a level beside others that are."""

LOOKED_AT = 4
"""Rows that tell levels from names."""


def with_levels(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Return columns of a head of which a wide one is parted into levels and names."""
    at = next((n for n, column in enumerate(columns) if _is_wide(column)), None)
    if at is None:
        return _with_second(lattice, columns, stop)
    wide = columns[at]
    if any(c.role in _LEVELS for c in columns if c is not wide):
        return columns
    if not _holds_levels(lattice, wide, stop):
        return columns
    names = next((c for c in columns if c is not wide and _names(c)), None)
    if wide.stop - wide.first == len(_LEVELS) and names is None:
        return columns
    roles = (*_LEVELS, "name3")[: wide.stop - wide.first]
    parts = [
        replace(wide, role=role, again=None, first=wide.first + n, stop=wide.first + n + 1)
        for n, role in enumerate(roles)
    ]
    if len(parts) == len(_LEVELS):
        columns = tuple(replace(c, role="name3", again=None) if c is names else c for c in columns)
    return (*columns[:at], *parts, *columns[at + 1 :])


def _with_second(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Return columns of which a wide one of names begins with their second levels, if it does."""
    wide = next(
        (c for c in columns if c.role == "name3" and c.stop - c.first == len(_LEVELS)), None
    )
    if wide is None or any(column.role == "level2" for column in columns):
        return columns
    first = lattice.said_below(stop, wide.first, wide.first + 1)
    if not first or not all(map(says_level, first)):
        return columns
    second = replace(wide, role="level2", stop=wide.first + 1)
    names = replace(wide, first=wide.first + 1)
    at = columns.index(wide)
    return (*columns[:at], second, names, *columns[at + 1 :])


def _names(column: Column) -> bool:
    return column.role == "name3" or plain(column.label) in _NAMES


def _is_wide(column: Column) -> bool:
    over = column.stop - column.first
    if column.role == "level1":
        return over == len(_LEVELS)
    return column.role in {"name3", "indicators"} and over in _OVER and plain(column.label) in _WIDE


def _holds_levels(lattice: Lattice, wide: Column, stop: int) -> bool:
    """Whether the rows below hold first levels in the first column, and second ones beside."""
    rows = lattice.places[stop:]
    first = list(islice(filter(None, (r[wide.first].text.text for r in rows)), LOOKED_AT))
    beside = [
        r[wide.first + 1].text.text for r in rows if r[wide.first + 1].column == wide.first + 1
    ]
    second = list(islice(filter(None, beside), LOOKED_AT))
    if not first or not second or not any(is_level(text, 1) for text in first):
        return False
    if all(map(says_level, (*first, *second))):
        return True
    known = any(is_level(text, 2) for text in second)
    return known and all(_LEVEL.fullmatch(text) for text in (*first, *second))
