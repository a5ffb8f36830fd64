"""A column of levels that calls itself something else, 指标分类 or 指标子类: told by its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.level_labels import is_level, says_level

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column

_LEVELS = ("level1", "level2")
_MAY_BE = frozenset((None, "explanation"))
"""What such columns seem to hold by their heads: 评价内容 before the names explains nothing."""


def with_level_columns(
    lattice: Lattice, columns: tuple[Column, ...], stop: int
) -> tuple[Column, ...]:
    """Return columns of which unknown ones before the names hold the levels that their cells say.

    None does where several are like that, or another column holds the level.
    """
    roles = [column.role for column in columns]
    names = roles.index("name3") if "name3" in roles else 0
    for number, role in enumerate(_LEVELS, 1):
        if role in roles:
            continue
        like = [c for c in columns[:names] if c.role in _MAY_BE]
        like = [c for c in like if _holds(lattice, c, number, stop)]
        if len(like) == 1:
            own = replace(like[0], role=role, again=None)
            columns = tuple(own if column is like[0] else column for column in columns)
    return columns


def _holds(lattice: Lattice, column: Column, number: int, stop: int) -> bool:
    """Whether the cells of a column say nothing but levels, some of them those of a number."""
    said = lattice.said_below(stop, column.first, column.stop)
    levels = sum(map(says_level, said))
    own = sum(is_level(text, number) for text in said)
    other = sum(is_level(text, 3 - number) for text in said)
    return own > other and 4 * levels >= 3 * len(said)
