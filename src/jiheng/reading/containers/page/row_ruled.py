"""Tables ruled between their rows alone: columns are told by the white between their words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from math import inf
from statistics import median
from typing import TYPE_CHECKING

from jiheng.language.comparators import SIGNS
from jiheng.reading.containers.page.crowded import crowded_cells
from jiheng.reading.containers.page.grids import (
    MAX_LINES,
    MAX_PLACES,
    TOUCH,
    find_tables,
    joined_rules,
    positions,
    walled,
    walls,
)
from jiheng.reading.containers.page.ink import Rule
from jiheng.reading.containers.page.lines import lines_of
from jiheng.reading.containers.page.outer_rows import lines_of_outer_rows
from jiheng.reading.containers.page.run_on import with_words_whole
from jiheng.reading.containers.page.stacks import FEWEST_OF_HEAD, goes_on, is_under, stacks
from jiheng.reading.containers.page.stretches import (
    SAME,
    common_white,
    is_across,
    is_in_white,
    is_over,
    is_parted,
    parts_of,
    rest_of,
)
from jiheng.reading.containers.page.unruled_rows import holds_rows, labelled_rows, rows_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph, Ink
    from jiheng.reading.containers.page.stretches import Stretch

FRAME = 2
"""Sides of a table that no line divides into columns."""

FEWEST_RULES = 4
"""Lines of one length below each other that rule a table; fewer may be those of a heading."""

FEWEST_OF_MERGED = 8
"""Lines of any length below each other that rule a table with merged cells."""

HIGHEST_HEAD = 3
"""Lines of words in such a head."""

FEWEST_PARTS = 3
"""Stretches of words side by side that make a row of a list, and rows that make a list."""

CHANNEL = 0.4
"""Heights of a character between two columns: what is less may stand within words."""

HAIR = 0.15
"""The same where other rows tell where the column behind it begins."""

APART = 1.8
"""Heights of a character between words of a row that are two cells whatever other rows hold."""

LARGE = 1.25
"""Heights of a character that a character of a title has at least, where it has another size."""

CLOSE = 0.3
"""Heights of a character between two lines of one row at most."""

OPEN = 0.6
"""Share of the rows of a list in which the white between two columns goes through."""


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page, from top to bottom.

    Attributes:
        undivided: Where columns of the last table of the page end, if no lines stand between them:
            the next page may go on with it. To each belongs where it ends on the first page of the
            table.
        lost: A line of each cell that holds several rows which cannot be told.
    """

    tables: tuple[RuledTable, ...]
    undivided: Mapping[float, float] = field(default_factory=dict)
    lost: Sequence[Sequence[Glyph]] = ()


def tables_on(ink: Ink, before: Mapping[float, float] | None = None) -> PageTables:
    """Return the tables of a page, those without lines between columns too.

    Args:
        ink: The page.
        before: Columns of such a table at the end of the page before, with which this one may
            go on, and where they end on its first page.
    """
    before = before or {}
    known = tuple(before)
    tables = find_tables(ink)
    if ink.tiled:
        across, down = lines_of_outer_rows(tables, ink.glyphs)
        ink = replace(
            ink, horizontals=[*ink.horizontals, *across], verticals=[*ink.verticals, *down]
        )
        tables = find_tables(ink) if across else tables
        tables = [with_words_whole(table, ink.glyphs) for table in tables]
    crowded = crowded_cells(tables, ink.glyphs)
    if crowded.rules:
        tables = find_tables(replace(ink, horizontals=[*ink.horizontals, *crowded.rules]))
    rules = joined_rules(ink.horizontals)
    enough = len(rules) >= FEWEST_OF_HEAD or before
    if not enough or len(rules) > MAX_LINES:
        return PageTables(tuple(tables), lost=crowded.lost)
    glyphs = [glyph for glyph in ink.glyphs if glyph.text.strip() and not glyph.clip]
    bare = len(rules) < FEWEST_OF_HEAD and not tables
    if bare:
        rules = _around(rules, glyphs, known)
    found: list[tuple[RuledTable, Mapping[float, float]]]
    divided = [(table, _divided(table, rules, glyphs)) for table in tables]
    found = [
        (table if own is None else own.table() or table, {})
        for table, own in divided
        if own is None or not own.holds_rows()
    ]
    apart = [rule for rule in rules if not any(_is_in(rule, table) for table in tables)]
    for bands in _undivided(apart, glyphs, known, bare=bare):
        columns = bands.columns()
        for piece in bands.pieces():
            own = _Bands.of(piece, glyphs, bands.known)
            table = own.table()
            if table is None:
                continue
            edges = tuple(before.get(edge, edge) for edge in table.edges)
            placed = dict(zip(table.columns, edges or table.columns, strict=True))
            # A form of which the page holds the beginning alone goes on like the one above it.
            both = (own.columns(), columns) if len(own.listed()) > 1 else (columns, own.columns())
            ends = max(both, key=len)
            found.append((replace(table, edges=edges), {at: placed.get(at, at) for at in ends}))
    found.sort(key=lambda each: (each[0].rows[0], each[0].columns[0]))
    undivided = found[-1][1] if found else {}
    return PageTables(tuple(table for table, _ in found), undivided, crowded.lost)


