"""Which column of a list names the indicators, where no head says so: told by its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.heads.column_roles import NAMING
from jiheng.reading.layouts.heads.head import LEVELS
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.level_labels import says_level

if TYPE_CHECKING:
    from jiheng.model import Problem
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

_NAME = seldom("(?=.*[\u4e00-\u9fff]{2}).{2,40}")


def with_names(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Return columns of which one names the indicators where their levels and values are known.

    It is the one unknown column of words between both; or that of second levels, if it holds none.
    """
    roles = [column.role for column in columns]
    named = not (NAMING | {"name"}).isdisjoint(roles)
    if named or "annual_value" not in roles or LEVELS.isdisjoint(roles):
        return columns
    behind = max(at for at, role in enumerate(roles) if role in LEVELS)
    between = columns[behind + 1 : roles.index("annual_value")]
    like = [c for c in between if c.role is None and not c.again and _holds(lattice, c, stop)]
    if not like and set(roles) >= LEVELS:
        like = [c for c in columns if c.role == "level2" and _holds(lattice, c, stop)]
    if len(like) != 1:
        return columns
    own = replace(like[0], role="name3", taken=True)
    return tuple(own if column is like[0] else column for column in columns)


def tell_names(head: Head, problems: list[Problem]) -> None:
    """Tell of a list that a column was taken for its names, or that it has none."""
    taken = next((column for column in head.columns if column.taken), None)
    if taken is not None:
        problems.append(notes.taken_for_indicators(taken.label))
    elif NAMING.isdisjoint(head.roles) and "annual_value" in head.roles:
        problems.append(notes.unnamed([column.label for column in head.columns]))


def _holds(lattice: Lattice, column: Column, stop: int) -> bool:
    """Whether the cells of a column say something short in words, and no levels."""
    said = lattice.said_below(stop, column.first, column.stop)
    names = sum(_NAME.fullmatch(text) is not None and not says_level(text) for text in said)
    return bool(said) and 4 * names >= 3 * len(said)
