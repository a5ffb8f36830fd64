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
from jiheng.reading.layouts.grids.seam import WINDOW, overlap, repeat_of, repeated_line
from jiheng.reading.layouts.heads.execution import execution_of
from jiheng.reading.layouts.heads.fields import cells_by_column, entry, is_remark, text_of
from jiheng.reading.layouts.heads.misread_heads import misread_labels
from jiheng.reading.layouts.heads.project_names import named
from jiheng.reading.layouts.heads.unit_columns import ROLE, join_units, with_unit_columns
from jiheng.reading.layouts.heads.value_heads import with_role, with_values
from jiheng.reading.layouts.indicators.blank_levels import BlankLevels
from jiheng.reading.layouts.indicators.rows import IndicatorRows
from jiheng.reading.layouts.money.unnamed import unnamed_column
from jiheng.reading.layouts.problems import ditto_notes, money_notes, notes
from jiheng.reading.layouts.running.named_rows import tell_parts, uncount, without_samples
from jiheng.reading.layouts.running.nameless_rows import begins_levels_anew, begins_without_name
from jiheng.reading.layouts.running.page_ends import PageEnds, repeats, repeats_goal
from jiheng.reading.layouts.running.shared_rows import shared_with_above
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
    _full: dict[str, bool | None] = field(default_factory=dict)
    _remarks: set[int] = field(default_factory=set)
    _page_ends: PageEnds = field(init=False)

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
        self._page_ends = PageEnds(self.lattice, skipped, names)
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
        seam = row in self.lattice.seams
        texts, further = self._own_texts(under, indicators.head, row)
        texts = self._without_dittos(texts)
        sides = self._sides_above(texts)
        total = any(is_total(text.text) for _, text in further) and "name" not in texts
        if not self._drafts or total or self._begins(texts, under, row, seam=seam):
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
                    self._full[role] = self.lattice.is_full(own[-1])

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
        cell, name = self.lattice.filled[row][0], self.heads[0].columns[self._name_index()]
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
            if above is None or column.stop > head.first_of_indicators:
                continue
            if column.role in _SHARED:
                draft.add(column.role, above)
            elif column.role in MONEY:
                self.problems.append(money_notes.shared(above))
            elif column.role is None:
                draft.further.append(entry(column, above))

    def _begins(
        self,
        texts: dict[str, Traced],
        under: dict[int, list[Cell]],
        row: int,
        *,
        seam: bool,
    ) -> bool:
        """Whether a row begins a project, and does not go on with the one before it."""
        last = self._drafts[-1]
        name = texts.get("name")
        if name is None:
            total = any(is_total(text.text) for text in texts.values())
            total = total or self._is_below_total(last, row)
            if not seam and self._sums_organization(texts, under, row):
                return True
            if seam:
                return total or self._begins_nameless(texts, last, row)
            apart = self.lattice.pages[row] is None and begins_without_name(texts, last)
            cut = apart or self._is_cut_off(under, row)
            return total or cut or self._is_cut_row(texts, last, row)
        if self._names_again(name, last, row):
            return self._differs(texts, last, row)
        if seam and not last.text("name") and not is_total(name.text):
            alone = len(self._drafts) == 1
            return alone and begins_levels_anew(self.lattice, self.heads[0], row)
        return not seam or is_total(name.text) or not self._completes(texts, last, row)

    def _is_below_total(self, last: RowDraft, row: int) -> bool:
        """Whether a row begins the indicators below a total, which has none."""
        if not is_total(last.text("name").text):
            return False
        above = next(at for at in range(row - 1, -1, -1) if at not in self._page_ends.heading)
        return self._lists(row) and not self._lists(above)

    def _lists(self, row: int) -> bool:
        """Whether a row has an indicator of its own."""
        first = self.heads[0].first_of_indicators
        return any(cell.column >= first for cell in self.lattice.filled[row])

    def _sums_organization(
        self, texts: dict[str, Traced], under: dict[int, list[Cell]], row: int
    ) -> bool:
        """Whether a row names an organization and its money, and nothing else."""
        if "organization" not in texts or "goal" in texts or not set(MONEY) & set(texts):
            return False
        first = self.heads[0].first_of_indicators
        return all(
            cell.column < first or not cell.text
            for cells in under.values()
            for cell in cells
            if cell.row == row
        )

    def _names_again(self, name: Traced | None, last: RowDraft, row: int) -> bool:
        """Whether a row says the name of the project before it, which a page end may cut."""
        known = last.text("name").text
        return (
            name is not None and bool(known) and self._page_ends.says_again(name.text, known, row)
        )

    def _begins_nameless(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a project begins at the top of a page whose name stands on the next one.

        Its goal is another one when that before it has ended, with room left in its cell.
        """
        goal, before = texts.get("goal"), last.text("goal").text
        if not goal or not before or not last.text("name") or self._full.get("goal") is not False:
            return False
        if not self._page_ends.is_named_behind(row):
            return False
        return before.endswith("。") and overlap(before[-WINDOW:], goal.text) is None

    def _is_cut_off(self, under: dict[int, list[Cell]], row: int) -> bool:
        """Whether a blank name cell begins that covers rows: its text stands on the next page."""
        index = self._name_index()
        own = next((cell for cell in under.get(index, ()) if cell.row == row), None)
        if own is None:
            return False
        above = self.lattice.places[row - 1][own.column]
        if own.height > 1:
            return bool(above.text) or above.height > 1
        ends = row + 1 in self.lattice.breaks
        return ends and bool(BlankLevels(self.lattice).is_cut(self.heads[0], own))

    def _is_cut_row(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a row before a page end has its name behind it, where the middle of it stands.

        It says of its own what the project before it has said already.
        """
        if row + 1 not in self.lattice.breaks or not self._page_ends.is_named_next(row):
            return False
        if any(role in texts and last.text(role) for role in (*MONEY, "code")):
            return True
        goal, before = texts.get("goal"), last.text("goal").text
        if not goal or not before.endswith(_ENDS):
            return False
        if goal.text.endswith(_ENDS):
            self.problems.append(notes.unsure_goal(goal))
        return True

    def _name_index(self) -> int:
        columns = self.heads[0].columns
        return next(i for i, column in enumerate(columns) if column.role == "name")

    def _differs(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a row of the same name is another project: it has other money or another goal.

        A goal in every row is cut in one that stands at a page end, on either side of it.
        """
        seam, cut = row in self.lattice.seams, row + 1 in self.lattice.breaks
        for role in (*MONEY, "goal", "code"):
            here, there = texts.get(role), last.text(role)
            if here and there and not is_blank(here.text) and here.text != there.text:
                if role == "goal" and seam and overlap(there.text[-WINDOW:], here.text):
                    continue
                if role == "goal" and cut and there.text.startswith(here.text):
                    continue
                if role == "goal" and seam and repeats_goal(there.text, here.text):
                    continue
                if role == "goal" and seam and self._is_cut_goal(texts, last):
                    continue
                return role != "goal" or not there.text.endswith(here.text[-8:])
        return False

    def _is_cut_goal(self, texts: dict[str, Traced], last: RowDraft) -> bool:
        """Whether a goal goes on where a page says the project and its money again."""
        said = any(texts[role].text == last.text(role).text for role in MONEY if role in texts)
        ended = last.text("goal").text.endswith(_ENDS) and self._full.get("goal") is not True
        return said and not ended

    def _completes(self, texts: dict[str, Traced], last: RowDraft, row: int) -> bool:
        """Whether a name at the top of a page is the rest of the name before the break."""
        if self.lattice.pages[row] is None:
            return self._completes_unpaged(texts, last)
        amounts = [role for role in MONEY if texts.get(role)]
        known = [role for role in MONEY if last.text(role)]
        again = all(texts[role].text == last.text(role).text for role in amounts)
        if amounts and known and not again:
            return False
        if bool(amounts) != bool(known):
            if known and names_unit(last.text("name").text) and not last.text("goal"):
                self.problems.append(notes.joined_to_unit(texts["name"], last.text("name")))
            return True
        goal, before = texts.get("goal"), last.text("goal").text
        if self._full.get("name") is False and not amounts:
            return False
        return bool(before) and not (goal and before.endswith(_ENDS))

    def _completes_unpaged(self, texts: dict[str, Traced], last: RowDraft) -> bool:
        """Whether a name in the first row of another table is the rest of the one before it.

        No page end has cut it: a row that says again what the project has is another project.
        """
        goal = texts.get("goal")
        amounts = any(texts.get(role) for role in MONEY)
        known = any(last.text(role) for role in MONEY)
        if amounts and (known or (goal and last.text("goal"))):
            return False
        if goal and last.text("goal").text.endswith(_ENDS):
            return False
        if any(texts.get(role) and last.text(role) for role in ("organization", "code")):
            return False
        self.problems.append(notes.joined_name(texts["name"]))
        return True

    def _is_apart(self, role: str, row: int) -> bool:
        """Whether an amount is not the rest of one before it that a page end has cut."""
        paged = row in self.lattice.seams and self.lattice.pages[row] is not None
        return not paged or self._full.get(role) is False

    def _take(self, texts: dict[str, Traced], further: list[tuple[int, Traced]], row: int) -> None:
        draft = self._drafts[-1]
        head = self.heads[0]
        again = self._names_again(texts.get("name"), draft, row)
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
