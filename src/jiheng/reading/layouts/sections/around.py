"""Lines around a table: what a page break repeats, what is said below it, and what is left over."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.model import Traced
from jiheng.reading.layouts.cells.form_cells import is_label
from jiheng.reading.layouts.heads.fields import is_remark
from jiheng.reading.layouts.other_tables.left_over import are_pieces, left_over
from jiheng.reading.layouts.outside.fronts import is_title
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.sections.sections import PAGE_NUMBER, page_of
from jiheng.reading.layouts.sections.wide_pages import pages_beside
from jiheng.reading.ledger import SEPARATOR, UNREAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from jiheng.model import Problem
    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice
    from jiheng.reading.layouts.sections.sections import Section
    from jiheng.reading.ledger import Ledger

SHORTEST = 8
"""Characters of a line that a page repeats and does not hold by accident."""

_NOTHING = seldom("无|没有|未安排|未申报|不涉及|为空|空表")
"""How people say below an empty table why it is empty."""


def repeated(section: Section, line: Sequence[Traced], ledger: Ledger) -> list[Problem]:
    """Tell the texts of a line below a page's grid with which the next page begins its cells.

    A page end that cuts a line in two prints half of it below the grid, and on the next page all.
    """
    lattice = section.lattice
    found = []
    for text in line:
        if lattice is not None and len(text) >= SHORTEST and _is_next(lattice, text.text):
            ledger.mark(text, SEPARATOR)
            found.append(notes.overlap(text.text, text))
    return found


def _is_next(lattice: Lattice, text: str) -> bool:
    return any(_is_beginning(lattice.filled[row], text) for row in lattice.seams)


def _is_beginning(cells: Sequence[Cell], text: str) -> bool:
    """Whether a text is made of the cells of a row one after the other, the last of them cut."""
    rest = text
    for cell in cells:
        if cell.text.text.startswith(rest):
            return True
        rest = rest.removeprefix(cell.text.text)
    return not rest


def remark_on(sheet: Sheet, section: Section) -> Traced:
    """Return what is said in or right below a table in which nothing is filled; often why."""
    lattice = section.lattice
    rows = range(len(lattice)) if lattice is not None else range(0)
    inside = [cell.text for row in rows for cell in lattice.filled[row]] if lattice else []
    return Traced.join(
        [
            *(text for text in inside if is_remark(text.text)),
            *takewhile(_is_said_of_nothing, _below(sheet, section)),
        ]
    )


def _is_said_of_nothing(text: Traced) -> bool:
    return is_remark(text.text) or _NOTHING.search(text.text) is not None


def _below(sheet: Sheet, section: Section) -> Iterator[Traced]:
    """Yield the lines between a table and the next one, those of its own page."""
    last = section.grids[-1]
    stop = min((g.first for g in sheet.grids if g.first >= last.stop), default=len(sheet.rows))
    for cells in sheet.rows[last.stop : stop]:
        for text in cells:
            if text and page_of(cells) == last.page and not PAGE_NUMBER.fullmatch(text.text):
                if is_title(text.text):
                    return
                yield text


def settle(
    sheet: Sheet, read: Sequence[Section], pages: Collection[int | None], ledger: Ledger
) -> Iterator[Problem]:
    """Account for the lines that belong to no table.

    On pages with tables they are told in one note a page, and so are those on pages amid a table
    that is printed on several; other pages were never asked for, unless they look like indicators.
    The label beside a table that a page prints again without its cell
    says nothing.

    Args:
        sheet: All lines.
        read: The tables that were read.
        pages: Those they stand on.
        ledger: The account of what others have claimed.
    """
    inside = _rows_of(section.grids for section in read)
    settled = _rows_of([grid for grid in section.grids if grid.page in pages] for section in read)
    rows = ((page_of(row), row) for at, row in enumerate(sheet.rows) if at not in settled)
    if read:
        yield from left_over(sheet, rows, pages, ledger)
        pages = {*pages, *pages_beside(sheet, [grid for each in read for grid in each.grids])}
    labels: set[str] | None = None
    waiting: dict[int | None, list[Traced]] = {}
    for index, row in enumerate(sheet.rows):
        if index in settled:
            continue
        page = page_of(row)
        for text in row:
            if not text.text or not ledger.is_unclaimed(text):
                continue
            if labels is None:
                labels = _labels_in(sheet.rows[at] for at in inside)
            if page not in pages or text.text in labels or _is_number(row, text, page):
                ledger.mark(text, SEPARATOR)
            else:
                waiting.setdefault(page, []).append(text)
    for page, texts in waiting.items():
        whole = Traced.join(texts)
        ledger.mark(whole, UNREAD)
        if page is not None and are_pieces(texts):
            yield notes.left_over(whole, page)
        else:
            yield notes.outside(whole)


def _is_number(row: Sequence[Traced], text: Traced, page: int | None) -> bool:
    """Whether a text is the number of a page; without pages it stands alone."""
    alone = page is not None or sum(map(bool, row)) == 1
    return alone and PAGE_NUMBER.fullmatch(text.text) is not None


def _rows_of(tables: Iterable[Sequence[Grid]]) -> set[int]:
    """Return the rows within tables that were read: left over, they are trouble, not prose."""
    return {row for grids in tables for grid in grids for row in range(grid.first, grid.stop)}


def _labels_in(rows: Iterable[Sequence[Traced]]) -> set[str]:
    return {cell.text for row in rows for cell in row if is_label(cell.text)}
