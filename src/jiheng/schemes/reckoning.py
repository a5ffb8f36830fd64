"""What every node of an entity gives, and what raising its leaves would: numbers, no words yet.

What entities have in common is made once: parts of the whole by what is missing, and for each leaf
of a group what numerators are multiplied by and divided by. Points are kept in hundredths.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jiheng.schemes.scheme import FULL, Method, Ties
from jiheng.schemes.standing import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jiheng.schemes.assessing import Assessment
    from jiheng.schemes.scheme import Indicator
    from jiheng.schemes.standing import Ranking

RAISE = 10
"""Points by which a leaf without bands is raised to see what that gives."""

FORECAST = 10**30
"""What a raise leads to is reckoned in such parts of a point; where that could decide, exactly."""

_CENT, _HALF = FORECAST // 100, FORECAST // 200
_ROUND = 200
"""Twice the hundredths in a point: with the divisor added, twice the divisor rounds half up."""

Given = tuple[int, int]
"""What a node gives, in hundredths: its points, and so many of them reach the whole."""

Lift = tuple[int, int, int, int | None]
"""What raising a leaf gives: its place, gain and score then in hundredths, the rank then."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What explains one entity, in numbers.

    Attributes:
        gifts: Of the leaves that take part, then of the branches.
        lifts: In the order of the leaves.
    """

    frame: Frame
    gifts: Sequence[Given]
    lifts: Sequence[Lift]

    @property
    def given(self) -> dict[str, tuple[Fraction, Given]]:
        """Return the part of the whole of each node that takes part, and what it gives."""
        codes = (*self.frame.leaves, *self.frame.branches)
        pairs = zip(codes, self.gifts, strict=True)
        return {code: (share, gift) for (code, share, _place, _node), gift in pairs}


class _Node(NamedTuple):
    """A leaf or branch: what its numerator is over, and its part of the whole.

    A gift is ((`_ROUND` n + over) ÷ twice, (part n + whole) ÷ twice whole), both rounded down.
    """

    over: int
    twice: int
    part: int
    whole: int
    twice_whole: int


def _node(over: int, share: Fraction) -> _Node:
    whole = over * share.denominator
    return _Node(over, 2 * over, _ROUND * share.numerator, whole, 2 * whole)


class _Rise(NamedTuple):
    """How a leaf can rise, for all of a group for whom it is the same part of the whole.

    Attributes:
        cap: The most points of the leaf, over what its numerators are over.
        step: The usual rise, over the same.
        usual: What the usual rise gives: in parts of `FORECAST` rounded down, and in hundredths.
        known: What other rises give, by numerator, where there are few: bands, yes or no.
    """

    leaf: int
    cap: int | Fraction
    step: int
    part: int
    whole: int
    usual: tuple[int, int]
    known: dict[int, tuple[int, int] | None] | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What all entities of a group have in common that lack the same below a branch.

    Attributes:
        leaves: Code, part of the whole, place in the scheme, what a gift is made with.
        branches: The same, without a place.
    """

    leaves: tuple[tuple[str, Fraction, int, _Node], ...] = ()
    branches: tuple[tuple[str, Fraction, int, _Node], ...] = ()
    rises: tuple[_Rise, ...] = ()


def next_points(leaf: Indicator, now: Fraction) -> Fraction:
    """Return the points that a leaf is raised to: the next band, the other answer, some more."""
    cap = Fraction(leaf.cap)
    if leaf.method is Method.BANDS:
        bands = (min(Fraction(band.points), cap) for band in leaf.bands)
        return min((points for points in bands if now < points), default=now)
    return cap if leaf.method is Method.YES_NO else min(now + RAISE, cap)


