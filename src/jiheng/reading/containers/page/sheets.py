"""Pages of ink → one sheet: the rows of ruled tables, and lines of prose between them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Traced
from jiheng.reading.containers.cells.sheet import Grid, Piece, Sheet
from jiheng.reading.containers.page.flows import SAME_PITCH, Flow
from jiheng.reading.containers.page.lines import (
    is_overprinted,
    is_printed_over,
    joined,
    lines_of,
    touches,
    traced_line,
)
from jiheng.reading.containers.page.overhangs import set_amid, set_between
from jiheng.reading.containers.page.rests import rest_on, tail_of
from jiheng.reading.containers.page.rises import Rise, lowered, rise_of
from jiheng.reading.containers.page.row_ruled import PageTables, tables_on
from jiheng.reading.containers.page.spills import spilled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jiheng.model import Origin
    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph, Ink
    from jiheng.reading.containers.page.rests import Tail

    Clip = tuple[float, float, float, float]

COLUMN_GAP = 1.8
"""Heights of a line between two parts of it that stand apart, like a department and a unit."""


_OVERPRINTED = "overprinted-text"
_WATERMARK = "watermark"

CLIP_SLACK = 6.0
"""Points by which the clip of a cell may differ from its rules."""


@dataclass(frozen=True, slots=True)
class PagesRead:
    """What a document of pages holds.

    Attributes:
        sheet: The pages that may hold target tables, one after the other.
        count: How many pages there are in all.
    """

    sheet: Sheet
    count: int


@dataclass(slots=True)
class PagesSheet:
    """Gathers the rows of page after page.

    Attributes:
        tiled: Whether the page taken in last has a table of coloured cells.
        cover: What the first page says; None where it is a picture.
    """

    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    markup: list[Piece] = field(default_factory=list)
    tiled: bool = False
    cover: Traced | None = None
    _undivided: Mapping[float, float] = field(default_factory=dict)
    _tail: Tail | None = None
    _last: int = 0

    @property
    def tiled_sides(self) -> tuple[float, ...]:
        """Where the last table begins and ends from left to right, if it is of coloured cells."""
        edges = self.grids[-1].edges if self.tiled and self.grids else ()
        return (edges[0], edges[-1]) if edges else ()

    def add(self, ink: Ink) -> None:
        """Take in a page."""
        self._take(ink, tables_on(ink, self._undivided if self._last == ink.number - 1 else None))

    def may_rest(self, number: int) -> bool:
        """Return whether a page may hold the rest of a cell of the page before and nothing else."""
        return self._tail is not None and self._last == number - 1

    def add_rest(self, ink: Ink) -> bool:
        """Take in a page that holds the rest of a cell of the page before; return whether it does.

        The table goes on there if it has no lines between its columns, and none is drawn.
        """
        table = rest_on(ink, self._tail) if self._tail is not None else None
        if table is None:
            return False
        self._take(ink, PageTables((table,), self._undivided))
        return True

    def _take(self, ink: Ink, found: PageTables) -> None:
        tables, self._undivided, self._last = found.tables, found.undivided, ink.number
        self.tiled = ink.tiled
        inside, outside, rises = _shared_out(ink.glyphs, tables)
        outside = spilled(outside, tables, inside)
        lowered(rises)
        outside = set_amid(inside, outside, tables)
        set_between(inside, tables)
        self._tail = (
            tail_of(tables[-1], inside[-1], self._undivided, ink.height)
            if self._undivided
            else None
        )
        blocks: list[tuple[float, RuledTable | list[Glyph], list[list[Glyph]]]] = [
            (table.rows[0], table, cells) for table, cells in zip(tables, inside, strict=True)
        ]
        blocks.extend((line[0].top, line, []) for line in lines_of(outside))
        for _, block, cells in sorted(blocks, key=lambda block: block[0]):
            if isinstance(block, list):
                self._prose(block, ink.number)
            else:
                self._table(block, cells, ink.number)
        if ink.marks:
            self._watermark(ink)
        for line in found.lost:
            self._crowded(line, ink.number)

    def add_plain(self, ink: Ink) -> bool:
        """Take in a page unless lines are printed over each other on it; return whether it was."""
        rows, origins, grids = len(self.rows), len(self.origins), len(self.grids)
        problems, markup = len(self.problems), len(self.markup)
        before = self._undivided, self._last, self._tail
        self.add(ink)
        if not any(problem.code == _OVERPRINTED for problem in self.problems[problems:]):
            return True
        del self.rows[rows:], self.origins[origins:], self.grids[grids:]
        del self.problems[problems:], self.markup[markup:]
        self.merges = {at: size for at, size in self.merges.items() if at[0] < rows}
        self._undivided, self._last, self._tail = before
        return False

    def sheet(self, name: str) -> Sheet:
        """Return everything that was taken in."""
        return Sheet(
            name,
            tuple(self.rows),
            tuple(self.origins),
            tuple(self.markup),
            problems=tuple(self.problems),
            merges=self.merges,
            grids=tuple(self.grids),
            cover=self.cover,
        )

    def _prose(self, line: Sequence[Glyph], page: int) -> None:
        self.rows.append(tuple(self._text([part], page) for part in _parts(line)))

    def _table(self, table: RuledTable, glyphs: Sequence[list[Glyph]], page: int) -> None:
        first = len(self.rows)
        across = len(table.columns) - 1
        rows = [[Traced()] * across for _ in range(len(table.rows) - 1)]
        for cell, inked in zip(table.cells, glyphs, strict=True):
            if inked:
                width = table.columns[cell.column + cell.width] - table.columns[cell.column]
                rows[cell.row][cell.column] = self._text(lines_of(inked), page, width)
            if cell.height > 1 or cell.width > 1:
                self.merges[first + cell.row, cell.column] = (cell.height, cell.width)
        self.rows.extend(map(tuple, rows))
        edges = tuple(round(edge, 1) for edge in table.edges or table.columns)
        bottoms = tuple(round(bottom, 1) for bottom in table.rows[1:])
        opened = table.open_left, table.open_right
        self.grids.append(Grid(first, len(self.rows), page, edges, bottoms, None, *opened))

    def _text(
        self, lines: Iterable[Sequence[Glyph]], page: int, width: float | None = None
    ) -> Traced:
        parts = []
        above: Sequence[Glyph] = ()
        for line in lines:
            text, origin = traced_line(line, page, width)
            parts.append(text)
            self.origins.append(origin)
            if origin.at.confidence is None and (
                is_overprinted(line) or is_printed_over(above, line)
            ):
                self._overprinted(text)
            above = line
        return joined(parts)

    def _watermark(self, ink: Ink) -> None:
        """Keep the characters of watermarks out of the rows; what they say is told once."""
        text, origin = traced_line(ink.marks, ink.number)
        self.origins.append(origin)
        self.markup.append(Piece(origin, 0, len(origin.raw)))
        told = {problem.excerpt for problem in self.problems if problem.code == _WATERMARK}
        if text.text in told:
            return
        said = excerpt(text.text)
        self.problems.append(
            Problem(
                code=_WATERMARK,
                message=Bilingual(
                    f"第 {ink.number} 页的水印“{said}”不作为内容读入。",
                    f"the watermark “{said}” on page {ink.number} is no content of it.",
                ),
                severity=ProblemSeverity.NOTE,
                span=text.span(),
                excerpt=text.text,
            )
        )

    def _crowded(self, line: Sequence[Glyph], page: int) -> None:
        """Tell a cell that holds several rows, of which nobody can tell where they begin."""
        text, _ = traced_line(line, page)
        said = excerpt(text.text)
        self.problems.append(
            Problem(
                code="unread-text",
                message=Bilingual(
                    f"第 {page} 页“{said}”所在的一格像是几行，没有横线、分不开，按一行读取，"
                    "请核对原件。",
                    f"the cell with “{said}” on page {page} seems to hold several rows that no line"
                    " parts; it was read as one, compare it with the original.",
                ),
                severity=ProblemSeverity.WARNING,
                span=text.span(),
                excerpt=text.text,
            )
        )

    def _overprinted(self, text: Traced) -> None:
        """Tell once of a page that lines are printed over each other on it."""
        span, said = text.span(), text.text[:12]
        page = span[0].page
        known = {told.span[0].page for told in self.problems if told.code == _OVERPRINTED}
        if page in known:
            return
        zh = f"第 {page} 页有文字相互重叠（如“{said}”），读出的内容可能有误，请核对原件。"
        en = (
            f"text on page {page} is printed over other text (“{said}”); what was read may be"
            " wrong, compare it with the original."
        )
        self.problems.append(
            Problem(
                code=_OVERPRINTED,
                message=Bilingual(zh, en),
                severity=ProblemSeverity.WARNING,
                span=span,
                excerpt=text.text,
            )
        )


def _shared_out(
    glyphs: Iterable[Glyph], tables: Sequence[RuledTable]
) -> tuple[list[list[list[Glyph]]], list[Glyph], list[Rise]]:
    """Return the characters of each cell of each table, those outside of all, and possible rises.

    A character belongs to the cell its middle lies in, and of two tables to the smaller, unless it
    continues a word that began in another cell. Where a number runs over the edge of its cell up to
    the words of the next one, these begin as far from the edge as the number did from its own.
    """
    inside: list[list[list[Glyph]]] = [[[] for _ in table.cells] for table in tables]
    outside: list[Glyph] = []
    rises: list[Rise] = []
    hidden: list[tuple[Glyph, Clip]] = []
    frames = [
        (table.rows, table.columns, table.places, len(table.columns) - 1, cells, table)
        for table, cells in zip(tables, inside, strict=True)
    ]
    frames.sort(key=lambda frame: (frame[0][-1] - frame[0][0]) * (frame[1][-1] - frame[1][0]))
    last: Glyph | None = None
    home: list[Glyph] = outside
    flow: Flow | None = None
    beside = inf
    for glyph in glyphs:
        if glyph.clip:
            hidden.append((glyph, glyph.clip))
            last = flow = None
            beside = inf
            continue
        begins = -SAME_PITCH < glyph.left - beside < SAME_PITCH
        if last is not None and touches(last, glyph) and not (begins and _turns(last, glyph)):
            home.append(glyph)
            last = glyph
            continue
        last = glyph
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        for rows, columns, places, across, cells, table in frames:
            row = bisect_right(rows, y) - 1
            column = bisect_right(columns, x) - 1
            if 0 <= row < len(rows) - 1 and 0 <= column < across:
                number = places[row * across + column]
                held = bool(cells[number])
                if flow is None or not flow.goes_on(glyph, table, number, held=held):
                    if flow is not None and (rise := rise_of(flow, table, number, cells)):
                        rises.append(rise)
                    flow = Flow(table, number, glyph, start=len(cells[number]))
                home, beside = cells[flow.number], flow.beside
                break
        else:
            home, flow, beside = outside, None, inf
        home.append(glyph)
    for glyph, clip in hidden:
        own = _home(clip, tables, inside)
        if own is not None:
            own.append(glyph)
    return inside, outside, rises


def _turns(last: Glyph, glyph: Glyph) -> bool:
    """Whether one of two characters is of a number or a code, and the other of Chinese words."""
    return last.text.isascii() != glyph.text.isascii()


def _home(
    clip: Clip, tables: Sequence[RuledTable], inside: Sequence[list[list[Glyph]]]
) -> list[Glyph] | None:
    """Return the cell that a hidden character runs out of: the one its clip is cut to.

    What is clipped otherwise, such as the rest of a cell that the next page shows, has none.
    """
    left, top, right, bottom = clip
    for table, cells in zip(tables, inside, strict=True):
        number = table.cell_at((left + right) / 2, (top + bottom) / 2)
        if number is None:
            continue
        cell = table.cells[number]
        sides = (
            table.columns[cell.column] - left,
            table.columns[cell.column + cell.width] - right,
            table.rows[cell.row] - top,
            table.rows[cell.row + cell.height] - bottom,
        )
        if all(abs(side) <= CLIP_SLACK for side in sides):
            return cells[number]
    return None


def _parts(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """Cut a line of prose where its parts stand apart."""
    parts: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in line:
        height = glyph.bottom - glyph.top
        if last is None or glyph.left - last.right > COLUMN_GAP * height:
            parts.append([])
        parts[-1].append(glyph)
        last = glyph
    return parts
