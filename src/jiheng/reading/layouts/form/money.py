"""Money within a form: lines with one amount each, or with a head of columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.model import Entry, FundingLine, Traced
from jiheng.reading.grammar.money import is_figure, is_money_unit, read_amount
from jiheng.reading.layouts.cells.form_cells import is_amount, labelled_amounts
from jiheng.reading.layouts.drafts import amount_in, parted_amount
from jiheng.reading.layouts.form.budget_columns import BUDGETS, of_own_year
from jiheng.reading.layouts.form.hidden_values import seen_of
from jiheng.reading.layouts.heads.column_names import names_columns
from jiheng.reading.layouts.heads.fields import points
from jiheng.reading.layouts.money.sources import fitting, sources_by_sum
from jiheng.reading.layouts.other_tables.in_forms import without_side
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.money_times import due
from jiheng.reading.layouts.words.roles import (
    CACHED,
    is_block,
    money_role,
    names_source,
    plain,
    role_in,
)
from jiheng.reading.layouts.words.terms import force_in, year_in
from jiheng.reading.ledger import RECORDED, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.cells.form_cells import Pair
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.outside.front_lines import Front
    from jiheng.reading.ledger import Ledger

_OF_MONEY = seldom("预算|资金|拨付|结余|收入|支出")
_OF_YEAR = re.compile("年度|本年|当年")
_EARLIER = re.compile(r"(?:(?P<year>20\d{2})年(?:度)?|年初)预算(?:数|金额|安排)?[:：]?")
_EXECUTION = frozenset(("executed", "score"))
"""What labels with their numbers in one row say of money spent, at least."""

_SPENT = frozenset(("executed", "rate"))
_SIDES = frozenset(("budget", "initial_budget", "executed"))
"""What stands side by side in older forms, with the sources of each below it."""

_JUDGED = frozenset(("score", "rate", "forecast"))
"""What stands beside the money spent of a line without a label of its own."""

_POINTS = re.compile(r"[(（](?P<points>\d{1,3}(?:\.\d{1,2})?)分[)）]$")
_RATES = frozenset(("rate", "weight", "score"))
_OWN_SOURCES = frozenset(("total", "fiscal_appropriation", "special_account", "other"))


@dataclass(frozen=True, slots=True)
class _Heading:
    role: str | None
    label: Traced
    first: int
    stop: int


@dataclass(slots=True)
class FormMoney:
    """Reads the lines of money of one form.

    Attributes:
        draft: The row of which it is the money.
        problems: What could not be read.
        front: What the form says of its year.
        headings: Those of the columns under which rows stand.
        above: Labels whose amounts stand in a row below.
    """

    lattice: Lattice
    ledger: Ledger
    draft: RowDraft
    problems: list[Problem]
    front: Front
    headings: list[_Heading] = field(default_factory=list)
    above: list[Cell] = field(default_factory=list)
    _annual: dict[str, Traced] = field(default_factory=dict)
    _period: dict[str, Traced] = field(default_factory=dict)
    _earlier: dict[int, Traced] = field(default_factory=dict)
    """Amounts of 2023年预算数 or 年初预算数: the total where no other is told, the latest first."""
    _others: dict[str, Traced] = field(default_factory=dict)
    """Amounts whose labels name another year: those of the row where no other is told."""
    _unseen: dict[str, Traced] = field(default_factory=dict)
    """Amounts that are hidden: those of the row where no other is told."""
    _in_force: int = 0
    """How far the total is in force: one that is approved counts before one that is asked for."""
    _of_period: set[int] = field(default_factory=set)
    _told_of: dict[str, list[Traced]] = field(default_factory=dict)
    """Source → all its amounts: 自有资金, 其他."""
    _has_both: bool = False
    """Whether a total was told before that of the year: its sources are, too."""
    _total_at: tuple[int, int] = (0, 0)
    """Where the last label of a total stands."""
    _block: Traced = field(default_factory=Traced)
    """What stands beside a head of columns: 项目资金（万元）, for a line without a label."""

    def finish(self) -> None:
        """Hand the money to the row: that of the year, or of the period where no other is told."""
        if "total" not in self._annual and self._earlier:
            own = self.front.fiscal_year()
            latest = own if own in self._earlier else max(self._earlier)
            self._annual["total"] = self._earlier[latest]
        for role, text in self._others.items():
            self._annual.setdefault(role, text)
        if self._annual and "total" not in self._annual:
            self._take_subtotal()
        said = self._annual or self._period
        self.draft.is_of_period = said is self._period and "total" in said
        for role, text in self._unseen.items():
            said.setdefault(role, text)
        said |= fitting(said, self._told_of) | sources_by_sum(said, self.draft.lines)
        for role, text in said.items():
            self.draft.add(role, text)

    def _take_subtotal(self) -> None:
        """Take what 小计 labels for the total, if all amounts add up to it."""
        further = self.draft.further
        own = [item for item in further if item.trace and plain(item.label) == "小计"]
        trace = own[0].trace if len(own) == 1 else None
        if trace is None or not is_amount(trace.text):
            return
        sources = [amount_in(text, self.ledger, []) for text in self._annual.values()]
        lines = [line.amount for line in self.draft.lines]
        amount = amount_in(trace, self.ledger, [])
        if not any(amount == sum(filter(None, each)) for each in (sources, lines)):
            return
        further.remove(own[0])
        self._annual["total"] = trace
        traces = {"amount": trace}
        self.draft.lines.insert(0, FundingLine(label=own[0].label, amount=amount, traces=traces))

    def head(self, row: int) -> bool:
        """Take in a row if it is the head of columns of money."""
        cells = self.lattice.filled[row]
        found = [money_column(cell.text.text) for cell in cells]
        columns = {role for role in found if role}
        lone = len(columns) == 1  # a label of the form, unless it stands among heads
        if not columns - _RATES or (lone and not self._is_among_heads(row, cells)):
            return False
        if any(is_amount(cell.text.text) for cell in cells):
            return False
        known = [heading for heading in self.headings if heading.role in _RATES]
        self.headings = [h for h in known if h.role not in columns]
        found = of_own_year(cells, found, self.front.fiscal_year())
        beside = len(without_side(cells)) < len(cells)
        names = not found[0] and (beside or is_block(cells[0].text.text))
        self._block = cells[0].text if names else Traced()
        for cell, role in zip(cells, found, strict=True):
            self.ledger.mark(cell.text, SEPARATOR)
            if role or not (is_block(cell.text.text) or (names and cell is cells[0])):
                self.headings.append(_Heading(role, cell.text, cell.column, cell.stop))
        return True

    def _is_among_heads(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether the one head of money in a row stands beside other heads: 类别, 金额, 单位, 备注.

        A line of money with its amount stands below them.
        """
        if not names_columns([c for c in cells if c.height == 1 or not is_block(c.text.text)]):
            return False
        below = self.lattice.filled[row + 1] if row + 1 < len(self.lattice) else ()
        over = next(cell for cell in cells if money_column(cell.text.text))
        amounts = [c for c in below if c.column == over.column and read_amount(c.text.text)]
        return bool(amounts) and any(
            money_role(c.text.text) for c in below if c.stop <= over.column
        )

    def group(self, row: int) -> bool:
        """Take in a row of groups above the head: 预算安排, 拨付情况, beside 分值 and 得分."""
        cells = self.lattice.filled[row]
        if not any(_OF_MONEY.search(cell.text.text) for cell in cells):
            return False
        roles = [money_column(cell.text.text) for cell in cells]
        if len(set(roles) - _RATES - {None}) > 1:  # a head of columns, not what stands above it
            return False
        blocks = [is_block(cell.text.text) for cell in cells]
        if sum(blocks) < 2 or not all(r or b for r, b in zip(roles, blocks, strict=True)):  # noqa: PLR2004
            return False
        for cell, role in zip(cells, roles, strict=True):
            self.ledger.mark(cell.text, SEPARATOR)
            if role in _RATES:
                self.headings.append(_Heading(role, cell.text, cell.column, cell.stop))
        return True

    def labelled(self, row: int) -> bool:
        """Take in a row of several labels, each with its number: 预算数 100 执行数 98 得分 9.8.

        Behind 预算数 200 执行数 190 alone, rows go on with a source of money on either side.
        """
        cells = [c for c in self.lattice.filled[row] if not is_block(c.text.text)]
        labels, numbers = cells[::2], cells[1::2]
        if len(labels) != len(numbers) or len(labels) < len(_EXECUTION):
            return False
        roles = [money_column(cell.text.text) for cell in labels]
        if None in roles or len(set(roles)) < len(roles):
            return False
        on_sides = "executed" in roles and set(roles) <= _SIDES
        if not (on_sides or set(roles) >= _EXECUTION or set(roles) >= _SPENT):
            return False
        if not all(_is_figure(c.text.text) for c in numbers):
            return False
        blocks = [c for c in self.lattice.filled[row] if is_block(c.text.text)]
        self._block = blocks[0].text if blocks else Traced()
        self.headings = [
            _Heading(role, label.text, label.column, number.stop)
            for role, label, number in zip(roles, labels, numbers, strict=True)
        ]
        for cell in (*labels, *blocks):
            self.ledger.mark(cell.text, SEPARATOR)
        self._line_under_head(numbers, None)
        if not on_sides:
            self.headings = []
        return True

    def line(self, row: int) -> bool:
        """Take in a row if it is a line of money."""
        cells = [c for c in self.lattice.filled[row] if not is_block(c.text.text)]
        if self._heads_of_lines(cells) or self._under_labels(cells):
            return True
        if not self.headings or not self.lattice.filled[row]:
            return False
        label = next((c for c in cells if money_role(c.text.text)), None)
        label = label or self._unknown_label(row)
        if label is None and self._is_whole(cells):
            self._line_under_head(cells, None)
            return True
        if label is None:
            self.headings = []
            return False
        self._line_under_head(self.lattice.filled[row], label)
        return True

    def pair(self, label: Traced, value: Traced, at: tuple[int, int] = (0, 0)) -> None:
        """Take in one line with one amount; `at` is the row and the column of its label."""
        role, column = money_role(label.text), at[1]
        if role == "period_total":
            self._of_period.add(column)
        elif role == "total":
            self._of_period.discard(column)
        self.ledger.mark(label, SEPARATOR)
        own = _named_amount(value) if role in {"total", "period_total"} else None
        sources = [own] if own else self._sources_of(value) if role == "total" else []
        if own:
            self.ledger.mark(value, SEPARATOR)
            value = own.value
        value, further = (parted_amount(value)[0], ()) if sources else self._parted(value)
        amount = amount_in(value, self.ledger, self.problems)
        self.draft.has_money = True
        if amount is not None:
            self._replace_by_year(label, value, role, at)
            self._fund(label, value, of_period=column in self._of_period)
        traces = {"label": label.rstrip(":："), "amount": value}
        known = {name: trace for name, trace in traces.items() if trace}
        self.draft.lines.append(
            FundingLine(
                label=label.text.rstrip(":："), amount=amount, further=further, traces=known
            )
        )
        for source in sources:
            self.pair(source.label, source.value, at)

    def _replace_by_year(
        self, label: Traced, value: Traced, role: str | None, at: tuple[int, int]
    ) -> None:
        """Forget a total that stands before that of the year, and then its sources likewise.

        Those below a total that stands beside that of the year are of the period, as it is.
        """
        before, self._total_at = self._total_at, at if role == "total" else self._total_at
        if not _OF_YEAR.search(label.text) or self.ledger.is_unseen(value):
            return
        if self._is_of_other(label):
            return
        if role == "total" and self._in_force <= force_in(label.text):
            self._has_both = self._annual.pop("total", None) is not None
            if self._has_both and before[0] == at[0] and before != at:
                self._of_period.add(before[1])
        elif self._has_both and role in _OWN_SOURCES:
            self._annual.pop(role, None)

    def _sources_of(self, value: Traced) -> list[Pair]:
        """Return of what a total consists by the same cell: 50万元（其中：财政拨款45万元）."""
        _, more = parted_amount(value)
        sources = labelled_amounts(more)
        if any(money_role(each.label.text) == "total" for each in sources):
            return []
        if sources:
            self.ledger.mark(value, SEPARATOR)
        return sources

    def due(self, labels: Sequence[Traced]) -> int | None:
        """Return which of some years is that of the form; where none is known to be, tell it."""
        own = due([label.text for label in labels], self.front.fiscal_year())
        if own is None:
            self.problems.append(notes.years(labels))
        return own

    def of_years(
        self, label: Traced, value: Traced | None, others: Sequence[tuple[Traced, Traced]]
    ) -> None:
        """Take in a line with the amount of the year, and those of other years by their heads."""
        self.draft.has_money = True
        traces = {"label": label.rstrip(":：")}
        self.ledger.mark(label, RECORDED)
        own, more = self._parted(value or Traced())
        amount = amount_in(own, self.ledger, self.problems)
        if amount is not None:
            traces["amount"] = own
            self._fund(label, own, of_period=False)
        further = list(more)
        for head, text in others:
            if is_blank(text.text):
                self.ledger.mark(text, SEPARATOR)
            else:
                self.ledger.mark(text, RECORDED)
                further.append(Entry(label=head.text, value=text.text, trace=text))
        name = label.text.rstrip(":：")
        self.draft.lines.append(
            FundingLine(label=name, amount=amount, further=tuple(further), traces=traces)
        )

    def _heads_of_lines(self, cells: Sequence[Cell]) -> bool:
        """Take in a row of labels whose amounts stand in a row below: 预算支出总额, 财政拨款."""
        cells = seen_of(cells, self.ledger)
        labels = [c for c in cells if money_role(c.text.text)]
        if any(money_role(c.text.text) == "total" for c in labels):
            sources = [c for c in cells if c in labels or names_source(c.text.text)]
            labels = sources if self._is_over_amounts(sources) else labels
        others = [cell for cell in cells if cell not in labels]
        if len(labels) < 2:  # noqa: PLR2004 - a row of labels
            return False
        if not all(_is_beside(c, labels) or self._is_over_gap(c, labels) for c in others):
            return False
        ends = {cell.stop for cell in labels}
        touching = all(c.column in ends or c is labels[0] for c in labels)
        across = touching and not others and labels[-1].stop >= self.lattice.width - 1
        if not across and not self._is_over_amounts(labels):
            return False
        for cell in (*labels, *others):
            self.ledger.mark(cell.text, SEPARATOR)
        self.above.extend(labels)
        return True

    def _is_over_gap(self, cell: Cell, labels: Sequence[Cell]) -> bool:
        """Whether a cell of a workbook names the part of the form to its right, not merged down."""
        row = cell.row + 1
        if row >= len(self.lattice) or self.lattice.pages[row] is not None:
            return False
        gap = not self.lattice.places[row][cell.column].text
        return gap and cell.stop == labels[0].column and self._is_over_amounts(labels)

    def _is_over_amounts(self, labels: Sequence[Cell]) -> bool:
        """Whether the row below some labels holds nothing but amounts, each under one of them."""
        row = labels[0].row + 1
        below = self.lattice.filled[row] if row < len(self.lattice) else []
        amounts = [cell for cell in seen_of(below, self.ledger) if not is_block(cell.text.text)]
        columns = {cell.column for cell in labels}
        return any(read_amount(c.text.text) is not None for c in amounts) and all(
            c.column in columns and is_amount(c.text.text) for c in amounts
        )

    def _under_labels(self, cells: Sequence[Cell]) -> bool:
        """Take in the row of amounts below such labels."""
        if not self.above:
            return False
        amounts = [cell for cell in cells if is_amount(cell.text.text)]
        others = [cell for cell in cells if cell not in amounts]
        if not amounts or not all(_is_amounts(c.text.text) for c in others):
            return False
        for cell in others:
            self.ledger.mark(cell.text, SEPARATOR)
        for cell in amounts:
            over = [c for c in self.above if c.column <= cell.column < c.stop]
            label = Traced.join(c.text for c in over)
            text, further = self._parted(cell.text)
            amount = amount_in(text, self.ledger, self.problems)
            whole = len(over) == 1 or (len(over) > 1 and money_role(over[-1].text.text) == "total")
            if amount is not None and whole:
                self._fund(over[0].text, text, of_period=False)
            traces = {"label": label, "amount": text}
            self.draft.lines.append(
                FundingLine(label=label.text, amount=amount, further=further, traces=traces)
            )
        self.draft.has_money = True
        self.above = []
        return True

    def _unknown_label(self, row: int) -> Cell | None:
        """Return the label of a line below a head of money though its words are not known."""
        first = min(heading.first for heading in self.headings)
        left = [c for c in self.lattice.filled[row] if c.stop <= first]
        amounts = [c for c in self.lattice.filled[row] if c.column >= first]
        if left and amounts and all(_is_figure(c.text.text) for c in amounts):
            return left[-1]
        return None

    def _is_whole(self, cells: Sequence[Cell]) -> bool:
        """Whether a row without label holds the money of the project, a number for each head."""
        over = [self._heading_over(cell) for cell in cells]
        roles = {heading.role for heading in over if heading}
        known = None not in over and None not in roles and len(roles) == len(cells)
        done = "executed" in roles and len(roles & _JUDGED) > 0
        return known and done and all(_is_figure(c.text.text) for c in cells)

    def _line_under_head(self, cells: Sequence[Cell], cell: Cell | None) -> None:
        self.draft.has_money = True
        label = cell.text if cell else self._block or self.headings[0].label
        self.ledger.mark(label, RECORDED)
        amounts: dict[str, Decimal] = {}
        traces = {"label": label.rstrip(":：")}
        further: list[Entry] = []
        unit = self._unit_in(cells)
        for own in cells:
            if own is cell or own is unit or is_block(own.text.text):
                continue
            if cell and plain(own.text.text) == plain(label.text):
                self.ledger.mark(own.text, SEPARATOR)  # the same source on the other side
                continue
            heading = self._told(self._heading_over(own), own.text)
            stated = unit if self._is_bare(own) else None
            text, more = self._parted(own.text + stated.text if stated else own.text)
            amount = self._amount(text, heading)
            if amount is not None and heading and heading.role and heading.role not in amounts:
                amounts[heading.role], traces[heading.role] = amount, text
                further.extend(more)
            elif not is_blank(own.text.text):
                self.ledger.mark(own.text, RECORDED)
                name = heading.label.text if heading else ""
                further.append(Entry(label=name, value=own.text.text, trace=own.text))
        self._weigh(amounts, traces)
        budget = next((traces[column] for column in BUDGETS if column in traces), None)
        if budget and cell:
            self._fund(label, budget, of_period=False)
        elif budget:
            (self._unseen if self.ledger.is_unseen(budget) else self._annual).setdefault(
                "total", budget
            )
        name = label.text.rstrip(":：")
        self.draft.lines.append(
            FundingLine(label=name, **amounts, further=tuple(further), traces=traces)
        )

    def _unit_in(self, cells: Sequence[Cell]) -> Cell | None:
        """Return the cell of a line that holds the unit of its amounts: 964000 | 元."""
        bare = any(map(self._is_bare, cells))
        return next((c for c in cells if bare and is_money_unit(c.text.text)), None)

    def _is_bare(self, cell: Cell) -> bool:
        """Whether a cell holds a figure under a head of amounts of money."""
        heading = self._heading_over(cell) if is_figure(cell.text.text) else None
        return heading is not None and heading.role not in {None, *_RATES}

    def _told(self, heading: _Heading | None, number: Traced) -> _Heading | None:
        """Return a head 分值（10分） as that of weights where its own number stands below it.

        Below 执行率分值（10分） it may be the score, unless that has a column.
        """
        said = _POINTS.search(heading.label.text) if heading and not heading.role else None
        if heading is None or said is None:
            return heading
        scored = any(each.role == "score" for each in self.headings)
        weighs = role_in(heading.label.text, "money_columns") == "weight"
        if not weighs or not (scored or "率" not in heading.label.text):
            return heading
        own = points(number.text) == Decimal(said["points"])
        return replace(heading, role="weight") if own else heading

    def _weigh(self, amounts: dict[str, Decimal], traces: dict[str, Traced]) -> None:
        """Take the points behind the name of a part, 预算执行（10分）, for its first line.

        That may have a cell of its own for them.
        """
        said = _POINTS.search(self._block.text)
        if said is None or traces["label"].text == self._block.text:
            return
        if "weight" not in amounts:
            text = self._block.cut(*said.span("points"))
            self.ledger.mark(text, RECORDED)
            amounts["weight"], traces["weight"] = Decimal(text.text), text
        self._block = Traced()

    def _parted(self, value: Traced) -> tuple[Traced, tuple[Entry, ...]]:
        """Return the amount in a cell, and what is said on it in the same cell."""
        amount, more = parted_amount(value)
        if not more:
            return value, ()
        self.ledger.mark(value, SEPARATOR)
        self.ledger.mark(more, RECORDED)
        return amount, (Entry(label="", value=more.text, trace=more),)

    def _fund(self, label: Traced, text: Traced, *, of_period: bool) -> None:
        """Note an amount if its source is one of those of the row; the first of each counts."""
        role = money_role(label.text)
        if self.ledger.is_unseen(text):
            if role in _OWN_SOURCES:
                self._unseen.setdefault(role, text)
            return
        earlier = _EARLIER.fullmatch(label.text)
        if role == "total" and earlier and not of_period:
            self._earlier.setdefault(int(earlier["year"] or 0), text)
            return
        source = "total" if role == "period_total" else role
        if source in _OWN_SOURCES and self._is_of_other(label):
            self._others.setdefault(source, text)
        elif source in _OWN_SOURCES:
            known = self._period if of_period else self._annual
            if source == "total" and force_in(label.text) > self._in_force:
                self._in_force = force_in(label.text)
                known = self._without_replaced(known)
            known.setdefault(source, text)
            self._told_of.setdefault(source, []).append(text)

    def _without_replaced(self, known: dict[str, Traced]) -> dict[str, Traced]:
        """Forget a total that was asked for, and its sources, where an approved one is told."""
        if "total" in known:
            known.clear()
        return known

    def _is_of_other(self, label: Traced) -> bool:
        """Whether a label names one year, and another than that of the form."""
        named = year_in(label.text) if "年" in label.text else None
        own = self.front.fiscal_year() if named else None
        return named is not None and own is not None and named != own

    def _heading_over(self, cell: Cell) -> _Heading | None:
        shares = [
            (min(cell.stop, h.stop) - max(cell.column, h.first), -index)
            for index, h in enumerate(self.headings)
        ]
        share, index = max(shares, default=(0, 0))
        return self.headings[-index] if share > 0 else None

    def _amount(self, text: Traced, heading: _Heading | None) -> Decimal | None:
        if is_blank(text.text):
            self.ledger.mark(text, SEPARATOR)
            return None
        if heading is None or heading.role is None:
            return None
        if heading.role in _RATES:
            rate = points(text.text)
            if rate is not None:
                self.ledger.mark(text, RECORDED)
            return rate
        return amount_in(text, self.ledger, self.problems)


def _named_amount(value: Traced) -> Pair | None:
    """Return the amount of a total behind the source that it all comes from: 财政拨款安排50万元."""
    found = [] if is_amount(value.text) else labelled_amounts(value)
    return found[0] if len(found) == 1 and money_role(found[0].label.text) != "total" else None


@lru_cache(maxsize=CACHED)
def money_column(label: str) -> str | None:
    """Return what a head says of numbers below it; 执行率分值（10分） says its own itself."""
    role = role_in(label, "money_columns")
    return None if role == "weight" and _POINTS.search(label) else role


def _is_beside(cell: Cell, labels: Sequence[Cell]) -> bool:
    """Whether a cell says of what labels are, over all their rows, or heads remarks behind them."""
    side = cell.height > 1 and cell.stop == labels[0].column
    return side or (cell.column == labels[-1].stop and plain(cell.text.text) == "备注")


def _is_amounts(text: str) -> bool:
    """Return whether a text says that amounts follow: 金额（万元）."""
    return money_role(text) == "total" or is_block(text)


def _is_figure(text: str) -> bool:
    return is_amount(text) or points(text) is not None
