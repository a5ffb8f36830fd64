"""What looks like rows of indicators on a page and stands in no table that was read: told.

A page that goes on with a table, but has no line and other columns, is known for none of it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.language.comparators import SIGNS
from jiheng.language.patterns import seldom
from jiheng.model import Traced
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.level_labels import says_level, says_levels_alone
from jiheng.reading.layouts.words.roles import column_role
from jiheng.reading.ledger import UNREAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from jiheng.model import Problem
    from jiheng.reading.containers.cells.sheet import Grid, Sheet
    from jiheng.reading.ledger import Ledger

    Row = Sequence[Traced]

FEWEST_PIECES = 2
"""Levels and values of indicators on a page that are no words of prose."""

FEWEST_ROWS = 3
"""Rows that stand in the columns of the table before and are no accident."""

_HEADS = frozenset(("level1", "level2", "name3", "annual_value"))
FEWEST_HEADS = 3
"""Heads of a list of indicators that no prose has on lines of their own."""

SLACK = 3.0
"""Points by which words may stand over the edge of their column."""

_SIGNED = seldom(rf"[{''.join(map(re.escape, SIGNS))}]\d[^，。；;]{{0,12}}$")
"""A value at the end of a piece of a line: names may stand close before it."""


def is_piece(text: str) -> bool:
    """Return whether a cell is the level of an indicator, or ends in its value."""
    if _SIGNED.search(text):
        return True
    return text.endswith("指标") and not text.endswith("级指标") and says_level(text)


def are_pieces(texts: Sequence[Traced]) -> bool:
    """Return whether so many texts are pieces of indicators that a table was overlooked.

    A usual level that stands alone is enough: the rows beside it lack it.
    """
    if any(says_levels_alone(text.text) for text in texts):
        return True
    return sum(is_piece(text.text) for text in texts) >= FEWEST_PIECES


def left_over(
    sheet: Sheet,
    rows: Iterable[tuple[int | None, Row]],
    read: Collection[int | None],
    ledger: Ledger,
) -> Iterator[Problem]:
    """Tell what looks like indicators on pages of which no table was read.

    Args:
        sheet: All lines.
        rows: Those that belong to no table that was read, with their pages.
        read: Pages with tables that were.
        ledger: The account of what others have claimed.
    """
    pages: dict[int, list[Row]] = {}
    for page, row in rows:
        if page is not None and page not in read:
            pages.setdefault(page, []).append(row)
    last = {grid.page: grid for grid in sheet.grids if grid.page in read}
    for page, lines in sorted(pages.items()):
        before = last.get(page - 1)
        told = _listed(lines, ledger)
        if before:
            told = told or _aligned(lines, before) or _headed(lines, ledger)
        if not told:
            continue
        if before:
            last[page] = before
        texts = [text for line in told for text in line if text and ledger.is_unclaimed(text)]
        whole = Traced.join(texts)
        ledger.mark(whole, UNREAD)
        yield notes.left_over(whole, page)


def _listed(lines: Sequence[Row], ledger: Ledger) -> Sequence[Row]:
    """Return the lines from the first to the last with pieces of indicators, if they are enough."""
    pieces = [
        at
        for at, line in enumerate(lines)
        for text in line
        if is_piece(text.text) and ledger.is_unclaimed(text)
    ]
    return lines[pieces[0] : pieces[-1] + 1] if len(pieces) >= FEWEST_PIECES else ()


def _headed(lines: Sequence[Row], ledger: Ledger) -> Sequence[Row]:
    """Return the lines of a page that prints the head of a list of indicators again; or none."""
    texts = [text for line in lines for text in line if text and ledger.is_unclaimed(text)]
    roles = {column_role(text.text) for text in texts}
    return lines if len(roles & _HEADS) >= FEWEST_HEADS else []


def _aligned(lines: Sequence[Row], before: Grid) -> Sequence[Row]:
    """Return the lines of a page if they stand in the columns of the table before, most of them."""
    parted = [line for line in lines if sum(map(bool, line)) > 1]
    fits = [line for line in parted if _stands_in(line, before.edges)]
    enough = len(fits) >= max(FEWEST_ROWS, len(parted) - 1)
    return lines if enough and len(parted) * 2 >= len(lines) else ()


def _stands_in(line: Row, edges: Sequence[float]) -> bool:
    """Whether each part of a line stands in a column of its own."""
    taken: set[int] = set()
    for text in line:
        for place in text.span():
            left, _, right, _ = place.box or (0, 0, 0, 0)
            own = [
                at
                for at, (start, stop) in enumerate(pairwise(edges))
                if start - SLACK <= left and right <= stop + SLACK
            ]
            if not own or own[0] in taken:
                return False
            taken.add(own[0])
    return True
