"""Which cell of the sheets of a source a marked place is in, and how the sheets are parted."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from jiheng.writing.proof.leaf import Leaf
from jiheng.writing.reports.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.model import Place
    from jiheng.writing.proof.marks import Item, Spot
    from jiheng.writing.proof.sheet import SourceSheet

MOST_ROWS = 60
"""Rows of one part, so that its list of values stays beside it."""

MOST_CHARACTERS = 6_000
"""Of one part."""

_LONGEST = 3 * MOST_ROWS
"""Rows from which on a part ends even in the middle of a merged cell."""

NEAR = 20
"""Rows without marks that are shown before and behind one with marks; the others are counted."""

_Key = tuple[str | None, str | None, int | None]
_At = tuple[int, int, int]
"""Sheet, row and column, all counted from 0."""


class _Held(NamedTuple):
    """A stretch of a source, and the stretch of a cell's text that was made of it."""

    start: int
    stop: int
    at: _At
    offset: int
    length: int


class CellMark(NamedTuple):
    """A stretch of a cell's text, and what was recorded from it."""

    mark: Mark
    spot: Spot
    item: Item


class Part(NamedTuple):
    """Rows of a sheet that are shown together.

    Attributes:
        stretches: Unbroken, each with how many rows before it are not shown.
        after: How many rows behind the last one are not shown.
    """

    sheet: int
    stretches: tuple[tuple[int, range], ...]
    after: int


class Sheets:
    """The sheets of a source with what is marked in them.

    Attributes:
        parts: Leaf → what it shows, in the order of the document.
    """

    def __init__(self, sheets: Sequence[SourceSheet], items: Iterable[Item]) -> None:
        self.sheets = sheets
        self.marks: defaultdict[_At, list[CellMark]] = defaultdict(list)
        self.parts: dict[Leaf, Part] = {}
        self._home: dict[tuple[int, int], Leaf] = {}
        spots = [(spot, item) for item in items for spot in item.spots if _key(spot.place)]
        self._held = self._index({_key(spot.place) for spot, _ in spots} if sheets else set())
        for spot, item in spots:
            for at, start, end in self._found(spot.place):
                self.marks[at].append(CellMark(Mark(item.number, start, end), spot, item))
        for number in range(len(sheets)):
            self._deal(number)

    def leaves_of(self, place: Place) -> tuple[Leaf, ...]:
        """Return the parts that show a place; none where no cell holds it."""
        homes = (self._home[at[:2]] for at, _, _ in self._found(place))
        return tuple(dict.fromkeys(homes))

    def _index(self, wanted: set[_Key | None]) -> dict[_Key, list[_Held]]:
        held: defaultdict[_Key, list[_Held]] = defaultdict(list)
        for number, sheet in enumerate(self.sheets):
            for row, cells in enumerate(sheet.rows):
                for column, cell in enumerate(cells):
                    offset = 0
                    for run in cell.runs():
                        key = _key(run.origin.at)
                        if key is not None and key in wanted:
                            start = run.origin.at.start + run.offset
                            at = (number, row, column)
                            one = _Held(start, start + run.width, at, offset, run.length)
                            held[key].append(one)
                        offset += run.length
        for found in held.values():
            found.sort()
        return held

    def _found(self, place: Place) -> Iterator[tuple[_At, int, int]]:
        """Yield the cells that hold something of a place, and which stretch of their text."""
        key = _key(place)
        held = self._held.get(key, []) if key is not None else []
        index = max(bisect_right(held, place.start, key=lambda one: one.start) - 1, 0)
        for one in held[index:]:
            if one.start >= place.end:
                break
            if one.stop <= place.start:
                continue
            first, last = 0, one.length
            if one.stop - one.start == one.length:
                first = max(place.start - one.start, 0)
                last = min(place.end - one.start, one.length)
            yield one.at, one.offset + first, one.offset + last

    def _deal(self, number: int) -> None:
        """Share the rows of a sheet out to parts."""
        marked = {row for sheet, row, _ in self.marks if sheet == number}
        if not marked:
            return
        sheet = self.sheets[number]
        shown = _near(marked, len(sheet.rows))
        parts = list(_parted(sheet, shown, marked))
        end = 0
        for at, rows in enumerate(parts, 1):
            leaf = Leaf("sheet", sheet.name, len(self.parts) + 1)
            after = len(sheet.rows) - rows[-1] - 1 if at == len(parts) else 0
            self.parts[leaf] = Part(number, tuple(_stretches(rows, end)), after)
            self._home.update(((number, row), leaf) for row in rows)
            end = rows[-1] + 1


def _key(place: Place) -> _Key | None:
    """Return what a place is looked up by; None for one on a page or in no cell."""
    if place.page is not None or (place.cell is None and place.line is None):
        return None
    return place.sheet, place.cell, place.line


def _near(marked: set[int], count: int) -> list[int]:
    """Return the rows to show: those with marks and what stands near them."""
    near = {
        row for each in marked for row in range(max(each - NEAR, 0), min(each + NEAR + 1, count))
    }
    return sorted(near)


def _parted(sheet: SourceSheet, shown: Sequence[int], marked: set[int]) -> list[list[int]]:
    """Return the rows of each part: a table with what stands above it, or a stretch of a long one.

    A part without marks goes with the next one; what stands behind the last table goes with it.
    """
    ends = {stop for _, stop in sheet.tables[:-1]}
    joined = _joined(sheet)
    parts: list[list[int]] = [[]]
    taken = 0
    for row in shown:
        rows = parts[-1]
        full = len(rows) >= MOST_ROWS or taken > MOST_CHARACTERS
        whole = row not in joined or len(rows) >= _LONGEST
        if (row in ends or (full and whole)) and not marked.isdisjoint(rows):
            parts.append([])
            taken = 0
        parts[-1].append(row)
        taken += sum(len(cell) for cell in sheet.rows[row])
    if marked.isdisjoint(parts[-1]):
        last = parts.pop()
        parts[-1].extend(last)
    return parts


def _joined(sheet: SourceSheet) -> set[int]:
    """Return the rows that a merged cell of a row above goes on in, where it is not too long."""
    return {
        row
        for (first, _), (down, _) in sheet.merges.items()
        if down < MOST_ROWS
        for row in range(first + 1, first + down)
    }


def _stretches(rows: Sequence[int], end: int) -> Iterator[tuple[int, range]]:
    """Yield rows as stretches without a gap, each with how many rows it is from what was shown."""
    first = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[first] - end, range(rows[first], rows[at - 1] + 1)
            first, end = at, rows[at - 1] + 1
