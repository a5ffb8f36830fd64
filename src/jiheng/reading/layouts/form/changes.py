"""Forms that ask for a change: what was, under 调整前, beside what shall be, under 调整后."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.cells.form_cells import is_label
from jiheng.reading.layouts.words.roles import is_block, plain
from jiheng.reading.layouts.words.terms import change_in
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.layouts.form.labels import FormLabels
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

_LONGEST = 16
"""Characters before the colon behind a side, or behind a label that stands on both."""

_SIDES = 4
"""Cells of a change that is named beside its values: both sides and both values."""


@dataclass(slots=True)
class FormChanges:
    """Reads the rows of one form that say something before and after a change.

    What is said after it is the value; what was before is kept beside it.

    Attributes:
        labels: Takes the labels with what is said after the change.
        heads: Those of the columns under which rows stand, once they are known.
        sides: Where 调整前：50 and 调整后：40 stand, if the row before has such cells.
    """

    lattice: Lattice
    ledger: Ledger
    labels: FormLabels
    heads: list[Cell] = field(default_factory=list)
    sides: tuple[int, ...] = ()

    def take(self, row: int) -> bool:
        """Take in a row if it is the head of such columns, or a line below it."""
        if self._head(row) or self._stacked(row) or self._typed(row):
            return True
        return bool(self.heads) and self._line(row)

    def _head(self, row: int) -> bool:
        cells = self.lattice.filled[row]
        if not any("前" in cell.text.text or cell.text.text[:1] == "原" for cell in cells):
            return False
        sides = [change_in(plain(cell.text.text)) for cell in cells]
        if sides.count("前") != 1 or sides.count("后") != 1:
            return False
        first = min(cell.column for cell, side in zip(cells, sides, strict=True) if side)
        said = [cell for cell in cells if cell.column >= first]
        if not sides[len(cells) - len(said) + 1]:  # a value stands between them
            return self._within(row, first, said)
        self.heads = [cell for cell in cells if cell.column >= first]
        for cell in self.heads:
            self.ledger.mark(cell.text, SEPARATOR)
        before = [cell for cell in cells if cell.column < first]
        self._besides(c for c in before if c.height == 1 or is_block(c.text.text))
        return True

    def _within(self, row: int, first: int, cells: Sequence[Cell]) -> bool:
        """Take in a row that names each side beside its value: 调整前, 50, 调整后, 60."""
        label, own = self._label(row, first), cells[:_SIDES]
        sides = [bool(change_in(plain(cell.text.text))) for cell in own]
        if label is None or sides != [True, False, True, False]:
            return False
        for head, cell in zip(own[::2], own[1::2], strict=True):
            self.ledger.mark(head.text, SEPARATOR)
            if change_in(plain(head.text.text)) == "后":
                self.labels.told(label.text, cell.text)
            else:
                self.labels.besides(label.text, head.text, cell.text)
        known = {id(cell) for cell in (label, *own)}
        self._besides(cell for cell in self.lattice.filled[row] if id(cell) not in known)
        return True

    def _stacked(self, row: int) -> bool:
        """Take in one of two rows beside a label that name a side and its value each."""
        side = next((c for c in self.lattice.filled[row] if change_in(plain(c.text.text))), None)
        if side is None:
            return False
        after = change_in(plain(side.text.text)) == "后"
        first = row - 1 if after else row
        pair = [cell[side.column].text.text for cell in self.lattice.places[first : first + 2]]
        label = self._label(first, side.column)
        own = [cell for cell in self.lattice.filled[row] if cell.column > side.column]
        if [change_in(plain(text)) for text in pair] != ["前", "后"] or label is None or not own:
            return False
        self.ledger.mark_all((side.text, label.text), SEPARATOR)
        if after:
            self.labels.told(label.text, own[0].text)
        else:
            self.labels.besides(label.text, side.text, own[0].text)
        self._besides(own[1:])
        return True

    def _typed(self, row: int) -> bool:
        """Take in a row with a side and its value in each of two cells: 调整前：50 | 调整后：40.

        So is a row below it that says the same label on both sides: 财政拨款：50 | 财政拨款：40.
        """
        own = [cell for cell in self.lattice.filled[row] if ":" in plain(cell.text.text[:_LONGEST])]
        pairs = [_pair(cell.text) for cell in own] if len(own) == len(("前", "后")) else []
        where, self.sides = self.sides, ()
        if not pairs:
            return False
        labels = [plain(label.text) for label, _ in pairs]
        columns = tuple(cell.column for cell in own)
        (side, before), (label, after) = pairs
        over = None
        if [change_in(label) for label in labels] == ["前", "后"]:
            over = self._label(row, own[0].column)
            label = over.text if over else label
        elif columns != where or labels[0] != labels[1]:
            return False
        if change_in(plain(label.text)):
            return False
        self.sides = columns
        self.ledger.mark_all((cell.text for cell in own), SEPARATOR)
        self.labels.told(label, after)
        self.labels.besides(label, side if over else Traced("调整前"), before)
        known = {id(cell) for cell in (*own, over)}
        self._besides(cell for cell in self.lattice.filled[row] if id(cell) not in known)
        return True

    def _line(self, row: int) -> bool:
        values = [self.lattice.places[row][head.column] for head in self.heads]
        label = self._label(row, self.heads[0].column)
        if label is None or len({id(cell) for cell in values}) < len(values):
            return False
        if any(cell.row != row or is_label(cell.text.text) for cell in values):
            return False
        if not any(cell.text for cell in values):
            return False
        self.ledger.mark(label.text, SEPARATOR)
        for head, cell in zip(self.heads, values, strict=True):
            if change_in(plain(head.text.text)) == "后":
                self.labels.told(label.text, cell.text)
            elif cell.text:
                self.labels.besides(label.text, head.text, cell.text)
        known = {id(cell) for cell in (label, *values)}
        self._besides(cell for cell in self.lattice.filled[row] if id(cell) not in known)
        return True

    def _besides(self, cells: Iterable[Cell]) -> None:
        """Account for cells that are neither label nor value: names of parts, or other words."""
        for cell in cells:
            if is_block(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)
            else:
                self.labels.aside(cell.text)

    def _label(self, row: int, first: int) -> Cell | None:
        """Return the label of a line: the next filled cell before some column."""
        places = self.lattice.places[row][:first]
        return next((cell for cell in reversed(places) if cell.text), None)


def _pair(text: Traced) -> tuple[Traced, Traced]:
    """Return what stands before the first colon of a text, and what stands behind it."""
    at = min(at for colon in ":：" if (at := text.text.find(colon)) >= 0)
    return text.cut(0, at), text.cut(at + 1).strip()
