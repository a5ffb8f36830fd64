"""Labels of a form that stand side by side in one row, each with its value in the row below."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.cells.form_cells import below, inline_pair, is_label
from jiheng.reading.layouts.form.hidden_values import seen_of
from jiheng.reading.layouts.money.unnamed import names_money, says_amount
from jiheng.reading.layouts.words.money_times import is_stage
from jiheng.reading.layouts.words.roles import is_block, label_role, money_role
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.form.labels import FormLabels
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.ledger import Ledger

_GOALS = frozenset(("goal", "period_goal", "goal_actual"))
LONGEST_LABEL = 20


@dataclass(slots=True)
class FormColumns:
    """Reads rows of labels with a row of values below them.

    Attributes:
        heads: The heads of indicators, which are no such labels.
        labels: Takes the labels with their values.
        under: Rows taken in with the labels above them.
    """

    lattice: Lattice
    heads: Sequence[Head]
    ledger: Ledger
    labels: FormLabels
    under: set[int] = field(default_factory=set)

    def take(self, row: int) -> bool:
        """Take in a row if it is one of labels with values below, or the row of those values."""
        if row in self.under:
            return True
        cells = [c for c in seen_of(self.lattice.filled[row], self.ledger) if not self._is_side(c)]
        stages = [cell for cell in cells if is_stage(cell.text.text)]
        planned = len(stages) > 1 and stages == cells[1:]
        if planned and cells[0].height > 1:
            cells = stages  # of a plan, beside its name
        elif not (planned and money_role(cells[0].text.text)) and not self._are_labels(cells):
            return False
        if not self._has_values(cells, row + 1):
            return False
        for cell in self.lattice.filled[row]:
            under = below(self.lattice, cell) if cell in cells else None
            if under is not None and under.text.text:
                self.labels.told(cell.text, under.text)
            elif is_label(cell.text.text) or is_block(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)
            else:
                self.labels.aside(cell.text)
        self.under.add(row + 1)
        return True

    def _is_side(self, cell: Cell) -> bool:
        """Whether a cell names the part of the form to its right: 项目资金, beside two rows."""
        return cell.column == 0 and cell.height > 1 and is_block(cell.text.text)

    def _are_labels(self, cells: Sequence[Cell]) -> bool:
        """Whether cells touch each other, and are labels as far as their words are known."""
        known = [is_label(cell.text.text) or self._is_over_amount(cell) for cell in cells]
        if sum(known) * 2 < len(cells) or not any(all(two) for two in pairwise(known)):
            return False
        texts = [cell.text for cell in cells]
        roles = {label_role(text.text) for text in texts}
        return (
            all(a.stop == b.column for a, b in pairwise(cells))
            and all(cell.height == 1 for cell in cells)
            and not any(len(text) > LONGEST_LABEL or is_figure(text.text) for text in texts)
            and not any(map(inline_pair, texts))
            and not roles & _GOALS
            and not (roles == {None} and all(is_label(text.text) for text in texts))  # of money
        )

    def _is_over_amount(self, cell: Cell) -> bool:
        """Whether an unknown label names money, and an amount stands below it.

        Behind the label of a project its name may do so: 办公经费 above a telephone number.
        """
        before = self.lattice.places[cell.row][cell.column - 1] if cell.column else cell
        if label_role(before.text.text) == "name":
            return False
        under = below(self.lattice, cell) if names_money(cell.text.text) else None
        return under is not None and says_amount(under.text.text)

    def _has_values(self, labels: Sequence[Cell], row: int) -> bool:
        """Whether a row holds nothing but values, each right below one of the labels."""
        filled = self.lattice.filled[row] if row < len(self.lattice) else []
        values = seen_of(filled, self.ledger)
        if len(values) * 2 < len(labels) or any(h.first <= row < h.stop for h in self.heads):
            return False
        own = {cell.column for cell in labels}
        return all(
            cell.column in own and not is_label(cell.text.text) and not inline_pair(cell.text)
            for cell in values
        )
