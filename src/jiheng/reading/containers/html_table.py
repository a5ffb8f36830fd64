"""A `<table>` written into a text, line by line, with its merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.containers.cell import merges_left
from jiheng.reading.containers.clean import clean
from jiheng.reading.containers.html_setting import Setting, is_hidden
from jiheng.reading.containers.sheet import Piece

if TYPE_CHECKING:
    from jiheng.model import Origin
    from jiheng.reading.containers.cell import Merge

_STRUCTURE = re.compile(
    r"<(?P<close>/?)(?P<name>table|caption|tbody|thead|tfoot|tr|td|th|script|style|template)\b"
    r"(?P<attributes>[^<>]*)>",
    re.IGNORECASE,
)
_SILENT = frozenset({"script", "style", "template"})
_OF_ROWS = {"tbody": "rows", "thead": "rows", "tfoot": "rows"}
_CELLS = frozenset({"td", "th"})
_SPAN = re.compile(r"""\b(?P<axis>row|col)span\s*=\s*["']?\s*(?P<count>\d{1,4})""", re.IGNORECASE)

MAX_SPAN = 1000
MAX_COLUMNS = 256
MAX_MERGED = 1_000_000
"""Places that merged cells may cover in one table; a hostile page asks for billions."""


Spans = dict[tuple[int, int], tuple[int, int]]
"""Row and column of the anchor of a merged cell → how many rows and columns it covers."""


@dataclass
class _Cell:
    down: int
    across: int
    parts: list[Traced] = field(default_factory=list)


@dataclass
class HtmlTable:
    """Collects the cells of one table; a table within a cell is text of that cell."""

    setting: Setting
    closed: bool = False
    _silent: str = ""
    _unseen: dict[str, bool] = field(default_factory=dict)
    _depth: int = 0
    _rows: list[list[_Cell]] = field(default_factory=list)
    _cell: _Cell | None = None

    def add(self, origin: Origin, start: int, markup: list[Piece]) -> int:
        """Take in a line from an offset on; return where the table ends or the line does."""
        position = start
        for match in _STRUCTURE.finditer(origin.raw, start):
            name = match["name"].lower()
            if self._silent and not (match["close"] and name == self._silent):
                continue
            self._text(origin, position, match.start(), markup)
            markup.append(Piece(origin, match.start(), match.end()))
            position = match.end()
            if name in _SILENT:
                self._silent = "" if match["close"] else name
            else:
                self._tag(name, match["attributes"], closing=bool(match["close"]))
            if self.closed:
                return position
        self._text(origin, position, len(origin.raw), markup)
        return len(origin.raw)

    def rows(self) -> tuple[list[tuple[Traced, ...]], Spans]:
        """Return the grid without blank rows, and its merged cells.

        The text of a merged cell stands at its first place only.
        """
        grid: list[tuple[Traced, ...]] = []
        kept: list[int] = []
        merges: list[Merge] = []
        hanging: dict[int, int] = {}
        merged = 0
        for at, cells in enumerate(self._rows):
            row: list[Traced] = []
            following = {column: left - 1 for column, left in hanging.items() if left > 1}
            merged += len(following)
            if merged > MAX_MERGED:
                hanging, following = {}, {}
                merges.clear()
            for cell in cells:
                while len(row) in hanging:
                    row.append(Traced())
                column = len(row)
                _place(cell, row, following)
                if len(row) - column > 1 or cell.down > 1:
                    merges.append((at, column, at + cell.down - 1, len(row) - 1))
            hanging = following
            if any(row):
                grid.append(tuple(row))
                kept.append(at)
        width = max(map(len, grid), default=0)
        return grid, merges_left(merges, kept, width)

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if self._depth <= 1 and name not in _CELLS:
            self._unseen[_OF_ROWS.get(name, name)] = not closing and is_hidden(attributes)
        if name == "table":
            self._depth += -1 if closing else 1
            self.closed = self._depth <= 0
        elif self._depth > 1 or name in _OF_ROWS:
            return
        elif closing:
            self._cell = None
        elif name in {"tr", "caption"}:
            self._rows.append([])
            self._cell = None
            if name == "caption":
                self._open("")
        else:
            self._open(attributes)

    def _open(self, attributes: str) -> _Cell:
        spans = {m["axis"].lower(): int(m["count"]) for m in _SPAN.finditer(attributes)}
        down = min(max(spans.get("row", 1), 1), MAX_SPAN)
        across = min(max(spans.get("col", 1), 1), MAX_COLUMNS)
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        if len(row) < MAX_COLUMNS:
            row.append(_Cell(down, across))
        self._cell = row[-1]
        hidden = is_hidden(attributes) or any(self._unseen.values())
        self.setting.begin(attributes, hidden=hidden)
        return self._cell

    def _text(self, origin: Origin, start: int, end: int, markup: list[Piece]) -> None:
        if start >= end:
            return
        if self._silent:
            markup.append(Piece(origin, start, end))
            return
        if self._cell is None:
            self.setting.begin()
        traced, pieces = clean(origin, start, end, setting=self.setting)
        markup.extend(pieces)
        if not traced:
            return
        cell = self._cell or self._open("")
        cell.parts.append(traced)


def _place(cell: _Cell, row: list[Traced], following: dict[int, int]) -> None:
    """Put a cell at the end of a row and note the columns it covers in the rows below."""
    column = len(row)
    row.append(Traced.join(cell.parts))
    row.extend(Traced() for _ in range(min(cell.across, MAX_COLUMNS - column) - 1))
    if cell.down > 1:
        following.update(dict.fromkeys(range(column, len(row)), cell.down - 1))
