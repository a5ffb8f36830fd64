"""Goals listed beside their label, below heads of their own: 序号 | 目标内容 | 预算资金."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.cells.line_parts import GOALS
from jiheng.reading.layouts.words.roles import column_role, label_role
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.form.labels import FormLabels
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

_FEWEST = 2
"""Heads of such a list: that of the goals and another."""

_BESIDE = frozenset(("serial", "total", "fiscal_appropriation", "other", "weight"))
"""What such a list says of each goal; what came of it stands beside the goal of other forms."""


@dataclass(slots=True)
class FormGoalLists:
    """Reads the rows beside the label of a goal of which each is a goal, or a part of one.

    Attributes:
        labels: Takes the label with all goals, and keeps what stands beside these.
        under: Rows taken in with the heads above them.
    """

    lattice: Lattice
    ledger: Ledger
    labels: FormLabels
    under: set[int] = field(default_factory=set)

    def take(self, row: int) -> bool:
        """Take in a row if it is the head of goals beside their label, or one of those rows."""
        if row in self.under:
            return True
        if not self.lattice.filled[row]:
            return False
        label, *heads = self.lattice.filled[row]
        goal = self._goals_under(label, heads)
        rows = range(row + 1, self._stop(label, row))
        cells = [cell for at in rows for cell in self.lattice.filled[at] if cell is not label]
        over = {cell.column: cell for cell in heads}
        if goal is None or not cells or any(cell.column not in over for cell in cells):
            return False
        self.ledger.mark_all((head.text for head in heads), SEPARATOR)
        goals = [cell.text for cell in cells if over[cell.column] is goal]
        self.labels.told(label.text, Traced.join(goals))
        for cell in cells:
            head = over[cell.column]
            if column_role(head.text.text) == "serial":
                self.ledger.mark(cell.text, SEPARATOR)
            elif head is not goal:
                self.labels.sum(head.text, cell.text)
        self.under.update(rows)
        return True

    def _stop(self, label: Cell, row: int) -> int:
        """Return the row below those beside a label, which may not be merged over them."""
        stop = min(label.row + label.height, len(self.lattice))
        if label.height > 1 or self.lattice.pages[row] is not None:
            return stop
        while stop < len(self.lattice) and not self.lattice.places[stop][label.column].text:
            if not self.lattice.filled[stop]:
                break
            stop += 1
        return stop

    def _goals_under(self, label: Cell, heads: Sequence[Cell]) -> Cell | None:
        """Return the head of the goals beside their label, where all cells there are heads."""
        if label_role(label.text.text) not in GOALS or len(heads) < _FEWEST:
            return None
        roles = [column_role(cell.text.text) for cell in heads]
        low = all(cell.height == 1 for cell in heads)
        goals = [cell for cell, role in zip(heads, roles, strict=True) if role in GOALS]
        beside = {role for role in roles if role and role not in GOALS}
        return goals[0] if low and len(goals) == 1 and beside and beside <= _BESIDE else None
