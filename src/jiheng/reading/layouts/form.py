"""Forms: labels with values beside or below them, lines of money, and a list of indicators.

One form a project or department, however its cells are ruled: what a cell means is told by its
own words and by where it stands, never by its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Entry, Traced
from jiheng.reading.layouts import notes
from jiheng.reading.layouts.drafts import RowDraft
from jiheng.reading.layouts.fields import is_blank
from jiheng.reading.layouts.form_cells import (
    LONGEST_LABEL,
    below,
    beside,
    inline_pair,
    is_label,
)
from jiheng.reading.layouts.form_money import FormMoney
from jiheng.reading.layouts.form_tasks import FormTasks
from jiheng.reading.layouts.fronts import read_front
from jiheng.reading.layouts.indicator_rows import IndicatorRows
from jiheng.reading.layouts.roles import is_block, plain, role_in
from jiheng.reading.ledger import RECORDED, SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.front import Front
    from jiheng.reading.layouts.heads import Head
    from jiheng.reading.layouts.lattice import Cell, Lattice
    from jiheng.reading.ledger import Ledger

_REMARK = re.compile(r"(?:备注|注|说明|其他说明|填表说明|附注)[:：]?.*")
_BOTH = re.compile(r"(?P<label>[^（()）\d]{2,20})[（(](?P<value>\d{1,3}分)[）)]")
_UNIT_LINE = re.compile(r"[（(]?(?:金额)?单位[:：](?:人民币)?(?:元|万元|亿元|千元)[）)]?")
_SUM = re.compile(r"(?:自评|评价|绩效)?(?:总分|合计|总计|得分合计|总得分)(?:值)?.{0,12}")
_TAIL = re.compile(
    r"(?:总分.*|合计|总计|备注|注|说明|其他说明|填表.*|填报.*|评价等级|自评.*|备注[:：].*|注[:：].*|"
    r"说明[:：].*|审核.*|联系.*|财政部门.*|主管部门.*|项目负责人.*|存在问题.*|改进措施.*|评价结论.*|其他需要说明.*|"
    r"单位负责人.*|经办人.*|总分值.*)"
)


@dataclass(slots=True)
class FormReader:
    """Reads one form.

    Attributes:
        heads: The heads of its indicators.
        front: What its title lines say; lines within the form add to it.
        draft: The row it amounts to.
        problems: What could not be read.
    """

    lattice: Lattice
    heads: Sequence[Head]
    ledger: Ledger
    front: Front
    draft: RowDraft = field(default_factory=RowDraft)
    problems: list[Problem] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)
    _money: FormMoney = field(init=False)

    def read(self) -> RowDraft:
        """Return the row of the form; every cell of it is claimed, or left to be reported."""
        self._money = money = FormMoney(self.lattice, self.ledger, self.draft, self.problems)
        tasks = FormTasks(self.lattice, self.ledger, self.draft, self.problems)
        lines: list[IndicatorRows] = []
        heads = {row: head for head in self.heads for row in range(head.first, head.stop)}
        headless = {head.first: head for head in self.heads if head.first == head.stop}
        for row in range(len(self.lattice)):
            if row in headless:
                head = headless[row]
                lines.append(IndicatorRows(self.lattice, head, self.ledger, head.left))
            if row in heads:
                self._head(heads[row], row, lines)
            elif lines and not self._is_tail(row, lines[-1]):
                self._indicator(row, lines[-1])
            elif lines and self._sum(row, lines[-1].head):
                continue
            elif not (money.group(row) or money.head(row) or self._tasks(tasks, row)):
                if not money.line(row):
                    self._labels(row)
                else:
                    self._rest(row)
        tasks.finish()
        money.finish()
        self.draft.indicators = tuple(i for part in lines for i in part.indicators())
        return self.draft

    def _head(self, head: Head, row: int, lines: list[IndicatorRows]) -> None:
        for cell in self.lattice.row(row):
            self.ledger.mark(cell.text, SEPARATOR)
        if row == head.first:
            same = lines and lines[-1].head.labels() == head.labels()
            if not same:
                lines.append(IndicatorRows(self.lattice, head, self.ledger, head.left))

    def _indicator(self, row: int, rows: IndicatorRows) -> None:
        for cell in self.lattice.filled(row):
            if cell.stop <= rows.head.left:
                self.ledger.mark(cell.text, SEPARATOR)
        rows.take(row)

    def _is_tail(self, row: int, rows: IndicatorRows) -> bool:
        """Whether the indicators end with a row: a sum, a remark, another label."""
        cells = [cell for cell in self.lattice.filled(row) if cell.stop > rows.head.left]
        cells = cells or self.lattice.filled(row)
        if not cells:
            return False
        first = cells[0]
        if first.width >= self.lattice.width - rows.head.left > 1:
            return True
        if first.column > rows.head.left and rows.lattice.places[row][rows.head.left].row < row:
            return False
        words = plain(first.text.text)
        return _TAIL.fullmatch(words) is not None and role_in(words, "columns") != "goal"

    def _sum(self, row: int, head: Head) -> bool:
        """Take in the row with the sum of all points, each sum under its column."""
        cells = self.lattice.filled(row)
        if not cells or not _SUM.fullmatch(plain(cells[0].text.text)):
            return False
        label = cells[0].text
        self.ledger.mark(label, SEPARATOR)
        for cell in cells[1:]:
            role = next((c.role for c in head.columns if c.first <= cell.column < c.stop), None)
            if is_blank(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)
            elif role == "score" or (len(cells) == 2 and "score" in head.roles):  # noqa: PLR2004
                self.draft.add("score", cell.text)
            else:
                self._further(label, cell.text)
        return True

    def _tasks(self, tasks: FormTasks, row: int) -> bool:
        return tasks.head(row) or tasks.line(row)

    def _rest(self, row: int) -> None:
        """Keep what stands in a row of money beside the money itself."""
        for cell in self.lattice.filled(row):
            if is_block(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)
            elif self.ledger.is_unclaimed(cell.text):
                self._aside(cell.text)

    def _labels(self, row: int) -> None:
        """Take in the labels of a row, each with its value."""
        cells = self.lattice.filled(row)
        if len(cells) == 1 and self._lone(cells[0]):
            return
        if any(_UNIT_LINE.fullmatch(cell.text.text) for cell in cells):
            read_front(([cell.text for cell in cells],), self.ledger, self.front)
            cells = [cell for cell in cells if self.ledger.is_unclaimed(cell.text)]
        for cell in cells:
            if id(cell) in self._taken:
                continue
            pair = inline_pair(cell.text)
            if pair:
                self._field(pair.label, pair.value)
            elif not self._label(cell, row):
                self._unknown(cell, row)

    def _lone(self, cell: Cell) -> bool:
        """Take in the only filled cell of a row: a title, a remark, a value under its label."""
        if id(cell) in self._taken:
            return True
        if is_label(cell.text.text):
            return False
        _, rest = read_front(((cell.text,),), self.ledger, self.front)
        if not any(text is cell.text for text in rest):
            for text in rest:
                self.ledger.mark(text, UNREAD)
                self.problems.append(notes.outside(text))
            return True
        if _REMARK.fullmatch(cell.text.text) and len(cell.text) > 4:  # noqa: PLR2004 - a bare label
            self._aside(cell.text)
            return True
        return False

    def _label(self, cell: Cell, row: int) -> bool:
        """Take in a known label and its value; return whether the cell is one."""
        words = cell.text.text
        role = role_in(words, "labels")
        if role is None and not is_block(words):
            return False
        value = self._value_of(cell, row)
        if value is None or role is None:
            self.ledger.mark(cell.text, SEPARATOR)
            return True
        self._taken.add(id(value))
        self._field(cell.text, value.text, role)
        return True

    def _value_of(self, cell: Cell, row: int) -> Cell | None:
        """Return the cell with the value of a label: beside it, or else below it."""
        right = beside(self.lattice, cell, row)
        if right is not None and right.row == row and not is_label(right.text.text):
            under = below(self.lattice, cell)
            if right.text or under is None or not self._is_value(under):
                return right
        if right is not None and right.row == row and is_label(right.text.text):
            goals = {role_in(c.text.text, "labels") for c in (cell, right)}
            if not goals & {"goal_actual", "period_goal"} or cell.height > 1:
                return None
        under = below(self.lattice, cell)
        return under if under is not None and self._is_value(under) else None

    def _is_value(self, cell: Cell) -> bool:
        heading = any(head.first <= cell.row < head.stop for head in self.heads)
        return bool(cell.text) and not heading and not is_label(cell.text.text)

    def _field(self, label: Traced, value: Traced, role: str | None = None) -> None:
        role = role or role_in(label.text, "labels")
        self.ledger.mark(label, SEPARATOR)
        if role is None:
            self._money.pair(label, value)
            return
        if is_blank(value.text):
            self.ledger.mark(value, SEPARATOR)
            return
        known = self.draft.text(role)
        if known and known.text == value.text:
            self.ledger.mark(value, SEPARATOR)
        elif known and role not in {"goal", "period_goal", "goal_actual"}:
            self._further(label, value)
        else:
            self.draft.add(role, value)

    def _unknown(self, cell: Cell, row: int) -> None:
        """Keep what no vocabulary knows, as a label with the value to its right if there is one."""
        right = beside(self.lattice, cell, row)
        short = len(cell.text) <= LONGEST_LABEL
        if short and right is not None and right.row == row and id(right) not in self._taken:
            self._taken.add(id(right))
            if not right.text:
                self.ledger.mark(cell.text, SEPARATOR)
            elif is_label(right.text.text):
                self._taken.discard(id(right))
                self._aside(cell.text)
            else:
                self._further(cell.text, right.text)
        elif self.lattice.seams and row in self.lattice.seams and self.draft.text("goal"):
            self.draft.add("goal", cell.text)
        else:
            self._aside(cell.text)

    def _further(self, label: Traced, value: Traced) -> None:
        self.ledger.mark(label, RECORDED)
        self.ledger.mark(value, RECORDED)
        words = label.text.rstrip(":：")
        self.draft.further.append(Entry(label=words, value=value.text, trace=value))

    def _aside(self, text: Traced) -> None:
        """Keep a text that no label explains; 执行率分值（10分） holds both itself."""
        self.ledger.mark(text, RECORDED)
        both = _BOTH.fullmatch(text.text)
        if both:
            value = text.cut(*both.span("value"))
            self.draft.further.append(Entry(label=both["label"], value=value.text, trace=text))
            return
        self.draft.further.append(Entry(label="", value=text.text, trace=text))
