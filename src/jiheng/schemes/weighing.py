"""Which weight each leaf has in the whole, when some leaves are missing."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.schemes.scheme import Indicator, Scheme

Weights = dict[int, Fraction]
"""Place of a leaf in the scheme → its part of the points of a branch; the parts add up to 1."""


class Weighing:
    """Weights of leaves, kept by what is missing.

    A set of leaves is a whole number: bit n stands for leaf n of the scheme.
    """

    def __init__(self, scheme: Scheme, weights: Mapping[str, Fraction] | None = None) -> None:
        self._scheme = scheme
        self._places = {leaf.code: place for place, leaf in enumerate(scheme.leaves)}
        self._own = weights or {item.code: Fraction(item.weight) for item in scheme.indicators}
        self._coverage = Fraction(scheme.coverage)
        self._known: dict[tuple[int, str | None], Weights | None] = {}

    def leaves(self, missing: int, code: str | None = None) -> Weights | None:
        """Return the weights of the leaves below a branch; None when too little is there.

        Args:
            missing: The leaves that are left out.
            code: The branch or leaf; None for the whole.
        """
        key = (missing, code)
        if key not in self._known:
            self._known[key] = self._found(missing, code)
        return self._known[key]

    def _found(self, missing: int, code: str | None) -> Weights | None:
        place = self._places.get(code or "")
        if place is not None:
            return None if missing >> place & 1 else {place: Fraction(1)}
        below = self._scheme.children[code]
        present = [
            (self._own[item.code], found)
            for item in below
            if (found := self._found(missing, item.code)) is not None
        ]
        there = sum((weight for weight, _found in present), Fraction(0))
        if not there or there < self._coverage * sum(self._own[item.code] for item in below):
            return None
        return {
            leaf: weight / there * part for weight, found in present for leaf, part in found.items()
        }

    def missing_branches(self, missing: int) -> tuple[Indicator, ...]:
        """Return the branches and leaves that take no part."""
        return tuple(
            item for item in self._scheme.indicators if self.leaves(missing, item.code) is None
        )


def multipliers(
    weights: Weights, denominators: Mapping[int, int]
) -> tuple[list[tuple[int, int]], int]:
    """Return leaves with what their numerators are to be multiplied by, and what that is over.

    Args:
        weights: Of the leaves that take part.
        denominators: What the numerators of each leaf are over.
    """
    parts = [
        (place, weight.numerator, weight.denominator * denominators[place])
        for place, weight in weights.items()
    ]
    whole = lcm(*(over for _place, _part, over in parts))
    return [(place, part * (whole // over)) for place, part, over in parts], whole
