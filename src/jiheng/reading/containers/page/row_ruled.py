"""Tables ruled between their rows alone: columns are told by the white between their words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph, Ink

    Stretch = tuple[float, float]

FRAME = 2
"""Sides of a table that no line divides into columns."""

FEWEST_RULES = 4
"""Lines of one length below each other that rule a table; fewer may be those of a heading."""

FEWEST_PARTS = 3
"""Stretches of words side by side that make a row of a list, and rows that make a list."""

CHANNEL = 0.4
"""Heights of a character between two columns: what is less may stand within words."""

APART = 1.8
"""Heights of a character between words of a row that are two cells whatever other rows hold."""

LARGE = 1.25
"""Heights of a character that a character of a title has at least, where it has another size."""

OPEN = 0.8
"""Share of the rows of a list in which the white between two columns goes through."""


def tables_on(ink: Ink) -> list[RuledTable]:
    """Return the tables of a page, from top to bottom, those without lines between columns too."""
    tables = find_tables(ink)
    if len(ink.horizontals) < FEWEST_RULES:
        return tables
    rules = joined_rules(ink.horizontals)
    if len(rules) > MAX_LINES:
        return tables
    glyphs = [glyph for glyph in ink.glyphs if glyph.text.strip() and not glyph.clip]
    found = [_divided(table, rules, glyphs) or table for table in tables]
    apart = [rule for rule in rules if not any(_is_in(rule, table) for table in tables)]
    for stack in _stacks(apart):
        bands = _Bands.of(stack, glyphs)
        if len(bands.channels()) < FEWEST_PARTS - 1:
            continue
        bands = _Bands.of([*stack, *bands.closing(glyphs)], glyphs)
        pieces = (_Bands.of(piece, glyphs).table() for piece in bands.pieces())
        found.extend(piece for piece in pieces if piece is not None)
    return sorted(found, key=lambda table: (table.rows[0], table.columns[0]))


def _divided(
    table: RuledTable, rules: Iterable[Rule], glyphs: Iterable[Glyph]
) -> RuledTable | None:
    """Return a table that has lines between its rows and at its sides with its columns, if any."""
    if len(table.columns) > FRAME:
        return None
    return _Bands.of([rule for rule in rules if _is_in(rule, table)], glyphs).table()


def _is_in(rule: Rule, table: RuledTable) -> bool:
    """Whether a line lies within a table or at its border."""
    left, top, right, bottom = table.box
    beside = rule.start > right + TOUCH or rule.stop < left - TOUCH
    return top - TOUCH <= rule.at <= bottom + TOUCH and not beside


def _stacks(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Yield the lines of each table: enough of one length, and shorter ones between them."""
    stacks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.start - rule.stop):
        around = next((stack for stack in stacks if _is_under(rule, stack[0])), None)
        if around is None:
            stacks.append([rule])
        else:
            around.append(rule)
    for stack in stacks:
        whole = [rule.at for rule in stack if _is_under(stack[0], rule)]
        if len(whole) >= FEWEST_RULES:
            first, last, right = min(whole), max(whole), stack[0].stop
            # A page end leaves the lines of its last rows without one of full length below them.
            on = (r for r in stack if r.at <= last or r.stop > right - TOUCH)
            yield [rule for rule in on if rule.at >= first]


def _is_under(rule: Rule, other: Rule) -> bool:
    return other.start - TOUCH <= rule.start and rule.stop <= other.stop + TOUCH


