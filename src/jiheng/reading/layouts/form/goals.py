"""The goals of a form: of the year and of the whole period, numbered, in several rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Entry, Traced
from jiheng.reading.layouts.cells.form_cells import (
    inline_pair,
    is_label,
    label_of_goal,
    with_colon,
)
from jiheng.reading.layouts.words.roles import plain
from jiheng.reading.layouts.words.terms import says_unchanged
from jiheng.reading.ledger import RECORDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Cell
    from jiheng.reading.ledger import Ledger

_OF_YEAR = re.compile(r"年度|本年|当年|今年|20\d{2}年")
_OF_PERIOD = seldom("总体|总目标|整体|长期|周期|实施期")
_NUMBERED = re.compile(
    r"[^（(:：]*[0-9一二三四五六七八九十](?=\s*[:：]?\s*(?:[（(]\d{1,3}分[）)])?\s*$)"
)
"""A label with a number, and how many points its goal is worth: 年度目标1：（40分）."""

_CHANGED = re.compile("(?:调整|变更)(?!前)")
_COUNTS_ON = seldom(r"目标\s*(?:[2-9]|1\d|[二三四五六七八九十])\s*[:：]")

_SENTENCE = seldom(r"[。；;！]$|\d")
"""What a text has that is no label."""


@dataclass(slots=True)
class FormGoals:
    """Gathers the goals of one form until it is known which is that of the year."""

    ledger: Ledger
    _said: list[tuple[str, str, Traced]] = field(default_factory=list)
    """Label, role and text of each."""
    _numbers: dict[int, Traced] = field(default_factory=dict)
    """Goal → its label, where that is numbered: 目标1."""
    _changed: set[int] = field(default_factory=set)
    """Goals whose labels say that they were changed: 调整后绩效目标, 全年（调整）绩效目标."""
    _columns: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Column → the last goal in it, and the row below that."""
    _last: tuple[int, int] = (-2, -1)
    """The last row and the column of the goal read last."""

    def __bool__(self) -> bool:
        return bool(self._said)

    def place(self, cell: Cell) -> None:
        """Keep where the goal stands that is added next."""
        self._last = (cell.row + cell.height - 1, cell.column)
        self._columns[cell.column] = (len(self._said), cell.row + cell.height)

    def add(self, label: Traced, role: str, text: Traced) -> None:
        """Take in a goal and its label."""
        numbered = _NUMBERED.match(label.text)
        if numbered:
            self._numbers[len(self._said)] = label.cut(0, numbered.end())
        changed = role == "goal" and _CHANGED.search(label.text)
        if changed:
            self._changed.add(len(self._said))
        said = plain(label.text) if changed else label_of_goal(label.text)
        self._said.append((said, role, text))

    def ends_above(self, row: int, column: int) -> bool:
        """Whether the goal read last ends in this column, in the row above."""
        return (row - 1, column) == self._last

    def go_on(self, row: int, cell: Cell) -> None:
        """Take in more of the goal read last, in the row below it."""
        self._add_to(-1, cell.text)
        self._last = (row, cell.column)

    def stop(self, column: int) -> int:
        """Return the row below the last goal of a column, -1 without one."""
        return self._columns.get(column, (0, -1))[1]

    def resume(self, cell: Cell) -> None:
        """Take in the rest of the last goal of a column, which a page has cut."""
        number, _ = self._columns[cell.column]
        self._add_to(number, cell.text)
        self._columns[cell.column] = (number, cell.row + cell.height)

    def count_on(self, cell: Cell, row: Sequence[Cell]) -> bool:
        """Take in a part of a goal right below another: 目标2：…, and what came of it beside it.

        Return whether a cell is one.

        Args:
            cell: It.
            row: All cells of its row.
        """
        if self.stop(cell.column) != cell.row:
            return False
        if not (_COUNTS_ON.match(cell.text.text) or self._all_go_on(row)):
            return False
        self.resume(cell)
        return True

    def _all_go_on(self, row: Sequence[Cell]) -> bool:
        """Whether a row holds nothing but sentences, each in the column of one of several goals."""
        beside = sum(after == row[0].row for _, after in self._columns.values())
        return (len(row) > 1 or beside > 1) and all(
            cell.column in self._columns
            and _SENTENCE.search(cell.text.text) is not None
            and (_COUNTS_ON.match(cell.text.text) or inline_pair(cell.text) is None)
            and not is_label(cell.text.text)
            for cell in row
        )

    def _add_to(self, number: int, text: Traced) -> None:
        label, role, before = self._said[number]
        self._said[number] = (label, role, before + text)

    def hand_to(self, draft: RowDraft) -> None:
        """Give the row what is said of the year, and of the whole period besides."""
        yearly = any(role == "goal" and _OF_YEAR.search(label) for label, role, _ in self._said)
        seen = {role for _, role, text in self._said if not self.ledger.is_unseen(text)}
        replaced = self._replaced()
        for number, (label, role, text) in enumerate(self._by_number()):
            if (role in seen and self.ledger.is_unseen(text)) or number in replaced:
                self.ledger.mark(text, RECORDED)
                draft.further.append(Entry(label=label, value=text.text, trace=text))
                continue
            whole = yearly and role == "goal" and not _OF_YEAR.search(label)
            field_ = "period_goal" if whole and _OF_PERIOD.search(label) else role
            if draft.text(field_).text != text.text:
                draft.add(field_, text)
            self.ledger.mark(text, RECORDED)

    def _replaced(self) -> frozenset[int]:
        """Return the goals that are not in force: those before a change, or a change to none."""
        if not self._changed:
            return frozenset()
        known = {at for at, (_, role, _) in enumerate(self._said) if role == "goal"}
        real = {at for at in self._changed if not says_unchanged(self._said[at][2].text)}
        return frozenset(known - (real or (known - self._changed) or known))

    def _by_number(self) -> Iterator[tuple[str, str, Traced]]:
        """Yield the goals; of several that their labels number, each behind its label: 目标1：."""
        several = Counter(self._said[number][1] for number in self._numbers)
        for number, (label, role, text) in enumerate(self._said):
            said = self._numbers.get(number)
            again = said is None or several[role] == 1 or text.text.startswith(said.text)
            yield label, role, text if said is None or again else with_colon(said) + text
