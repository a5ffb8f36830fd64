"""The tasks of a department (年度主要任务) within its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.wording import is_blank
from jiheng.model import Entry, Funding, Task, Traced
from jiheng.reading.layouts.cells.form_cells import aside, is_label
from jiheng.reading.layouts.drafts import amount_in, parted_amount
from jiheng.reading.layouts.words.roles import is_block, role_in
from jiheng.reading.ledger import RECORDED, SEPARATOR

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model import Problem
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

TALLEST = 2
"""Rows of the head of tasks; a label that is taller stands beside them."""

_MONEY = ("total", "fiscal_appropriation", "other")
_TOTAL = re.compile(r"(?:金额|资金|任务)?(?:合计|总计|总额)")
_TEXTS = ("name", "content", "expected")


@dataclass(slots=True)
class FormTasks:
    """Reads the tasks of one form.

    Attributes:
        columns: Those of the head under which rows stand, by their first places.
    """

    lattice: Lattice
    ledger: Ledger
    draft: RowDraft
    problems: list[Problem]
    columns: dict[int, tuple[str | None, int, Traced]] = field(default_factory=dict)
    _texts: list[dict[str, Traced]] = field(default_factory=list)
    _block: str = ""

    def head(self, row: int) -> bool:
        """Take in a row if it is the head of the tasks, or goes on with it."""
        cells = self.lattice.filled[row]
        if len(cells) > 1 and is_block(cells[0].text.text):
            cells = cells[1:]
        roles = [role_in(cell.text.text, "tasks") for cell in cells]
        found = {role for role in roles if role}
        if self.columns and not self._texts:
            if not found or not all(roles):
                return False
        elif not ({"name", "content"} <= found or {"name", "expected"} <= found):
            return False
        for cell in self.lattice.filled[row]:
            self.ledger.mark(cell.text, SEPARATOR)
        if not self.columns:
            self._block = self.lattice.places[row][0].text.text
        for cell, role in zip(cells, roles, strict=True):
            if role is None and cell.height > TALLEST:
                self.ledger.mark(cell.text, RECORDED)
                self.draft.further.append(aside(cell.text))
            else:
                self.columns[cell.column] = (role, cell.stop, cell.text)
        return True

    def line(self, row: int) -> bool:
        """Take in a row if it is a task."""
        if not self.columns:
            return False
        first = min(self.columns)
        beside = [c for c in self.lattice.filled[row] if c.column < first]
        if any(cell.text.text != self._block for cell in beside):
            return self._sum(row, beside)
        blocks = [c for c in self.lattice.filled[row] if is_block(c.text.text)]
        cells = [
            cell
            for cell in self.lattice.filled[row]
            if not (is_label(cell.text.text) and cell.column not in self.columns)
        ]
        name = next((c for c in cells if self._role(c) == "name"), None)
        if name is not None and _TOTAL.fullmatch(name.text.text):
            return self._total(name, cells)
        if name is not None and self._is_unfilled(name, cells):
            return True
        seam = row in self.lattice.seams
        if not cells or (name is None and not seam) or (name and is_label(name.text.text)):
            if cells:
                self.columns = {}
            return False
        for block in blocks:
            if block not in cells:
                self.ledger.mark(block.text, SEPARATOR)
        if name is None and self._texts:
            self._go_on(cells)
        else:
            self._begin(cells)
        return True

    def _sum(self, row: int, beside: list[Cell]) -> bool:
        """Take in the sum of all tasks, whose label reaches over their names; end at other rows."""
        label, *others = self.lattice.filled[row]
        reaches = len(beside) == 1 and label.stop > min(self.columns)
        money = bool(others) and all(self._role(cell) in _MONEY for cell in others)
        if reaches and money and _TOTAL.fullmatch(label.text.text):
            return self._total(label, [label, *others])
        self.columns = {}
        return False

    def _is_unfilled(self, name: Cell, cells: list[Cell]) -> bool:
        """Take in a printed label with nothing beside it: 其他需完成的任务（可选填）."""
        others = [cell for cell in cells if cell is not name]
        if not is_block(name.text.text) or not all(is_blank(c.text.text) for c in others):
            return False
        for cell in cells:
            self.ledger.mark(cell.text, SEPARATOR)
        return True

    def _total(self, name: Cell, cells: list[Cell]) -> bool:
        """Take the sum of all tasks for the money of the row."""
        self.ledger.mark(name.text, SEPARATOR)
        self.draft.has_money = True
        for cell in cells:
            role = self._role(cell)
            if role in _MONEY:
                self.draft.add(role, cell.text)
            elif cell is not name:
                self.ledger.mark(cell.text, RECORDED)
                entry = Entry(label=name.text.text, value=cell.text.text, trace=cell.text)
                self.draft.further.append(entry)
        self.columns = {}
        return True

    def finish(self) -> None:
        """Hand the tasks to the row."""
        for texts in self._texts:
            self.draft.tasks.append(self._task(texts))

    def _column(self, cell: Cell) -> tuple[str | None, int, Traced] | None:
        """Return the column of a cell, which may begin before the only head over it."""
        own = self.columns.get(cell.column)
        over = [at for at in self.columns if cell.column < at < cell.stop]
        return own or (self.columns[over[0]] if len(over) == 1 else None)

    def _role(self, cell: Cell) -> str | None:
        column = self._column(cell)
        return column[0] if column else None

    def _begin(self, cells: list[Cell]) -> None:
        self._texts.append({})
        self._go_on(cells)

    def _go_on(self, cells: list[Cell]) -> None:
        texts = self._texts[-1]
        for cell in cells:
            column = self._column(cell)
            role = (column[0] or column[2].text) if column else ""
            texts[role] = texts[role] + cell.text if role in texts else cell.text

    def _task(self, texts: dict[str, Traced]) -> Task:
        amounts: dict[str, Decimal] = {}
        traces: dict[str, Traced] = {}
        further = []
        for role, text in texts.items():
            if role in _MONEY:
                own, more = parted_amount(text)
                self.ledger.mark(text, SEPARATOR)
                amount = amount_in(own, self.ledger, self.problems)
                if amount is not None:
                    amounts[role], traces[role] = amount, own
                if more:
                    self.ledger.mark(more, RECORDED)
                    further.append(Entry(label="", value=more.text, trace=more))
                continue
            self.ledger.mark(text, RECORDED)
            if role in _TEXTS:
                traces[role] = text
            else:
                further.append(Entry(label=role, value=text.text, trace=text))
        has_money = any(role in _MONEY for role, *_ in self.columns.values())
        return Task(
            name=texts.get("name", Traced()).text,
            content=texts["content"].text if "content" in texts else None,
            expected=texts["expected"].text if "expected" in texts else None,
            funding=Funding(**amounts) if has_money or amounts else None,
            further=tuple(further),
            traces=traces,
        )
