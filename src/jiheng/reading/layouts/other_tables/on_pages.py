"""Another table than that of targets on the page behind it: the heads that it begins with say so.

Budgets put such tables behind each other in the same type area, and some bear no title, or one
that says nothing of its kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.grids.lattice import SAME_EDGE
from jiheng.reading.layouts.heads.fields import is_remark
from jiheng.reading.layouts.heads.head import LEVELS, VALUES
from jiheng.reading.layouts.other_tables.in_forms import heads_items
from jiheng.reading.layouts.outside.fronts import names_table
from jiheng.reading.layouts.words.level_labels import says_level
from jiheng.reading.layouts.words.list_ends import ends_anywhere, is_signed
from jiheng.reading.layouts.words.roles import LONGEST, column_role, label_role, role_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.containers.cells.sheet import Grid
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.one_grid import OneGrid

ABOVE = 3
"""Rows above the heads in a grid at most: its title, its unit of money."""

BELOW = 3
"""Rows below the first of the heads among which figures stand."""

FEWEST = 3
"""Heads of a table that none of the words tell apart."""

_OF_TARGETS = LEVELS | VALUES | {"name3", "indicators", "goal", "period_goal", "weight", "score"}
_OF_FORM = frozenset(("goal", "period_goal", "goal_actual", "score", "grade", "period"))
_OF_MONEY = frozenset(("executed", "rate", "weight", "score", "forecast"))
_OF_TASKS = frozenset(("content", "expected"))
_FIGURE = re.compile(r"\d(?!\d*(?:年|月|季度))")
_WORD = re.compile("[\\u4e00-\\u9fff]")
_UNIT = re.compile("(?:金额)?单位[:：].*")


def begins_other(before: Sequence[OneGrid], one: OneGrid) -> bool:
    """Return whether a grid begins with the heads of another table than that of targets above it.

    Either all its heads are those of budgets, staff or assets, or none is one of targets, and they
    stand over figures in other columns. A form that has not come to its indicators may go on with
    a table of any kind: there both must hold.

    Args:
        before: The grids of the table of targets.
        one: The next grid behind it.
    """
    lattice = one.lattice
    row = _row_of_heads(lattice)
    if row is None or heads_items(lattice, row):
        return False
    heads = [cell.text.text for cell in lattice.filled[row]]
    roles = [role_in(text, "other_tables") for text in heads]
    named = all(roles)
    if not named and any(map(_is_of_targets, heads)):
        return False
    certain = named and "head" in roles
    elsewhere = _are_others(before, one.grid) and _has_figures(lattice, row)
    found = certain or (elsewhere and (named or _may_be_others(heads)))
    if not found or one.head is not None or _holds_levels(lattice, row + 1):
        return False
    return (certain and elsewhere) or any(each.head for each in before)


def _row_of_heads(lattice: Lattice) -> int | None:
    """Return the row that may name the columns: the first below a title and a unit of money."""
    for row in range(min(ABOVE, len(lattice))):
        cells = lattice.filled[row]
        if len(cells) > 1:
            return row
        if cells and not names_table(cells[0].text.text) and not _UNIT.match(cells[0].text.text):
            return None
    return None


def _is_of_targets(text: str) -> bool:
    """Whether a text is a head or label of a table of targets, or what stands in one."""
    if len(text) > LONGEST or _FIGURE.search(text) or not _WORD.search(text) or is_remark(text):
        return True
    if says_level(text) or ends_anywhere(text):
        return True
    return column_role(text) in _OF_TARGETS or label_role(text) in _OF_FORM


def _may_be_others(heads: Sequence[str]) -> bool:
    """Whether heads that no list holds are enough, and none of them one within a form."""
    return len(heads) >= FEWEST and not any(
        is_signed(text)
        or role_in(text, "money_columns") in _OF_MONEY
        or role_in(text, "tasks") in _OF_TASKS
        for text in heads
    )


def _has_figures(lattice: Lattice, row: int) -> bool:
    """Whether figures stand below the row of heads, behind the first column."""
    below = range(row + 1, min(row + 1 + BELOW, len(lattice)))
    return any(is_figure(cell.text.text) for at in below for cell in lattice.filled[at][1:])


def _holds_levels(lattice: Lattice, first: int) -> bool:
    """Whether any cell from a row on is the level of an indicator."""
    rows = range(first, len(lattice))
    return any(says_level(cell.text.text) for at in rows for cell in lattice.filled[at])


def _are_others(before: Sequence[OneGrid], grid: Grid) -> bool:
    """Whether most of the lines between the columns of a grid stand where no other has any."""
    known = [edge for other in before for edge in other.grid.edges]
    inner = grid.edges[1:-1]
    met = sum(1 for edge in inner if any(abs(edge - other) <= SAME_EDGE for other in known))
    return bool(known) and 2 * met < len(inner)
