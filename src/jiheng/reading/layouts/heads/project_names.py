"""Which column of a list names the projects, where its head may say something else: 支出事项.

Several projects of one unit stand beside its name, which is merged over their rows; each has its
own amount then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.reading.grammar.money import is_blank_amount, read_amount
from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.heads.column_roles import is_shared, of_project
from jiheng.reading.layouts.heads.head import head_of
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.roles import column_role, plain, role_in
from jiheng.reading.layouts.words.totals import is_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

_OWNERS = frozenset(("organization", "department"))
_TARGETS = frozenset(("name3", "level1", "indicators", "goal"))
_BESIDE = _OWNERS | frozenset(MONEY)

_VAGUE = frozenset(("任务", "任务内容"))
"""Heads of what names the projects only where none that says more does so."""

LONGEST = 40
"""Characters that the name of a project has at most, where nothing but its cell tells it."""


def with_projects(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Return columns of which one that may name projects does so, if no other one does.

    A unit names them no more then, nor does what several projects belong to, as 专项名称 does,
    beside amounts of their own.
    """
    like = [n for n, column in enumerate(columns) if _may_name(column)]
    if not like or not _is_list(columns):
        return columns
    index = next((n for n in like if plain(columns[n].label) not in _VAGUE), like[0])
    rows = range(stop, len(lattice))
    known = next((column for column in columns if column.role == "name"), None)
    if known is not None and not _names_unit(known):
        money = [column for column in columns if column.role in MONEY]
        if not is_shared(known.label) or not any(_amounts_beside(lattice, rows, known, money)):
            return columns
    if not _holds_words(lattice, rows, columns[index]):
        return columns
    return _renamed(columns, index)


def named(lattice: Lattice, heads: Sequence[Head], problems: list[Problem]) -> list[Head]:
    """Return heads of which the one unknown column that seems to name the projects does so.

    A unit, merged over several rows with an amount each, does not. It is told that a column was
    taken.
    """
    head = heads[0]
    known = head.column("name")
    if not _names_unit(known):
        return [*heads]
    heading = {row for each in heads for row in range(each.first, each.stop)}
    rows = [row for row in range(head.stop, len(lattice)) if row not in heading]
    money = [column for column in head.columns if column.role in MONEY]
    several = [*_amounts_beside(lattice, rows, known, money)]
    if not several:
        return [*heads]
    first = head.first_of_indicators
    like = [
        index
        for index, column in enumerate(head.columns)
        if column.role is None
        and column.stop <= first
        and _holds_words(lattice, rows, column)
        and all(_begins(lattice, row, column) for row in several)
    ]
    if len(like) != 1:
        return [*heads]
    problems.append(notes.taken_for_names(head.columns[like[0]].label, known.label))
    return [head_of(h.first, h.stop, _renamed(h.columns, like[0])) for h in heads]


def _may_name(column: Column) -> bool:
    return column.role is None and role_in(column.label, "projects") == "name"


def _names_unit(column: Column) -> bool:
    return column_role(column.label) in _OWNERS


def _is_list(columns: tuple[Column, ...]) -> bool:
    """Whether columns are those of a list of projects: units or money beside what is to be done."""
    roles = {column.role for column in columns}
    own = not roles.isdisjoint(_BESIDE) or any(map(_names_unit, columns))
    return own and not roles.isdisjoint(_TARGETS)


def _renamed(columns: tuple[Column, ...], index: int) -> tuple[Column, ...]:
    """Return columns of which one names the projects, and a unit is a unit again."""
    free = (replace(c, role=_own_role(c)) if c.role == "name" else c for c in columns)
    named = [replace(c, role="name") if n == index else c for n, c in enumerate(free)]
    roles = [column.role for column in named]
    return tuple(replace(c, role=of_project(c.role, plain(c.label), roles)) for c in named)


def _own_role(column: Column) -> str | None:
    role = column_role(column.label)
    return role if role in _OWNERS else None


def _amounts_beside(
    lattice: Lattice, rows: Iterable[int], names: Column, money: Sequence[Column]
) -> Iterator[int]:
    """Yield rows with an amount of their own in which no name begins, sums left out."""
    for row in rows:
        if _begins(lattice, row, names) or any(is_total(c.text.text) for c in lattice.filled[row]):
            continue
        if any(
            _begins(lattice, row, column) and _is_amount(lattice, row, column) for column in money
        ):
            yield row


def _begins(lattice: Lattice, row: int, column: Column) -> bool:
    cell = lattice.places[row][column.first]
    return cell.row == row and not is_blank(cell.text.text)


def _is_amount(lattice: Lattice, row: int, column: Column) -> bool:
    said = lattice.places[row][column.first].text.text
    return not is_blank_amount(said) and read_amount(said) is not None


def _holds_words(lattice: Lattice, rows: Iterable[int], column: Column) -> bool:
    """Whether a column holds short texts and no amounts."""
    said = [*lattice.said_within(rows, column.first, column.stop)]
    words = [text for text in said if len(text) <= LONGEST and read_amount(text) is None]
    return bool(said) and len(words) == len(said)