@dataclass(frozen=True, slots=True)
class _Bands:
    """What stands between lines that lie below each other.

    Attributes:
        bands: The characters between each two lines.
        parts: The stretches of each that words cover, from left to right.
        height: Of a character in points; 0 where there is none.
    """

    rules: Sequence[Rule]
    rows: tuple[float, ...]
    bands: Sequence[Sequence[Glyph]]
    parts: Sequence[Sequence[Stretch]]
    height: float

    @classmethod
    def of(cls, rules: Sequence[Rule], glyphs: Iterable[Glyph]) -> _Bands:
        """Return the bands between some lines."""
        rows = positions(rules)
        left, right = min(rule.start for rule in rules), max(rule.stop for rule in rules)
        bands: list[list[Glyph]] = [[] for _ in rows[1:]]
        for glyph in glyphs:
            row = bisect_right(rows, (glyph.top + glyph.bottom) / 2) - 1
            middle = (glyph.left + glyph.right) / 2
            if 0 <= row < len(bands) and left <= middle <= right:
                bands[row].append(glyph)
        heights = [glyph.bottom - glyph.top for band in bands for glyph in band]
        height = median(heights) if heights else 0
        return cls(rules, rows, bands, [_parts(band, CHANNEL * height) for band in bands], height)

    def channels(self) -> dict[float, set[int]]:
        """Return where the white goes through most rows of a list, and the rows it goes through."""
        listed = [band for band in self.parts if len(band) >= FEWEST_PARTS]
        found: dict[float, set[int]] = {}
        if len(listed) < FEWEST_PARTS:
            return found
        widest: Sequence[Stretch] = max(listed, key=len)
        for one, other in pairwise(widest):
            white = (one[1], other[0])
            through = 0
            for band in self.parts:
                rest = _rest(white, band)
                if rest[1] - rest[0] >= CHANNEL * self.height:
                    white = rest
                    through += len(band) >= FEWEST_PARTS
            if through >= OPEN * len(listed):
                at = sum(white) / 2
                found[at] = self._open_at(at)
        return found

    def closing(self, glyphs: Iterable[Glyph]) -> list[Rule]:
        """Return the line that the page end left out below a last row, if there is such a row."""
        left, right = self._ends()
        bottom = end = max(self.rows)
        below = [glyph for glyph in glyphs if glyph.top >= bottom - TOUCH]
        for line in lines_of([g for g in below if left <= (g.left + g.right) / 2 <= right]):
            parts = _parts(line, CHANNEL * self.height)
            across = any(_is_over(parts, at) for at in self.channels())
            if end == bottom and (len(parts) < FEWEST_PARTS or across):
                break
            if min(glyph.top for glyph in line) - end > self.height:
                break
            end = max(glyph.bottom for glyph in line)
        return [Rule(end + TOUCH, left, right)] if end > bottom else []

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
        first, *others = (_parts(line, APART * self.height) for line in lines_of(band) or [[]])
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
        sides = self._with_ends(self.channels())
        for row, band in enumerate(self.parts):
            for one, other in pairwise(band):
                if other[0] - one[1] >= APART * self.height:
                    known = next((at for at in sides if one[1] < at < other[0]), None)
                    at = (one[1] + other[0]) / 2 if known is None else known
                    sides.setdefault(at, set()).add(row)
        if not sides or len(self.bands) * (len(sides) + 1) > MAX_PLACES:
            return None
        every = set(range(len(self.bands)))
        within = [sides[at] for at in sorted(sides)]
        left, right = self._ends()
        columns = (left, *sorted(sides), right)
        floors = walls(self.rules, self.rows, columns)
        return walled(self.rows, columns, floors, [every, *within, every])

    def _with_ends(self, channels: dict[float, set[int]]) -> dict[float, set[int]]:
        """Return where there is white, with the ends of lines that merged cells cut short.

        Such a line ends at the edge of a column, wherever the middle of the white around it is.
        """
        left, right = self._ends()
        ends = {at for rule in self.rules for at in (rule.start, rule.stop)}
        apart = positions([Rule(at, 0, 0) for at in ends if left + TOUCH < at < right - TOUCH])
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
        return {row for row, band in enumerate(self.parts) if not _is_over(band, at)}

    def _ends(self) -> Stretch:
        return min(rule.start for rule in self.rules), max(rule.stop for rule in self.rules)


def _is_over(band: Sequence[Stretch], at: float) -> bool:
    """Whether words of a row stand over a place, and not only over their own edge a little."""
    return any(start + TOUCH < at < stop - TOUCH for start, stop in band)


def _parts(band: Sequence[Glyph], least: float) -> list[Stretch]:
    """Return the stretches of a row that words cover, from left to right."""
    found: list[Stretch] = []
    for start, stop in sorted((glyph.left, glyph.right) for glyph in band):
        if found and start - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def _rest(white: Stretch, band: Sequence[Stretch]) -> Stretch:
    """Return the widest part of a stretch that no word of a row covers."""
    start, stop = white
    over = [(max(a, start), min(b, stop)) for a, b in band if b > start and a < stop]
    ends = [start, *(b for _, b in over)]
    begins = [*(a for a, _ in over), stop]
    return max(zip(ends, begins, strict=True), key=lambda rest: rest[1] - rest[0])
