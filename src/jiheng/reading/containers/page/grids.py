"""Ruling lines → tables of cells, whatever pieces the lines are drawn in.

A wall stands between two places of a table where a line runs along most of their border; places
without a wall between them are one merged cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.gutters import without_gutters
from jiheng.reading.containers.page.ink import Rule
from jiheng.reading.containers.page.open_sides import close_sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.page.ink import Glyph, Ink

    Group = tuple[list[Rule], list[Rule]]

JOIN = 2.0
"""Points between lines that are one line: drawn twice, or doubled."""

GAP = 4.0
"""Points between pieces of one line: dashes, or pieces that end at the thickness of another."""

TOUCH = 3.5
"""Points within which a line meets another."""

COVERED = 0.6
"""Share of a border along which a line must run to be a wall."""

LARGE = 1.25
"""Heights of a character that a character of a title has at least, where it has another size."""

BLANK = 30.0
"""Points of a row that says nothing at most."""

MAX_LINES = 1_500
MAX_PLACES = 60_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: its first row and column, and how many of each it covers."""

    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as ruled on a page.

    Attributes:
        rows: Heights of the lines between rows, from top to bottom, borders included.
        columns: Distances of the lines between columns, from left to right.
        cells: Every cell, in reading order.
        places: Row after row, the index of the cell at each place.
        edges: Where the columns end on the page before, if they do elsewhere there.
        open_left: Rows without a line at the left of the table, where others have one.
        open_right: Those without one at its right.
    """

    rows: tuple[float, ...]
    columns: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    places: tuple[int, ...] = field(repr=False)
    edges: tuple[float, ...] = ()
    open_left: frozenset[int] = frozenset()
    open_right: frozenset[int] = frozenset()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell at a point; None outside."""
        row = bisect_right(self.rows, y) - 1
        column = bisect_right(self.columns, x) - 1
        if 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1:
            return self.places[row * (len(self.columns) - 1) + column]
        return None


def find_tables(ink: Ink) -> list[RuledTable]:
    """Return the ruled tables of a page, from top to bottom.

    A frame around a page or a text is no table: it has one cell.
    """
    horizontals, verticals = joined_rules(ink.horizontals), joined_rules(ink.verticals)
    if len(horizontals) > MAX_LINES or len(verticals) > MAX_LINES:
        return []
    tables = []
    for group_h, group_v in _meeting(horizontals, verticals, ink.glyphs):
        table = _table(group_h, group_v, ink.glyphs)
        if table is not None and len(table.cells) > 1:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.rows[0], table.columns[0]))


