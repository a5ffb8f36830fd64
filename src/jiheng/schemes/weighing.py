"""Which weight each leaf has in the whole, when some leaves are missing."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import lcm
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.schemes.scheme import Indicator, Scheme

Shares = tuple[tuple["Indicator", Fraction], ...]
"""What takes part right below a branch → its part of the points of the branch."""

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
        self._below = {code: self._bits(code) for code in scheme.children}
        self._shared: dict[tuple[int, str | None], Shares | None] = {}
        self._known: dict[tuple[int, str | None], Weights | None] = {}

    def _bits(self, code: str | None) -> int:
        """Return the leaves below a branch."""
        if code in self._places:
            return 1 << self._places[code]
        return reduce(or_, (self._bits(item.code) for item in self._scheme.children[code]), 0)

    def missing_below(self, missing: int, code: str | None) -> int:
        """Return those of the leaves that are left out which stand below a branch."""
        return missing & self._below[code]

    def shares(self, missing: int, code: str | None = None) -> Shares | None:
        """Return what takes part right below a branch, and its part; None when that is too little.

        Args:
            missing: The leaves that are left out.
            code: The branch; None for the whole.
        """
        key = (missing & self._below[code], code)
        if key not in self._shared:
            self._shared[key] = self._share(missing, code)
        return self._shared[key]

    def _share(self, missing: int, code: str | None) -> Shares | None:
        below = self._scheme.children[code]
        present = [item for item in below if self._takes_part(missing, item)]
        there = sum((self._own[item.code] for item in present), Fraction(0))
        if not there or there < self._coverage * sum(self._own[item.code] for item in below):
            return None
        return tuple((item, self._own[item.code] / there) for item in present)

    def _takes_part(self, missing: int, item: Indicator) -> bool:
        place = self._places.get(item.code)
        if place is not None:
            return not missing >> place & 1
        return self.shares(missing, item.code) is not None

    def leaves(self, missing: int, code: str | None = None) -> Weights | None:
        """Return the weights of the leaves below a branch; None when too little is there.

        Args:
            missing: The leaves that are left out.
            code: The branch or leaf; None for the whole.
        """
        place = self._places.get(code or "")
        if place is not None:
            return None if missing >> place & 1 else {place: Fraction(1)}
        key = (missing & self._below[code], code)
        if key not in self._known:
            self._known[key] = self._found(missing, code)
        return self._known[key]

    def _found(self, missing: int, code: str | None) -> Weights | None:
        shares = self.shares(missing, code)
        if shares is None:
            return None
        return {
            leaf: share * part
            for item, share in shares
            for leaf, part in (self.leaves(missing, item.code) or {}).items()
        }

    def missing_branches(self, missing: int) -> tuple[Indicator, ...]:
        """Return the branches and leaves that take no part."""
        return tuple(
            item for item in self._scheme.indicators if self.leaves(missing, item.code) is None
        )


def multipliers(
    shares: Iterable[tuple[Fraction, int]],
) -> tuple[tuple[int, ...], int]:
    """Return what numerators are to be multiplied by before they are added, and what that is over.

    Args:
        shares: The part of each in the sum, and what its numerators are over.
    """
    parts = [(share.numerator, share.denominator * over) for share, over in shares]
    whole = lcm(*(over for _part, over in parts))
    return tuple(part * (whole // over) for part, over in parts), whole
