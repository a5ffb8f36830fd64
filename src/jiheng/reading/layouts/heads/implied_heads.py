"""A list of indicators whose columns nobody has named, or named in no known words → its head.

Where levels stand in two columns, the names of indicators and their values stand behind them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.reading.layouts.heads.column_roles import resolved
from jiheng.reading.layouts.heads.head import Column, Head
from jiheng.reading.layouts.words.level_labels import is_level
from jiheng.reading.layouts.words.roles import plain, role_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.grids.lattice import Cell, Lattice

FEWEST = 2
"""Cells that must name a second level, and columns that must follow them."""

LONGEST_HEAD = 20
_FIGURE = seldom(r"[\d.,，%％≥≤<>=＝+\-~～]+")
_VALUES = frozenset(("annual_value", "period_value", "actual"))


def implied_head(lattice: Lattice) -> Head | None:
    """Return the head of a list of indicators by where its levels stand; None without them."""
    second = _most(lattice, 2, 0, lattice.width)
    first = _most(lattice, 1, 0, second[1]) if second else None
    if second is None or first is None or second[0] < FEWEST:
        return None
    rows = [
        row
        for row in range(len(lattice))
        if is_level(_words(lattice.places[row][second[1]]), 2)
        or is_level(_words(lattice.places[row][first[1]]), 1)
    ]
    start = rows[0]
    head = _above(lattice, start, first[1], second[1])
    after = [c for c in (head or lattice.across[start]) if c.column > second[1]]
    if len(after) < FEWEST or not _are_names(lattice, rows, after[0].column):
        return None
    levels = [(first[1], "level1"), (second[1], "level2")]
    columns = [_column(lattice, head, start, at, role) for at, role in levels]
    columns.extend(_rest(after, [c.text.text if head else "" for c in after]))
    return Head(start - 1 if head else start, start, resolved(tuple(columns)))


def _most(lattice: Lattice, level: int, first: int, stop: int) -> tuple[int, int] | None:
    """Return how often a level stands in the column where it does most, and that column."""
    found = Counter(
        cell.column
        for row in range(len(lattice))
        for cell in lattice.filled[row]
        if first <= cell.column < stop and is_level(plain(cell.text.text), level)
    )
    column, count = max(found.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return (count, column) if count else None


def _words(cell: Cell) -> str:
    return plain(cell.text.text)


def _above(lattice: Lattice, start: int, *levels: int) -> list[Cell]:
    """Return the row above the first level if it names the columns, in whatever words."""
    cells = lattice.filled[start - 1] if start else []
    short = all(len(c.text) <= LONGEST_HEAD and not _FIGURE.fullmatch(c.text.text) for c in cells)
    over = {column for c in cells for column in range(c.column, c.stop)}
    behind = [c for c in cells if c.column > max(levels)]
    return cells if short and over.issuperset(levels) and len(behind) >= FEWEST else []


def _are_names(lattice: Lattice, rows: Sequence[int], column: int) -> bool:
    """Whether a column holds the names of indicators: words, and no figures."""
    texts = [_words(lattice.places[row][column]) for row in rows]
    filled = [text for text in texts if not is_blank(text)]
    return bool(filled) and not any(map(_FIGURE.fullmatch, filled))


def _column(lattice: Lattice, head: Sequence[Cell], start: int, at: int, role: str) -> Column:
    over = next((c for c in head if c.column <= at < c.stop), None)
    stop = lattice.places[start][at].stop
    return Column(role, over.text.text if over else "", at, stop)


def _rest(cells: Sequence[Cell], labels: Sequence[str]) -> list[Column]:
    """Return the columns behind the levels: as named, or else the name, and then the value."""
    roles = [role_in(label, "columns") if label else None for label in labels]
    if "name3" not in roles:
        roles[roles.index(None) if None in roles else 0] = "name3"
    if not _VALUES.intersection(roles):
        for at in [at for at, role in enumerate(roles) if role is None][:1]:
            roles[at] = "annual_value"
    return [
        Column(role, label, cell.column, cell.stop)
        for role, label, cell in zip(roles, labels, cells, strict=True)
    ]
