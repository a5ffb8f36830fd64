"""Money of several years side by side in one form: 2024年, 2025年, 2026年, or 上年, 本年, 下年.

The amount of a line is that of the year of the form, or what was approved of what was asked for;
the others are kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.reading.layouts.cells.form_cells import is_amount
from jiheng.reading.layouts.words.money_times import LONGEST, Time, is_time, time_in
from jiheng.reading.layouts.words.roles import is_block, label_role, money_role, plain, role_in
from jiheng.reading.ledger import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.model import Traced
    from jiheng.reading.layouts.form.labels import FormLabels
    from jiheng.reading.layouts.form.money import FormMoney
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.outside.front_lines import Front

_OF_GOAL = re.compile(r"[^\d目]{0,6}(?:目标)?[（(]?(20\d{2})年[^\d目]{0,8}(?:目标)?[^\d目]?$")
_OF_MONEY = seldom("资金|预算|金额|经费|投资|投入")
_DONE = frozenset(("executed", "forecast", "rate", "weight", "score"))
"""Columns of a form that says what was spent, which is read by other heads."""

_TIMED = frozenset(("period", "year"))
"""Labels beside which a time stands."""

LONGEST_AMOUNT = 20
"""Characters of words such as 待批复 in place of an amount."""

LONGEST_GOAL = 20
"""Characters before the year in the label of a goal."""

_LEAST = 2
"""Years that stand beside or below each other at least."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of a column, or a label of a line, that may speak of a time."""

    cell: Cell
    time: Time | None
    year: int | None

    @property
    def label(self) -> str:
        return self.cell.text.text


def state_year(lattice: Lattice, front: Front) -> None:
    """Take the year of the goal for that of a form that states none: 2025年度目标."""
    if front.fiscal_year() is not None:
        return
    found = {
        match[1]: cell.text.cut(*match.span(1))
        for row in range(len(lattice))
        for cell in lattice.filled[row]
        if "年" in cell.text.text[:LONGEST_GOAL]
        and (match := _OF_GOAL.match(cell.text.text))
        and label_role(match[0]) == "goal"
    }
    if len(found) == 1:
        (front.year,) = found.values()


@dataclass(slots=True)
class FormYears:
    """Reads the rows of one form whose columns, or whose lines, are years.

    Attributes:
        labels: Takes what no head explains.
        money: Takes the lines, and knows the year of the form.
        under: Rows taken in with the heads above them.
    """

    lattice: Lattice
    labels: FormLabels
    money: FormMoney
    under: set[int] = field(default_factory=set)

    def take(self, row: int) -> bool:
        """Take in a row if it is the head of such columns or lines, or one of those below it."""
        if row in self.under:
            return True
        cells = self.lattice.filled[row]
        if len(cells) < _LEAST or row + 1 >= len(self.lattice):
            return False
        return self._columns(row, cells) or self._lines(row, cells)

    def _columns(self, row: int, cells: Sequence[Cell]) -> bool:
        """Take in years side by side above the lines of money."""
        if sum(is_time(cell.text.text) for cell in cells) < _LEAST:
            return False
        heads = list(map(_head, cells))
        at = next((n for n, head in enumerate(heads) if head.time), len(heads))
        at += at + 1 < len(heads) and label_role(heads[at].label) == "year"
        sides, heads = cells[:at], heads[at:]
        if any(is_amount(cell.text.text) for cell in sides) or not _are_years(heads):
            return False
        lines = self._below(row, heads)
        if not _say_enough(lines.values(), sides) or _is_labelled(heads, lines.values()):
            return False
        self._claim(sides, heads)
        state_year(self.lattice, self.money.front)
        due = self.money.due([head.cell.text for head in heads])
        for at, (label, amounts) in lines.items():
            self.under.add(at)
            self._claim([c for c in self.lattice.filled[at] if c.stop <= label.column], ())
            self._line(label, [(head, _under(head, amounts)) for head in heads], due)
            for cell in amounts:
                if not any(_is_over(head.cell, cell) for head in heads):
                    self.labels.aside(cell.text)
        return True

    def _below(self, row: int, heads: Sequence[_Head]) -> dict[int, tuple[Cell, list[Cell]]]:
        """Return the lines below some heads: row → its label, and the cells under the heads."""
        first = heads[0].cell.column
        found: dict[int, tuple[Cell, list[Cell]]] = {}
        for at in range(row + 1, len(self.lattice)):
            cells = self.lattice.filled[at]
            labels = [c for c in self.lattice.across[at] if c.stop <= first and c.text.text]
            amounts = [cell for cell in cells if cell.column >= first]
            own = [cell for cell in cells if cell.stop <= first]
            if not labels or len(own) + len(amounts) < len(cells):
                break
            known = money_role(labels[-1].text.text) is not None
            if not (amounts or (own and known)):
                break
            if _is_goal(labels[-1]) and all(head.year for head in heads):
                found[at] = (labels[-1], amounts)
                continue
            if not all(_fits(cell, heads, words=known) for cell in amounts):
                break
            found[at] = (labels[-1], amounts)
        return found

    def _lines(self, row: int, cells: Sequence[Cell]) -> bool:
        """Take in years below each other, beside what was given in each."""
        first = self.lattice.filled[row + 1][:_LEAST]
        if not any(is_time(cell.text.text) for cell in first):
            return False
        own = [cell for cell in cells if not _is_side(cell)]
        heads = [c for c in own if money_role(c.text.text) and not _head(c).time]
        if not heads:
            return False
        sides = [cell for cell in cells if cell not in heads]
        if any(is_amount(cell.text.text) for cell in sides):
            return False
        years = self._years_below(row, heads[0].column)
        if not _are_years([year for year, _ in years]):
            return False
        self._claim(sides, [year for year, _ in years])
        due = self.money.due([year.cell.text for year, _ in years])
        for head in heads:
            over = _Head(head, None, None)
            self._line(head, [(year, _under(over, said)) for year, said in years], due)
        for year, said in years:
            self.under.add(year.cell.row)
            sides = [c for c in self.lattice.filled[year.cell.row] if _is_side(c)]
            self._claim(sides, ())
            for cell in said:
                if not any(_is_over(head, cell) for head in heads):
                    self.labels.aside(cell.text)
        return True

    def _years_below(self, row: int, first: int) -> list[tuple[_Head, list[Cell]]]:
        """Return the years that stand below each other, each with the amounts beside it."""
        years: list[tuple[_Head, list[Cell]]] = []
        for at in range(row + 1, len(self.lattice)):
            own = [cell for cell in self.lattice.filled[at] if not _is_side(cell)]
            if not own or not _head(own[0]).time or own[0].stop > first:
                break
            if not all(is_amount(cell.text.text) for cell in own[1:]):
                break
            years.append((_head(own[0]), own[1:]))
        return years

    def _line(
        self, label: Cell, said: Sequence[tuple[_Head, Traced | None]], due: int | None
    ) -> None:
        known = [(head.cell.text, text) for head, text in said]
        own = known[due][1] if due is not None else None
        others = [(head, text) for at, (head, text) in enumerate(known) if text and at != due]
        if not _is_goal(label):
            self.money.of_years(label.text, own, others)
            return
        if own:
            self.labels.told(label.text, own)
        for head, text in others:
            self.labels.besides(label.text, head, text)

    def _claim(self, sides: Sequence[Cell], heads: Sequence[_Head]) -> None:
        """Account for the heads, and for what stands before them."""
        for head in heads:
            self.money.ledger.mark(head.cell.text, SEPARATOR)
        for cell in sides:
            words = cell.text.text
            if is_block(words) or _OF_MONEY.search(words) or label_role(words):
                self.money.ledger.mark(cell.text, SEPARATOR)
            else:
                self.labels.aside(cell.text)


