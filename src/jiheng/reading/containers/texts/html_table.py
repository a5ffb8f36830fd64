"""A `<table>` written into a text, line by line, with its merged cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.containers.cells.cell import merges_left
from jiheng.reading.containers.cells.sheet import Piece
from jiheng.reading.containers.texts.clean import clean
from jiheng.reading.containers.texts.html_blocks import Block, Held, Spans, folded, prose
from jiheng.reading.containers.texts.html_setting import Setting, is_hidden, takes_no_room
from jiheng.reading.containers.texts.limits import MAX_COLUMNS as MOST_CELLS
from jiheng.reading.containers.texts.limits import (
    MAX_PLACES,
    TOO_MANY_COLUMNS,
    TOO_MANY_PLACES,
    TooMany,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jiheng.model import Origin
    from jiheng.reading.containers.cells.cell import Merge

_STRUCTURE = re.compile(
    r"<(?P<close>/?)(?P<name>table|caption|tbody|thead|tfoot|tr|td|th|script|style|template|xml)\b"
    r"(?P<attributes>[^<>]*)>|(?P<remark><!--)(?![^<>]*-->)|(?P<end>-->)",
    re.IGNORECASE,
)
_BLANK = Traced()
_SILENT = frozenset({"script", "style", "template", "xml"})
_OF_ROWS = {"tbody": "rows", "thead": "rows", "tfoot": "rows"}
_CELLS = frozenset({"td", "th"})
_SPAN = re.compile(r"""\b(?P<axis>row|col)span\s*=\s*["']?\s*(?P<count>\d{1,4})""", re.IGNORECASE)

MAX_SPAN = 1000
MAX_COLUMNS = 256
MAX_MERGED = 1_000_000
"""Places that merged cells may cover in one table; a hostile page asks for billions."""

MAX_WITHIN = 8
"""Tables within each other; deeper ones are text of the cell that holds them."""

MOST_LAID_OUT = 2
"""Rows of several cells that a table may have which only places other tables on the page."""


@dataclass
class _Cell:
    down: int
    across: int
    removed: bool = False
    hidden: bool = False
    parts: list[Traced | HtmlTable] = field(default_factory=list)

    @property
    def text(self) -> Traced:
        """What it says; a table of one column is a text, too."""
        return Traced.join(p if isinstance(p, Traced) else p.text() for p in self.parts)

    def in_order(self) -> Iterator[Traced | HtmlTable]:
        """Yield what it holds; what is said between two tables, in however many lines, as one."""
        said: list[Traced] = []
        for part in self.parts:
            if isinstance(part, Traced):
                said.append(part)
                continue
            yield Traced.join(said)
            said = []
            yield part
        yield Traced.join(said)

    def held(self) -> list[Traced | Block]:
        """Return what it holds, tables as they are laid out."""
        return [part.held() if isinstance(part, HtmlTable) else part for part in self.parts]

    @property
    def has_tables(self) -> bool:
        return any(isinstance(part, HtmlTable) and part.has_columns() for part in self.parts)


