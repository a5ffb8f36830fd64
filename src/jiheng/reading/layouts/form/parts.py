"""What a form says outside its list of indicators: rows, each read as what it may be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from jiheng.reading.layouts.cells.form_cells import is_label
from jiheng.reading.layouts.form.changes import FormChanges
from jiheng.reading.layouts.form.columns import FormColumns
from jiheng.reading.layouts.form.goal_lists import FormGoalLists
from jiheng.reading.layouts.form.labels import FormLabels
from jiheng.reading.layouts.form.money import FormMoney, money_column
from jiheng.reading.layouts.form.tasks import FormTasks
from jiheng.reading.layouts.form.years import FormYears
from jiheng.reading.layouts.money.unnamed import names_money
from jiheng.reading.layouts.words.money_times import is_stage, is_time
from jiheng.reading.layouts.words.roles import (
    CACHED,
    LONGEST,
    is_block,
    money_role,
    names_source,
    plain,
    role_in,
)
from jiheng.reading.layouts.words.terms import change_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.outside.front_lines import Front
    from jiheng.reading.ledger import Ledger

_Uses = tuple[tuple[str, ...], ...]
"""The uses of each filled cell of a row."""

_READERS: Mapping[str, Callable[[FormParts], Callable[[int], bool]]] = {
    "goals": attrgetter("goals.take"),
    "changes": attrgetter("changes.take"),
    "years": attrgetter("years.take"),
    "task_head": attrgetter("tasks.head"),
    "labelled": attrgetter("money.labelled"),
    "group": attrgetter("money.group"),
    "head": attrgetter("money.head"),
    "task": attrgetter("tasks.line"),
    "columns": attrgetter("columns.take"),
    "money_line": attrgetter("money_line"),
}
"""Who may take a row, in the order in which they are asked.

Looked up for each row: parts that held their own methods would keep all cells of the form until the
collector of cycles comes by.
"""

_ALL = tuple(_READERS)


@dataclass(slots=True)
class FormParts:
    """Reads the rows of one form outside its indicators.

    Each kind of rows has a reader of its own. A row is offered to those alone that its words may
    suit; below a head of columns its words tell nothing, and it is offered to all.

    Attributes:
        labels: Reads the rows that no other reader takes.
    """

    lattice: Lattice
    money: FormMoney
    tasks: FormTasks
    labels: FormLabels
    changes: FormChanges
    years: FormYears
    columns: FormColumns
    goals: FormGoalLists
    _uses: dict[int, _Uses] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        lattice: Lattice,
        heads: Sequence[Head],
        ledger: Ledger,
        front: Front,
        draft: RowDraft,
        problems: list[Problem],
    ) -> FormParts:
        """Return the readers of a form, which share the row that it amounts to."""
        money = FormMoney(lattice, ledger, draft, problems, front)
        labels = FormLabels(lattice, heads, ledger, front, draft, money, problems)
        return cls(
            lattice,
            money,
            FormTasks(lattice, ledger, draft, problems),
            labels,
            FormChanges(lattice, ledger, labels),
            FormYears(lattice, labels, money),
            FormColumns(lattice, heads, ledger, labels),
            FormGoalLists(lattice, ledger, labels),
        )

    def take(self, row: int) -> None:
        """Take in a row."""
        offered: tuple[str, ...] = ()
        if self._is_below_head(row):
            offered = _ALL
        elif len(self.lattice.filled[row]) > 1:  # none begins with a cell that stands alone
            offered = _suited(self._uses_in(row), self._uses_in(row + 1))
        for name in offered:
            if _READERS[name](self)(row):
                return
        self.labels.take(row)

    def finish(self) -> None:
        """Hand what was read to the row of the form."""
        for part in (self.tasks, self.money, self.labels):
            part.finish()

    def money_line(self, row: int) -> bool:
        """Take in a line of money, with the name of its part; return whether a row is one."""
        if not self.money.line(row):
            return False
        self.labels.rest(row)
        return True

    def _is_below_head(self, row: int) -> bool:
        """Whether some reader has taken in a head, below which a row may stand."""
        money = self.money
        begun = money.headings or money.above or self.tasks.columns
        changed = self.changes.heads or self.changes.sides
        under = self.years.under, self.columns.under, self.goals.under
        return bool(begun or changed) or any(row in each for each in under)

    def _uses_in(self, row: int) -> _Uses:
        known = self._uses.get(row)
        if known is None:
            cells = self.lattice.filled[row] if row < len(self.lattice) else ()
            known = self._uses[row] = tuple([_uses_of(cell.text.text) for cell in cells])
        return known


@lru_cache(maxsize=CACHED)
def _uses_of(text: str) -> tuple[str, ...]:
    """Return as what a cell may be read by its words."""
    if len(text) > LONGEST or text.isascii():  # no label, but perhaps a year
        words = {"change": "前" in text, "time": is_time(text)}
        return tuple(use for use, is_so in words.items() if is_so)
    said = {
        "block": is_block(text),
        "change": "前" in text or change_in(plain(text)) is not None,
        "label": is_label(text) or names_money(text) or is_stage(text),
        "money_column": money_column(text),
        "money_line": money_role(text) or names_source(text),
        "task": role_in(text, "tasks"),
        "time": is_time(text),
    }
    return tuple(use for use, is_so in said.items() if is_so)


@lru_cache(maxsize=1024)
def _suited(uses: _Uses, below: _Uses) -> tuple[str, ...]:
    """Return who may take a row by its words and those of the row below."""
    found = Counter(chain.from_iterable(uses))
    suits = {
        "goals": found["label"] > 0,
        "changes": found["change"] > 0,
        "years": found["time"] > 1 or "time" in chain.from_iterable(below),
        "labelled": found["money_column"] > 1,
        "group": found["block"] > 1,
        "head": found["money_column"] > 0,
        "task_head": found["task"] > 1,
        "columns": found["label"] > 1,
        "money_line": found["money_line"] > 1,
    }
    return tuple(name for name in _ALL if suits.get(name))
