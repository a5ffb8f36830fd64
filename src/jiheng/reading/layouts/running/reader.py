"""Running tables: one row an indicator, and each project's own cells beside all of its rows.

Project cells are merged over their rows, or stand in the first of them, or in every one. A page
break may cut them anywhere: the name on one page and the rest of it, or all of it, on the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank, says_ditto
from jiheng.model import RowKind, Traced
from jiheng.reading.grammar.money import is_blank_amount
from jiheng.reading.grammar.packed import read_indicators
from jiheng.reading.layouts.cells.typed_cells import holds_more, listed_under
from jiheng.reading.layouts.disclosure.kinds import kinds_of, names_unit
from jiheng.reading.layouts.disclosure.physical import PhysicalRow
from jiheng.reading.layouts.drafts import MONEY, RowDraft, split_code
from jiheng.reading.layouts.grids.seam import WINDOW, repeat_of, repeated_line
from jiheng.reading.layouts.heads.execution import execution_of
from jiheng.reading.layouts.heads.fields import cells_by_column, entry, is_remark, text_of
from jiheng.reading.layouts.heads.misread_heads import misread_labels
from jiheng.reading.layouts.heads.project_names import named
from jiheng.reading.layouts.heads.unit_columns import ROLE, join_units, with_unit_columns
from jiheng.reading.layouts.heads.value_heads import with_role, with_values
from jiheng.reading.layouts.indicators.rows import IndicatorRows
from jiheng.reading.layouts.money.unnamed import unnamed_column
from jiheng.reading.layouts.problems import ditto_notes, money_notes, notes, row_notes
from jiheng.reading.layouts.running.beginnings import Beginnings
from jiheng.reading.layouts.running.named_rows import tell_parts, uncount, without_samples
from jiheng.reading.layouts.running.page_ends import PageEnds, repeats, repeats_goal
from jiheng.reading.layouts.running.shared_rows import (
    always_has_sides,
    lacks_side,
    merges_sides,
    shared_with_above,
    side_over_pages,
)
from jiheng.reading.layouts.running.signed_rows import is_signed_row
from jiheng.reading.layouts.words.level_labels import names_first
from jiheng.reading.layouts.words.totals import is_total
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.model import Problem, Row
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Column, Head
    from jiheng.reading.ledger import Ledger

_OWN = frozenset(
    (
        *("name", "code", "organization", "department", "goal", "period_goal", *MONEY),
        *("serial", "total_score", "goal_actual", "grade"),
    )
)
_SHARED = frozenset(("organization", "department", "goal"))
"""What may stand merged beside several projects and is that of each."""

_SIDES = ("organization", "department")
_CUT = frozenset(("name", "goal", *MONEY))
_NUMBER = seldom(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s*(?=.)"
)
_TEXTS = frozenset(("name", "code", "organization", "department", "period", "goal", "period_goal"))
"""What projects say in words, which page ends cut anywhere."""

_ENDS = ("。", "！", "；")


@dataclass(slots=True)
class RunningReader:
    """Reads the rows below a head, project by project.

    Attributes:
        heads: The head of the table, and the same head again on further pages.
        problems: What was noticed.
        year: That of the table, where it is known.
        money_labels: What stands over a column that was taken for the money.
    """

    lattice: Lattice
    heads: Sequence[Head]
    ledger: Ledger
    year: int | None = None
    problems: list[Problem] = field(default_factory=list)
    money_labels: set[str] = field(default_factory=set)
    _drafts: list[RowDraft] = field(default_factory=list)
    _remarks: set[int] = field(default_factory=set)
    _beginnings: Beginnings = field(init=False)

    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the table."""
        if self.heads[0].lacks_values:
            self._take_for_values()
        self._take_for_money()
        self.heads = named(self.lattice, self.heads, self.problems)
        self.heads = with_unit_columns(self.lattice, self.heads)
        head = self.heads[0]
        indicators = IndicatorRows(
            self.lattice, head, self.ledger, head.first_of_indicators, self.problems
        )
        skipped = {row for each in self.heads for row in range(self._top_of(each), each.stop)}
        self._claim_heads(skipped)
        starts = {each.first: each for each in self.heads}
        names = next((column.first for column in head.columns if column.role == "name"), 0)
        page_ends = PageEnds(self.lattice, skipped, names)
        self._beginnings = Beginnings(self.lattice, head, page_ends, self.problems)
        for row in range(self.heads[0].stop, len(self.lattice)):
            if row in starts:
                indicators.head = starts[row]
                indicators.first = indicators.head.first_of_indicators
            if row in skipped or not self.lattice.filled[row] or self._is_remark(row):
                continue
            self._row(row, indicators)
        self._close(indicators)
        return self._finished()

    def _top_of(self, head: Head) -> int:
        """Return the first row of a head, or of what stands above it as above the first head.

        Whoever prints the head again for each page may print the title and the unit with it.
        """
        first, filled = self.heads[0].first, self.lattice.filled
        above = 0
        while above < first < head.first and _says_again(
            filled[head.first - above - 1], filled[first - above - 1]
        ):
            above += 1
        return head.first - above

    def _take_for_values(self) -> None:
        """Let an unknown column hold the values, below each head that names it."""
        head = self.heads[0]
        known = with_values(self.lattice, head, self.problems)
        index = next((n for n, c in enumerate(head.columns) if c != known.columns[n]), None)
        if index is not None:
            self.heads = [with_role(each, index, "annual_value") for each in self.heads]

    def _take_for_money(self) -> None:
        """Let an unknown column of amounts hold the money of a list without a column of it."""
        index = unnamed_column(self.lattice, self.heads, self.problems, self.year)
        if index is not None:
            head, place = self.heads[0], self.heads[0].columns[index].first
            over = (self.lattice.places[row][place] for row in range(head.first, head.stop))
            self.money_labels = {cell.text.text for cell in over}
            self.heads = [with_role(each, index, "total") for each in self.heads]

    def _claim_heads(self, rows: set[int]) -> None:
        for row in rows:
            for cell in self.lattice.row(row):
                self.ledger.mark(cell.text, SEPARATOR)
        for head in self.heads:
            for text, label in misread_labels(self.lattice, head):
                self.problems.append(notes.misread_label(text, label))

    def _row(self, row: int, indicators: IndicatorRows) -> None:
        under = cells_by_column(self.lattice, indicators.head, row)
        texts, further = self._own_texts(under, indicators.head, row)
        texts = self._without_dittos(texts)
        sides = self._sides_above(texts)
        total = any(is_total(text.text) for _, text in further) and "name" not in texts
        if not self._drafts or total or self._beginnings.begins(texts, under, row, self._drafts):
            self._close(indicators)
            indicators.begin()
            roles = indicators.head.roles
            shared = shared_with_above(self._drafts, under, indicators.head, row)
            self._drafts.append(RowDraft(has_money=bool(roles & set(MONEY)), indicators=shared))
            self._inherit(under, indicators.head, row)
            for role, above in sides.items():
                self._drafts[-1].add(role, above)
        self._take(texts, further, row)
        self._note_fullness(under, indicators.head, row)
        if indicators.head.has_indicators:
            indicators.take(row)

    def _note_fullness(self, under: dict[int, list[Cell]], head: Head, row: int) -> None:
        """Note whether name, goal and money fill their cells, so a page end may have cut them."""
        for index, cells in under.items():
            role = head.columns[index].role
            if role in _CUT:
                own = [cell for cell in cells if cell.row == row and cell.text]
                if own:
                    self._beginnings.full[role] = self.lattice.is_full(own[-1])

    def _is_remark(self, row: int) -> bool:
        """Report a row that is no row of the table: a remark below it, or more of that."""
        filled = self.lattice.filled[row]
        if is_signed_row(filled):
            return self._tell(row, notes.remark)
        if len(filled) != 1:
            return False
        if (band := self._band(row)) and not names_unit(band.text):
            return self._tell(row, notes.outside)
        if not (row - 1 in self._remarks or is_remark(filled[0].text.text)):
            return False
        if row - 1 in self._remarks and filled[0].column:
            return False
        self._remarks.add(row)
        return self._tell(row, notes.remark)

    def _tell(self, row: int, note: Callable[[Traced], Problem]) -> bool:
        """Report all of a row."""
        text = Traced.join(cell.text for cell in self.lattice.filled[row])
        self.ledger.mark(text, UNREAD)
        self.problems.append(note(text))
        return True

    def _band(self, row: int) -> Traced:
        """Return what a numbered line across the list says of the projects below it: 一、农业局."""
        cell, name = self.lattice.filled[row][0], self.heads[0].column("name")
        across = cell.column < name.first < cell.stop and cell.row == row
        number = _NUMBER.match(cell.text.text) if across else None
        return cell.text.cut(number.end()) if number else Traced()

    def _own_texts(
        self, under: dict[int, list[Cell]], head: Head, row: int
    ) -> tuple[dict[str, Traced], list[tuple[int, Traced]]]:
        texts: dict[str, Traced] = {}
        further: list[tuple[int, Traced]] = []
        first = head.first_of_indicators
        if len(self.lattice.filled[row]) == 1 and (band := self._band(row)):
            self.ledger.mark(self.lattice.filled[row][0].text, SEPARATOR)
            return {"name": band}, further
        for index, cells in under.items():
            column, text = head.columns[index], text_of(cells, row)
            if not text or column.role == ROLE:
                continue
            if column.role in _OWN or (column.role == "indicators" and not head.has_indicators):
                texts[column.role] = text
            elif column.stop <= first and (column.role is None or not head.has_indicators):
                further.append((index, text))
        join_units(head, under, texts, self.ledger)
        return texts, further

    def _without_dittos(self, texts: dict[str, Traced]) -> dict[str, Traced]:
        """Return what a row says itself where its name is that of the project above: 同上.

        With money or a goal of its own it is another project, whatever it is called.
        """
        name = texts.get("name")
        above = self._drafts[-1].text("name") if self._drafts else Traced()
        if name is None or not above or not says_ditto(name.text):
            return texts
        own = {role: text for role, text in texts.items() if not says_ditto(text.text)}
        if any(self._drafts[-1].text(role).text != text.text for role, text in own.items()):
            return texts
        self.problems.append(ditto_notes.row(above, name))
        self.ledger.mark_all((texts[role] for role in texts.keys() - own.keys()), SEPARATOR)
        return own

    def _sides_above(self, texts: dict[str, Traced]) -> dict[str, Traced]:
        """Take from a row the unit or department that is that of the project above: 同上."""
        found: dict[str, Traced] = {}
        for role in _SIDES:
            text = texts.get(role)
            if text is None or not says_ditto(text.text):
                continue
            above = self._drafts[-1].text(role) if self._drafts else None
            if above:
                found[role] = above
                self.ledger.mark(texts.pop(role), SEPARATOR)
            self.problems.append(ditto_notes.side(above, text) if above else ditto_notes.text(text))
        return found

    def _inherit(self, under: dict[int, list[Cell]], head: Head, row: int) -> None:
        """Give a project what stands merged beside several: organization, goal, a code."""
        draft = self._drafts[-1]
        for index, cells in under.items():
            column = head.columns[index]
            above = next((cell.text for cell in cells if cell.row < row and cell.text), None)
            if column.role in _SIDES and len(self._drafts) > 1:
                above = self._side_over_pages(column, cells) or above
            if above is None or column.stop > head.first_of_indicators:
                continue
            if column.role in _SHARED:
                draft.add(column.role, above)
            elif column.role in MONEY:
                self.problems.append(money_notes.shared(above))
            elif column.role is None:
                draft.further.append(entry(column, above))

    def _side_over_pages(self, column: Column, cells: Sequence[Cell]) -> Traced | None:
        """Return the unit of the project above, where a page end cuts the cell of both."""
        known = self._drafts[-2].text(column.role or "")
        head = self.heads[0]
        if not known or not lacks_side(self.lattice, cells):
            return side_over_pages(cells, known)
        if merges_sides(self.lattice, head, column.first):
            return known
        if not always_has_sides(self.lattice, head, column.first):
            return None
        self.problems.append(row_notes.cut_side(known))
        return known

    def _is_apart(self, role: str, row: int) -> bool:
        """Whether an amount is not the rest of one before it that a page end has cut."""
        paged = row in self.lattice.seams and self.lattice.pages[row] is not None
        return not paged or self._beginnings.full.get(role) is False

    def _take(self, texts: dict[str, Traced], further: list[tuple[int, Traced]], row: int) -> None:
        draft = self._drafts[-1]
        head = self.heads[0]
        again = self._beginnings.names_again(texts.get("name"), draft, row)
        seam = row in self.lattice.seams
        for said, text in texts.items():
            role = "score" if said == "total_score" else said
            if is_total(text.text) and _names_total(head, said, texts):
                role = "name"
            known = draft.text(role).text
            if (
                role == "serial"
                or (known and known == text.text)
                or (known and role in _TEXTS and repeats(known, text.text, again=again, seam=seam))
                or (known and role in {"goal", "period_goal"} and repeats_goal(known, text.text))
            ):
                self.ledger.mark(text, SEPARATOR)
            elif known and role == "score":
                draft.further.append(entry(head.column(said), text))
            elif known and role in MONEY and is_blank_amount(text.text):
                self.ledger.mark(text, SEPARATOR)
            else:
                if known and role in MONEY and self._is_apart(role, row):
                    draft.apart.add(role)
                draft.add(role, self._without_repeat(role, draft.text(role), text))
        for index, text in further:
            label = head.columns[index].label
            if any(item.label == label and item.value == text.text for item in draft.further):
                self.ledger.mark(text, SEPARATOR)
            else:
                draft.further.append(entry(head.columns[index], text))

    def _without_repeat(self, role: str, known: Traced, text: Traced) -> Traced:
        """Return a part of a cell without what the page before has already printed of it."""
        if not known or role in MONEY:
            return text
        again = repeat_of(known.text[-WINDOW:], text)
        if again is None and role == "name":
            again = repeated_line(known, text)
        if again is None:
            return text
        repeated = text.cut(0, again.length)
        self.ledger.mark(repeated, SEPARATOR)
        self.problems.append(notes.overlap(again.before, repeated))
        return text.cut(again.length)

    def _close(self, indicators: IndicatorRows) -> None:
        if self._drafts:
            for column in self.heads[0].levels:
                self._list(column, indicators)
            self._drafts[-1].indicators += indicators.indicators()

    def _list(self, column: Column, indicators: IndicatorRows) -> None:
        """Take in the indicators of a level that a project lists in one cell."""
        further = self._drafts[-1].further
        own = [item for item in further if item.label == column.label and item.trace]
        text = Traced.join(item.trace for item in own if item.trace)
        head = self.heads[0]
        *above, level = (
            self.lattice.places[row][column.first].text for row in range(head.first, head.stop)
        )
        first = next((text for text in above if names_first(text.text)), level)
        levels = first, Traced() if first.text == level.text else level
        found = listed_under(text, levels)
        if not found:
            if own and not is_blank(text.text):
                self.problems.append(notes.unlisted(text))
            return
        self.ledger.mark(text, SEPARATOR)
        for second, name, value in found:
            if holds_more(value.text):
                self.problems.append(notes.unparted(value))
            indicators.add((first, second), name, value, self.lattice.pages[head.first])
        self._drafts[-1].further = [item for item in further if item not in own]

    def _unpack(self, draft: RowDraft, index: int) -> None:
        """Read the indicators that a project has in one cell."""
        text = draft.text("indicators")
        if text:
            cell = read_indicators(text, self.ledger)
            draft.indicators = cell.indicators
            self.problems.extend(replace(problem, row=index) for problem in cell.problems)

    def _finished(self) -> tuple[Row, ...]:
        execution = execution_of(self.heads[0], self.ledger)
        for index, draft in enumerate(self._drafts):
            _name_totals(draft)
            self._unpack(draft, index)
            if execution is not None:
                execution.take(draft)
        self._drafts = without_samples(self._drafts, self.ledger, self.problems)
        uncount(self._drafts, self.ledger)
        tell_parts(self._drafts, self.problems)
        kinds = kinds_of([_physical(draft) for draft in self._drafts])
        rows: list[Row] = []
        organization: str | None = None
        for draft, kind in zip(self._drafts, kinds, strict=True):
            under = organization if kind is RowKind.PROJECT else None
            row = draft.row(kind, under, self.ledger, self.problems)
            if kind is RowKind.ORGANIZATION:
                organization = row.name
            if not row.name:
                self.problems.append(notes.nameless(len(rows)))
            dittos = (draft.text(role) for role in ("name", "goal"))
            self.problems.extend(ditto_notes.text(each) for each in dittos if says_ditto(each.text))
            rows.append(row)
        return tuple(rows)