@dataclass
class HtmlTable:
    """Collects the cells of one table, and the tables within them.

    Attributes:
        veiled: Whether it stands in something that is hidden.
    """

    setting: Setting
    within: int = 0
    closed: bool = False
    veiled: bool = False
    _inner: HtmlTable | None = None
    _nests: bool = False
    _silent: str = ""
    _since: tuple[Origin, int] | None = None
    _unseen: dict[str, bool] = field(default_factory=dict)
    _depth: int = 0
    _rows: list[list[_Cell]] = field(default_factory=list)
    _cell: _Cell | None = None
    _beyond: int = 0
    _removes: bool = False

    def add(self, origin: Origin, start: int, markup: list[Piece]) -> int:
        """Take in a line from an offset on; return where the table ends or the line does."""
        position, stop = start, len(origin.raw)
        while position < stop and not self.closed:
            if self._inner is None:
                position = self._add(origin, position, markup)
            else:
                position = self._inner.add(origin, position, markup)
                if self._inner.closed:
                    self._inner = None
                    self.setting.begin(hidden=self._cell is not None and self._cell.hidden)
        return position

    def _add(self, origin: Origin, start: int, markup: list[Piece]) -> int:
        """Take in a line up to the end of the table, or to a table within a cell."""
        position = start
        for match in _STRUCTURE.finditer(origin.raw, start):
            name = "-->" if match["end"] or match["remark"] else match["name"].lower()
            ends = bool(match["end"] or match["close"])
            if (self._silent and not (ends and name == self._silent)) or (
                match["end"] and not self._silent
            ):
                continue
            self._text(origin, position, match.start(), markup)
            markup.append(Piece(origin, match.start(), match.end()))
            position = match.end()
            if name in _SILENT or name == "-->":
                self._silent = "" if ends else name
                self._since = None if ends else (origin, match.start())
            else:
                self._tag(name, match["attributes"], closing=ends)
            if self.closed or self._inner is not None:
                return position
        self._text(origin, position, len(origin.raw), markup)
        return len(origin.raw)

    def unended(self) -> tuple[Origin, int] | None:
        """Return where something that is not shown begins, as a script, which has no end yet."""
        return self._inner.unended() if self._inner else self._since

    def text(self) -> Traced:
        """Return all that its cells say."""
        return Traced.join(cell.text for row in self._rows for cell in row)

    def lines(self) -> Iterator[Block]:
        """Yield a table of one column as the prose it is."""
        for row in self._rows:
            for cell in row:
                yield Block(prose(cell.text), is_table=False)

    def has_columns(self) -> bool:
        """Whether cells stand side by side in it."""
        return any(len(row) > 1 or any(c.has_tables for c in row) for row in self._rows)

    def blocks(self) -> Iterator[Block]:
        """Yield the table; where it does but place others, those and what stands around them."""
        if not self._holds_tables():
            yield Block(*self.rows())
        elif self._only_places():
            yield from self._placed()
        else:
            yield self._whole()

    def _holds_tables(self) -> bool:
        return self._nests and any(c.has_tables for row in self._rows for c in row)

    def _only_places(self) -> bool:
        """Whether hardly a row of the table has cells of its own that stand side by side."""
        own = ([c for c in row if not c.has_tables and c.text] for row in self._rows)
        return sum(len(cells) > 1 for cells in own) <= MOST_LAID_OUT

    def _placed(self) -> Iterator[Block]:
        for row in self._rows:
            beside = [cell.text for cell in row if not cell.has_tables and cell.text]
            if len(beside) > 1 and len(beside) == len(row):
                yield Block([tuple(beside)])
                continue
            for cell in row:
                for part in cell.in_order():
                    if isinstance(part, Traced):
                        yield Block(prose(part), is_table=False)
                    else:
                        yield from part.blocks() if part.has_columns() else part.lines()

    def held(self) -> Block | Traced:
        """Return the table as what a cell of a table around it holds."""
        if not self.has_columns():
            return self.text()
        return self._whole() if self._holds_tables() else Block(*self.rows())

    def _whole(self) -> Block:
        """Return the table with those in its cells as rows and columns of its own."""
        held: list[Held] = []
        behind: list[tuple[int, list[_Cell]]] = []
        hanging: dict[int, int] = {}
        for at, own in enumerate(self._rows):
            cells = own
            if self._removes and not all(cell.removed for cell in own):
                cells = [cell for cell in own if not cell.removed]
                behind.append((at, [cell for cell in own if cell.removed and cell.parts]))
            following = {column: left - 1 for column, left in hanging.items() if left > 1}
            column = 0
            for cell in cells:
                while column in hanging:
                    column += 1
                down = min(cell.down, len(self._rows) - at)
                held.append(Held(at, column, down, cell.across, cell.held()))
                if down > 1:
                    places = range(column, column + cell.across)
                    following.update(dict.fromkeys(places, down - 1))
                column += cell.across
            hanging = following
        width = max((each.column + each.across for each in held), default=0)
        for at, cells in behind:
            for column, cell in enumerate(cells, width + 1):
                held.append(Held(at, column, 1, 1, cell.held()))
        return folded(held)

    def rows(self) -> tuple[list[tuple[Traced, ...]], Spans]:
        """Return the grid without blank rows, and its merged cells.

        The text of a merged cell stands at its first place only.
        """
        grid: list[tuple[Traced, ...]] = []
        kept: list[int] = []
        merges: list[Merge] = []
        hanging: dict[int, int] = {}
        merged = places = 0
        behind: dict[int, list[_Cell]] = {}
        for at, own in enumerate(self._rows):
            cells = own
            if self._removes and not all(cell.removed for cell in own):
                cells = [cell for cell in own if not cell.removed]
                behind[at] = [cell for cell in own if cell.removed]
            row: list[Traced] = []
            places += sum(cell.across for cell in cells)
            if places > MAX_PLACES:
                raise TooMany(TOO_MANY_PLACES)
            following = {column: left - 1 for column, left in hanging.items() if left > 1}
            merged += len(following)
            if merged > MAX_MERGED:
                hanging, following = {}, {}
                merges.clear()
            for cell in cells:
                while len(row) in hanging:
                    row.append(_BLANK)
                column = len(row)
                _place(cell, row, following)
                if len(row) - column > 1 or cell.down > 1:
                    merges.append((at, column, at + cell.down - 1, len(row) - 1))
            hanging = following
            if any(row) or behind.get(at):
                grid.append(tuple(row))
                kept.append(at)
        width = max(map(len, grid), default=0)
        if any(behind.values()):
            width = _put_behind(grid, kept, merges, behind)
        return grid, merges_left(merges, kept, width)

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if self._depth <= 1 and name not in _CELLS:
            self._unseen[_OF_ROWS.get(name, name)] = not closing and is_hidden(
                attributes, self.setting.hiding
            )
        if name == "table" and self._depth and not closing and self.within < MAX_WITHIN:
            cell = self._cell or self._open("")
            veiled = self.setting.hidden or is_hidden(attributes, self.setting.hiding)
            self._inner = HtmlTable(self.setting, self.within + 1, veiled=veiled, _depth=1)
            self._nests = True
            cell.parts.append(self._inner)
        elif name == "table":
            self._depth += -1 if closing else 1
            self.closed = self._depth <= 0
        elif self._depth > 1 or name in _OF_ROWS:
            return
        elif closing:
            self._cell = None
        elif name in {"tr", "caption"}:
            self._rows.append([])
            self._cell, self._beyond = None, 0
            if name == "caption":
                self._open("")
        else:
            self._open(attributes)

    def _open(self, attributes: str) -> _Cell:
        spans = {m["axis"].lower(): int(m["count"]) for m in _SPAN.finditer(attributes)}
        down = min(spans.get("row", 1) or MAX_SPAN, MAX_SPAN)  # 0: down to the end
        across = min(max(spans.get("col", 1), 1), MAX_COLUMNS)
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        if len(row) < MAX_COLUMNS:
            row.append(_Cell(down, across))
        elif self._beyond >= MOST_CELLS - MAX_COLUMNS:
            raise TooMany(TOO_MANY_COLUMNS)
        else:
            self._beyond += 1
        self._cell = row[-1]
        own = is_hidden(attributes, self.setting.hiding)
        if own and takes_no_room(attributes, self.setting.hiding):
            self._cell.removed = self._removes = True
        hidden = self._cell.hidden = own or self.veiled or any(self._unseen.values())
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
    row.append(cell.text)
    row.extend([_BLANK] * (min(cell.across, MAX_COLUMNS - column) - 1))
    if cell.down > 1:
        following.update(dict.fromkeys(range(column, len(row)), cell.down - 1))


def _put_behind(
    grid: list[tuple[Traced, ...]],
    kept: Sequence[int],
    merges: list[Merge],
    behind: Mapping[int, Sequence[_Cell]],
) -> int:
    """Put hidden cells behind the visible ones of their rows, after a gap; return the new width.

    Merged cells that reach the end of the visible ones go on beside rows without hidden ones.
    """
    last = max(map(len, grid))
    if last * len(grid) > MAX_PLACES:
        raise TooMany(TOO_MANY_PLACES)
    for index, at in enumerate(kept):
        hidden = [cell.text for cell in behind.get(at, ())]
        if any(hidden):
            row = grid[index]
            grid[index] = (*row, *[_BLANK] * (last + 1 - len(row)), *hidden)
    width = max(map(len, grid))
    filled = [at for at, cells in behind.items() if cells]
    for index, (top, left, bottom, right) in enumerate(merges):
        if right == last - 1 and bisect_left(filled, top) == bisect_right(filled, bottom):
            merges[index] = (top, left, bottom, width - 1)
    return width
