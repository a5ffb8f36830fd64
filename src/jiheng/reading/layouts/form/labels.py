"""Labels of a form and their values: beside them or below them, in one cell or in several rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.model import Entry, Traced
from jiheng.reading.grammar.money import is_figure, is_money_unit
from jiheng.reading.layouts.cells.form_cells import (
    LONGEST_LABEL,
    Pair,
    aside,
    beside,
    inline_amounts,
    inline_pair,
    is_amount,
    is_label,
    is_like_amount,
    is_ticked,
    may_be_label,
    with_colon,
)
from jiheng.reading.layouts.cells.line_parts import (
    ENDS,
    GOALS,
    holds_more,
    may_hold_more,
    parts_of,
)
from jiheng.reading.layouts.form.apart import names_lines, stands_apart
from jiheng.reading.layouts.form.goals import FormGoals
from jiheng.reading.layouts.form.hidden_values import hidden_pair
from jiheng.reading.layouts.form.values import FormValues
from jiheng.reading.layouts.heads.column_roles import is_finer
from jiheng.reading.layouts.heads.cut_labels import is_cut_goal
from jiheng.reading.layouts.heads.fields import is_remark
from jiheng.reading.layouts.money.unnamed import names_money, says_amount
from jiheng.reading.layouts.outside.front_lines import says_unit
from jiheng.reading.layouts.outside.fronts import begins_with_title, read_front
from jiheng.reading.layouts.outside.margins import is_instruction
from jiheng.reading.layouts.problems import money_notes, notes
from jiheng.reading.layouts.words.roles import is_block, label_role, money_role, role_in
from jiheng.reading.ledger import RECORDED, SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.form.money import FormMoney
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Column, Head
    from jiheng.reading.layouts.outside.front_lines import Front
    from jiheng.reading.ledger import Ledger

_IDENTITY = frozenset(("name", "code", "department", "organization", "self", "period", "year"))
_ALONE = frozenset(("code", "period", "year"))
_OF_MONEY = seldom("资金|金额|预算|经费")
_YEAR = re.compile(r"20\d{2}(?:年(?:度)?)?$")
_REMARK = seldom(r"(?:备注|注|说明|其他说明|填表说明|附注)[:：]?.*")
_FILED = ("填报", "填表", "申报", "编制", "自评", "监控")
"""With which the labels of those begin who fill a form in."""

LONGEST_AMOUNT = 20
"""Characters of an amount, or of words such as 待批复 in place of one."""

_BARE_LABEL = 4
"""Characters of 备注 and the like without anything said."""


@dataclass(slots=True)
class FormLabels:
    """Reads the labels of one form, row by row.

    Attributes:
        front: What stands above the form; lines within it that say the same add to it.
        draft: The row of which they are the fields.
        money: Takes the labels of money.
        problems: What could not be read.
    """

    lattice: Lattice
    heads: Sequence[Head]
    ledger: Ledger
    front: Front
    draft: RowDraft
    money: FormMoney
    problems: list[Problem]
    _taken: set[int] = field(default_factory=set)
    _goals: FormGoals = field(init=False)
    _values: FormValues = field(init=False)
    _names: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Column → the last name or the like in it, and the row below that."""
    _unseen: list[tuple[Traced, Traced, str]] = field(default_factory=list)
    """Labels, hidden values and what they are, which are taken where nothing else is told."""
    _cut: tuple[Traced, Traced] | None = None
    """A piece of a label and what stands beside it, which may be the goal."""
    _second: list[Entry] = field(default_factory=list)
    """Amounts behind those of labels of money, under no head."""
    _hints: list[tuple[Traced, Traced]] = field(default_factory=list)
    """Labels such as 预期效果 and what stands beside them: the goal where no label names one."""

    def __post_init__(self) -> None:
        """Begin without a goal."""
        self._goals = FormGoals(self.ledger)
        self._values = FormValues(self.lattice, self.heads)

    def take(self, row: int) -> None:
        """Take in the labels of a row, each with its value."""
        cells = [cell for cell in self.lattice.filled[row] if id(cell) not in self._taken]
        if row in self.lattice.seams:
            rests = [id(cell) for cell in cells if self._is_rest(cell)]
            again = [cell for cell in cells if rests and self._says_again(cell)]
            self.ledger.mark_all((cell.text for cell in again), SEPARATOR)
            rests.extend(map(id, again))
            cells = [cell for cell in cells if id(cell) not in rests]
        if len(cells) == 1 and (self._goes_on(cells[0], row) or self._lone(cells[0])):
            return
        units = [cell for cell in cells if says_unit(cell.text.text)]
        if units or begins_with_title([cell.text.text for cell in cells]):
            self._front([cell.text for cell in cells])
            cells = [cell for cell in cells if self.ledger.is_unclaimed(cell.text)]
        for cell in cells:
            if id(cell) in self._taken or self._goals.count_on(cell, cells):
                continue
            pair = inline_pair(cell.text) or self._hidden(cell, row)
            if pair and is_instruction(self.lattice, row):
                self.aside(cell.text)
            elif pair and pair.value is cell.text:
                self.pair(pair)
            elif pair:
                self._cell(cell.text, pair)
            elif not self._label(cell, row):
                self._unknown(cell, row)

    def _hidden(self, cell: Cell, row: int) -> Pair | None:
        hidden = self.ledger.is_unseen(cell.text)
        return hidden_pair(cell, self.lattice.filled[row]) if hidden else None

    def goal_beside(self, cell: Cell, row: int, left: int) -> bool:
        """Take in a cell beside the head of a list that is the label of a goal, or long as one.

        Args:
            cell: It.
            row: The first row of the head.
            left: The first column of the head, which holds no goal.
        """
        if id(cell) in self._taken:
            return True
        if label_role(cell.text.text) in GOALS:
            value = self._values.of_label(cell, row)
            return (value is None or value.stop <= left) and self._label(cell, row)
        if len(cell.text) > LONGEST_LABEL:
            self.aside(cell.text)
            return True
        return False

    def pair(self, pair: Pair) -> None:
        """Take in a label and its value in one cell."""
        role = label_role(pair.label.text)
        if not self._is_of_form(role, pair.value):
            self._field(pair.label, pair.value, role)

    def _cell(self, text: Traced, pair: Pair) -> None:
        """Take in a cell with a label and its value, or with several."""
        self.ledger.mark(text, SEPARATOR)
        amounts = inline_amounts(text)
        if not amounts and label_role(pair.label.text) in _IDENTITY:
            self.parts(text)
            return
        for each in amounts or (pair,):
            self.pair(each)

    def parts(self, text: Traced) -> None:
        """Take in the labels and values of one line or cell, and tell where it is not sure."""
        line = parts_of(text)
        for part in line.parts:
            self._part(part)
        for amount in line.amounts:
            self.pair(amount)
        if line.run_on:
            self.problems.append(notes.run_on(text, line.run_on))

    def _part(self, text: Traced) -> None:
        """Take in a label and its value, or what is said besides."""
        pair = inline_pair(text)
        role = label_role(pair.label.text) if pair else None
        if says_unit(text.text) or _YEAR.match(text.text):
            self._front([text])
        elif pair is None or (role is None and len(pair.value) > LONGEST_AMOUNT):
            self.aside(text)
        else:
            self.pair(pair if role else Pair(pair.label, pair.value.rstrip(ENDS)))
            if role in _IDENTITY and holds_more(pair.value):
                self.problems.append(notes.holds_more(pair.label, pair.value))

    def rest(self, row: int) -> None:
        """Take in the names of parts in a row of money, of which the money has all else."""
        for cell in self.lattice.filled[row]:
            if is_block(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)

    def sum(self, label: Traced, value: Traced) -> None:
        """Keep a sum under a column that the row has no field for."""
        self._further(label, value)

    def subtotal(self, label: Traced, sums: Sequence[tuple[Column, Traced]]) -> None:
        """Keep the points of some indicators together, each by the head over it."""
        self.ledger.mark(label, SEPARATOR)
        for column, points in sums:
            self.besides(label, Traced(column.label), points)
        if not sums:
            self.aside(label)

    def told(self, label: Traced, value: Traced) -> None:
        """Take in a label with a value found for it elsewhere than beside or below."""
        role = label_role(label.text)
        if role or money_role(label.text):
            self._field(label, value, role)
        else:
            self._further(label, value)

    def besides(self, label: Traced, head: Traced, value: Traced) -> None:
        """Keep another value of a label, under a head that says which it is."""
        self._further(label.rstrip(":：") + head, value)

    def finish(self) -> None:
        """Settle what was in doubt, and hand the goals to the row."""
        self._settle_cut()
        if self._second:
            self.problems.append(money_notes.second_amounts(self._second))
        for said, value in self._hints:
            if self._goals or self.draft.text("goal"):
                self._further(said, value)
            else:
                self._field(said, value, "goal")
        for said, value, role in self._unseen:
            self._field_of(said, value, role)
        self._goals.hand_to(self.draft)

    def _settle_cut(self) -> None:
        """Take what stands beside the piece of a label for the goal if there is no other."""
        if self._cut is None:
            return
        label, value = self._cut
        if not self._goals and not self.draft.text("goal"):
            self._field(label, value, "goal")
            self.problems.append(notes.cut_label(label) if label else notes.lost_label(value))
        elif label:
            self._further(label, value)
        else:
            self.aside(value)

    def _goes_on(self, cell: Cell, row: int) -> bool:
        """Take in a row that holds nothing but more of the goal in the row above."""
        if not self._goals.ends_above(row, cell.column) or is_label(cell.text.text):
            return False
        if self._heads_list(cell.text.text, row):
            return False
        self._goals.go_on(row, cell)
        return True

    def _heads_list(self, text: str, row: int) -> bool:
        """Whether a line is the heading of the list of indicators right below it."""
        if "指标" not in text or len(text) > LONGEST_LABEL or text[-1] in "。；;":
            return False
        return any(head.first == row + 1 for head in self.heads)

    def _is_rest(self, cell: Cell) -> bool:
        """Take in the rest of a goal or name that the page before has begun in the same column."""
        after = self._goals.stop(cell.column)
        role, below = self._names.get(cell.column, ("", -1))
        last = max(after, below)
        if last < 0 or is_label(cell.text.text) or inline_pair(cell.text):
            return False
        if any(self.lattice.filled[row] for row in range(last, cell.row)):
            return False
        left = self.lattice.places[cell.row][cell.column - 1] if cell.column else None
        beside = left is not None and left.row == cell.row and is_label(left.text.text)
        if left is not None and beside and not (below <= after and self._says_again(left)):
            return False
        if below > after:
            return self._is_rest_of_name(cell, role, left)
        self._goals.resume(cell)
        return True

    def _says_again(self, cell: Cell) -> bool:
        """Whether a label is that of the cell above, which a page end cuts, beside its rest.

        It may stand in both parts of the cell, or below the page end alone.
        """
        above = self.lattice.places[cell.row - 1][cell.column]
        if (above.column, above.stop) != (cell.column, cell.stop) or not is_label(cell.text.text):
            return False
        late = not above.text and above.height > 1 and label_role(cell.text.text) in GOALS
        return late or above.text.text == cell.text.text

    def _is_rest_of_name(self, cell: Cell, role: str, left: Cell | None) -> bool:
        """Take in the rest of a name, which has no label beside it and fills its cell before."""
        above = self.lattice.places[cell.row - 1][cell.column]
        alike = (above.column, above.stop) == (cell.column, cell.stop)
        if left is None or left.text or not alike or self.lattice.is_full(above) is False:
            return False
        self.draft.add(role, cell.text)
        self._names[cell.column] = (role, cell.row + cell.height)
        return True

    def _lone(self, cell: Cell) -> bool:
        """Take in the only filled cell of a row: a title, a remark."""
        headed = self.front.title is not None and self._heads_list(cell.text.text, cell.row)
        if headed or is_label(cell.text.text):
            return False
        if not self._front([cell.text]):
            return True
        if _REMARK.fullmatch(cell.text.text) and len(cell.text) > _BARE_LABEL:
            self.aside(cell.text)
            return True
        return False

    def _front(self, texts: Sequence[Traced]) -> list[Traced]:
        """Take in what some cells say of the table; return those that say nothing of it."""
        _, rest = read_front((texts,), self.ledger, self.front)
        others = [text for text in texts if any(text is each for each in rest)]
        for text in rest:
            if not any(text is each for each in others):
                self.ledger.mark(text, UNREAD)
                self.problems.append(notes.outside(text))
        return others

    def _label(self, cell: Cell, row: int) -> bool:
        """Take in a known label and its value; return whether the cell is one."""
        words = cell.text.text
        role = label_role(words)
        if role in _IDENTITY:
            return self._identity(cell, row, role or "")
        if role is None and (self._amount(cell, row) or self._hint(cell, row)):
            return True
        if role is None and not is_block(words):
            return False
        value = self._values.of_label(cell, row)
        if value is None or role is None:
            self.ledger.mark(cell.text, SEPARATOR)
            return True
        self._taken.add(id(value))
        if role in GOALS and not is_blank(value.text.text):
            self._goals.place(value)
        self._field(cell.text, value.text, role)
        return True

    def _hint(self, cell: Cell, row: int) -> bool:
        """Take in a label that stands for the goal in forms without one, and its value."""
        value = self._values.of_label(cell, row) if role_in(cell.text.text, "hints") else None
        if value is None or is_blank(value.text.text):
            return False
        self._taken.add(id(value))
        self._hints.append((cell.text, value.text))
        return True

    def _identity(self, cell: Cell, row: int, role: str) -> bool:
        """Take in the name or number of something: the cell beside its label, whatever it says."""
        right = self._values.of_identity(cell, row)
        several = role == "year" and right is not None and self._is_first_year(right)
        if right is not None and not several and self._is_of_form(role, right.text):
            self.ledger.mark(cell.text, SEPARATOR)
            role = ""
        if right is not None:
            self._taken.add(id(right))
            if role and role not in _ALONE and may_hold_more(right.text.text):
                self.ledger.mark(right.text, SEPARATOR)
                self.parts(with_colon(cell.text) + right.text)
                return True
        if role:
            self._field(cell.text, right.text if right is not None else Traced(), role)
            if right is not None and self.draft.text(role) is right.text:
                self._names[right.column] = (role, right.row + right.height)
        return True

    def _is_first_year(self, value: Cell) -> bool:
        """Whether another year stands right behind one: both head columns, and neither is told."""
        after = beside(self.lattice, value, value.row)
        return after is not None and after.row == value.row and bool(_YEAR.match(after.text.text))

    def _is_of_form(self, role: str | None, value: Traced) -> bool:
        """Take in what is said of the form as a whole: its year, its unit of money."""
        if role == "self" and is_money_unit(value.text):
            self.front.money_unit = self.front.money_unit or value
        elif role == "year" and _YEAR.match(value.text):
            year = value.cut(0, 4)
            self.ledger.mark(value, SEPARATOR)
            self.front.year = self.front.year or year
            self.ledger.mark(year, RECORDED)
            return True
        else:
            return False
        self.ledger.mark(value, RECORDED)
        return True

    def _amount(self, cell: Cell, row: int) -> bool:
        """Take in a label of money with the amount beside it, if it is one."""
        words = cell.text.text
        right, row = self._values.amount_at(cell, row)
        if right is not None and right.row == row and not right.text:
            after = self._values.next_filled(right, row)
            right = after if after is not None and self._is_meant(cell, after) else right
        if right is not None and money_role(words) and names_lines(cell, right):
            self.ledger.mark(cell.text, SEPARATOR)
            return True
        beside_it = right is not None and right.row == row and self._may_be_amount(cell, right)
        filled = right is not None and beside_it and not is_blank(right.text.text)
        if money_role(words) is None:
            if not (filled and is_block(words) and _OF_MONEY.search(words)):
                return False
        elif is_block(words) and not filled:
            return False
        if right is not None and beside_it:
            self._taken.add(id(right))
        value = right.text if right is not None and beside_it else Traced()
        unit = self._unit_behind(right, row) if right is not None and value else None
        at = (cell.row, cell.column)
        self.money.pair(cell.text, value if unit is None else value + unit.text, at)
        if right is not None and value:
            self._more_amounts(cell, unit or right, row)
        return True

    def _unit_behind(self, amount: Cell, row: int) -> Cell | None:
        """Take in the cell right behind an amount that holds its unit: 964000 | 元."""
        cell = beside(self.lattice, amount, row)
        if cell is None or cell.row != row or not is_money_unit(cell.text.text):
            return None
        if not is_figure(amount.text.text):
            return None
        self._taken.add(id(cell))
        return cell

    def _is_meant(self, label: Cell, cell: Cell) -> bool:
        """Whether a cell behind an empty one holds what a label of money says: 约100, 20,5 too."""
        words = cell.text.text
        like = is_like_amount(words) and money_role(label.text.text)
        return is_amount(words) or bool(like)

    def _more_amounts(self, label: Cell, amount: Cell, row: int) -> None:
        """Keep further amounts behind that of a label, which no head tells apart."""
        cell = self._filled_beside(amount, row)
        while cell is not None and is_like_amount(cell.text.text):
            self._taken.add(id(cell))
            self._further(label.text, cell.text)
            self._second.append(self.draft.further[-1])
            cell = self._filled_beside(cell, row)

    def _filled_beside(self, cell: Cell, row: int) -> Cell | None:
        """Return the next cell to the right that shows anything; None at the row's end."""
        right = beside(self.lattice, cell, row)
        after = self._values.next_filled(right, row) if right is not None else None
        return None if after is None or self.ledger.is_unseen(after.text) else after

    def _may_be_amount(self, label: Cell, cell: Cell) -> bool:
        """Whether a cell beside a label of money holds an amount, or words in place of one."""
        words = cell.text.text
        if is_amount(words) or is_like_amount(words):
            return True
        known = money_role(label.text.text) and not is_block(label.text.text)
        short = len(words) <= LONGEST_AMOUNT or not _says_words(words)
        told = short or (says_amount(words) and not inline_pair(cell.text))
        return bool(known) and told and not is_label(words)

    def _field(self, label: Traced, value: Traced, role: str | None) -> None:
        self.ledger.mark(label, SEPARATOR)
        if role and role not in GOALS and self.ledger.is_unseen(value):
            self._unseen.append((label, value, role))
        else:
            self._field_of(label, value, role)

    def _field_of(self, label: Traced, value: Traced, role: str | None) -> None:
        """Take in what a label is known to say."""
        if role is None:
            self.money.pair(label, value)
        elif is_blank(value.text):
            self.ledger.mark(value, SEPARATOR)
            if role == "name":  # a form of a project all the same
                self.draft.labels.setdefault(role, label.text.rstrip(":："))
        elif role in GOALS:
            self._goals.add(label, role, value)
        elif role == "year":
            self._further(label, value)
        elif not self.draft.text(role):
            self.draft.add(role, value)
            self.draft.labels[role] = label.text.rstrip(":：")
        elif role == "self" and self._is_other(label, value):
            return
        elif self.draft.text(role).text == value.text:
            self.ledger.mark(value, SEPARATOR)
        elif self._is_nearer(role, label.text):
            self._further(Traced(self.draft.labels[role]), self.draft.text(role))
            self.draft.texts[role] = [value]
            self.draft.labels[role] = label.text.rstrip(":：")
        else:
            self._further(label, value)

    def _is_nearer(self, role: str, label: str) -> bool:
        """Whether a label names the project or its unit, where the one before named more or others.

        Who fills a form in is its unit where no label names that.
        """
        before = self.draft.labels.get(role, "")
        if role == "name":
            return is_finer(label, before)
        filed = _is_of_filer(before) and not _is_of_filer(label)
        return role == "organization" and filed

    def _is_other(self, label: Traced, value: Traced) -> bool:
        """Take in the second of 部门名称 and 单位名称, which are the department and its unit."""
        role = "department" if "部门" in label.text else "organization"
        if self.draft.text("self").text == value.text:
            self.draft.labels["self"] = label.text.rstrip(":：")
            return False
        if self.draft.text(role):
            return False
        self.draft.add(role, value)
        return True

    def _unknown(self, cell: Cell, row: int) -> None:
        """Keep what no vocabulary knows, as a label with the value to its right if there is one."""
        amounts = inline_amounts(cell.text)
        if amounts:
            self.ledger.mark(cell.text, SEPARATOR)
            for each in amounts:
                self.pair(each)
            return
        right = beside(self.lattice, cell, row)
        words = cell.text.text
        short = len(words) <= LONGEST_LABEL and not is_figure(words) and _says_words(words)
        if short and right is not None and right.row == row and id(right) not in self._taken:
            if not right.text:
                right = self._without_value(cell, right, row)
            elif stands_apart(self.lattice, cell, right):
                self.aside(cell.text)
                return
            elif self._cut is None and is_cut_goal(cell, right, self.lattice.pages[row]):
                self._cut = (cell.text, right.text)
            else:
                self._further(cell.text, right.text)
            self._taken.add(id(right))
        elif self._cut is None and self._lost_label(cell, row):
            self._cut = (Traced(), cell.text)
        else:
            self.aside(cell.text)

    def _lost_label(self, cell: Cell, row: int) -> bool:
        """Whether a text stands beside an empty cell in which print may have left out its label."""
        left = self.lattice.places[row][cell.column - 1] if cell.column else None
        if left is None or left.row != row or not left.ruled or is_remark(cell.text.text):
            return False
        return not left.text and is_cut_goal(left, cell, self.lattice.pages[row])

    def _without_value(self, cell: Cell, gap: Cell, row: int) -> Cell:
        """Keep a text beside which nothing stands; return what belongs to it: ticks, or the gap."""
        after = self._values.next_filled(gap, row)
        if not may_be_label(cell.text.text):
            self.aside(cell.text)
        elif after is not None and (
            is_ticked(after.text.text) or self._says_money(cell, after.text)
        ):
            self._further(cell.text, after.text)
            return after
        else:
            self.ledger.mark(cell.text, RECORDED)
            bare = Entry(label=cell.text.text.rstrip(":："), value="", trace=cell.text)
            self.draft.further.append(bare)
        return gap

    def _says_money(self, label: Cell, value: Traced) -> bool:
        """Whether an amount behind an empty cell belongs to a label that names money."""
        known = is_label(value.text) or inline_pair(value)
        return names_money(label.text.text) and says_amount(value.text) and not known

    def _further(self, label: Traced, value: Traced) -> None:
        self.ledger.mark(label, RECORDED)
        self.ledger.mark(value, RECORDED)
        words = label.text.rstrip(":：")
        self.draft.further.append(Entry(label=words, value=value.text, trace=value))

    def aside(self, text: Traced) -> None:
        """Keep a text that no label explains; 执行率分值（10分） holds both itself."""
        self.ledger.mark(text, RECORDED)
        self.draft.further.append(aside(text))


def _is_of_filer(label: str) -> bool:
    """Whether a label names who fills a form in or stamps it, by itself no unit of the project."""
    return label.startswith(_FILED) or "盖章" in label


def _says_words(text: str) -> bool:
    """Return whether a text may be a label: 100% is none."""
    return any(map(str.isalpha, text))
