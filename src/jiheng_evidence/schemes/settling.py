"""What binary numbers decide, and what only exact ones can: ties, and scores next to a rounding.

Points that are computed in binary differ from the exact ones by far less than `DOUBT`. Whatever
keeps that distance from every other score and from every bound is as good as exact; the few that
do not are computed again by the reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from jiheng.schemes.assessing import FINE, Assessment, gaps_of
from jiheng.schemes.figures import UNIT
from jiheng.schemes.placing import outcome_of, placed
from jiheng.schemes.ranking import Held, comparable, half_up, is_met
from jiheng.schemes.scheme import Missing
from jiheng.schemes.standing import Outcome, Ranking, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.schemes.figures import Figures
    from jiheng.schemes.placing import Key
    from jiheng.schemes.scheme import Condition, Scheme
    from jiheng.schemes.standing import Gaps

DOUBT = 1e-8
"""Points of a hundred within which a binary number decides nothing."""

_CENTS = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One entity as the engine gives it.

    Attributes:
        total: Points with bonuses and deductions, in binary.
        bonus: Exact, in parts of `FINE`.
        left_out: Numbers of the leaves without points.
        looked_at: Points of the branches that conditions are about.
    """

    total: float | None
    bonus: int
    deduction: int
    left_out: Sequence[int]
    looked_at: Sequence[float | None]


class _Settling:
    def __init__(self, scheme: Scheme, figures: Figures, measured: Sequence[Measured]) -> None:
        self.scheme = scheme
        self.figures = figures
        self.measured = measured
        self.doubted: set[int] = set()

    @cached_property
    def exact(self) -> Assessment:
        """The reference, made only when it is needed."""
        return Assessment(self.scheme, self.figures)

    def standing(self, place: int) -> Standing:
        found = self.measured[place]
        gaps = self._gaps(place)
        held = self._held(place)
        scored = found.total is not None and not gaps.refused
        return Standing(
            entity=self.figures.entities[place],
            group=self.figures.groups[place],
            outcome=outcome_of(scored=scored, vetoed=bool(held.vetoes), unknown=bool(held.unknown)),
            score=self._score(place, found.total) if found.total is not None and scored else None,
            bonus=half_up((found.bonus, FINE)),
            deduction=half_up((found.deduction, FINE)),
            vetoes=held.vetoes,
            limits=held.limits,
            unknown=held.unknown,
            gaps=gaps,
        )

    def _score(self, place: int, total: float) -> Decimal:
        cents = total * _CENTS
        if abs(cents - floor(cents) - 0.5) < DOUBT * _CENTS:
            self.doubted.add(place)
            return half_up(self.exact.total(place) or (0, 1))
        return Decimal(floor(cents + 0.5)).scaleb(-2)

    def _gaps(self, place: int) -> Gaps:
        left_out = set(self.measured[place].left_out)
        found: dict[Missing, list[str]] = {policy: [] for policy in Missing}
        for number, leaf in enumerate(self.scheme.leaves):
            if self.figures.columns[leaf.head][place] is None:
                policy = self.scheme.missing_of(leaf)
                if policy is Missing.MEDIAN and number in left_out:
                    policy = Missing.REWEIGHT
                found[policy].append(leaf.code)
        return gaps_of(found)

    def _held(self, place: int) -> Held:
        seen = iter(self.measured[place].looked_at)
        met = {
            item.code: self._is_met(item, place, next(seen) if item.on is not None else None)
            for item in self.scheme.conditions
        }
        return Held.among(self.scheme.conditions, met)

    def _is_met(self, condition: Condition, place: int, points: float | None) -> bool | None:
        if condition.on is None:
            value = self.figures.columns[condition.column or ""][place]
            return is_met(condition, None if value is None else (value, UNIT))
        if points is None:
            return None
        bounds = [end for end in (condition.at_least, condition.at_most) if end is not None]
        if any(abs(points - float(end)) < DOUBT for end in bounds):
            self.doubted.add(place)
            return is_met(condition, self.exact.points(place, condition.on))
        return is_met(condition, points.as_integer_ratio())

    def keys(self, going: Sequence[int]) -> dict[int, Key]:
        """Return what entities are ordered by, exact among those that are too near."""
        totals = {place: self.measured[place].total or 0.0 for place in going}
        ordered = sorted(going, key=totals.__getitem__)
        found: dict[int, Key] = {}
        begin = 0
        for end in _ends([totals[place] for place in ordered]):
            near = ordered[begin:end]
            begin = end
            if len(near) == 1:
                found[near[0]] = (end,)
                continue
            self.doubted.update(near)
            inner = comparable({place: self.exact.total(place) for place in near})
            further = [
                comparable({place: self.exact.points(place, code) for place in near})
                for code in self.scheme.tie_break
            ]
            for place in near:
                found[place] = (end, inner[place], *(points[place] for points in further))
        return found


def _ends(totals: Sequence[float]) -> Iterable[int]:
    """Yield where each run of totals that are too near to each other ends."""
    for place, (one, other) in enumerate(pairwise(totals), 1):
        if other - one > DOUBT:
            yield place
    if totals:
        yield len(totals)


def settled(scheme: Scheme, figures: Figures, measured: Sequence[Measured]) -> tuple[Ranking, int]:
    """Return the ranking, and how many entities were computed exactly for it."""
    work = _Settling(scheme, figures, measured)
    standings = [work.standing(place) for place in range(len(measured))]
    going = [place for place, found in enumerate(standings) if found.outcome is Outcome.RANKED]
    final = placed(scheme, standings, work.keys(going))
    return Ranking(scheme=scheme, figures=figures, standings=final), len(work.doubted)
