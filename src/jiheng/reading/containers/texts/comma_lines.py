"""Lines of values parted by commas or tabs → rows; one in quotes may hold them and line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity, Run, Traced
from jiheng.reading.containers.cells.sheet import Grid, Piece
from jiheng.reading.containers.texts.clean import clean
from jiheng.reading.containers.texts.limits import (
    MAX_COLUMNS,
    MAX_PLACES,
    MAX_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_PLACES,
    TOO_MANY_ROWS,
    TooMany,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Origin

_ABOVE = 10
"""Lines within which one of commas comes."""

_OFTEN = 3
"""Commas for each tab of a line that they part: who fills a cell in may type a tab."""

_HEAD = re.compile(
    "项目名称(?:[（(].*)?|(?:年度|总体)*(?:绩效)?目标|绩效指标|[一二三]级指标(?:名称)?|(?:年度)?(?:指标|目标)值"
)
_SOME_HEADS = 3
"""So many heads stand in no line of prose, each alone between commas."""

_DOUBLED = re.compile('(?:"")+')
"""Quotes within quotes are written twice."""

_GUARDED = re.compile("'['=+@＝＋－＠-]")
_MARKUP = re.compile(r"<(?:table|tr|td|div|p)\b", re.IGNORECASE)
_OVER_LINES = re.compile(r'(?:^|[\t\n])"[^"\t\n<|]{0,2000}\n[^"\t<|]{0,2000}"(?=[\t\r\n]|$)')


def is_comma_parted(text: str, name: str) -> bool:
    """Return whether a file is one of values parted by commas: by its name and its first lines.

    A title and a unit of money may stand above the lines with commas, and a tab within a value.
    Of a file of another name, or of none, one of those lines has to be a head.
    """
    is_named = name.lower().endswith(".csv")
    lines = (line for line in text.lstrip().split("\n", 4 * _ABOVE) if line.strip())
    for line in islice(lines, _ABOVE):
        if {"<", "|"} & set(line) or line.count(",") < _OFTEN * line.count("\t"):
            return False
        if "," in line and (is_named or _is_head(line)):
            return True
    return False


def _is_head(line: str) -> bool:
    cells = {cell.strip(' "\ufeff') for cell in line.split(",")}
    return sum(_HEAD.fullmatch(cell) is not None for cell in cells) >= _SOME_HEADS


def is_quoted_over_lines(text: str) -> bool:
    """Return whether cells parted by tabs go on over lines in quotes, as workbooks write them."""
    if "\t" not in text or '"' not in text or _MARKUP.search(text):
        return False
    return _OVER_LINES.search(text) is not None


@dataclass
class CommaLines:
    """Collects rows while the lines of a file pass by."""

    name: str
    sign: str = ","
    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    markup: list[Piece] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _cells: list[Traced] = field(default_factory=list)
    _parts: list[Traced] = field(default_factory=list)
    _quoted: bool = False
    _opened: Piece | None = None
    _begun: bool = False
    _places: int = 0

    def add(self, origin: Origin) -> None:
        """Take in a line, which may begin within quotes."""
        self.origins.append(origin)
        position, raw = 0, origin.raw
        fresh = not self._quoted
        while True:
            if self._quoted:
                closed = self._within(origin, position)
                if closed is None:
                    return
                position, fresh = closed, False
            elif fresh and raw.startswith('"', position):
                self._opened = Piece(origin, position, position + 1)
                self.markup.append(self._opened)
                self._quoted = True
                position += 1
            else:
                comma = raw.find(self.sign, position)
                end = len(raw) if comma < 0 else comma
                self._take(origin, position, end)
                self._end_cell()
                if comma < 0:
                    break
                self.markup.append(Piece(origin, comma, comma + 1))
                position, fresh = comma + 1, True
        self._end_row()

    def finish(self) -> None:
        """Close the quotes that the file left open."""
        if self._quoted:
            self._end_cell()
            self._end_row()

    def told(self) -> Iterator[Problem]:
        """Yield the word on quotes that the file left open: all behind them is one cell."""
        if self._quoted and self._opened:
            yield _unended(self._opened)

    def tables(self) -> tuple[Grid, ...]:
        """Return nothing: which rows are tables is told by their cells."""
        return ()

    def _within(self, origin: Origin, start: int) -> int | None:
        """Take in what stands within quotes; return where that ends, None with the line."""
        raw = origin.raw
        while True:
            quote = raw.find('"', start)
            if quote < 0:
                self._take(origin, start, len(raw))
                return None
            doubled = _DOUBLED.match(raw, quote)
            if doubled is None:
                self._take(origin, start, quote)
                self.markup.append(Piece(origin, quote, quote + 1))
                self._quoted = False
                return quote + 1
            self._take_quotes(origin, start, doubled)
            start = doubled.end()

    def _take_quotes(self, origin: Origin, start: int, doubled: re.Match[str]) -> None:
        """Take in what stands before doubled quotes, and these; many of them are one run."""
        self._count()
        first, end = doubled.span()
        if end == first + len('""'):
            self._take(origin, start, first + 1)
            self.markup.append(Piece(origin, first + 1, end))
            return
        self._take(origin, start, first)
        said = '"' * ((end - first) // 2)
        self._parts.append(Traced.of(said, [Run(len(said), origin, first, end - first)]))

    def _count(self) -> None:
        """Count what takes room of its own: cells, and doubled quotes within them."""
        self._places += 1
        if self._places > MAX_PLACES:
            raise TooMany(TOO_MANY_PLACES)

    def _take(self, origin: Origin, start: int, end: int) -> None:
        text, markup = clean(origin, start, end)
        self.markup.extend(markup)
        if text:
            self._parts.append(text)

    def _end_cell(self) -> None:
        self._count()
        if self._parts and len(self._cells) >= MAX_COLUMNS:
            raise TooMany(TOO_MANY_COLUMNS)
        self._cells.append(self._unguarded(Traced.join(self._parts)))
        self._parts = []

    def _unguarded(self, text: Traced) -> Traced:
        """Return a text without the apostrophe that kept spreadsheets from computing it."""
        if self.sign != "," or not _GUARDED.match(text.text):
            return text
        run = next(iter(text.runs()))
        self.markup.append(Piece(run.origin, run.offset, run.offset + 1))
        return text.cut(1, len(text))

    def _end_row(self) -> None:
        """Keep a row that holds anything; a line above the first table has no more cells than one.

        Below it, a row of one cell is one that somebody merged over all columns.
        """
        filled = [cell for cell in self._cells if cell]
        if filled and len(self.rows) >= MAX_ROWS:
            raise TooMany(TOO_MANY_ROWS)
        if filled:
            lone = len(filled) == 1 and bool(self._cells[0]) and not self._begun
            self._begun = self._begun or len(filled) > 1
            self.rows.append((filled[0],) if lone else tuple(self._cells))
        self._cells = []


def _unended(quote: Piece) -> Problem:
    behind = Traced.part_of(quote.origin, quote.start, len(quote.origin.raw))
    words = excerpt(behind.text)
    return Problem(
        code="unended-quote",
        message=Bilingual(
            f"自“{words}”起的引号没有结束，其后直到文件末尾都读成了一个单元格；请补上引号再读。",
            f"quotes that begin at “{words}” never end, and all that follows was read as one cell:"
            " end them and read the file again.",
        ),
        severity=ProblemSeverity.ERROR,
        span=behind.span(0, 1),
        excerpt=words,
    )