def _says_again(cells: Sequence[Cell], others: Sequence[Cell]) -> bool:
    """Whether a row says what another does, cell by cell."""
    return [cell.text.text for cell in cells] == [cell.text.text for cell in others]


def _names_total(head: Head, said: str, texts: dict[str, Traced]) -> bool:
    """Whether 合计 in a column names its row, which has no name.

    Numbers may be those of indicators: the sum below them is that of their points.
    """
    if "name" in texts or said not in {"serial", "code", "organization", "department"}:
        return False
    first = head.first_of_indicators
    return said != "serial" or all(c.stop <= first for c in head.columns if c.role == said)


def _name_totals(draft: RowDraft) -> None:
    """Name a row of a unit by the unit, and one of a total by an unknown cell that says so."""
    if draft.text("name"):
        return
    if draft.text("organization") and not (draft.indicators or draft.text("goal")):
        draft.texts["name"] = draft.texts.pop("organization")
        return
    for item in draft.further:
        if item.trace and is_total(item.value):
            draft.add("name", item.trace)
            draft.further.remove(item)
            return


def _physical(draft: RowDraft) -> PhysicalRow:
    """Return what tells the kind of a row."""
    money = {role: draft.text(role) for role in MONEY if draft.text(role)}
    has = Traced("有") if draft.indicators else Traced()
    return PhysicalRow(
        name=split_code(draft.text("name"))[1],
        money=money,
        goal=draft.text("goal"),
        indicators=has,
    )
