"""Every leaf of every entity in exact points: the reference that all results rest on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.schemes.figures import UNIT
from jiheng.schemes.normalizing import curve_of
from jiheng.schemes.scheme import FULL, Missing, Sign
from jiheng.schemes.spread import Spread, merit_of, parts
from jiheng.schemes.standing import Gaps
from jiheng.schemes.weighing import Weighing, multipliers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng.schemes.figures import Figures
    from jiheng.schemes.normalizing import Curve
    from jiheng.schemes.scheme import Indicator, Scheme
    from jiheng.schemes.weighing import Shares

FINE = UNIT * UNIT
"""Bonuses and deductions are whole numbers of this part of a point."""

Exact = tuple[int, int]
"""A number of points: numerator and denominator, the latter above nought."""


class LeafPoints:
    """The points of a leaf: of each entity, over the denominator of its group.

    Attributes:
        numerators: None where the leaf is missing and is left out.
    """

    def __init__(self, scheme: Scheme, leaf: Indicator, figures: Figures) -> None:
        self.leaf = leaf
        self.policy = scheme.missing_of(leaf)
        self._figures = figures
        self._column = figures.columns[leaf.head]
        self._merit = merit_of(leaf)
        names = [""] * len(figures.entities) if leaf.across else figures.groups
        self._names = names
        self.curves: dict[str, Curve] = {}
        self.medians: dict[str, int | None] = {}
        self.numerators: list[int | None] = [None] * len(names)
        by_group: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            by_group.setdefault(name, []).append(place)
        for name, places in by_group.items():
            self._fill(name, places)

    def _fill(self, name: str, places: Sequence[int]) -> None:
        column, merit = self._column, self._merits()
        values = [(place, column[place]) for place in places]
        there = [(place, value) for place, value in values if value is not None]
        merits = [(place, merit(value)) for place, value in there]
        curve = curve_of(self.leaf, Spread(sorted(found for _place, found in merits)))
        self.curves[name] = curve
        points = curve.of
        for place, found in merits:
            self.numerators[place] = points(found)
        median = Spread(sorted(value for _place, value in there)).twice_median
        self.medians[name] = None if median is None else median // 2
        if len(there) < len(places):
            absent = [place for place, value in values if value is None]
            self._stand_in(curve, absent, self.medians[name])

    def _merits(self) -> Callable[[int], int]:
        def merit(value: int) -> int:
            try:
                return self._merit(value)
            except ValueError as fault:
                where = self.leaf.name
                reason = Bilingual(
                    f"“{where}”取对数的数值须大于零。",
                    f"“{where}”: no logarithm of nought or less.",
                )
                raise UnreadableFile(name=self.leaf.head, reason=reason) from fault

        return merit

    def _stand_in(self, curve: Curve, absent: Sequence[int], median: int | None) -> None:
        """Give the points that stand for a missing value, where the scheme says so."""
        given = None
        if self.policy is Missing.LOWEST:
            given = curve.floor
        elif self.policy is Missing.MEDIAN and median is not None:
            given = curve.of(self._merit(median))
        for place in absent:
            self.numerators[place] = given

    def curve(self, place: int) -> Curve:
        """Return the curve that holds for an entity."""
        return self.curves[self._names[place]]

    def median(self, place: int) -> int | None:
        """Return the median of the group of an entity."""
        return self.medians[self._names[place]]


@dataclass(frozen=True, slots=True)
class _Sum:
    """How a branch is added up: leaves and branches, each times a whole number.

    Attributes:
        over: What the sum is to be divided by.
    """

    leaves: tuple[tuple[int, int], ...]
    branches: tuple[tuple[_Sum, int], ...]
    over: int

    def of(self, row: Sequence[int | None]) -> int:
        """Return the sum for the numerators of an entity."""
        found = sum([(row[leaf] or 0) * by for leaf, by in self.leaves])
        for below, by in self.branches:
            found += below.of(row) * by
        return found


class Assessment:
    """A scheme applied to figures: exact points of leaves, branches and the whole."""

    def __init__(self, scheme: Scheme, figures: Figures) -> None:
        self.scheme = scheme
        self.figures = figures
        self.leaves = tuple(LeafPoints(scheme, leaf, figures) for leaf in scheme.leaves)
        self.weighing = Weighing(scheme)
        self.rows = list(zip(*(points.numerators for points in self.leaves), strict=True))
        self._places = {leaf.code: place for place, leaf in enumerate(scheme.leaves)}
        self._sums: dict[tuple[int, str, str | None], _Sum | None] = {}

    @cached_property
    def missing(self) -> list[int]:
        """The leaves that are left out of each entity, as a set of bits."""
        found = [0] * len(self.figures.entities)
        for leaf, points in enumerate(self.leaves):
            for place, numerator in enumerate(points.numerators):
                if numerator is None:
                    found[place] |= 1 << leaf
        return found

    def points(self, place: int, code: str | None = None) -> Exact | None:
        """Return the points of an entity in a branch, without bonuses; None without enough data.

        Args:
            place: Of the entity in the figures.
            code: The branch or leaf; None for the whole.
        """
        leaf = self._places.get(code or "")
        if leaf is not None:
            numerator = self.rows[place][leaf]
            found = self.leaves[leaf].curve(place).denominator
            return None if numerator is None else (numerator, found)
        sum_ = self._sum(place, code)
        return None if sum_ is None else (sum_.of(self.rows[place]), sum_.over)

    def _sum(self, place: int, code: str | None) -> _Sum | None:
        """Return how a branch is added up, which is the same for all that lack the same."""
        missing = self.weighing.missing_below(self.missing[place], code)
        key = (missing, self.figures.groups[place], code)
        if key not in self._sums:
            shares = self.weighing.shares(missing, code)
            self._sums[key] = None if shares is None else self._added_up(place, shares)
        return self._sums[key]

    def _added_up(self, place: int, shares: Shares) -> _Sum:
        terms = [self._term(place, item.code) for item, _share in shares]
        over = [
            self.leaves[term].curve(place).denominator if isinstance(term, int) else term.over
            for term in terms
        ]
        weights = [share for _item, share in shares]
        factors, whole = multipliers(zip(weights, over, strict=True))
        pairs = list(zip(terms, factors, strict=True))
        return _Sum(
            leaves=tuple((term, by) for term, by in pairs if isinstance(term, int)),
            branches=tuple((term, by) for term, by in pairs if not isinstance(term, int)),
            over=whole,
        )

    def _term(self, place: int, code: str) -> int | _Sum:
        """Return the place of a leaf, or the sum of a branch that takes part."""
        found = self._places[code] if code in self._places else self._sum(place, code)
        if found is None:  # pragma: no cover - it has a share
            raise KeyError(code)
        return found

    @cached_property
    def totals(self) -> list[Exact | None]:
        """The points of the whole of each entity, as `total` gives them."""
        return [self.total(place) for place in range(len(self.figures.entities))]

    def total(self, place: int) -> Exact | None:
        """Return the points of the whole with bonuses and deductions, within their bounds."""
        found = self.points(place)
        if found is None or not self.scheme.adjustments:
            return found
        points, whole = found
        bonus, deduction = adjusted(self.scheme, self.figures, place)
        sum_ = points * FINE + (bonus - deduction) * whole
        most = (parts(FULL + self.scheme.bonus_cap) or 0) * UNIT * whole
        return max(0, min(sum_, most)), whole * FINE

    @cached_property
    def _with_gaps(self) -> frozenset[int]:
        """The entities that lack a value of any leaf."""
        columns = {points.leaf.head for points in self.leaves}
        return frozenset(
            place
            for head in columns
            for place, value in enumerate(self.figures.columns[head])
            if value is None
        )

    def has_gaps(self, place: int) -> bool:
        """Return whether an entity lacks a value of any leaf."""
        return place in self._with_gaps

    def gaps(self, place: int) -> Gaps:
        """Return what was missing of an entity, by what was done about it."""
        found: dict[Missing, list[str]] = {policy: [] for policy in Missing}
        for points in self.leaves:
            if self.figures.columns[points.leaf.head][place] is None:
                left_out = points.numerators[place] is None
                policy = points.policy
                if policy is Missing.MEDIAN and left_out:
                    policy = Missing.REWEIGHT
                found[policy].append(points.leaf.code)
        return gaps_of(found)


def gaps_of(found: Mapping[Missing, Sequence[str]]) -> Gaps:
    """Return gaps by what is done about them."""
    return Gaps(
        left_out=tuple(found[Missing.REWEIGHT]),
        lowest=tuple(found[Missing.LOWEST]),
        imputed=tuple(found[Missing.MEDIAN]),
        refused=tuple(found[Missing.REFUSE]),
    )


def adjusted(scheme: Scheme, figures: Figures, place: int) -> tuple[int, int]:
    """Return bonus and deduction of an entity in parts of `FINE`; none for what is missing."""
    sums = {Sign.BONUS: 0, Sign.DEDUCTION: 0}
    for item in scheme.adjustments:
        value = figures.columns[item.column][place]
        if value is not None:
            earned = value * (parts(item.each) or 0)
            sums[item.sign] += max(0, min(earned, (parts(item.cap) or 0) * UNIT))
    bonus = min(sums[Sign.BONUS], (parts(scheme.bonus_cap) or 0) * UNIT)
    return bonus, min(sums[Sign.DEDUCTION], (parts(scheme.deduction_cap) or 0) * UNIT)
