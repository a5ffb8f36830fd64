"""Watches for targets copied from the year before without thought."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from jiheng.model import Indicator, Row

SIMILAR_GOAL = 0.95
IDENTICAL_ROWS = 0.9
_RAISED = Decimal("1.1")
_YEAR = re.compile(r"20\d\d")


class Copied(NamedTuple):
    """How a project resembles the one of the year before.

    Attributes:
        goal: Similarity of the goals, from 0 to 1.
        identical: Indicators that say the same.
        rows: All of them.
        more: By how much the money rose, as a share; None if not by more than a tenth.
    """

    goal: float
    identical: int
    rows: int
    more: Decimal | None

    @property
    def unchanged(self) -> bool:
        """Return whether next to nothing was changed (goal ≥ 95 % alike, ≥ 90 % of rows)."""
        return self.goal >= SIMILAR_GOAL and self.identical >= IDENTICAL_ROWS * self.rows > 0

    @property
    def same_for_more(self) -> bool:
        """Return whether the same is promised for more than a tenth more money."""
        return self.more is not None and self.identical == self.rows > 0


def compare(now: Row, before: Row) -> Copied:
    """Return how much of a project was copied; the year itself is left out of account."""
    known = [_said(one) for one in before.indicators]
    identical = 0
    for one in now.indicators:
        said = _said(one)
        if said in known:
            known.remove(said)
            identical += 1
    goal = fuzz.ratio(_timeless(now.goal), _timeless(before.goal)) / 100
    rows = max(len(now.indicators), len(before.indicators))
    return Copied(goal, identical, rows, _rise(now, before))


def _rise(now: Row, before: Row) -> Decimal | None:
    new = now.funding.total if now.funding else None
    old = before.funding.total if before.funding else None
    if new is None or not old or old < 0 or new <= old * _RAISED:
        return None
    return new / old - 1


def _said(one: Indicator) -> tuple[str, ...]:
    values = (one.name, one.sign, one.period_value, one.annual_value, one.unit)
    return tuple(_timeless(text) for text in values)


def _timeless(text: str | None) -> str:
    return _YEAR.sub("····", text or "")
