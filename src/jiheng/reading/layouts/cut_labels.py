"""Labels and heads that a page end cuts in two, or of which print has left a piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.roles import LONGEST, role_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.reading.layouts.lattice import Cell, Lattice

_GOALS = frozenset({"goal", "period_goal"})
_SHORT = re.compile(r"[\d年度.\-/（()）]*")
"""What stands beside a whole label 年度, and is no beginning of a goal."""

_WHOLE = ("年度总体绩效目标", "年度绩效总体目标")
"""The labels of goals, of which others are parts."""

SEVERAL = 2
"""Heads that are no accident."""

_PIECE = 3
"""Characters of a piece of a label at most."""

_LEAST = 12
"""Characters of a goal that tell it from the value of another label."""


def join_cut_labels(lattice: Lattice) -> None:
    """Put a row together that a page end cuts through the label of a goal: 年度 | 总体目标.

    So is a row of heads: 一级指 | 标 and 分值权 | 重.
    """
    for seam in lattice.seams:
        pairs = [(a, b) for a, b in _pairs(lattice, seam) if a.text and b.text]
        if _is_cut_head(pairs):
            for above, rest in pairs:
                above.text, rest.text = above.text + rest.text, Traced()
            continue
        if len(pairs) < 2 or not _is_cut(pairs[-2], pairs[-1]):  # noqa: PLR2004 - and its value
            continue
        label, value = pairs[-2:]
        if role_in(value[0].text.text, "labels") in _GOALS:  # a heading over the goal
            label[0].text, label[1].text = label[0].text + label[1].text, Traced()
            continue
        for above, rest in (label, value):
            above.text, rest.text = above.text + rest.text, Traced()


def _pairs(lattice: Lattice, seam: int) -> list[tuple[Cell, Cell]]:
    """Return the cells of one row on either side of a page end, each with the one below it."""
    found = []
    for cell in lattice.across[seam] if 0 < seam < len(lattice) else ():
        above = lattice.places[seam - 1][cell.column]
        if (above.column, above.stop) == (cell.column, cell.stop) and cell.row == seam:
            found.append((above, cell))
    return found


def _is_cut_head(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether cells are the halves of heads: most are columns together that neither half is."""
    whole = [(above.text.text, rest.text.text) for above, rest in pairs]
    cut = [a + b for a, b in whole if role_in(a, "columns") is None]
    heads = sum(1 for text in cut if role_in(text, "columns"))
    return len(cut) == len(whole) and heads >= SEVERAL and 2 * heads > len(whole)


def _is_cut(label: tuple[Cell, Cell], value: tuple[Cell, Cell]) -> bool:
    above, below = (cell.text.text for cell in label)
    if len(above) + len(below) > LONGEST or role_in(above, "labels") in _GOALS:
        return False
    beside = value[0].column == label[0].stop
    whole = _SHORT.fullmatch(value[0].text.text) is not None
    return beside and not whole and role_in(above + below, "labels") in _GOALS


def is_cut_goal(label: Cell, value: Cell, page: int | None) -> bool:
    """Return whether a cell of a page may hold a piece of the label of the goal beside it.

    A label printed one character a line loses those that its cell has no room for.
    """
    words = label.text.text
    piece = len(words) <= _PIECE and words != "年度" and any(words in whole for whole in _WHOLE)
    return page is not None and piece and len(value.text) >= _LEAST
