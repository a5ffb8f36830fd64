"""Which rows of a form head another table than that of its indicators, or bear its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.cells.form_cells import is_label
from jiheng.reading.layouts.heads.column_names import names_columns
from jiheng.reading.layouts.heads.head import LEVELS
from jiheng.reading.layouts.words.level_labels import level_across, says_level
from jiheng.reading.layouts.words.roles import (
    column_role,
    is_block,
    item_role,
    label_role,
    money_role,
    names_source,
    role_in,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice

FEWEST = 3
"""Columns that such a table has at least."""

_BETWEEN = 3
"""Rows from the title of such a table to its head at most: a unit of money may stand between."""

_SPENT = frozenset(("executed", "initial_budget", "forecast"))
"""What heads of the money of a form name, and those of no other table do."""

_LISTED = LEVELS | {"name3"}
_TASKS = frozenset(("content", "expected"))


def heads_items(lattice: Lattice, row: int) -> bool:
    """Return whether a row is the head of items of money, with figures below it."""
    cells = lattice.filled[row]
    if len(cells) < FEWEST or row + 1 >= len(lattice):
        return False
    if not (item_role(cells[0].text.text) or item_role(cells[1].text.text)):  # by far the most
        return False
    roles = [item_role(cell.text.text) for cell in cells]
    known = sum(1 for role in roles if role)
    if "item" not in roles or known * 2 <= len(cells):
        return False
    return any(is_figure(cell.text.text) for cell in lattice.filled[row + 1])


def heads_details(lattice: Lattice, row: int, *, below: bool) -> bool:
    """Return whether a row is the head of another table within a form.

    Args:
        lattice: The form.
        row: The row.
        below: Whether indicators stand above it: what names columns there is no label of the form.
    """
    if len(lattice.filled[row]) < FEWEST:
        return False
    if heads_items(lattice, row):
        return True
    cells = without_side(lattice.filled[row])
    if not names_columns(cells) or _is_of_form(cells) or _is_under_level(lattice, row):
        return False
    if below:
        return True
    own = is_block(cells[0].text.text) or _names_project(lattice, cells)
    return not own and _has_items(lattice, cells)


def titles_details(lattice: Lattice, row: int) -> bool:
    """Return whether a row below indicators holds one cell, with the head of such a table below."""
    cells = lattice.filled[row]
    if len(cells) != 1 or level_across(cells[0].text):
        return False
    below = range(row + 1, min(row + 1 + _BETWEEN, len(lattice)))
    head = next((at for at in below if len(lattice.filled[at]) > 1), None)
    return head is not None and heads_details(lattice, head, below=True)


def heads_part(lattice: Lattice, row: int) -> bool:
    """Return whether a row names the columns of the tasks or the money of a form."""
    cells = without_side(lattice.filled[row])
    return names_columns(cells) and _is_of_form(cells)


def without_side(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells of a head without the label that stands beside the whole table."""
    tall = len(cells) > 1 and cells[0].height > 1
    beside = tall and cells[0].height > max(cell.height for cell in cells[1:])
    return cells[1:] if beside else cells


def _is_of_form(cells: Sequence[Cell]) -> bool:
    """Whether a row heads the money or the tasks of a form."""
    texts = [cell.text.text for cell in cells]
    tasks = {role_in(text, "tasks") for text in texts}
    money = {role_in(text, "money_columns") for text in texts}
    sources = sum(1 for text in texts if money_role(text) or names_source(text))
    if _SPENT & money or sources * 2 > len(texts):
        return True
    return "name" in tasks and bool(_TASKS & tasks)


def _is_under_level(lattice: Lattice, row: int) -> bool:
    """Whether a level of indicators reaches down into a row."""
    above = [cell for cell in lattice.across[row] if cell.row < row and cell.text.text]
    return any(says_level(cell.text.text) for cell in above)


def _names_project(lattice: Lattice, cells: Sequence[Cell]) -> bool:
    """Whether a row is the first of a form to name its project: 项目名称, 办公经费, 实施单位, 某局.

    What names a project may end like the name of a column.
    """
    pairs = zip(cells[::2], cells[1::2], strict=False)
    own = [(label_role(label.text.text), value) for label, value in pairs]
    if not any(role == "name" and not is_label(value.text.text) for role, value in own):
        return False
    above = (cell.text for row in range(cells[0].row) for cell in lattice.filled[row])
    return not any(label_role(text.text) == "name" for text in above)


def _has_items(lattice: Lattice, heads: Sequence[Cell]) -> bool:
    """Whether rows below heads hold nothing but values, each under a head of its own.

    One such row below labels of the form holds their values; two are those of a table.
    """
    columns = {cell.column for cell in heads}
    first = heads[0].row + heads[0].height
    labelled = any(label_role(cell.text.text) for cell in heads)
    rows = range(first, first + 1 + labelled)
    return rows.stop <= len(lattice) and all(
        len(cells) * 2 >= len(heads)
        and all(cell.column in columns for cell in cells)
        and not _begins_with_label(cells)
        for cells in map(lattice.filled.__getitem__, rows)
    )


def _begins_with_label(cells: Sequence[Cell]) -> bool:
    """Whether the first words of a row, behind its number, are a label of the form or its list."""
    words = (cell.text.text for cell in cells if not is_figure(cell.text.text))
    first = next(words, "")
    return is_label(first) or column_role(first) in _LISTED