def joined_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of lines: what lies at one height and touches is one rule."""
    ordered = sorted(rules)
    joined: list[Rule] = []
    group: list[Rule] = []
    for rule in ordered:
        if group and rule.at - group[-1].at > JOIN:
            joined.extend(_pieces(group))
            group = []
        group.append(rule)
    joined.extend(_pieces(group))
    return joined


def _pieces(group: Sequence[Rule]) -> list[Rule]:
    if not group:
        return []
    at = sum(rule.at for rule in group) / len(group)
    joined: list[Rule] = []
    for _, start, stop in sorted(group, key=lambda rule: rule.start):
        if joined and start - joined[-1].stop <= GAP:
            joined[-1] = Rule(at, joined[-1].start, max(joined[-1].stop, stop))
        else:
            joined.append(Rule(at, start, stop))
    return joined


def _meeting(
    horizontals: Sequence[Rule], verticals: Sequence[Rule], glyphs: Iterable[Glyph]
) -> Sequence[Group]:
    """Return the groups of lines that touch each other, directly or by way of others."""
    leader = list(range(len(horizontals) + len(verticals)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    heights = [rule.at for rule in horizontals]
    for number, vertical in enumerate(verticals, len(horizontals)):
        first = bisect_left(heights, vertical.start - TOUCH)
        last = bisect_right(heights, vertical.stop + TOUCH)
        for index in range(first, last):
            rule = horizontals[index]
            if rule.start - TOUCH <= vertical.at <= rule.stop + TOUCH:
                leader[find(index)] = find(number)
    groups: dict[int, Group] = {}
    for index, rule in enumerate(horizontals):
        groups.setdefault(find(index), ([], []))[0].append(rule)
    for index, rule in enumerate(verticals, len(horizontals)):
        groups.setdefault(find(index), ([], []))[1].append(rule)
    found = [group for group in groups.values() if group[0] and group[1]]
    alone = [rule for across, down in groups.values() if not across for rule in down]
    for across, down in found if alone else ():
        down.extend(_as_high(across, down, alone))
    lines = [rule for across, down in groups.values() if not down for rule in across]
    return _over_edges(found, lines, glyphs)


def _over_edges(
    groups: Sequence[Group], lines: Sequence[Rule], glyphs: Iterable[Glyph]
) -> Sequence[Group]:
    """Return groups of lines with what the edges of the page cut off from them.

    Where a table goes on over such an edge, a row that is one cell there meets no line at its
    sides: nothing joins the lines above and below it, which are as long as the others.

    Args:
        groups: Lines that touch each other.
        lines: Horizontal ones that meet no other.
        glyphs: Of the page.
    """
    if not any(_is_cut(*group) for group in groups):
        return groups
    joined: list[Group] = []
    for across, down in sorted(groups, key=lambda group: min(group[0])):
        above = joined[-1] if joined else None
        if (
            above
            and _are_as_long(across, above[0])
            and (_is_cut(across, down) or _is_cut(*above))
            and _is_row(max(above[0]), min(across), glyphs)
        ):
            above[0].extend(across)
            above[1].extend(down)
        else:
            joined.append((across, down))
    for across, down in joined:
        if _is_cut(across, down):
            across.extend(rule for rule in lines if _are_as_long([rule], across))
    return joined


def _is_row(top: Rule, bottom: Rule, glyphs: Iterable[Glyph]) -> bool:
    """Whether what stands between two lines may be one cell: words of one size, or hardly room."""
    amid = [
        glyph.bottom - glyph.top
        for glyph in glyphs
        if top.at < glyph.top and glyph.bottom < bottom.at and glyph.text.strip()
    ]
    return max(amid) < LARGE * min(amid) if amid else bottom.at - top.at < BLANK


def _is_cut(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> bool:
    """Whether a table has lines at its sides, but not along the whole of both."""
    heights = [rule.at for rule in horizontals]
    along = [
        sum(rule.stop - rule.start for rule in verticals if abs(rule.at - side) <= TOUCH)
        for side in _ends(horizontals)
    ]
    return any(along) and max(heights) - min(heights) - min(along) > 2 * TOUCH


def _ends(rules: Sequence[Rule]) -> tuple[float, float]:
    return min(rule.start for rule in rules), max(rule.stop for rule in rules)


def _are_as_long(rules: Sequence[Rule], others: Sequence[Rule]) -> bool:
    pairs = zip(_ends(rules), _ends(others), strict=True)
    return all(abs(one - other) <= TOUCH for one, other in pairs)


def _as_high(
    horizontals: Sequence[Rule], verticals: Sequence[Rule], alone: Iterable[Rule]
) -> list[Rule]:
    """Return which lines that meet no other are as high as a table: sides of cells beside it.

    A merged cell that goes on over the whole of a page has no line above it, nor one below.
    """
    top = min(*(rule.start for rule in verticals), horizontals[0].at)
    bottom = max(*(rule.stop for rule in verticals), horizontals[-1].at)
    return [
        rule
        for rule in alone
        if abs(rule.start - top) <= TOUCH and abs(rule.stop - bottom) <= TOUCH
    ]


def _table(
    horizontals: list[Rule], verticals: list[Rule], glyphs: Iterable[Glyph]
) -> RuledTable | None:
    horizontals, verticals = without_gutters(horizontals), without_gutters(verticals)
    _close_sides(horizontals, verticals)
    rows = positions(horizontals)
    columns = positions(verticals)
    down, across = len(rows) - 1, len(columns) - 1
    if down < 1 or across < 1 or down * across > MAX_PLACES:
        return None
    floors, sides = walls(horizontals, rows, columns), walls(verticals, columns, rows)
    close_sides(rows, columns, floors, sides, glyphs)
    left, right = (frozenset(range(down)) - side for side in (sides[0], sides[-1]))
    return replace(walled(rows, columns, floors, sides), open_left=left, open_right=right)


def walled(
    rows: tuple[float, ...],
    columns: tuple[float, ...],
    floors: Sequence[set[int]],
    sides: Sequence[set[int]],
) -> RuledTable:
    """Return the table between walls.

    Args:
        rows: Heights of the lines between rows, borders included.
        columns: Distances of the lines between columns, borders included.
        floors: For each of those lines, the columns in which it is a wall.
        sides: For each of these, the rows in which it is one.
    """
    down, across = len(rows) - 1, len(columns) - 1
    places = list(range(down * across))
    for row in range(down):
        for column in range(across):
            here = row * across + column
            if column + 1 < across and row not in sides[column + 1]:
                _unite(places, here, here + 1)
            if row + 1 < down and column not in floors[row + 1]:
                _unite(places, here, here + across)
    return _with_cells(rows, columns, places)


def united(table: RuledTable, pairs: Iterable[tuple[int, int]]) -> RuledTable:
    """Return a table in which cells that stand side by side are one.

    Args:
        table: The table.
        pairs: The numbers of two cells that are as high as each other.
    """
    places = list(range(len(table.places)))
    across = len(table.columns) - 1
    for cell in table.cells:
        first = cell.row * across + cell.column
        for place in range(first, first + cell.height * across, across):
            for here in range(place, place + cell.width):
                _unite(places, first, here)
    for one, other in pairs:
        _unite(places, table.places.index(one), table.places.index(other))
    joined = _with_cells(table.rows, table.columns, places)
    return replace(table, cells=joined.cells, places=joined.places)


def _close_sides(horizontals: list[Rule], verticals: list[Rule]) -> None:
    """Draw the borders that are missing: a table cut by a page end, or open at its sides."""
    top = min(rule.start for rule in verticals)
    bottom = max(rule.stop for rule in verticals)
    left = min(rule.start for rule in horizontals)
    right = max(rule.stop for rule in horizontals)
    first, last = min(r.at for r in horizontals), max(r.at for r in horizontals)
    if first - top > TOUCH:
        horizontals.append(Rule(top, left, right))
    if bottom - last > TOUCH:
        horizontals.append(Rule(bottom, left, right))
        # Sides of cells that go on upon the next page may end with what each of them says here.
        verticals[:] = [
            Rule(at, start, bottom if stop > last + TOUCH >= start else stop)
            for at, start, stop in verticals
        ]
    top, bottom = min(top, first), max(bottom, last)
    if min(rule.at for rule in verticals) - left > TOUCH:
        verticals.append(Rule(left, top, bottom))
    if right - max(rule.at for rule in verticals) > TOUCH:
        verticals.append(Rule(right, top, bottom))


def positions(rules: Iterable[Rule]) -> tuple[float, ...]:
    """Return where lines lie; those that are near have been joined."""
    return tuple(sorted({rule.at for rule in rules}))


def walls(
    rules: Iterable[Rule], positions: Sequence[float], across: Sequence[float]
) -> list[set[int]]:
    """Return for each position the places along it at which a line runs."""
    found: list[set[int]] = [set() for _ in positions]
    for rule in rules:
        index = max(bisect_right(positions, rule.at) - 1, 0)
        first = max(bisect_right(across, rule.start) - 1, 0)
        for place in range(first, len(across) - 1):
            start, stop = across[place], across[place + 1]
            if start >= rule.stop:
                break
            covered = min(rule.stop, stop) - max(rule.start, start)
            if covered >= COVERED * (stop - start):
                found[index].add(place)
    return found


def _root(places: list[int], index: int) -> int:
    while places[index] != index:
        places[index] = places[places[index]]
        index = places[index]
    return index


def _unite(places: list[int], one: int, other: int) -> None:
    one, other = _root(places, one), _root(places, other)
    places[max(one, other)] = min(one, other)


def _with_cells(
    rows: tuple[float, ...], columns: tuple[float, ...], places: list[int]
) -> RuledTable:
    """Return the table of cells that joined places make.

    Places that join around a corner, such as the rest of a frame around a table, are several cells:
    one around all of them would cover cells of others.
    """
    across = len(columns) - 1
    roots = [_root(places, index) for index in range(len(places))]
    numbers = [-1] * len(places)
    cells: list[RuledCell] = []
    for index, root in enumerate(roots):
        if numbers[index] >= 0:
            continue
        row, column = divmod(index, across)
        width = _length(roots, numbers, range(index, (row + 1) * across), root)
        height = 1
        for below in range(index + across, len(places), across):
            if _length(roots, numbers, range(below, below + width), root) < width:
                break
            height += 1
        for line in range(index, index + height * across, across):
            numbers[line : line + width] = [len(cells)] * width
        cells.append(RuledCell(row, column, height, width))
    return RuledTable(rows, columns, tuple(cells), tuple(numbers))


def _length(roots: Sequence[int], numbers: Sequence[int], places: Iterable[int], root: int) -> int:
    """Return how many places from the first on are of one root, and of no cell yet."""
    count = 0
    for place in places:
        if roots[place] != root or numbers[place] >= 0:
            break
        count += 1
    return count