def _undivided(
    rules: Sequence[Rule], glyphs: Sequence[Glyph], before: tuple[float, ...], *, bare: bool
) -> Iterator[_Bands]:
    """Yield what stands between lines that no others cross, one or several tables.

    Args:
        rules: The lines.
        glyphs: Of the page.
        before: Columns of the table that may go on here.
        bare: Whether the page draws no lines between rows, which must be found, then.
    """
    for stack in stacks(rules, before):
        bands = _Bands.of(stack, glyphs, before)
        within = bands.within(glyphs)
        # A page end leaves out the last line, and merged cells cut most of the others short.
        whole = len(bands.whole()) + (len(stack) >= FEWEST_OF_MERGED)
        enough = whole >= FEWEST_RULES or (bands.known and not bare)
        if not within and not enough:
            continue
        bands = _Bands.of([*stack, *within], glyphs, before)
        if not within and len(bands.sides()) < FEWEST_PARTS - 1:
            continue
        edges = [*bands.opening(glyphs), *bands.closing(glyphs)]
        closed = _Bands.of([*stack, *within, *edges], glyphs, bands.known)
        more = closed.within(glyphs) if edges and bands.known else []
        closed = _Bands.of([*closed.rules, *more], glyphs, bands.known) if more else closed
        if not any(holds_rows(band, closed.columns()) for band in closed.bands):
            yield closed


def _around(rules: Sequence[Rule], glyphs: Sequence[Glyph], before: Sequence[float]) -> list[Rule]:
    """Return lines above and below what goes on with a table upon a page that draws one at most."""
    left, right = before[0], before[-1]
    foot = next((rule.at for rule in rules if goes_on([rule], before)), None)
    within = [g for g in glyphs if left - TOUCH <= g.left and g.right <= right + TOUCH]
    above = [glyph for glyph in within if foot is None or glyph.bottom <= foot + TOUCH]
    lines = [line for line in lines_of(above) if len(parts_of(line, APART * _height(line))) > 1]
    if len(lines) < FEWEST_PARTS:
        return list(rules)
    ends = min(g.top for g in lines[0]) - TOUCH, max(g.bottom for g in lines[-1]) + TOUCH
    return [Rule(ends[0], left, right), Rule(ends[1] if foot is None else foot, left, right)]


def _height(line: Sequence[Glyph]) -> float:
    return max(glyph.bottom - glyph.top for glyph in line)


def _divided(table: RuledTable, rules: Iterable[Rule], glyphs: Iterable[Glyph]) -> _Bands | None:
    """Return the bands of a table with lines at its sides and none between its columns, if so."""
    if len(table.columns) > FRAME:
        return None
    left, top, right, bottom = table.box
    # A page end leaves out the line above its first or below its last row, but not the sides.
    borders = (Rule(top, left, right), Rule(bottom, left, right))
    own = (rule for rule in rules if _is_in(rule, table))
    bands = _Bands.of(joined_rules([*own, *borders]), glyphs)
    within = bands.within(glyphs)
    return _Bands.of([*bands.rules, *within], glyphs) if within else bands