class Reckoner:
    """Reckons entities of one ranking, one at a time or all of them."""

    def __init__(self, assessment: Assessment, ranking: Ranking) -> None:
        self._assessment = assessment
        self._ranking = ranking
        scheme = assessment.scheme
        self._most = FULL + (Fraction(scheme.bonus_cap) if scheme.adjustments else Fraction(0))
        self._ceiling = int(self._most * FORECAST)
        self._places = {leaf.code: place for place, leaf in enumerate(scheme.leaves)}
        self._frames: dict[tuple[int, str], Frame] = {}
        self._blocks: dict[tuple[int, str, str | None, int, int], Frame] = {}

    def reckon(self, place: int) -> Reckoned:
        """Return what explains an entity."""
        key = self._assessment.missing[place], self._assessment.figures.groups[place]
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._block(place, None, Fraction(1))
        row = self._assessment.rows[place]
        points = self._assessment.points
        numerators = [(row[leaf] or 0, node) for _code, _share, leaf, node in frame.leaves]
        for code, _share, _leaf, node in frame.branches:
            numerators.append(((points(place, code) or (0, 1))[0], node))
        gifts = [
            ((_ROUND * n + over) // twice, (part * n + whole) // twice_whole)
            for n, (over, twice, part, whole, twice_whole) in numerators
        ]
        return Reckoned(frame, gifts, self._lifts(frame, place))

    def _lifts(self, frame: Frame, place: int) -> list[Lift]:
        total = self._assessment.totals[place]
        if total is None:
            return []
        row, sorted_ = self._assessment.rows[place], self._sorted
        now, room, count = total[0] * FORECAST // total[1], self._ceiling - 2, len(sorted_)
        is_ranked = self._ranking.standings[place].rank is not None
        found: list[Lift] = []
        for rise in frame.rises:
            leaf, cap, step, part, whole, usual, known = rise
            n = row[leaf] or 0
            if known is None:
                more = cap - n
                if more <= 0:
                    continue
                gives = usual if more >= step else _gives(more, part, whole)
            else:
                if n not in known:
                    known[n] = self._to_next(rise, n, place)
                if (given := known[n]) is None:
                    continue
                gives = given
            forecast, gain = gives
            # What is reached lies from here to less than 2 above: both parts were rounded down.
            reached = now + forecast
            score = (reached + _HALF) // _CENT
            first = bisect_right(sorted_, reached)
            if (
                reached > room
                or (reached + 1 + _HALF) // _CENT != score
                or (first < count and sorted_[first] == reached + 1)
            ):
                found.append(self._exactly(rise, n, place))
            else:
                found.append((leaf, gain, score, count - first + 1 if is_ranked else None))
        return found

    def _to_next(self, rise: _Rise, numerator: int, place: int) -> tuple[int, int] | None:
        points = self._assessment.leaves[rise.leaf]
        over = points.curve(place).denominator
        now = Fraction(numerator, over)
        then = next_points(points.leaf, now)
        return _gives((then - now) * over, rise.part, rise.whole) if then > now else None

    def _exactly(self, rise: _Rise, numerator: int, place: int) -> Lift:
        """Return what raising a leaf gives where it meets a bound, a tie or a half hundredth."""
        points = self._assessment.leaves[rise.leaf]
        over = points.curve(place).denominator
        now, total = Fraction(numerator, over), self._assessment.totals[place] or (0, 1)
        whole = Fraction(*total)
        then = next_points(points.leaf, now)
        gain = min((then - now) * Fraction(rise.part * over, rise.whole), self._most - whole)
        reached = whole + gain
        rank = len(self._sorted) - bisect_right(self._sorted, reached * FORECAST // 1) + 1
        is_ranked = self._ranking.standings[place].rank is not None
        return rise.leaf, _hundredths(gain), _hundredths(reached), rank if is_ranked else None

    def _block(self, place: int, code: str | None, whole: Fraction) -> Frame:
        """Return what a branch has below it that takes part, for all who lack the same of it."""
        missing = self._assessment.weighing.missing_below(self._assessment.missing[place], code)
        group = self._assessment.figures.groups[place]
        key = missing, group, code, whole.numerator, whole.denominator
        found = self._blocks.get(key)
        if found is None:
            found = self._blocks[key] = _joined(list(self._parts(place, code, whole)))
        return found

    def _parts(self, place: int, code: str | None, whole: Fraction) -> Iterator[Frame]:
        missing = self._assessment.missing[place]
        for item, part in self._assessment.weighing.shares(missing, code) or ():
            share, leaf = whole * part, self._places.get(item.code)
            exact = self._assessment.points(place, item.code)
            if not share or exact is None:
                continue  # pragma: no cover - it has a share, and no weight is nought
            node = _node(exact[1], share)
            if leaf is None:
                yield Frame(branches=((item.code, share, -1, node),))
                yield self._block(place, item.code, share)
            else:
                rise = self._rise(leaf, share, place)
                yield Frame(leaves=((item.code, share, leaf, node),), rises=(rise,))

    def _rise(self, leaf: int, share: Fraction, place: int) -> _Rise:
        points = self._assessment.leaves[leaf]
        over = points.curve(place).denominator
        cap = Fraction(points.leaf.cap) * over
        part, whole = share.numerator, over * share.denominator
        return _Rise(
            leaf=leaf,
            cap=cap.numerator if cap.denominator == 1 else cap,
            step=RAISE * over,
            part=part,
            whole=whole,
            usual=_gives(RAISE * over, part, whole),
            known={} if points.leaf.method in (Method.BANDS, Method.YES_NO) else None,
        )

    @cached_property
    def _sorted(self) -> list[int]:
        """The totals of all that are ranked, rounded down; each once where ties take no places."""
        pairs = zip(self._ranking.standings, self._assessment.totals, strict=True)
        scaled = [
            total[0] * FORECAST // total[1]
            for standing, total in pairs
            if total is not None and standing.outcome is Outcome.RANKED
        ]
        shared = self._assessment.scheme.ties is Ties.SHARED
        return sorted(scaled) if shared else sorted(set(scaled))


def _joined(frames: Sequence[Frame]) -> Frame:
    return Frame(
        leaves=tuple(leaf for frame in frames for leaf in frame.leaves),
        branches=tuple(branch for frame in frames for branch in frame.branches),
        rises=tuple(rise for frame in frames for rise in frame.rises),
    )


def _gives(rise: int | Fraction, part: int, whole: int) -> tuple[int, int]:
    """Return what a rise gives: in parts of `FORECAST` rounded down, and in hundredths."""
    given = rise * part
    return int(given * FORECAST // whole), int((_ROUND * given + whole) // (2 * whole))


def _hundredths(points: Fraction) -> int:
    return (_ROUND * points.numerator + points.denominator) // (2 * points.denominator)
