"""A column of signs that calls itself something else, 绩效符号 or 指标类型: told by its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.comparators import as_lead
from jiheng.reading.layouts.heads.head import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column

_MOST = 3, 4
"""Share of the cells that are signs: what is printed below a list stands in its columns too."""

_IN_WORDS = frozenset(("定性", "定性指标"))
_SIGN = "sign"
_ASKED = LEVELS | {None, "explanation", _SIGN}


def with_signs(lattice: Lattice, columns: tuple[Column, ...], stop: int) -> tuple[Column, ...]:
    """Return columns of which the one whose cells are signs holds them, whatever its head says.

    One that is called 指标方向 and says 正向指标 holds none. Columns stay as they are where none
    or several are like that.
    """
    roles = {column.role for column in columns}
    if not roles >= {"name3", "annual_value"}:
        return columns
    asked = (c for c in columns if c.role in _ASKED and "级" not in c.label)
    found = [c for c in asked if _are_signs(lattice.said_below(stop, c.first, c.stop))]
    if len(found) != 1 or found[0].role == _SIGN:
        return columns
    freed = (replace(c, role=None) if c.role == _SIGN else c for c in columns)
    return tuple(replace(c, role=_SIGN, again=None) if c is found[0] else c for c in freed)


def _are_signs(said: Sequence[str]) -> bool:
    """Whether nearly all of some words compare, or say that the value is in words."""
    compared = [text for text in said if as_lead(text)]
    words = sum(text in _IN_WORDS for text in said)
    part, of = _MOST
    return bool(compared) and of * (len(compared) + words) >= part * len(said)