def _is_in(rule: Rule, table: RuledTable) -> bool:
    """Whether a line lies within a table or at its border."""
    left, top, right, bottom = table.box
    beside = rule.start > right + TOUCH or rule.stop < left - TOUCH
    return top - TOUCH <= rule.at <= bottom + TOUCH and not beside


@dataclass(frozen=True, slots=True)
class _Bands:
    """What stands between lines that lie below each other.

    Attributes:
        bands: The characters between each two lines.
        parts: The stretches of each that words cover, from left to right.
        height: Of a character in points; 0 where there is none.
        known: Columns of the table that goes on here from the page before.
    """

    rules: Sequence[Rule]
    rows: tuple[float, ...]
    bands: Sequence[Sequence[Glyph]]
    parts: Sequence[Sequence[Stretch]]
    height: float
    known: tuple[float, ...] = ()

    @classmethod
    def of(
        cls, rules: Sequence[Rule], glyphs: Iterable[Glyph], known: tuple[float, ...] = ()
    ) -> _Bands:
        """Return the bands between some lines, where columns may be known."""
        rows = positions(rules)
        left, right = min(rule.start for rule in rules), max(rule.stop for rule in rules)
        bands: list[list[Glyph]] = [[] for _ in rows[1:]]
        for glyph in glyphs:
            row = bisect_right(rows, (glyph.top + glyph.bottom) / 2) - 1
            middle = (glyph.left + glyph.right) / 2
            if 0 <= row < len(bands) and left <= middle <= right:
                bands[row].append(glyph)
        heights = [glyph.bottom - glyph.top for glyph in (chain(*bands) if rows[1:] else glyphs)]
        height = median(heights) if heights else 0
        parts = [parts_of(band, CHANNEL * height) for band in bands]
        found = cls(rules, rows, bands, parts, height)
        if not known or not goes_on(rules, known):
            return found
        lines = (parts_of(line, CHANNEL * height) for band in bands for line in lines_of(band))
        side_by_side = [line for line in lines if len(line) > 1]
        fits = all(
            sum(not is_over(band, at) for band in side_by_side) * 2 >= len(side_by_side)
            for at in known[1:-1]
        )
        return replace(found, known=known) if fits else found

    def whole(self) -> list[Rule]:
        """Return the lines of full length."""
        longest = max(self.rules, key=lambda rule: rule.stop - rule.start)
        return [rule for rule in self.rules if is_under(longest, rule)]

    def within(self, glyphs: Iterable[Glyph]) -> list[Rule]:
        """Return the lines that are not drawn between the rows of the list, if it has several."""
        lists = list(self._lists(glyphs))
        found: list[Rule] = []
        for band, foot in lists:
            edges = self._edges_of(band)
            edges = edges if len(edges) == len(self.known) else self.known or edges
            signed = len(lists) > 1 or bool(self.known)
            inner = (
                rows_within(band, edges, signed=signed, goes_on=bool(self.known))
                if len(edges) > FEWEST_PARTS
                else []
            )
            found.extend(inner)
            if inner and foot:
                found.append(foot)
        above = self._above_head({at for rule in found for at in rule[1:]}) if found else []
        return [] if above is None else [*found, *above]

    def _above_head(self, ends: set[float]) -> list[Rule] | None:
        """Return the lines that are not drawn between labels above a list; None if unsure.

        Args:
            ends: Where the columns of the list end, and those of the labels too if no word is over.
        """
        found: list[Rule] = []
        for band in self.bands[: self._head() or 0]:
            edges = self._edges_of(band, ends)
            rows = labelled_rows(band, edges) if len(edges) >= FEWEST_PARTS else []
            if rows is None:
                return None
            found.extend(rows)
        return found

    def holds_rows(self) -> bool:
        """Return whether what should be one row holds several."""
        return any(holds_rows(band, self._edges_of(band)) for band in self.bands)

    def _lists(self, glyphs: Iterable[Glyph]) -> Iterator[tuple[Sequence[Glyph], Rule | None]]:
        """Yield what stands below the head, with the line that a page end left out below it."""
        if self.known:
            yield from ((band, None) for band in self.bands)
            return
        head = self._head()
        if head is None:
            return
        yield from ((band, None) for band in self.bands[head + 1 :])
        if head + 1 == len(self.bands):
            left, right = self._ends()
            lines = self._lines(glyph for glyph in glyphs if glyph.top >= self.rows[-1] - TOUCH)
            last = max(
                (at for at, line in enumerate(lines) if len(self._words(line)) > 1),
                default=-1,
            )
            below = [glyph for line in lines[: last + 1] for glyph in line]
            if below:
                yield below, Rule(max(glyph.bottom for glyph in below) + TOUCH, left, right)

    def _head(self) -> int | None:
        """Return the band that is the head of the list: not labels with values above it."""
        rows = [self._rows_of_head(band) for band in self.bands]
        first = next((at for at, count in enumerate(rows) if count), None)
        if first is None or rows[first] == 1 or rows[first + 1 : first + 2] != [1]:
            return first
        values = any(glyph.text in SIGNS for glyph in self.bands[first + 1])
        return first if values else first + 1

    def _rows_of_head(self, band: Sequence[Glyph]) -> int:
        """Return how many lines of a band are such as those of a head; none if it is higher."""
        lines = lines_of(band)
        rows = sum(len(self._words(line)) >= FEWEST_PARTS for line in lines)
        return rows if len(lines) <= HIGHEST_HEAD else 0

    def _words(self, line: Sequence[Glyph]) -> list[Stretch]:
        return parts_of(line, CHANNEL * self.height)

    def _edges_of(self, band: Sequence[Glyph], ends: Iterable[float] = ()) -> tuple[float, ...]:
        """Return where the columns of a list end: at the white that goes through all of it.

        Where others are known to end in that white, these do there.
        """
        left, right = self._ends()
        whites = [(one[1], other[0]) for one, other in pairwise(self._words(band))]
        amid = ([at for at in sorted(ends) if start < at < stop] for start, stop in whites)
        inner = (own[-1] if own else sum(at) / 2 for own, at in zip(amid, whites, strict=True))
        return (left, *inner, right)

    def sides(self) -> dict[float, set[int]]:
        """Return where columns end, and in which rows: by the white, or by the page before."""
        channels = self.channels()
        if not self.known:
            return channels
        found = {}
        for edge in self.known[1:-1]:
            at = self._channel_at(edge, channels)
            if at is None:
                at = _counterpart(edge, self.known, channels)
            # The white of this page may be wider, and words of a row below it over its middle.
            if at is None or self._open_at(edge) >= self._open_at(at):
                at = edge
            found[at] = self._open_at(at)
        return found

    def channels(self) -> dict[float, set[int]]:
        """Return where the white goes through most rows of a list, and the rows it goes through.

        The widest row is the head of the list, or stands for it.
        """
        head, listed = self._widest(), self.listed()
        found: dict[float, set[int]] = {}
        # A page end may leave the head of the list alone below what stands above the list.
        alone = head >= FEWEST_PARTS and head + 1 == len(self.parts)
        fewest = 1 if alone else FEWEST_PARTS
        if len(listed) < fewest or len(self.parts[head]) < FEWEST_PARTS:
            return found
        # What stands above the list comes last, its head first: a name there may cover the white
        # of two columns, and with it where lines end that tell its edge.
        ends = {at for rule in self.rules for at in (rule.start, rule.stop)}
        rows = [*range(head, len(self.parts)), *reversed(range(head))]
        least = CHANNEL * self.height
        for one, other in pairwise(self.parts[head]):
            white, through = common_white((one[1], other[0]), listed, least)
            for row, band in ((row, self.parts[row]) for row in rows):
                rest = rest_of(white, band)
                over = row < head and any(
                    white[0] < at < white[1] and not rest[0] <= at <= rest[1] for at in ends
                )
                if rest[1] - rest[0] >= least and not over:
                    white = rest
            if through >= OPEN * len(listed):
                at = sum(white) / 2
                found[at] = self._open_at(at)
        return found

    def listed(self) -> list[Sequence[Stretch]]:
        """Return the rows of the list, from its head on: words side by side."""
        return [band for band in self.parts[self._widest() :] if len(band) > 1]

    def _widest(self) -> int:
        return max(range(len(self.parts)), key=lambda row: len(self.parts[row]), default=0)

    def columns(self) -> tuple[float, ...]:
        """Return where the columns of the list end, borders included."""
        left, right = self._ends()
        return (left, *sorted(self._with_ends(self.sides())), right)

    def opening(self, glyphs: Iterable[Glyph]) -> list[Rule]:
        """Return the line above rows that go on from the page before, which drew it."""
        if not self.known:
            return []
        top, sides = min(self.rows), self.sides()
        for line in reversed(self._lines(g for g in glyphs if g.bottom <= top + TOUCH)):
            across = is_across(parts_of(line, CHANNEL * self.height), sides)
            if top - max(glyph.bottom for glyph in line) > self.height:
                break
            if max(glyph.bottom - glyph.top for glyph in line) > LARGE * self.height:
                top = min(self.rows)  # below a title, that is no row
                break
            if across:
                break
            top = min(glyph.top for glyph in line) - TOUCH
        return [Rule(top, self.known[0], self.known[-1])]

    def closing(self, glyphs: Iterable[Glyph]) -> list[Rule]:
        """Return the line that the page end left out below a last row, if there is such a row."""
        left, right = self._ends()
        bottom = end = max(self.rows)
        lines = self._lines(glyph for glyph in glyphs if glyph.top >= bottom - TOUCH)
        if not self._begins_row(lines):
            return []
        for line in lines:
            if min(glyph.top for glyph in line) - end > self.height:
                break
            end = max(glyph.bottom for glyph in line)
        return [Rule(end + TOUCH, left, right)] if end > bottom else []

    def _begins_row(self, lines: Sequence[Sequence[Glyph]]) -> bool:
        """Whether lines begin with those of a row: words side by side, and over no side.

        A name with a value alone is a row, too: its levels may stand in merged cells.
        """
        row: list[Glyph] = []
        for line in lines:
            if row and min(g.top for g in line) - max(g.bottom for g in row) > CLOSE * self.height:
                break
            row.extend(line)
        parts = parts_of(row, HAIR * self.height)
        begins = {start for band in self.parts for start, _ in band}
        if not all(any(abs(start - at) < SAME for at in begins) for start, _ in parts):
            parts = parts_of(row, CHANNEL * self.height)
        valued = any(glyph.text in SIGNS and glyph.left == parts[-1][0] for glyph in row)
        fewest = FEWEST_PARTS - (bool(self.known) or valued)
        return len(parts) >= fewest and not is_across(parts, self.sides())

    def _lines(self, glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
        left, right = self._ends()
        return lines_of([g for g in glyphs if left <= (g.left + g.right) / 2 <= right])

    def pieces(self) -> Iterator[list[Rule]]:
        """Yield the lines of each of several tables, which titles part that stand between them."""
        piece: list[Rule] = []
        ends = [self.rows[row] for row, band in enumerate(self.bands) if self._is_title(band)]
        for rule in sorted(self.rules):
            piece.append(rule)
            if rule.at in ends:
                yield piece
                piece = []
        yield piece

    def _is_title(self, band: Sequence[Glyph]) -> bool:
        """Whether the first of several lines stands apart, as those of one cell do not."""
        first, *others = (parts_of(line, APART * self.height) for line in lines_of(band) or [[]])
        if not others or len(first) > 1:
            return False
        (start, stop), *_ = first
        left, right = self._ends()
        below = [part for line in others for part in line]
        if right - stop <= APART * self.height or any(abs(a - start) <= TOUCH for a, _ in below):
            return False
        tallest = max(glyph.bottom - glyph.top for glyph in band)
        middles = [sum(part) / 2 for part in (first[0], *below)]
        amid = abs(middles[0] - (left + right) / 2) <= self.height
        return tallest >= LARGE * self.height or (
            amid and all(abs(middles[0] - at) > TOUCH for at in middles[1:])
        )

    def table(self) -> RuledTable | None:
        """Return the table that the lines make with the white between words, if there is any."""
        if not self.bands:
            return None
        sides = self._with_ends(self.sides())
        self._part(sides)
        if not sides or len(self.bands) * (len(sides) + 1) > MAX_PLACES:
            return None
        every = set(range(len(self.bands)))
        within = [sides[at] for at in sorted(sides)]
        left, right = self._ends()
        columns = (left, *sorted(sides), right)
        floors = walls(self.rules, self.rows, columns)
        table = walled(self.rows, columns, floors, [every, *within, every])
        return replace(table, edges=self._as_before(columns)) if self.known else table

    def _part(self, sides: dict[float, set[int]]) -> None:
        """Add where words stand apart; in most rows, that is a column, and other rows are blank."""
        known = set(sides)
        for row, band in enumerate(self.parts):
            for one, other in pairwise(band):
                if other[0] - one[1] >= APART * self.height:
                    near = next((at for at in sides if one[1] < at < other[0]), None)
                    at = (one[1] + other[0]) / 2 if near is None else near
                    sides.setdefault(at, set()).add(row)
        listed = sum(len(band) > 1 for band in self.parts)
        for at in sides.keys() - known:
            if len(sides[at]) >= OPEN * listed:
                sides[at] |= self._open_at(at)

    def _as_before(self, columns: Sequence[float]) -> tuple[float, ...]:
        """Return where columns end, by the page before: the white there may have another middle."""
        found: dict[float, float] = {}
        for at in columns:
            edge = self._channel_at(at, self.known)
            edge = _counterpart(at, columns, self.known) if edge is None else edge
            # Of two places in one white, the nearer is the end of the column.
            if edge is not None and abs(edge - at) < abs(edge - found.get(edge, inf)):
                found[edge] = at
        ends = {at: edge for edge, at in found.items()}
        edges = [ends.get(at, at) for at in columns]
        return tuple(edges) if edges == sorted(set(edges)) else ()

    def _with_ends(self, channels: dict[float, set[int]]) -> dict[float, set[int]]:
        """Return where there is white, with the ends of lines that merged cells cut short.

        Such a line ends at the edge of a column, wherever the middle of the white around it is.
        """
        left, right = self._ends()
        ends = {at for rule in self.rules for at in (rule.start, rule.stop)}
        inner = (Rule(at, 0, 1) for at in ends if left + TOUCH < at < right - TOUCH)
        apart = positions(joined_rules(inner))
        near = {at: self._channel_at(at, channels) for at in apart}
        kept = {at: rows for at, rows in channels.items() if at not in near.values()}
        return kept | {at: self._open_at(at) for at in apart}

    def _channel_at(self, end: float, channels: Iterable[float]) -> float | None:
        """Return the white in which a line ends: no word stands between its middle and there."""
        at = min(channels, key=lambda at: abs(at - end), default=end)
        low, high = sorted((end, at))
        covered = (min(b, high) - max(a, low) for band in self.parts for a, b in band)
        return None if any(length >= self.height for length in covered) else at

    def _open_at(self, at: float) -> set[int]:
        over = {row for row, band in enumerate(self.parts) if is_over(band, at)}
        begins = {start for band in self.parts for start, _ in band} if over else ()
        least = HAIR * self.height
        most = len(self.known) - 1 if at in self.known else 0
        parted = {
            row
            for row in over
            if is_parted(self.bands[row], at, least, begins)
            or is_in_white(self.bands[row], at, least, most)
        }
        return set(range(len(self.parts))) - over | parted

    def _ends(self) -> Stretch:
        if self.known:
            return self.known[0], self.known[-1]
        return min(rule.start for rule in self.rules), max(rule.stop for rule in self.rules)


def _counterpart(at: float, own: Iterable[float], others: Iterable[float]) -> float | None:
    """Return the same end of a column on another page: each is the nearest to the other."""
    near = min(others, key=lambda other: abs(other - at), default=None)
    if near is None or min(own, key=lambda edge: abs(edge - near)) != at:
        return None
    return near