def _say_enough(lines: Iterable[tuple[Cell, list[Cell]]], sides: Sequence[Cell]) -> bool:
    """Whether lines below years tell amounts of money, or goals."""
    said = list(lines)
    if any(_is_goal(label) for label, _ in said):
        return True
    known = any(_names_money(label.text.text) for label, _ in said)
    if not (known or any(_OF_MONEY.search(cell.text.text) for cell in sides)):
        return False
    return any(is_amount(cell.text.text) for _, amounts in said for cell in amounts)


def _names_money(label: str) -> bool:
    """Whether the label of a line is one of money, or short and speaks of it: 预算, 投资."""
    return bool(money_role(label) or (len(label) <= LONGEST and _OF_MONEY.search(label)))


def _is_labelled(heads: Sequence[_Head], lines: Iterable[tuple[Cell, list[Cell]]]) -> bool:
    """Whether heads are labels with a time beside each: 项目周期, 2025年.

    An amount under such a label and another under its time say that both are heads after all.
    """
    if any(label_role(head.label) not in _TIMED for head in heads[::2]):
        return False
    return not any(
        _under(label, amounts) and _under(value, amounts)
        for _, amounts in lines
        for label, value in zip(heads[::2], heads[1::2], strict=False)
    )


def _is_goal(label: Cell) -> bool:
    return label_role(label.text.text) == "goal"


def _is_side(cell: Cell) -> bool:
    return cell.height > 1 and is_block(cell.text.text)


def _is_over(head: Cell, cell: Cell) -> bool:
    return head.column <= cell.column < head.stop


def _under(head: _Head, cells: Sequence[Cell]) -> Traced | None:
    return next((cell.text for cell in cells if _is_over(head.cell, cell)), None)


def _fits(cell: Cell, heads: Sequence[_Head], *, words: bool) -> bool:
    """Whether a cell is an amount, or words, where it stands under a head that is a time."""
    over = next((head for head in heads if _is_over(head.cell, cell)), None)
    said = cell.text.text
    amount = is_amount(said) or (words and len(said) <= LONGEST_AMOUNT)
    return amount or (over is not None and over.time is None)


def _are_years(heads: Sequence[_Head]) -> bool:
    """Whether some heads are years, one of which may be that of the form."""
    labels = {head.label for head in heads}
    times = [head.time for head in heads if head.time]
    if len(times) < _LEAST or len(labels) < len(heads) or len(times) * 2 < len(heads):
        return False
    if set(times) == {Time.SUM}:
        return False
    if any(is_amount(head.label) for head in heads if not head.time):
        return False
    return not any(role_in(head.label, "money_columns") in _DONE for head in heads)


def _head(cell: Cell) -> _Head:
    if len(cell.text) > LONGEST:
        return _Head(cell, None, None)
    return _Head(cell, *time_in(plain(cell.text.text)))
