"""Rows above and below coloured ones: where every other row has a colour, the outer ones may not.

Words that stand right above or below a table, each in a column of it, are such a row.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.reading.containers.page.grids import TOUCH
from jiheng.reading.containers.page.ink import Rule
from jiheng.reading.containers.page.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jiheng.reading.containers.page.grids import RuledTable
    from jiheng.reading.containers.page.ink import Glyph

APART = 0.3
"""Heights of a character between words of two cells."""

NEAR = 1.2
"""Heights of a character between a table and the words of a row of it."""

LARGER = 1.15
"""Times by which the characters of a title are higher than those of a row."""

_SPACE = 0.6
"""Heights of a character between lines of one row at most."""


def _outer_rows(table: RuledTable, glyphs: Iterable[Glyph]) -> Iterator[tuple[float, float]]:
    """Yield where rows begin and end that stand right above and below a table."""
    left, top, right, bottom = table.box
    own = [g for g in glyphs if left <= (g.left + g.right) / 2 <= right]
    below = _row(lines_of([glyph for glyph in own if _middle(glyph) > bottom]), bottom, table)
    if below:
        yield bottom, max(glyph.bottom for glyph in below) + TOUCH
    turned = [_turned(glyph) for glyph in own if _middle(glyph) < top]
    above = _row(lines_of(turned), -top, table)
    if above:
        yield -max(glyph.bottom for glyph in above) - TOUCH, top


def lines_of_outer_rows(
    tables: Iterable[RuledTable], glyphs: Sequence[Glyph]
) -> tuple[list[Rule], list[Rule]]:
    """Return the lines around the rows above and below tables, horizontal and vertical ones."""
    across: list[Rule] = []
    down: list[Rule] = []
    for table in tables:
        left, _, right, _ = table.box
        for ends in _outer_rows(table, glyphs):
            across.extend(Rule(at, left, right) for at in ends)
            down.extend(Rule(at, *ends) for at in table.columns)
    return across, down


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _turned(glyph: Glyph) -> Glyph:
    return glyph._replace(top=-glyph.bottom, bottom=-glyph.top)


def _row(lines: Iterable[Sequence[Glyph]], edge: float, table: RuledTable) -> list[Glyph]:
    """Return the words of the row that follows an edge, counted downwards; none if it is no row."""
    found: list[Glyph] = []
    for line in lines:
        height = max(glyph.bottom - glyph.top for glyph in line)
        near = _SPACE if found else NEAR
        larger = found and height > LARGER * max(glyph.bottom - glyph.top for glyph in found)
        if larger or min(glyph.top for glyph in line) - edge > near * height:
            break
        found.extend(line)
        edge = max(glyph.bottom for glyph in line)
    columns = list(pairwise(table.columns))
    words = [[g for g in found if a <= (g.left + g.right) / 2 < b] for a, b in columns]
    held = [each for each in words if each]
    apart = all(_white(one, other) > APART for one, other in pairwise(held))
    enough = len(held) > 1 and 2 * len(held) >= len(columns)
    said = any(glyph.text in ":：" for glyph in found)
    return found if enough and apart and not said else []


def _white(left: Sequence[Glyph], right: Sequence[Glyph]) -> float:
    """Return how far the words of two columns stand apart, in heights of a character."""
    height = max(glyph.bottom - glyph.top for glyph in right)
    return (min(glyph.left for glyph in right) - max(glyph.right for glyph in left)) / height
