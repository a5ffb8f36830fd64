"""Forms: labels with values beside or below them, lines of money, and a list of indicators.

One form a project or department, however its cells are ruled: what a cell means is told by its
own words and by where it stands, never by its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.model import Traced
from jiheng.reading.layouts.cells.form_cells import is_label, is_value
from jiheng.reading.layouts.drafts import RowDraft
from jiheng.reading.layouts.form.above import FormAbove
from jiheng.reading.layouts.form.details import FormDetails
from jiheng.reading.layouts.form.packed import FormPacked
from jiheng.reading.layouts.form.parts import FormParts
from jiheng.reading.layouts.form.several import GOALS_ABOVE, lists_below
from jiheng.reading.layouts.form.unread_lists import unread_heads
from jiheng.reading.layouts.form.years import state_year
from jiheng.reading.layouts.heads.coded_names import named_by_words
from jiheng.reading.layouts.heads.fields import line_under, points
from jiheng.reading.layouts.heads.head import ASIDE, LEVELS
from jiheng.reading.layouts.heads.level_sections import with_sections
from jiheng.reading.layouts.heads.name_columns import tell_names
from jiheng.reading.layouts.heads.value_heads import with_values
from jiheng.reading.layouts.indicators.pairing import paired
from jiheng.reading.layouts.indicators.rows import IndicatorRows
from jiheng.reading.layouts.other_tables.in_forms import heads_part
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.level_labels import (
    is_level,
    is_numbered_first,
    level_across,
    names_first,
    says_level,
)
from jiheng.reading.layouts.words.list_ends import ends_anywhere, ends_of_list, is_signed, may_end
from jiheng.reading.layouts.words.roles import is_block, label_role, money_role, plain
from jiheng.reading.layouts.words.terms import Term, names_list, term_of_list
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.model import Indicator, Problem
    from jiheng.reading.layouts.form.labels import FormLabels
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.layouts.outside.front_lines import Front
    from jiheng.reading.ledger import Ledger

_VALUES = frozenset(("annual_value", "period_value", "actual"))
_ALL_POINTS = 100
_SUM = re.compile(
    r"(?:项目|部门|单位|整体)?(?:支出)?(?:自评|评价|绩效)?(?:总分|合计|总计|得分合计|总得分|综合得分|合计得分)(?:值)?.{0,12}"
)
_OF_LIST = re.compile("合计|总计")
"""What the sum of a list of indicators is called, which the total score of the form outranks."""

_POINTS = re.compile(r"[:：]\s*(\d{1,3}(?:\.\d{1,2})?)分?$")
"""Points in the cell of their label: 总分：99.31."""

_ORDINAL = seldom("^[一二三四五六七八九十]{1,2}、")

_LIST_LABEL = "年度绩效指标"
"""The label beside a list, of which a page break may leave a piece."""


@dataclass(slots=True)
class FormReader:
    """Reads one form.

    Attributes:
        heads: The heads of its indicators; one without rows was inherited from another form.
        front: What its title lines say; lines within the form add to it.
        above: Other lines above the form, which may hold labels with their values.
        draft: The row it amounts to.
        problems: What could not be read.
    """

    lattice: Lattice
    heads: Sequence[Head]
    ledger: Ledger
    front: Front
    above: Sequence[Traced] = ()
    draft: RowDraft = field(default_factory=RowDraft)
    problems: list[Problem] = field(default_factory=list)
    _lists: list[IndicatorRows] = field(default_factory=list)
    _twins: dict[int, IndicatorRows] = field(default_factory=dict)
    _of_period: set[int] = field(default_factory=set)
    _wrapped: set[int] = field(default_factory=set)
    """Lists whose other half goes on with them, and says nothing of another time."""
    _summed: Traced = field(default_factory=Traced)
    """The label of the sum that gave the score."""
    _above: dict[int, Traced] = field(default_factory=dict)
    """Rows right above the next head that name a level each."""

    def read(self) -> RowDraft:
        """Return the row of the form; every cell of it is claimed, or left to be reported."""
        parts = FormParts.of(
            self.lattice, self.heads, self.ledger, self.front, self.draft, self.problems
        )
        labels = parts.labels
        details = FormDetails(self.lattice, self.ledger, self.draft)
        packed = FormPacked(self.lattice, self.ledger, self.problems)
        inside = {row: head for head in self.heads for row in range(head.first, head.stop)}
        headless = {head.first: head for head in self.heads if head.first == head.stop}
        listing = False
        for row in range(len(self.lattice)):
            if row in headless:
                self._list(headless[row])
                listing = True
            if row in inside:
                self._head(inside[row], row, labels)
                details.end()
                listing = True
                continue
            if details.take(row, below=bool(self._lists)):
                listing = False
                continue
            if listing and self._is_caption(row, self._lists[-1]):
                labels.aside(self.lattice.filled[row][0].text)
                continue
            if listing:
                ends = heads_part(self.lattice, row) or self._is_tail(row, self._lists[-1])
                listing = not ends
            elif self._lists:
                listing = self._resumes(row, self._lists[-1])
            if listing:
                self._indicator(row, self._lists[-1], labels)
                continue
            taken = (
                self._leads_head(row)
                or self._names_list(row)
                or (self._lists and self._sum(row, labels))
            )
            if not taken and not packed.take(row):
                parts.take(row)
        above = FormAbove(labels)
        above.take(self.above)
        details.finish(labels)
        parts.finish()
        above.finish()
        self.draft.indicators = (*packed.indicators, *self._indicators())
        state_year(self.lattice, self.front)
        self.problems.extend(unread_heads(self.draft))
        return self.draft

    def _leads_head(self, row: int) -> bool:
        """Note a row that names the level of the rows below the next head; return whether one does.

        Rows of other levels may stand between: 一、产出指标, （一）数量指标, then the head.
        """
        level = self._level_across(row)
        below = row + 1
        if any(head.first == below and self._levels_over(head) for head in self.heads):
            self.ledger.mark_all((cell.text for cell in self.lattice.filled[row]), SEPARATOR)
            return True
        while level and below < len(self.lattice) and self._level_across(below):
            below += 1
        head = next((head for head in self.heads if head.first == below < head.stop), None)
        if not level or head is None or "level1" in head.roles:
            return False
        self._above[row] = level
        return True

    def _levels_over(self, head: Head) -> list[Traced]:
        """Return the first levels right above the two halves of a head, one each; none if none."""
        over = self.lattice.filled[head.first - 1] if head.first else []
        halves = head.halves() if len(over) == 2 and "level1" not in head.roles else None  # noqa: PLR2004 - one a half
        levels = [level_across(cell.text) for cell in over]
        apart = len({level.text for level in levels if names_first(level.text)}) == len(over)
        right = next((c.first for c in head.columns if c.again), None)
        return levels if halves and apart and over[1].column == right else []

    def _level_across(self, row: int) -> Traced:
        """Return the level that a row names and says nothing else; empty if none."""
        filled = self.lattice.filled[row]
        return level_across(filled[0].text) if len(filled) == 1 else Traced()

    def _names_list(self, row: int) -> bool:
        """Take in the line that names the list below it; return whether a row is one."""
        filled = self.lattice.filled[row]
        if len(filled) != 1 or not names_list(plain(filled[0].text.text)):
            return False
        if lists_below(self.lattice, self.heads, row):
            self.ledger.mark(filled[0].text, SEPARATOR)
            return True
        return False

    def _indicators(self) -> Iterator[Indicator]:
        waiting: list[Indicator] = []
        for rows in self._lists:
            twin = self._twins.get(id(rows))
            own = rows.indicators()
            if id(rows) in self._of_period:
                waiting.extend(own)
                continue
            if id(rows) in self._wrapped and twin:
                yield from (*own, *twin.indicators())
                continue
            yield from paired(own, twin.indicators()) if twin else paired(waiting, own)
            waiting = waiting if twin else []
        yield from waiting

    def _list(self, head: Head) -> None:
        """Begin a list of indicators, or two that stand side by side."""
        if len({c.year for c in head.columns if "20" in c.label} - {None}) > 1:
            state_year(self.lattice, self.front)
        head = named_by_words(head.of_year(self.front.fiscal_year()), self.lattice)
        head = with_sections(self.lattice, head)
        whole = self._is_of_period(head)
        head = head.of_period() if whole else head
        if head.lacks_values:
            head = with_values(self.lattice, head, self.problems)
        tell_names(head, self.problems)
        halves = head.halves() or (head,)
        over = self._levels_over(head)
        wrapped = len(halves) > 1 and (bool(over) or self._is_wrapped(head))
        if wrapped:
            own = replace(head, columns=head.columns[: len(halves[0].columns)])
            halves = (own, halves[-1])
        rows = [
            IndicatorRows(self.lattice, half, self.ledger, half.left, self.problems)
            for half in halves
        ]
        self._lists.append(rows[0])
        if whole:
            self._of_period.add(id(rows[0]))
        if wrapped:
            self._wrapped.add(id(rows[0]))
        if len(rows) > 1:
            self._twins[id(rows[0])] = rows[1]
        for half, level in zip(rows, over, strict=False):
            half.levels.begin_first(level)

    def _is_wrapped(self, head: Head) -> bool:
        """Whether a list goes on beside itself: its halves hold other first levels.

        So it does where other names stand behind the same levels, in a form that speaks of no whole
        period.
        """
        again = {column.again for column in head.columns} - {None}
        if again == {"name3", "annual_value"} and not self._speaks_of_period(head.first):
            return self._names_differ(head)
        sides = [c for c in head.columns if "level1" in {c.role, c.again}]
        said = [
            {line[column.first].text.text for line in self.lattice.places[head.stop :]}
            for column in sides
        ]
        levels = [{text for text in texts if is_level(text, 1)} for texts in said]
        return len(levels) > 1 and all(levels) and levels[0].isdisjoint(levels[1])

    def _names_differ(self, head: Head) -> bool:
        """Whether no indicator has its name in both halves of a list."""
        sides = [c for c in head.columns if "name3" in {c.role, c.again}]
        rows = range(head.stop, len(self.lattice))
        said = [{*self.lattice.said_within(rows, c.first, c.stop)} for c in sides]
        return said[0].isdisjoint(said[-1])

    def _speaks_of_period(self, stop: int) -> bool:
        """Whether a label above a row tells of goals or money of the whole period, or two goals."""
        goals: set[str] = set()
        for row in range(stop):
            for cell in self.lattice.filled[row]:
                words = cell.text.text
                role = label_role(words)
                if role == "period_goal" or money_role(words) == "period_total":
                    return True
                if role == "goal":
                    goals.add(plain(words))
        return len(goals) > 1

    def _is_of_period(self, head: Head) -> bool:
        """Whether the label beside or above a list says that it is of the whole period."""
        first = min((c.first for c in head.columns if c.role), default=head.left)
        beside = [c for c in self.lattice.across[head.first] if c.stop <= first]
        above = self._line_above(head)
        labels = [*beside, *(above if len(above) == 1 else [])]
        terms = {term_of_list(plain(cell.text.text)) for cell in labels}
        later = any(other.first > head.first for other in self.heads)
        return Term.PERIOD in terms or (Term.WHOLE in terms and later)

    def _line_above(self, head: Head) -> list[Cell]:
        """Return the row above a list, or above the goal that stands between them."""
        for row in range(head.first - 1, max(head.first - 1 - GOALS_ABOVE, -1), -1):
            filled = self.lattice.filled[row]
            if len(filled) == 1 or not (filled and is_label(filled[0].text.text)):
                return filled
        return []

    def _head(self, head: Head, row: int, labels: FormLabels) -> None:
        level = self._level_beside(head) if row == head.first else None
        for cell in self.lattice.filled[row]:
            if cell is level:
                continue
            if is_value(cell.text.text):
                self.ledger.mark(cell.text, UNREAD)
                self.problems.append(notes.stray(cell.text))
            elif cell.stop > head.left or not labels.goal_beside(cell, row, head.left):
                self.ledger.mark(cell.text, SEPARATOR)
        if row == head.first:
            whole = bool(self._lists) and id(self._lists[-1]) in self._of_period
            last = self._lists[-1].head if self._lists else None
            same = last is not None and (last.labels() == head.labels() or last.goes_on(head))
            if not same or (whole and not self._is_of_period(head)):
                self._list(head)
            else:
                self._lists[-1].move(head)
        if level is not None:
            self._lists[-1].levels.begin_first(level.text)
        for above, text in self._above.items():
            self._lists[-1].levels.take_line(head, above, text)
            if id(self._lists[-1]) in self._twins:
                self._twins[id(self._lists[-1])].levels.take_line(head, above, text)
        self._above = {}

    def _level_beside(self, head: Head) -> Cell | None:
        """Return the first level beside a head without a column of them and the rows below it."""
        own = (cell for cell in self.lattice.filled[head.first] if cell.stop <= head.left)
        found = next((cell for cell in own if names_first(cell.text.text)), None)
        below = found is not None and found.height > head.stop - head.first
        return found if below and "level1" not in head.roles else None

    def _label_beside(self, text: Traced, labels: FormLabels) -> None:
        """Account for what stands beside a list: its label, or other words, which are kept."""
        words = plain(text.text)
        if is_block(text.text) or words in _LIST_LABEL or names_list(words) or is_blank(text.text):
            self.ledger.mark(text, SEPARATOR)
        else:
            labels.aside(text)

    def _indicator(self, row: int, rows: IndicatorRows, labels: FormLabels) -> None:
        for cell in self.lattice.filled[row] if rows.head.left else ():
            if cell.stop <= rows.head.left:
                self._label_beside(cell.text, labels)
        if part := rows.subtotal(row):
            labels.subtotal(*part)
            blanks = (cell.text for cell in self.lattice.filled[row] if is_blank(cell.text.text))
            self.ledger.mark_all(blanks, SEPARATOR)
            return
        if self._is_of_contact(row, rows.head):
            labels.take(row)
            return
        rows.take(row)
        if id(rows) in self._twins:
            self._twins[id(rows)].take(row)

    def _is_of_contact(self, row: int, head: Head) -> bool:
        """Whether a row amid a list holds two labels with their values: 责任科室, 联系电话."""
        cells = self.lattice.filled[row]
        if len(cells) != 4 or cells[0].height > 1 or says_level(cells[0].text.text):  # noqa: PLR2004 - two labels, two values
            return False
        named = _roles_over(cells[2], head) == {"name3"}
        return named and ends_anywhere(plain(cells[2].text.text))

    def _resumes(self, row: int, rows: IndicatorRows) -> bool:
        """Whether a list goes on below a remark: a level, a name and a value under its head."""
        if row + 1 in {head.first for head in self.heads}:
            return False
        levels = {
            rows.head.columns[index].role: text.text
            for index, text in line_under(self.lattice, rows.head, row).own.items()
            if rows.head.columns[index].role in LEVELS
        }
        said = [text for text in levels.values() if not is_block(text) and not is_blank(text)]
        known = any(says_level(text) or is_numbered_first(text) for text in said)
        if not known or not self._is_indicator(row, rows.head):
            return False
        for each in (rows, self._twins.get(id(rows))):
            if each is not None and not levels.get("level1"):
                each.levels.forget()
        return True

    def _is_tail(self, row: int, rows: IndicatorRows) -> bool:
        """Whether the indicators end with a row: a sum, a remark, another label."""
        if rows.level_line(row) or rows.subtotal(row):
            return False
        left = rows.head.left
        cells = filled = self.lattice.filled[row]
        beside = [cell for cell in filled if cell.stop <= left] if left else ()
        if beside:
            if self._ends_beside(row, _unnumbered(beside[0].text), rows.head):
                return True
            cells = [cell for cell in filled if cell.stop > left] or filled
        if not cells or self._goes_on(row, cells[0], rows.head):
            return False
        first = cells[0]
        ends = ends_of_list(plain(first.text.text))
        signed = "signed" in ends and first.column < self._names(rows.head)
        if first.width >= self.lattice.width - left > 1 or "end" in ends or signed:
            return True
        if self._is_field(row, cells, rows.head):
            return True
        return "tail" in ends and not self._is_indicator(row, rows.head)

    def _ends_beside(self, row: int, words: str, head: Head) -> bool:
        """Whether words to the left of the list say that it ends."""
        if ends_anywhere(words) or is_signed(words):
            return True
        ends = may_end(words) and "指标" not in words
        return ends and not self._is_indicator(row, head)

    def _goes_on(self, row: int, first: Cell, head: Head) -> bool:
        """Whether the first words of a page are the rest of a cut cell: behind the names, or alone.

        A label of the form begins at its side, left of the names.
        """
        if row not in self.lattice.seams:  # by far the most
            return False
        names = self._names(head)
        if first.column < names:
            return False
        alone = self.lattice.filled[row] == [first] and first.width < self.lattice.width - names
        return first.column > names or (names > head.left and alone)

    def _names(self, head: Head) -> int:
        return next((c.first for c in head.columns if c.role == "name3"), self.lattice.width)

    def _is_caption(self, row: int, rows: IndicatorRows) -> bool:
        """Whether a line across the whole list is a word on the indicators below it."""
        filled = self.lattice.filled[row]
        if len(filled) != 1 or row + 1 >= len(self.lattice) or rows.level_line(row):
            return False
        across = filled[0].width >= self.lattice.width - rows.head.left > 1
        words = plain(filled[0].text.text)
        ends = ends_anywhere(words) or may_end(words)
        if ends or any(head.first == row + 1 for head in self.heads):
            return False
        return across and self._is_indicator(row + 1, rows.head)

    def _is_field(self, row: int, cells: Sequence[Cell], head: Head) -> bool:
        """Whether a row holds a label and a value ruled over names and values of indicators."""
        if len(cells) != 2 or row in self.lattice.seams:  # noqa: PLR2004 - a label and its value
            return False
        label, value = cells
        over = [c.role for c in head.columns if value.column <= c.first < value.stop]
        words = plain(label.text.text)
        level = is_level(words, 1) or is_level(words, 2) or "指标" in words
        last = row + 1 == len(self.lattice) or not self._is_indicator(row + 1, head)
        ruled = "name3" in over and len(over) > 1 and value.stop == self.lattice.width
        return ruled and last and label.height == 1 and not level

    def _is_indicator(self, row: int, head: Head) -> bool:
        """Whether a row has both a name and a value, each under its own head."""
        roles = {
            head.columns[index].role
            for index, text in line_under(self.lattice, head, row).own.items()
            if not is_blank(text.text)
        }
        beside = _VALUES if _VALUES & head.roles else ASIDE
        return "name3" in roles and bool(roles & beside)

    def _is_total(self, cell: Cell, over: set[str | None]) -> bool:
        """Whether the only number of a row of sums is the total of points, not that of weights."""
        rows = self._lists[-1]
        if "weight" not in over or "score" not in rows.head.roles:
            return "score" in rows.head.roles
        weights = [draft.text("weight").text for each in self._lists for draft in each.drafts]
        weights.extend(str(line.weight) for line in self.draft.lines if line.weight is not None)
        whole = sum(filter(None, map(points, weights)))
        return points(cell.text.text) not in {whole, _ALL_POINTS}

    def _without_grade(self, cells: list[Cell]) -> list[Cell]:
        """Take in the grade that stands beside the sum of points: 总分 98 自评等级 优."""
        for label, grade in pairwise(cells):
            if label_role(label.text.text) == "grade" and not self.draft.text("grade"):
                self.ledger.mark(label.text, SEPARATOR)
                self.draft.add("grade", grade.text)
                return [cell for cell in cells if cell not in (label, grade)]
        return cells

    def _beside(self, cells: Sequence[Cell], head: Head) -> dict[int, str]:
        """Return what the two sums of a row are whose cells stand beside their columns."""
        figures = [cell for cell in cells if points(cell.text.text) is not None]
        known = len(figures) == 2 and {"weight", "score"} <= head.roles  # noqa: PLR2004
        if not known or any("weight" in _roles_over(cell, head) for cell in figures):
            return {}
        whole, own = figures
        return {id(whole): "weight", id(own): "score"}

    def _sum(self, row: int, labels: FormLabels) -> bool:
        """Take in the row with the sum of all points, each sum under its column."""
        cells = self.lattice.filled[row]
        if not cells or not _SUM.fullmatch(plain(cells[0].text.text)):
            return False
        label, head = cells[0].text, self._lists[-1].head
        self.ledger.mark(label, SEPARATOR)
        own = _POINTS.search(label.text) if len(cells) == 1 else None
        if own and not self.draft.text("score"):
            self.draft.add("score", label.cut(*own.span(1)))
        cells = self._without_grade(cells)
        beside = self._beside(cells[1:], head)
        for cell in cells[1:]:
            over = {beside.get(id(cell))} if beside else _roles_over(cell, head)
            scored = "score" in over or (len(cells) == 2 and self._is_total(cell, over))  # noqa: PLR2004 - a label and its sum
            if is_blank(cell.text.text):
                self.ledger.mark(cell.text, SEPARATOR)
            elif self.draft.text("score") and not (
                scored and self._outranks(label, cell, over, labels)
            ):
                labels.sum(label, cell.text)
            elif scored:
                self.draft.add("score", cell.text)
                self._summed = label
            else:
                labels.sum(label, cell.text)
        return True

    def _outranks(
        self, label: Traced, cell: Cell, over: set[str | None], labels: FormLabels
    ) -> bool:
        """Let the sum of a list go for the total of the form: 合计 89.7, 项目自评总分 99.1."""
        if not _OF_LIST.match(plain(self._summed.text)) or _OF_LIST.match(plain(label.text)):
            return False
        if not self._is_total(cell, over):
            return False
        labels.sum(self._summed, self.draft.text("score"))
        del self.draft.texts["score"]
        return True


def _unnumbered(text: Traced) -> str:
    """Return a label without the number of its part of a form: 五、审核意见."""
    return _ORDINAL.sub("", plain(text.text))


def _roles_over(cell: Cell, head: Head) -> set[str | None]:
    return {c.role for c in head.columns if c.first < cell.stop and cell.column < c.stop}
