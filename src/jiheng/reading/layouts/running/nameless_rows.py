"""Rows at the top of a list whose name cell is blank: of the project named behind them, or another.

The name of a project may stand behind a page end that cuts its cell. But a list whose beginning was
not found begins with the rest of a project, which is not the one that is named next.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.problems import notes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jiheng.model import Problem, Row, Traced
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head

_ORDER: Mapping[str, int] = MappingProxyType({"产出": 1, "效益": 2, "效果": 2, "满意度": 3})
"""First levels in the order that each project has them in; costs stand before or behind them."""


def begins_levels_anew(lattice: Lattice, head: Head, row: int) -> bool:
    """Return whether the first level of a row stands before that of the rows above it."""
    columns = [column.first for column in head.columns if column.role == "level1"]
    rows = range(head.stop, row + 1)
    said = [lattice.places[at][first].text.text for first in columns for at in rows]
    *above, own = [_ORDER.get(level.removesuffix("指标"), 0) for level in said] or [0]
    return 0 < own < max(above, default=0)


def begins_without_name(texts: Mapping[str, Traced], last: RowDraft) -> bool:
    """Return whether a row without a name is a project of its own: it has money and a goal again.

    Args:
        texts: What the row says of a project, by its field.
        last: The project above.
    """
    money = any(texts[role] and last.text(role) for role in MONEY if role in texts)
    goal, before = texts.get("goal"), last.text("goal")
    return bool(goal and before and goal.text != before.text) and money


def named_behind(rows: Sequence[Row]) -> Problem | None:
    """Return what tells that the first project of a list has its name behind a page end only."""
    first = rows[0].indicators[0].traces.get("name") if rows and rows[0].indicators else None
    name = rows[0].traces.get("name") if rows else None
    if not first or not name:
        return None
    behind = (name.span()[0].page or 0) > (first.span()[0].page or 0)
    return notes.unsure_start(name) if behind else None
