"""Tables within a form beside that of its indicators: 序号, 支出内容, 数量, 单价, 金额."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.model import Entry
from jiheng.reading.grammar.money import is_figure
from jiheng.reading.layouts.cells.form_cells import aside, inline_pair, is_label
from jiheng.reading.layouts.other_tables.in_forms import (
    FEWEST,
    heads_details,
    titles_details,
    without_side,
)
from jiheng.reading.layouts.words.list_ends import ends_of_list
from jiheng.reading.layouts.words.roles import label_role, money_role, plain
from jiheng.reading.ledger import RECORDED, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.form.labels import FormLabels
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

_SUM = seldom(r".{0,4}(?:合计|总计|小计)")
_OTHERS = frozenset(("其他", "其它"))
"""Labels of money that items bear, too."""

_ENDS = frozenset(("end", "signed"))


@dataclass(slots=True)
class FormDetails:
    """Keeps the other tables of one form, each cell with the head above it."""

    lattice: Lattice
    ledger: Ledger
    draft: RowDraft
    _heads: list[Cell] = field(default_factory=list)
    _stop: int = 0
    """The row below the heads."""
    _totals: list[tuple[Traced, Traced]] = field(default_factory=list)
    """Sums of items above the indicators, with their labels."""

    def take(self, row: int, *, below: bool) -> bool:
        """Take in a row if it is the title, the head or a row of such a table.

        Args:
            row: It.
            below: Whether indicators stand above it.
        """
        cells = self.lattice.filled[row]
        if row < self._stop:
            return True
        if heads_details(self.lattice, row, below=below):
            self._begin(row)
        elif below and titles_details(self.lattice, row):
            self.end()
            self.ledger.mark(cells[0].text, RECORDED)
            self.draft.further.append(aside(cells[0].text))
        elif not self._heads or not cells:
            return False
        elif _is_sum(cells):
            self._sum(cells, below=below)
        elif self._is_item(row, cells):
            for cell in cells:
                over = self._over(cell)
                self._entry(over.text.text if over else "", cell.text)
        else:
            self.end()
            return False
        return True

    def end(self) -> None:
        """Forget the heads: what follows does not stand under them."""
        self._heads, self._stop = [], 0

    def finish(self, labels: FormLabels) -> None:
        """Take the sum of items above the indicators for the total of a form that says no other."""
        for label, amount in self._totals:
            if any(money_role(line.label) == "total" for line in self.draft.lines):
                self._entry(label.text, amount)
            else:
                labels.told(label, amount)

    def _begin(self, row: int) -> None:
        """Take in the rows of a head; the lowest cells name the columns."""
        whole = self.lattice.filled[row]
        cells = without_side(whole)
        lower = self._lower(row + 1, cells)
        self._stop = row + 1 + bool(lower)
        self._heads = [cell for cell in cells if not any(_is_over(cell, c) for c in lower)]
        self._heads.extend(lower)
        self.ledger.mark_all((cell.text for cell in (*whole, *lower)), RECORDED)
        self.draft.further.extend(aside(cell.text) for cell in whole if cell not in cells)

    def _lower(self, row: int, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return names of columns that stand below those of their groups: 其中 over 中央, 省级."""
        if row == len(self.lattice) or {cell.height for cell in cells} != {1, 2}:
            return ()
        groups = [cell for cell in cells if cell.height == 1 and cell.width > 1]
        lower = self.lattice.filled[row]
        within = all(any(_is_over(group, cell) for group in groups) for cell in lower)
        return lower if within and not any(is_figure(cell.text.text) for cell in lower) else ()

    def _is_item(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether a row is one below the heads, each of its cells under one of them."""
        if any(self._over(cell) is None for cell in cells):
            return False
        text = cells[0].text
        other = is_label(text.text)
        if other and (label_role(text.text) or plain(text.text) not in _OTHERS):
            return False
        if inline_pair(text) or _ENDS & ends_of_list(plain(text.text)):
            return False
        apart = row > self._stop and not self.lattice.filled[row - 1]
        return len(cells) >= FEWEST or not (apart or other)

    def _sum(self, cells: Sequence[Cell], *, below: bool) -> None:
        """Take in the sums of such a table, which are none of the form if that says its own."""
        label, sums = cells[0].text, cells[1:]
        self.ledger.mark(label, SEPARATOR)
        if len(sums) == 1 and not below:
            self._totals.append((label, sums[0].text))
            return
        for cell in sums:
            over = self._over(cell) if len(sums) > 1 else None
            self._entry(label.text + (over.text.text if over else ""), cell.text)

    def _entry(self, label: str, text: Traced) -> None:
        """Keep a cell, unless it says nothing."""
        if is_blank(text.text):
            self.ledger.mark(text, SEPARATOR)
            return
        self.ledger.mark(text, RECORDED)
        self.draft.further.append(Entry(label=label, value=text.text, trace=text))

    def _over(self, cell: Cell) -> Cell | None:
        """Return the head over a cell; None for one that stands under several, or under none."""
        over = [head for head in self._heads if _is_over(head, cell)]
        return over[0] if len(over) == 1 else None


def _is_sum(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with the label of sums, and holds any."""
    return len(cells) > 1 and _SUM.fullmatch(plain(cells[0].text.text)) is not None


def _is_over(one: Cell, other: Cell) -> bool:
    """Whether two cells share a column."""
    return one.column < other.stop and other.column < one.stop
