"""A page whose words stand at fixed places, as programs that turn PDF to HTML write it → rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Traced
from jiheng.reading.containers.cells.sheet import Grid, Piece
from jiheng.reading.containers.texts.clean import clean

if TYPE_CHECKING:
    from jiheng.model import Origin

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>div|p|span|style|script|template)\b(?P<attributes>[^<>]{0,4000})>",
    re.IGNORECASE,
)
_STYLE = re.compile(r"""\bstyle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_FIXED = re.compile(r"\bposition\s*:\s*absolute\b", re.IGNORECASE)
_OWN_PAGE = re.compile(r"\bposition\s*:\s*relative\b", re.IGNORECASE)
_EDGE = re.compile(r"(?<![\w-])(left|top)\s*:\s*(-?\d{1,7}(?:\.\d{1,6})?)", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)

_FEWEST = 3
_ROW_SLACK, _COLUMN_SLACK = 4.0, 8.0
"""By how much tops of one row and left edges of one column may differ, in the page's unit."""

_MAX_COLUMNS, _MAX_NESTED, _MAX_PLACES = 256, 200, 2_000_000
_BLANK = Traced()

_TOO_LARGE = Bilingual(
    "页面上的文字框过多，不像绩效目标表。", "the page has more boxes of text than any form."
)


def is_placed(text: str) -> bool:
    """Return whether the words of a text stand in boxes at fixed places, and in no table."""
    if _TABLE.search(text):
        return False
    found = 0
    for match in _TAG.finditer(text):
        found += _where(_style(match["attributes"])) is not None
        if found >= _FEWEST:
            return True
    return False


@dataclass(slots=True)
class _Box:
    left: float
    top: float
    parts: list[Traced] = field(default_factory=list)


@dataclass
class PlacedBoxes:
    """Collects the boxes of one page after the other and gives their rows."""

    name: str
    rows: list[tuple[Traced, ...]] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    markup: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    _boxes: list[_Box] = field(default_factory=list)
    _open: list[tuple[str, _Box | None]] = field(default_factory=list)
    _hidden: str = ""
    _page: int = 0
    _places: int = 0

    def add(self, origin: Origin) -> None:
        """Take in a line of the file."""
        self.origins.append(origin)
        position = 0
        for match in _TAG.finditer(origin.raw):
            self._text(origin, position, match.start())
            self.markup.append(Piece(origin, match.start(), match.end()))
            position = match.end()
            self._tag(match)
        self._text(origin, position, len(origin.raw))

    def finish(self) -> None:
        """Lay out the boxes of a page: by their tops in rows, by their left edges in columns."""
        boxes = sorted((box for box in self._boxes if box.parts), key=lambda box: box.top)
        self._boxes = []
        lines: list[list[_Box]] = []
        for box in boxes:
            if lines and box.top - lines[-1][0].top <= _ROW_SLACK:
                lines[-1].append(box)
            else:
                lines.append([box])
        several = [at for at, line in enumerate(lines) if len(line) > 1] or [len(lines)]
        first, stop = several[0], several[-1] + 1
        self._prose(lines[:first])
        if lines[first:stop]:
            self._table(lines[first:stop])
        self._prose(lines[stop:])

    def tables(self) -> tuple[Grid, ...]:
        """Return where rows of several boxes stand."""
        return tuple(self.grids)

    def _prose(self, lines: list[list[_Box]]) -> None:
        self.rows.extend((Traced.join(line[0].parts),) for line in lines)

    def _table(self, lines: list[list[_Box]]) -> None:
        columns: list[float] = []
        last = 0.0
        for left in sorted(box.left for line in lines for box in line):
            if not columns or left - last > _COLUMN_SLACK:
                columns.append(left)
            last = left
        columns = columns[:_MAX_COLUMNS]
        self._places += len(lines) * len(columns)
        if self._places > _MAX_PLACES:
            raise UnreadableFile(name=self.name, reason=_TOO_LARGE)
        start = len(self.rows)
        for line in lines:
            row = [_BLANK] * len(columns)
            for box in sorted(line, key=lambda box: box.left):
                at = bisect_right(columns, box.left) - 1
                row[at] = Traced.join([row[at], *box.parts])
            self.rows.append(tuple(row))
        self.grids.append(Grid(start, len(self.rows), page=self._page or None))

    def _text(self, origin: Origin, start: int, stop: int) -> None:
        if start >= stop:
            return
        if self._hidden:
            self.markup.append(Piece(origin, start, stop))
            return
        said, markup = clean(origin, start, stop)
        self.markup.extend(markup)
        if not said:
            return
        box = self._open[-1][1] if self._open else None
        if box is None:
            self.rows.append((said,))
        else:
            box.parts.append(said)

    def _tag(self, match: re.Match[str]) -> None:
        name = match["name"].lower()
        if name not in {"div", "p", "span"}:
            self._hidden = "" if match["close"] else self._hidden or name
        elif self._hidden or match["attributes"].endswith("/"):
            return
        elif match["close"]:
            self._close(name)
        else:
            if name == "p":
                self._close(name)
            self._begin(name, _style(match["attributes"]))

    def _close(self, name: str) -> None:
        """Close the innermost element of a name, and what was left open within it."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == name:
                del self._open[at:]
                return

    def _begin(self, name: str, style: str) -> None:
        around = self._open[-1][1] if self._open else None
        where = _where(style)
        box = around
        if where is not None:
            left, top = where
            # The place of a box within a box is counted from the outer one.
            box = _Box(left + around.left, top + around.top) if around else _Box(left, top)
            self._boxes.append(box)
        elif around is None and _OWN_PAGE.search(style):
            self.finish()
            self._page += 1
        if len(self._open) < _MAX_NESTED:
            self._open.append((name, box))


def _style(attributes: str) -> str:
    match = _STYLE.search(attributes)
    return (match[1] or match[2] or "") if match else ""


def _where(style: str) -> tuple[float, float] | None:
    """Return left and top of a box at a fixed place."""
    if not _FIXED.search(style):
        return None
    edges = {match[1].lower(): float(match[2]) for match in _EDGE.finditer(style)}
    return (edges["left"], edges["top"]) if {"left", "top"} <= edges.keys() else None
