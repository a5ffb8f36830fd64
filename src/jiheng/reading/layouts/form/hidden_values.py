"""Values in hidden columns, which are read behind the visible ones, and the labels beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.layouts.cells.form_cells import Pair
from jiheng.reading.layouts.words.roles import label_role, money_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.grids.lattice import Cell
    from jiheng.reading.ledger import Ledger

_ADDRESS = re.compile(r"(?P<letters>[A-Z]{1,3})\d+")


def seen_of(cells: Sequence[Cell], ledger: Ledger) -> Sequence[Cell]:
    """Return cells without those in hidden columns; all of a row that is hidden as a whole."""
    return [cell for cell in cells if not ledger.is_unseen(cell.text)] or cells


def hidden_pair(hidden: Cell, filled: Sequence[Cell]) -> Pair | None:
    """Return a hidden value with the label that stands before it in the workbook.

    None where another text stands there, or it was not moved.

    Args:
        hidden: The cell with the value.
        filled: All cells of its row.
    """
    own = _column(hidden.text)
    before = [cell.text for cell in filled if _column(cell.text) < own]
    label = max(before, key=_column, default=None)
    if label is None or not (label_role(label.text) or money_role(label.text)):
        return None
    return Pair(label, hidden.text)


def _column(text: Traced) -> tuple[int, str]:
    """Return the letters of the column in which a text stands, the shorter before the longer."""
    begins = text.beginning()
    found = _ADDRESS.fullmatch((begins[0].at.cell or "") if begins else "")
    return (len(found["letters"]), found["letters"]) if found else (0, "")
