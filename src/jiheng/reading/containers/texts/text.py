"""Text files → one sheet: lines parted by tabs or commas, Markdown and HTML tables, prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Origin, Problem, ProblemSeverity, Run, Traced
from jiheng.reading.containers.cells.lettering import struck_out
from jiheng.reading.containers.cells.sheet import Grid, Piece, Sheet
from jiheng.reading.containers.texts.clean import clean
from jiheng.reading.containers.texts.comma_lines import (
    CommaLines,
    is_comma_parted,
    is_quoted_over_lines,
)
from jiheng.reading.containers.texts.encoding import decode
from jiheng.reading.containers.texts.html_blocks import LINE_TAGS
from jiheng.reading.containers.texts.html_lists import ListNumbers
from jiheng.reading.containers.texts.html_setting import Setting, hidden_text, unended
from jiheng.reading.containers.texts.html_table import HtmlTable
from jiheng.reading.containers.texts.html_terms import TERM_TAGS, Terms
from jiheng.reading.containers.texts.html_veil import Veil
from jiheng.reading.containers.texts.limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TooMany,
)
from jiheng.reading.containers.texts.lines import lines_of, tab_in
from jiheng.reading.containers.texts.placed import PlacedBoxes, is_placed
from jiheng.reading.containers.texts.style_sheets import (
    hidden_names,
    styled_names,
    unnumbered_lists,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.reading.containers.texts.html_blocks import Block, Spans

_NONE = "\x00"
"""Stands in no text; files are filled with it where writing them was cut off."""

_DAMAGE = re.compile(rf"[\ufffd{_NONE}]")
_RULE_SIGNS = re.compile(r"[\s|:+=\-—─_]+")
_RULE_STROKE = re.compile(r"--|——|──|==|___")
_BAR = re.compile(r"\\.|\|")
_HEADING = re.compile(r"\s*#{1,6}\s+")
_BLOCK_END = re.compile(rf"</?(?P<name>{LINE_TAGS})\b[^<>]*>", re.IGNORECASE)
_OPENING = re.compile(r"<(style|script|template|table|xml)\b|<!--(?![^<>]*-->)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_REMARK_END = "-->"


def read_text(data: bytes, name: str) -> Sheet:
    """Return the sheet of a text file.

    Raises:
        UnreadableFile: When the bytes are no text, or have more rows or columns than any table.
    """
    decoded = decode(data, name)
    builder = _builder(decoded.text, name)
    try:
        for origin in lines_of(decoded.text):
            builder.add(origin)
        builder.finish()
    except TooMany as fault:
        raise UnreadableFile(name=name, reason=fault.reason) from fault
    is_damaged = decoded.damaged or _NONE in decoded.text
    problems = tuple(_damage(builder.origins)) if is_damaged else ()
    if not isinstance(builder, PlacedBoxes):
        problems += tuple(builder.told())
    return Sheet(
        name,
        tuple(builder.rows),
        tuple(builder.origins),
        tuple(builder.markup),
        problems,
        merges=builder.merges,
        grids=builder.tables(),
        unseen=tuple(builder.setting.unseen) if isinstance(builder, _Builder) else (),
    )


def _builder(text: str, name: str) -> PlacedBoxes | CommaLines | _Builder:
    if is_placed(text):
        return PlacedBoxes(name)
    if is_comma_parted(text, name):
        return CommaLines(name)
    if is_quoted_over_lines(text):
        return CommaLines(name, sign="\t")
    hiding = hidden_names(text)
    return _Builder(
        name,
        is_page=_PAGE.search(text) is not None,
        setting=Setting(
            hiding=hiding, styled=styled_names(text), lists=ListNumbers(unnumbered_lists(text))
        ),
        veil=Veil(hiding),
    )


def _is_rule(raw: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether a stretch is a rule of dashes, as between the rows of a printed table."""
    stop = len(raw) if end is None else end
    signs = _RULE_SIGNS.fullmatch(raw, start, stop)
    return signs is not None and _RULE_STROKE.search(raw, start, stop) is not None


