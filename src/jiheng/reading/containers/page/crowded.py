"""Cells of a ruled table that hold what should be several rows: no lines are drawn between them.

Some tables have lines between their columns alone, below a head that has them all around.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jiheng.language.comparators import SIGNS
from jiheng.reading.containers.page.lines import lines_of
from jiheng.reading.containers.page.unruled_rows import MANY_VALUES, rows_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.reading.containers.page.grids import RuledCell, RuledTable
    from jiheng.reading.containers.page.ink import Glyph, Rule

MOSTLY = 0.6
"""Share of the lines of a cell that begin with the sign of a value, such as ≥."""

NEAR = 5.0
"""Points within which a line that is drawn in other columns is that between two rows."""


class Crowded(NamedTuple):
    """What was found in the cells of a page.

    Attributes:
        rules: Lines that should stand between the rows.
        lost: A value of each cell whose rows cannot be told.
    """

    rules: list[Rule]
    lost: list[list[Glyph]]


def crowded_cells(tables: Sequence[RuledTable], glyphs: Sequence[Glyph]) -> Crowded:
    """Return the lines that are missing within the cells of tables."""
    found = Crowded([], [])
    signs = [
        glyph
        for at, glyph in enumerate(glyphs)
        if glyph.text in SIGNS and not (at and _touches(glyphs[at - 1], glyph))
    ]
    if len(signs) < MANY_VALUES:
        return found
    for table in tables:
        known: set[tuple[int, int]] = set()
        for cell, lines in _crowded(table, signs, glyphs):
            region = (cell.row, cell.height)
            if region in known:
                continue
            known.add(region)
            rules = list(_rules(table, cell, glyphs))
            found.rules.extend(rules)
            if not rules:
                found.lost.append(lines[0])
    return found


def _crowded(
    table: RuledTable, signs: Sequence[Glyph], glyphs: Sequence[Glyph]
) -> Iterator[tuple[RuledCell, list[list[Glyph]]]]:
    """Yield the cells most of whose lines are values, with these lines."""
    counts = Counter(_cell_of(table, glyph) for glyph in signs)
    for number, count in counts.items():
        if number is None or count < MANY_VALUES:
            continue
        lines = lines_of([glyph for glyph in glyphs if _cell_of(table, glyph) == number])
        values = [line for line in lines if line[0].text in SIGNS]
        if len(values) >= max(MANY_VALUES, MOSTLY * len(lines)):
            yield table.cells[number], lines


def _touches(last: Glyph, glyph: Glyph) -> bool:
    """Whether a character goes on with the word before it, and begins no value."""
    apart = abs(glyph.left - last.right) + abs(glyph.top - last.top)
    return apart < (glyph.bottom - glyph.top) / 2


def _cell_of(table: RuledTable, glyph: Glyph) -> int | None:
    return table.cell_at((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)


def _rules(table: RuledTable, cell: RuledCell, glyphs: Sequence[Glyph]) -> Iterator[Rule]:
    """Yield the lines between the rows of a cell and of those beside it that are as high."""
    alike = {c.column: c for c in table.cells if (c.row, c.height) == (cell.row, cell.height)}
    ends = {c.column + c.width: c for c in alike.values()}
    first = last = cell
    while first.column in ends:
        first = ends[first.column]
    while last.column + last.width in alike:
        last = alike[last.column + last.width]
    own_columns = (c for c in alike.values() if first.column <= c.column <= last.column)
    edges = sorted({first.column, *(c.column + c.width for c in own_columns)})
    top, bottom = table.rows[cell.row], table.rows[cell.row + cell.height]
    own = [glyph for glyph in glyphs if top < (glyph.top + glyph.bottom) / 2 < bottom]
    inner = table.rows[cell.row + 1 : cell.row + cell.height]
    for rule in rows_within(own, [table.columns[at] for at in edges], signed=True, goes_on=False):
        at = min(inner, key=lambda line: abs(line - rule.at), default=rule.at)
        yield rule._replace(at=at) if abs(at - rule.at) <= NEAR else rule
