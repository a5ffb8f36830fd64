"""Rows between which a table has no line: told by the white between them, as its columns are.

So are tables that have lines above and below their head and at their end alone, those with further
lines between groups of rows, and what goes on from such a table upon a page without any line.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jiheng.language.comparators import SIGNS
from jiheng.reading.containers.page.ink import Rule
from jiheng.reading.containers.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.containers.page.ink import Glyph

    Stretch = tuple[float, float]

FEWEST_COLUMNS = 3
"""Columns of a list."""

FEWEST_VALUES = 2
"""Values with a sign, such as ≥95%, in one column: as many rows as there are of them."""

MANY_VALUES = 3
"""Values with a sign in one column that are no cell of one row."""

OFTEN = 0.6
"""Share of the lines of the fullest column that one has which says something in each row."""

WIDER = 1.5
"""Times by which the white between rows is larger than that between lines of a cell."""

WIDE = 0.6
"""Heights of a character between two lines that are no lines of one cell."""

AMID = 0.25
"""Share of the distance of two rows by which a word may stand beside the middle of its cell."""

SAME_TOP = 2.0
"""Points within which a word begins where its row does."""

NEARLY = 0.9
"""Share of the white between rows that is no white between two lines of a word."""

STEP = 0.15
"""Heights of a character by which it is larger at least."""

APART = 1.8
"""Heights of a character between words that are two cells."""

_CHINESE = 0x2E80
_LATIN = 0.7
"""Share of the height of a line that its Latin letters take up."""


@dataclass(slots=True)
class _Line:
    """A line of one column, with whether words stand apart in it as those of two cells do."""

    top: float
    bottom: float
    first: str
    apart: bool

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> _Line:
        """Return the line of some characters, as high as they look."""
        tallest = max(glyphs, key=lambda glyph: glyph.bottom - glyph.top)
        high = tallest.bottom - tallest.top
        wide = [glyph.right - glyph.left for glyph in glyphs if ord(glyph.text[0]) >= _CHINESE]
        half = min(high, max(wide, default=_LATIN * high)) / 2
        middle = (tallest.top + tallest.bottom) / 2
        apart = any(one.left - last.right >= APART * high for last, one in pairwise(glyphs))
        return cls(middle - half, middle + half, glyphs[0].text, apart)


@dataclass(slots=True)
class _Column:
    left: float
    right: float
    lines: list[_Line]


def holds_rows(glyphs: Sequence[Glyph], edges: Sequence[float]) -> bool:
    """Return whether what should be one row holds many values below each other."""
    if sum(glyph.text in SIGNS for glyph in glyphs) < MANY_VALUES:
        return False
    return any(_signs(column.lines) >= MANY_VALUES for column in _columns(glyphs, edges))


def rows_within(
    glyphs: Sequence[Glyph], edges: Sequence[float], *, signed: bool, goes_on: bool
) -> list[Rule]:
    """Return the lines that should stand between the rows of a list; none where it has one row.

    Args:
        glyphs: Of the list.
        edges: Where its columns end, borders included.
        signed: Whether values must show that it has several rows.
        goes_on: Whether its first cells may go on from the page before, which said their words.
    """
    columns = _columns(glyphs, edges)
    for full in _full(columns, signed=signed):
        rows = _rows(full)
        if rows is None or len(rows) < FEWEST_VALUES:
            continue
        joined = [
            set() if column in full else _merged(column, rows, goes_on=goes_on)
            for column in columns
        ]
        if None not in joined:
            return list(_lines(columns, rows, joined))
    return []


def labelled_rows(glyphs: Sequence[Glyph], edges: Sequence[float]) -> list[Rule] | None:
    """Return the lines that should stand between labels with their values; None if unsure.

    Args:
        glyphs: Of the labels and values.
        edges: Where the columns end, borders included: labels stand in the first.
    """
    columns = _columns(glyphs, edges)
    if sum(len(each.lines) >= FEWEST_VALUES for each in columns) < FEWEST_VALUES:
        return []
    _level(columns)
    fullest = max(columns, key=lambda column: len(column.lines))
    rows = _rows([fullest], closely=False) or []
    parted = len(rows) < len(fullest.lines) or _least(rows) >= WIDE * _height(columns)
    if len(rows) > 1 and (parted or len(columns[0].lines) == len(rows)):
        joined = [_merged(column, rows, goes_on=True) for column in columns]
        if None not in joined:
            return list(_of_labels(columns, rows, joined))
    both = _rows(columns, closely=False) if len(columns) == FEWEST_VALUES else None
    return None if both is None else list(_lines(columns, both, [set()] * len(columns)))


def _least(rows: Sequence[Stretch]) -> float:
    """Return the least white between rows."""
    return min((after[0] - before[1] for before, after in pairwise(rows)), default=0)


def _height(columns: Iterable[_Column]) -> float:
    return median(line.bottom - line.top for column in columns for line in column.lines)


def _level(columns: Sequence[_Column]) -> None:
    """Make lines of figures as high as those of words: the white around both is the same then."""
    half = _height(columns) / 2
    for line in (line for column in columns for line in column.lines):
        middle = (line.top + line.bottom) / 2
        line.top, line.bottom = min(line.top, middle - half), max(line.bottom, middle + half)


def _of_labels(
    columns: Sequence[_Column], rows: Sequence[Stretch], joined: Sequence[set[int] | None]
) -> Iterator[Rule]:
    """Yield the lines between rows, but none amid a value whose lines stand beside one label."""
    said = [line for column in columns[1:] for line in column.lines]
    beside = [[line for line in said if top <= line.top < bottom] for top, bottom in rows]
    single = [len(own) == 1 and not own[0].apart for own in beside]
    whole = {at for at in joined[0] or () if single[at] and single[at + 1]}
    yield from _lines(columns, rows, [(each or set()) | whole for each in joined])


def _full(columns: Sequence[_Column], *, signed: bool) -> Iterator[list[_Column]]:
    """Yield the columns that may say something in each row: names and values, or all but levels."""
    most = max((len(column.lines) for column in columns), default=0)
    values = max(columns, key=lambda column: _signs(column.lines), default=None)
    several = most >= FEWEST_VALUES and values is not None
    shown = values is not None and _signs(values.lines) >= FEWEST_VALUES
    often = [column for column in columns if len(column.lines) >= OFTEN * most]
    named = [column for column in columns if column is values or len(column.lines) == most]
    for full in ([named] if shown else []) + ([often] if shown or not signed else []):
        if several and len(full) >= FEWEST_VALUES:
            yield full


def _lines(
    columns: Sequence[_Column], rows: Sequence[Stretch], joined: Sequence[set[int] | None]
) -> Iterator[Rule]:
    """Yield the lines between rows, left out where cells are merged over them."""
    for at, ((_, end), (begin, _)) in enumerate(pairwise(rows)):
        for column, over in zip(columns, joined, strict=True):
            if over is None or at not in over:
                yield Rule((end + begin) / 2, column.left, column.right)


def _columns(glyphs: Iterable[Glyph], edges: Sequence[float]) -> list[_Column]:
    return [
        _Column(left, right, [_Line.of(line) for line in lines_of(inked)])
        for (left, right), inked in zip(pairwise(edges), _by_column(glyphs, edges), strict=True)
    ]


def _by_column(glyphs: Iterable[Glyph], edges: Sequence[float]) -> list[list[Glyph]]:
    found: list[list[Glyph]] = [[] for _ in edges[1:]]
    for glyph in glyphs:
        middle = (glyph.left + glyph.right) / 2
        at = next((at for at, (a, b) in enumerate(pairwise(edges)) if a <= middle < b), None)
        if at is not None:
            found[at].append(glyph)
    return found


def _signs(lines: Iterable[_Line]) -> int:
    return sum(line.first in SIGNS for line in lines)


def _rows(full: Sequence[_Column], *, closely: bool = True) -> list[Stretch] | None:
    """Return where rows begin and end by the columns that say something in each; None if unsure.

    Args:
        full: The columns.
        closely: Whether rows may stand as close as the lines of a cell.
    """
    spans = _spans(line for column in full for line in column.lines)
    height = median(line.bottom - line.top for line in full[0].lines)
    whites = sorted(after[0] - before[1] for before, after in pairwise(spans))
    if not whites:
        return None
    steps = [
        (least + more) / 2
        for least, more in pairwise(whites)
        if more - least >= STEP * height and more >= WIDER * least and least < WIDE * height
    ]
    tries = [spans] if whites[0] >= WIDE * height else []
    tries.extend(_joined(spans, white) for white in steps)
    # A value may be missing in a row of its own, but not in one that seems to be part of another.
    close = closely and whites[0] < WIDE * height
    continued = [_continued(spans, full)] if close else [spans]
    whole = [(rows, len(full)) for rows in (*tries, *continued)]
    partly = [(rows, FEWEST_VALUES) for rows in tries]
    fits = (
        rows
        for rows, fewest in (*whole, *partly)
        if rows and all(_is_row(row, full, fewest) for row in rows)
    )
    return next(fits, None)


def _spans(lines: Iterable[_Line]) -> list[Stretch]:
    found: list[Stretch] = []
    for line in sorted(lines, key=lambda line: line.top):
        if found and line.top < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], line.bottom))
        else:
            found.append((line.top, line.bottom))
    return found


def _joined(spans: Sequence[Stretch], white: float) -> list[Stretch]:
    """Join the lines between which there is less white than between rows."""
    found = [spans[0]]
    for span in spans[1:]:
        if span[0] - found[-1][1] < white:
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _is_row(row: Stretch, full: Sequence[_Column], fewest: int) -> bool:
    """Whether so many columns say something in a row, and none holds two values."""
    own = [[line for line in column.lines if row[0] <= line.top < row[1]] for column in full]
    return sum(map(bool, own)) >= fewest and all(_signs(lines) < FEWEST_VALUES for lines in own)


def _continued(spans: Sequence[Stretch], full: Sequence[_Column]) -> list[Stretch]:
    """Join the lines in which a column says nothing to the row above: they go on with its cells."""
    found: list[Stretch] = []
    for top, bottom in spans:
        whole = all(any(top <= line.top < bottom for line in column.lines) for column in full)
        if whole:
            found.append((top, bottom))
        elif found:
            found[-1] = (found[-1][0], bottom)
        else:
            return []
    return found


def _merged(column: _Column, rows: Sequence[Stretch], *, goes_on: bool) -> set[int] | None:
    """Return the rows whose cell in a column goes on below them; None if that cannot be told.

    A word stands in the middle of its merged cell, or in its first row with blanks below.
    """
    words = _words(column.lines, rows)
    own = [at for word in words if (at := _row_of(word, rows)) is not None]
    beside = len(own) == len(words)
    if beside and own[:1] <= [0]:
        return _over(words, own, rows)
    found = _amid(words, rows)
    return _over(words, own, rows) if found is None and beside and goes_on else found


def _over(words: Sequence[Stretch], own: Sequence[int], rows: Sequence[Stretch]) -> set[int]:
    """Return the rows over whose end the words run that begin in them."""
    return {
        row
        for (_, stop), first in zip(words, own, strict=True)
        for row in range(first, len(rows) - 1)
        if stop > rows[row + 1][0]
    }


def _amid(words: Sequence[Stretch], rows: Sequence[Stretch]) -> set[int] | None:
    """Return the rows that go on below if each word stands in the middle of its rows; else None."""
    slack = AMID * min(after[0] - before[0] for before, after in pairwise(rows))
    found: set[int] = set()
    first = 0
    for word in words:
        off = {
            at: abs(rows[first][0] + rows[at][1] - sum(word)) / 2 for at in range(first, len(rows))
        }
        last = min(off, key=lambda at: off[at], default=None)
        if last is None or off[last] > slack:
            return None
        found.update(range(first, last))
        first = last + 1
    return found if first == len(rows) else None


def _words(lines: Sequence[_Line], rows: Sequence[Stretch]) -> list[Stretch]:
    """Return where the words of a column stand, several lines of one cell together."""
    white = min(after[0] - before[1] for before, after in pairwise(rows))
    return _joined(_spans(lines), NEARLY * white) if lines else []


def _row_of(word: Stretch, rows: Sequence[Stretch]) -> int | None:
    """Return the row beside which a word stands or begins; None for one between rows."""
    middle = sum(word) / 2
    beside = (
        at
        for at, (top, bottom) in enumerate(rows)
        if top <= middle <= bottom or abs(word[0] - top) <= SAME_TOP
    )
    return next(beside, None)