@dataclass
class _Builder:
    """Collects rows while the lines of a file pass by.

    Attributes:
        is_page: Whether it is a whole page, of which tags alone end lines and part cells.
    """

    name: str
    is_page: bool = False
    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    markup: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    merges: Spans = field(default_factory=dict)
    html: HtmlTable | None = None
    hidden: str = ""
    since: tuple[Origin, int] | None = None
    setting: Setting = field(default_factory=Setting)
    veil: Veil = field(default_factory=Veil)
    terms: Terms = field(default_factory=Terms)
    _goes_on: bool = False
    _as_typed: bool = False

    def add(self, origin: Origin) -> None:
        raw = origin.raw
        self.origins.append(origin)
        if not raw or raw.isspace():
            return
        if self.html is not None or self.hidden or "<" in raw:
            self._add_markup(origin)
        elif _is_rule(raw):
            self.markup.append(Piece(origin, 0, len(raw)))
        elif raw.lstrip().startswith("|"):
            self._add_markdown(origin)
        else:
            self._add_cells(origin, 0, len(raw))

    def finish(self) -> None:
        """Close what the file left open."""
        self._add_row(self.terms.last())
        if self.html is not None:
            self.since = self.html.unended()
            for block in self.html.blocks():
                self._add_block(block)
            self.html = None

    def _add_block(self, block: Block) -> None:
        first = len(self.rows)
        for row in block.rows:
            self._add_row(list(row))
        if block.rows and block.is_table:
            self.grids.append(Grid(first, len(self.rows)))
            merges = block.merges.items()
            self.merges.update({(first + at, column): m for (at, column), m in merges})

    def told(self) -> Iterator[Problem]:
        """Yield the words on what is struck out, and on what a page hides."""
        yield from map(struck_out, self.setting.struck)
        if self.setting.unseen:
            problem = hidden_text(self.setting.unseen)
            in_cells = self._hides_cells()
            yield replace(problem, severity=ProblemSeverity.WARNING) if in_cells else problem
        if self.setting.left_out:
            yield hidden_text(self.setting.left_out, read=False)
        if self.since:
            origin, start = self.since
            following = self.origins[self.origins.index(origin) + 1 :]
            yield from filter(None, [unended(origin, start, following)])

    def _hides_cells(self) -> bool:
        """Whether a table holds something hidden: a row or a form may count twice."""
        unseen = {(id(piece.origin), piece.start) for piece in self.setting.unseen}
        rows = (row for grid in self.grids for row in self.rows[grid.first : grid.stop])
        runs = (run for row in rows for text in row for run in text.runs())
        return any((id(run.origin), run.offset) in unseen for run in runs)

    def tables(self) -> tuple[Grid, ...]:
        """Return where the tables stand; nothing if rows of tabs or bars stand beside them."""
        inside = {at for grid in self.grids for at in range(grid.first, grid.stop)}
        alone = all(len(row) == 1 for at, row in enumerate(self.rows) if at not in inside)
        return tuple(self.grids) if alone else ()

    def _add_markup(self, origin: Origin) -> None:
        """Take a line apart at hidden elements and tables; the rest is plain."""
        position, raw = 0, origin.raw
        while position < len(raw):
            if self.hidden:
                position = self._skip_hidden(origin, position)
            elif self.html is not None:
                position = self.html.add(origin, position, self.markup)
                if self.html.closed:
                    self.finish()
            elif position == 0 and raw.lstrip().startswith("|") and not _TABLE.search(raw):
                self._add_markdown(origin)
                return
            else:
                position = self._add_plain(origin, position)

    def _skip_hidden(self, origin: Origin, position: int) -> int:
        end = self.hidden if self.hidden == _REMARK_END else f"</{self.hidden}>"
        closing = re.compile(end, re.IGNORECASE).search(origin.raw, position)
        stop = closing.end() if closing else len(origin.raw)
        self.markup.append(Piece(origin, position, stop))
        if closing:
            self.hidden, self.since = "", None
        return stop

    def _add_plain(self, origin: Origin, position: int) -> int:
        raw = origin.raw
        opening = _OPENING.search(raw, position)
        end = opening.start() if opening else len(raw)
        if raw[position:end].strip():
            self._add_prose_or_cells(origin, position, end)
        name = (opening.group(1) or _REMARK_END).lower() if opening else ""
        if name == "table":
            self._goes_on = False
            self.html = HtmlTable(self.setting, veiled=self.veil.over_table())
        else:
            self.hidden = name
            self.since = (origin, end) if name and opening else None
        return end

    def _add_prose_or_cells(self, origin: Origin, start: int, end: int) -> None:
        raw = origin.raw
        if not self.is_page and tab_in(raw, start, end) >= 0:
            self._add_cells(origin, start, end)
        else:
            position = start
            for match in _BLOCK_END.finditer(raw, start, end):
                if position < match.start():
                    self._add_cells(origin, position, match.start())
                self.veil.pass_by(raw, match.start(), match.end())
                self.markup.append(Piece(origin, match.start(), match.end()))
                self._goes_on = False
                if match["name"].lower() == "pre":
                    self._as_typed = match.group()[1] != "/"
                if match["name"] in TERM_TAGS:
                    self._add_row(self.terms.pass_by(match.group()))
                position = match.end()
            self._add_cells(origin, position, end)

    def _add_cells(self, origin: Origin, start: int, end: int) -> None:
        if _is_rule(origin.raw, start, end):
            self.markup.append(Piece(origin, start, end))
            return
        heading = _HEADING.match(origin.raw, start, end)
        if heading:
            self.markup.append(Piece(origin, start, heading.end()))
            start = heading.end()
        cells: list[Traced] = []
        first = start
        flows = self.is_page and not self._as_typed
        while start <= end:
            tab = -1 if flows else tab_in(origin.raw, start, end)
            stop = end if tab < 0 else tab
            self._append(cells, self._cell(origin, start, stop))
            start = stop + 1
        self.veil.pass_by(origin.raw, first, end)
        if self.terms.stands:
            self._add_row(self.terms.told(cells))
        elif not flows:
            self._add_row(cells)
        elif any(cells):
            self._add_line(cells[0])

    def _add_markdown(self, origin: Origin) -> None:
        self._goes_on = False
        raw = origin.raw
        cells: list[Traced] = []
        position = raw.index("|") + 1
        self.markup.append(Piece(origin, 0, position))
        for match in _BAR.finditer(raw, position):
            if match.group() == "|":
                self._append(cells, self._cell(origin, position, match.start(), markdown=True))
                self.markup.append(Piece(origin, match.start(), match.end()))
                position = match.end()
        if raw[position:].strip():
            self._append(cells, self._cell(origin, position, len(raw), markdown=True))
        self._add_row(cells)

    def _add_line(self, text: Traced) -> None:
        """Take in words of a page, which go on in the next line of its source."""
        if self._goes_on:
            self.rows[-1] = (Traced.join((*self.rows[-1], text)),)
        else:
            self._add_row([text])
        self._goes_on = True

    def _append(self, cells: list[Traced], cell: Traced) -> None:
        if len(cells) >= MAX_COLUMNS:
            raise TooMany(TOO_MANY_COLUMNS)
        cells.append(cell)

    def _add_row(self, cells: list[Traced]) -> None:
        if not any(cells):
            return
        if len(self.rows) >= MAX_ROWS:
            raise TooMany(TOO_MANY_ROWS)
        self.rows.append(tuple(cells))

    def _cell(self, origin: Origin, start: int, end: int, *, markdown: bool = False) -> Traced:
        self.setting.begin(hidden=self.veil.is_drawn)
        traced, markup = clean(origin, start, end, markdown=markdown, setting=self.setting)
        self.markup.extend(markup)
        return traced


def _damage(origins: list[Origin]) -> Iterator[Problem]:
    for origin in origins:
        places = [match.start() for match in _DAMAGE.finditer(origin.raw)]
        if places:
            start, end, count = places[0], places[-1] + 1, len(places)
            yield Problem(
                code="undecodable-bytes",
                message=Bilingual(
                    f"此行有 {count} 处字节无法按文件编码解出，请核对原文件编码。",
                    f"{count} places of this line are no characters in the file's encoding.",
                ),
                severity=ProblemSeverity.ERROR,
                span=Traced.of(origin.raw, [Run(len(origin.raw), origin, 0, len(origin.raw))]).span(
                    start, end
                ),
                excerpt=origin.raw[max(start - 10, 0) : start + 10],
            )
