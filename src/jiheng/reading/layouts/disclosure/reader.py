"""The disclosure form of Guangdong cities: 项目支出绩效目标表（含转移支付项目）.

One row a project, all its indicators packed in one cell; rows of totals and organizations; the
same head again on each page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import folded
from jiheng.model import Traced
from jiheng.reading.layouts.disclosure.header import Header, read_header
from jiheng.reading.layouts.disclosure.physical import read_row
from jiheng.reading.layouts.disclosure.rows import Draft, build_table
from jiheng.reading.layouts.outside.front_lines import front_lines
from jiheng.reading.layouts.outside.fronts import money_unit_in
from jiheng.reading.layouts.problems import money_notes, notes
from jiheng.reading.layouts.words.totals import is_whole
from jiheng.reading.ledger import RECORDED, SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jiheng.model import Problem, TargetTable
    from jiheng.reading.layouts.outside.front_lines import FrontLine
    from jiheng.reading.ledger import Ledger

NAME = "guangzhou-disclosure"

_PAGE_NUMBER = seldom(r"第?[-—–\s]*\d{1,4}[-—–\s]*页?(?:[,，/]?共?\d{1,4}页?)?|第\d+页共\d+页")
_REMARK = seldom(r"(?:注|备注|说明|附注)[:：].*")
_NOTHING = seldom(
    r"[（(]?(?:20\d\d年(?:度)?)?(?:本|我|此)(?:部门|单位|表|局|委|办|区|街道?|镇)(?:20\d\d年(?:度)?)?"
    r"(?:为空表?|无|没有|不涉及|未安排|暂无)(?:此项|该项|相关)?[\u4e00-\u9fff]{0,12}[，,。]?[）)]?"
)
"""A line in place of rows that says there are none."""

MAX_NAME = 120
MAX_PROSE = 500
"""Lines of prose reported as one problem."""


def read_disclosure(
    rows: Iterable[Sequence[Traced]],
    ledger: Ledger,
    seams: Container[int] = frozenset(),
    loose: Container[int] = frozenset(),
) -> tuple[list[TargetTable], list[Problem]]:
    """Return the tables in some rows and the problems that belong to none of them.

    `seams` are the rows with which a table goes on upon another page, where that is known; `loose`
    the lines of pages that stand above or below what is ruled there.
    """
    reader = _Reader(ledger)
    for index, cells in enumerate(rows):
        if any(cells):
            reader.row(tuple(cells), seam=index in seams, loose=index in loose)
    reader.close()
    outside = [p for draft in reader.drafts if not draft.header for p in draft.problems]
    tables = [build_table(d, d.header, ledger, layout=NAME) for d in reader.drafts if d.header]
    return tables, outside


class _Reader:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.drafts = [Draft()]
        self.prose: list[Traced] = []
        self.carried: set[str] = set()
        self.seam = False

    @property
    def draft(self) -> Draft:
        return self.drafts[-1]

    def row(self, cells: tuple[Traced, ...], *, seam: bool = False, loose: bool = False) -> None:
        """Take in the next row of the sheet."""
        self.seam = self.seam or seam
        lines = front_lines(cells)
        header = None if lines else read_header(cells)
        if lines:
            self.close()
            self._front(lines)
        elif header:
            self.close()
            self._header(cells, header)
        elif self.draft.header is None or loose or _is_aside(cells):
            self._gather(cells)
        else:
            self.close()
            self._body(cells, self.draft.header)

    def close(self) -> None:
        """Report the prose that has gathered since the last row of the table, as one piece."""
        if self.prose:
            text = Traced.join(self.prose)
            self.ledger.mark(text, UNREAD)
            self.draft.problems.append(notes.outside(text))
            self.prose = []

    def _front(self, lines: list[FrontLine]) -> None:
        for line in lines:
            for label in line.labels:
                self.ledger.mark(label, SEPARATOR)
            if line.field is None:
                self.prose.append(line.value)
                continue
            known = getattr(self.draft.front, line.field)
            if known is not None and folded(known.text) == folded(line.value.text):
                self.ledger.mark(line.value, SEPARATOR)
                continue
            if known is not None and self.draft.rows:
                self._start_table()
            elif known is not None and line.field not in self.carried:
                self.prose.append(known)
            self.carried.discard(line.field)
            setattr(self.draft.front, line.field, line.value)
            self.ledger.mark(line.value, RECORDED)

    def _start_table(self) -> None:
        """Begin another table; what stood above the last stays true until another is printed."""
        self.drafts.append(Draft(replace(self.draft.front)))
        self.carried = {"title", "department", "money_unit", "year"}

    def _header(self, cells: tuple[Traced, ...], header: Header) -> None:
        for cell, role in zip(cells, header.roles, strict=True):
            if role:
                self.ledger.mark(cell, SEPARATOR)
            elif cell:
                self.prose.append(cell)
        draft = self.draft
        if draft.header and draft.rows and draft.header.has_money != header.has_money:
            self._start_table()
        draft = self.draft
        if header.unsure and (draft.header is None or draft.header.unsure != header.unsure):
            draft.problems.append(money_notes.column_of_money([header.unsure], taken=True))
        unit = money_unit_in(cells) if draft.front.money_unit is None else None
        if unit:
            draft.front.money_unit = unit
            self.ledger.mark(unit, RECORDED)
        draft.header = header

    def _body(self, cells: tuple[Traced, ...], header: Header) -> None:
        row = read_row(cells, header)
        row.seam, self.seam = self.seam, False
        if is_whole(row.name.text) and any(is_whole(r.name.text) for r in self.draft.rows):
            self._start_table()
            self.draft.header = header
        for blank in row.blanks:
            self.ledger.mark(blank, SEPARATOR)
        for stray in row.stray:
            self.ledger.mark(stray, UNREAD)
            row.problems.append(notes.stray(stray))
        self.draft.rows.append(row)

    def _gather(self, cells: tuple[Traced, ...]) -> None:
        """Keep what is no row of the table until it can be reported in one piece."""
        filled = [cell for cell in cells if cell]
        if len(cells) == 1 and _PAGE_NUMBER.fullmatch(filled[0].text):
            self.ledger.mark(filled[0], SEPARATOR)
            return
        self.prose.extend(filled)
        if len(self.prose) > MAX_PROSE:
            self.close()


def _is_aside(cells: tuple[Traced, ...]) -> bool:
    """Whether a row is no row of the table: page number, remark, loose prose."""
    filled = [cell.text for cell in cells if cell]
    if len(filled) > 1:
        return False
    if _REMARK.fullmatch(filled[0]) or _NOTHING.fullmatch(filled[0]):
        return True
    single = len(cells) == 1
    return single and (len(filled[0]) > MAX_NAME or _PAGE_NUMBER.fullmatch(filled[0]) is not None)
