"""Tables within a form that itemise its money: 序号, 支出内容, 数量, 单价, 金额."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.model import Entry
from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.form_cells import is_label
from jiheng.reading.layouts.roles import item_role
from jiheng.reading.ledger import RECORDED, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

_FEWEST = 3
"""Columns that such a table has at least."""


@dataclass(slots=True)
class FormDetails:
    """Keeps the items of one form, each cell with the head above it."""

    lattice: Lattice
    ledger: Ledger
    draft: RowDraft
    _heads: Sequence[Cell] = field(default_factory=tuple)

    def take(self, row: int) -> bool:
        """Take in a row if it is the head of items, or an item."""
        cells = self.lattice.filled[row]
        if heads_items(self.lattice, row):
            self._heads = cells
            for cell in cells:
                self.ledger.mark(cell.text, RECORDED)
            return True
        if not self._heads:
            return False
        over = [self._over(cell) for cell in cells]
        if not cells or None in over or is_label(cells[0].text.text):
            self._heads = ()
            return False
        for cell, head in zip(cells, over, strict=True):
            if is_blank(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)
                continue
            self.ledger.mark(cell.text, RECORDED)
            label = head.text.text if head else ""
            self.draft.further.append(Entry(label=label, value=cell.text.text, trace=cell.text))
        return True

    def _over(self, cell: Cell) -> Cell | None:
        """Return the head over a cell; None for one that stands under several, or under none."""
        over = [h for h in self._heads if h.column < cell.stop and cell.column < h.stop]
        return over[0] if len(over) == 1 else None


def heads_items(lattice: Lattice, row: int) -> bool:
    """Return whether a row is the head of items of money, with figures below it."""
    cells = lattice.filled[row]
    if len(cells) < _FEWEST or row + 1 >= len(lattice):
        return False
    if not (item_role(cells[0].text.text) or item_role(cells[1].text.text)):  # by far the most
        return False
    roles = [item_role(cell.text.text) for cell in cells]
    known = sum(1 for role in roles if role)
    if "item" not in roles or known * 2 <= len(cells):
        return False
    return any(is_figure(cell.text.text) for cell in lattice.filled[row + 1])
