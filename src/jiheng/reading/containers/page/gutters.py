"""Cells with frames of their own that stand a little apart: what is between them is no row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiheng.reading.containers.page.ink import Rule

GUTTER = 5.0
"""Points between two lines that hold no line of text."""

FEWEST = 2
"""Such stretches in a table; a single one may be its double frame."""

OFTEN = 3
"""One stretch of so many is a gutter, at least, where cells have frames of their own."""


def without_gutters(rules: list[Rule]) -> list[Rule]:
    """Return the lines of a table, those on both sides of each gutter as one."""
    at = sorted({rule.at for rule in rules})
    gutters = {after: before for before, after in pairwise(at) if after - before <= GUTTER}
    if len(gutters) < FEWEST or len(gutters) * OFTEN < len(at) - 1:
        return rules
    middles: dict[float, float] = {}
    for place in at:
        before = gutters.get(place)
        middles[place] = place if before is None else middles[before]
    return [rule._replace(at=middles[rule.at]) for rule in rules]
