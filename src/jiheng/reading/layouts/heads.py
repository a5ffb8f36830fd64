"""Heads of columns: which rows of a lattice name its columns, and what each column holds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.layouts.column_roles import resolved
from jiheng.reading.layouts.head import LEVELS, VALUES, Column, Head
from jiheng.reading.layouts.listed import names_level
from jiheng.reading.layouts.roles import plain, role_in
from jiheng.reading.layouts.twin_heads import twins
from jiheng.reading.layouts.wide_heads import with_levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.layouts.lattice import Cell, Lattice

TALLEST = 3
"""Rows that a head has at most."""

FEWEST_NUMBERED = 4
"""Columns that a row of numbers numbers at least; fewer may be figures."""

_PARTS_OF_VALUE = 3
"""Columns that a value is parted into at most: its sign, its number, its unit."""

_INDICATORS = LEVELS | {"name3"}
_ASIDE = frozenset(("sign", "unit", "weight", "explanation", "scoring_rule", "score"))
_GROUP = re.compile("^其中|指标|目标值|资金|预算|收入|支出|偏差|可能性")
"""What groups of columns are called."""

_TICKED = frozenset(("likelihood", "deviation"))
_PARTS = {"符号": "sign", "数值": "annual_value", "值": "annual_value", "单位": "unit"}
"""What stands under a head of values that is parted: 目标值 over 符号, 数值 and 单位."""


def find_heads(lattice: Lattice) -> list[Head]:
    """Return the heads of a lattice from top to bottom, repeated ones included."""
    heads: list[Head] = []
    row = 0
    while row < len(lattice):
        head = _head_at(lattice, row)
        if heads and (head is None or head.labels() != heads[0].labels()):
            head = _again(lattice, heads[0], row) or head
        if head is None:
            row += 1
        else:
            heads.append(head)
            row = head.stop
    return heads


def first_head(lattice: Lattice, rows: Iterable[int]) -> Head | None:
    """Return the head that begins in the first of some rows in which any begins."""
    return next((head for row in rows if (head := _head_at(lattice, row))), None)


def _again(lattice: Lattice, head: Head, row: int) -> Head | None:
    """Return a head printed again cell by cell, whatever of it is merged this time."""
    height = head.stop - head.first
    if row + height > len(lattice):
        return None
    for at in range(height):
        one, two = lattice.filled(head.first + at), lattice.filled(row + at)
        if len(one) != len(two) or not all(map(_are_alike, one, two)):
            return None
    return replace(head, first=row, stop=row + height)


def _are_alike(one: Cell, two: Cell) -> bool:
    """Whether two cells say the same in the same column."""
    return one.column == two.column and plain(one.text.text) == plain(two.text.text)


def _head_at(lattice: Lattice, row: int) -> Head | None:
    named = [cell for cell in lattice.filled(row) if role_in(cell.text.text, "columns")]
    if not named or (len(named) == 1 and not 1 < named[0].height <= TALLEST):
        return None
    height = max(
        (
            cell.height
            for cell in named
            if cell.height <= TALLEST and role_in(cell.text.text, "columns") != "indicators"
        ),
        default=1,
    )
    stop = min(row + height, len(lattice))
    if len(named) > 1 and stop == row + 1 < len(lattice):
        stop += _names_more(lattice, stop) or _parts_groups(lattice, stop, named)
    if stop == row + 1 and _names_too_few(lattice.filled(row), named):
        return None
    columns = with_levels(lattice, resolved(tuple(_columns(lattice, row, stop))), stop)
    columns = _over_blanks(lattice, columns, stop)
    if stop < len(lattice) and _numbers_columns(lattice.filled(stop)):
        stop += 1
    head = Head(row, stop, columns)
    return head if _is_head(head) else None


def _over_blanks(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Let a column of values hold the parts of values below blank heads beside it: ≥, 95, %.

    Who does not merge the cells of a head leaves such blanks; on a page they are gaps.
    """
    at = next((n for n, column in enumerate(columns) if column.role == "annual_value"), None)
    if at is None or at + 1 == len(columns) or lattice.pages[stop - 1] is not None:
        return columns
    gap = range(columns[at].stop, columns[at + 1].first)
    if not 0 < len(gap) < _PARTS_OF_VALUE or not any(
        line[column].text.text for line in lattice.places[stop:] for column in gap
    ):
        return columns
    return (*columns[:at], replace(columns[at], stop=gap.stop), *columns[at + 1 :])


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row below a head numbers its columns: 1, 2, 3 …, or 栏次 before them."""
    said = [cell.text.text for cell in cells]
    said = said[1:] if said[:1] == ["栏次"] else said
    return len(said) >= FEWEST_NUMBERED and said == [str(at) for at in range(1, len(said) + 1)]


def _names_too_few(filled: Sequence[Cell], named: Sequence[Cell]) -> bool:
    """Whether a row names less than half of its columns, or one: no need to look closer."""
    low = sum(1 for cell in filled if cell.height == 1)
    known = sum(1 for cell in named if cell.height == 1)
    if known * 2 < low and {role_in(cell.text.text, "columns") for cell in named} >= _INDICATORS:
        return False
    return known * 2 < low or known < 2  # noqa: PLR2004 - a name and a value at least


def _parts_groups(lattice: Lattice, row: int, named: Sequence[Cell]) -> bool:
    """Whether a row says nothing but the heads of columns to tick, under those of their groups."""
    groups = [cell for cell in named if cell.width > 1]
    groups = [cell for cell in groups if role_in(cell.text.text, "columns") in _TICKED]
    filled = lattice.filled(row) if groups else ()
    return len(filled) > 1 and all(
        any(group.column <= cell.column and cell.stop <= group.stop for group in groups)
        for cell in filled
    )


def _names_more(lattice: Lattice, row: int) -> bool:
    """Whether a row goes on with the head above it, though nothing is merged."""
    filled = lattice.filled(row)
    roles = [role_in(cell.text.text, "columns") for cell in filled]
    above = {role_in(cell.text.text, "columns") for cell in lattice.filled(row - 1)}
    short = all(
        role_in(cell.text.text, "columns") or (cell.width > 1 and _GROUP.search(cell.text.text))
        for cell in lattice.filled(row - 1)
    )
    return len(filled) > 1 and short and all(roles) and not above & set(roles)


def _columns(lattice: Lattice, row: int, stop: int) -> Iterator[Column]:
    width = lattice.width
    first, chains = 0, [_chain(lattice, at, row, stop) for at in range(width)]
    while first < width:
        chain = chains[first]
        after = first + 1
        while after < width and chains[after] == chain:
            after += 1
        chain = [cell for cell in chain if cell.text.text]
        whole = range(first, after)
        pair = twins(lattice, chain[0].text, whole, stop) if len(chain) == 1 else None
        if pair:
            for text, own in pair:
                yield Column(role_in(text.text, "columns"), text.text, own.start, own.stop)
        elif chain and chain[0].height <= stop - row:
            yield Column(_role(chain), "".join(c.text.text for c in chain), first, after)
        first = after


def _chain(lattice: Lattice, column: int, row: int, stop: int) -> list[Cell]:
    """Return the cells that stand above each other in the head over a column."""
    chain: list[Cell] = []
    for index in range(row, stop):
        cell = lattice.places[index][column]
        if cell.row >= row and (not chain or chain[-1] is not cell):
            chain.append(cell)
    return chain


def _role(chain: Sequence[Cell]) -> str | None:
    """Return what a column holds by its own label, or by it together with that of its group."""
    words = [plain(cell.text.text) for cell in chain]
    if len(words) > 1:
        if role_in(words[0], "columns") in VALUES and words[-1] in _PARTS:
            return _PARTS[words[-1]]
        for label in (words[-1] + words[0], words[0] + words[-1]):
            role = role_in(label, "columns")
            if role:
                return role
    role = role_in(words[-1], "columns")
    if role or len(words) == 1:
        return role
    group = role_in(words[0], "columns")
    return f"{group}:" if group in _TICKED else None


def _is_head(head: Head) -> bool:
    roles = head.roles
    if roles >= _INDICATORS:
        return True
    known = sum(1 for column in head.columns if column.role)
    if "name" in roles and "name3" not in roles:
        known += sum(1 for column in head.columns if not column.role and names_level(column.label))
    if known * 2 < len(head.columns):
        return False
    if "name3" in roles and (roles & (VALUES | LEVELS)) and known > 1:
        return known > 2 or bool(roles & VALUES)  # noqa: PLR2004 - a name and a value at least
    if roles >= LEVELS:
        return True
    mostly = known * 3 >= 2 * len(head.columns)
    return mostly and "name" in roles and bool(roles & {"goal", "indicators"})
