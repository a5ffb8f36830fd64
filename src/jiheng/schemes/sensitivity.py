"""How much a ranking hangs on the weights: each one moved by itself, and all drawn at random.

Published ranks are exact. Here thousands of rankings are compared, in binary numbers of which the
last digits are cut off, so that the same draws give the same shares everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter, mul
from random import Random
from typing import TYPE_CHECKING

from jiheng.schemes.assessing import FINE, adjusted
from jiheng.schemes.scheme import FULL
from jiheng.schemes.standing import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jiheng.schemes.assessing import Assessment
    from jiheng.schemes.standing import Ranking

CHANGES = (-20, -10, 10, 20)
"""Per cent by which each weight is changed."""

_PLACES = 9
_PARTS = 200
"""How closely drawn weights keep to those of the scheme: the parts that a whole is cut into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One weight changed, its siblings in proportion.

    Attributes:
        change: Per cent.
        correlation: Of the ranks before and after (Spearman), 1 when they are the same.
        entered: Who comes to the first places.
        left: Who leaves them.
    """

    code: str
    name: str
    change: int
    correlation: Decimal
    entered: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What becomes of a ranking when weights change (权重敏感性).

    Attributes:
        top: How many first places are looked at.
        draws: How often all weights were drawn.
        shares: Entity → part of the draws in which it is among the first, the surest first.
    """

    top: int
    draws: int
    seed: int
    shifts: tuple[Shift, ...]
    shares: tuple[tuple[str, Decimal], ...]


class _Scores:
    """The scores of those that are ranked, under any weights."""

    def __init__(self, assessment: Assessment, ranking: Ranking) -> None:
        self._scheme = assessment.scheme
        self.places = [
            place
            for place, found in enumerate(ranking.standings)
            if found.outcome is Outcome.RANKED
        ]
        self._by_missing: dict[int, list[int]] = {}
        for place in self.places:
            self._by_missing.setdefault(assessment.missing[place], []).append(place)
        leaves = assessment.leaves
        self._rows = {
            place: [
                (leaf.numerators[place] or 0) / leaf.curve(place).denominator for leaf in leaves
            ]
            for place in self.places
        }
        self._weighing = assessment.weighing
        self._leaves = {leaf.code: place for place, leaf in enumerate(self._scheme.leaves)}
        self._plans: dict[int, list[tuple[str | None, list[str]]]] = {}
        self._beside = {}
        for place in self.places:
            bonus, deduction = adjusted(self._scheme, assessment.figures, place)
            self._beside[place] = (bonus - deduction) / FINE

    def under(self, weights: Mapping[str, Fraction]) -> dict[int, float]:
        """Return the scores under weights of nodes; who lacks data keeps its gaps."""
        own = {code: float(weight) for code, weight in weights.items()}
        most = FULL + float(self._scheme.bonus_cap)
        found = {}
        for missing, places in self._by_missing.items():
            factors = self._factors(missing, own)
            for place in places:
                score = sum(map(mul, self._rows[place], factors)) + self._beside[place]
                found[place] = round(max(0.0, min(score, most)), _PLACES)
        return found

    def _factors(self, missing: int, own: Mapping[str, float]) -> list[float]:
        """Return the part of the whole of each leaf."""
        factors = [0.0] * len(self._leaves)
        shares: dict[str | None, float] = {None: 1.0}
        for parent, below in self._plan(missing):
            share = shares[parent] / sum([own[code] for code in below])
            for code in below:
                part = share * own[code]
                if code in self._leaves:
                    factors[self._leaves[code]] = part
                else:
                    shares[code] = part
        return factors

    def _plan(self, missing: int) -> list[tuple[str | None, list[str]]]:
        """Return each branch that takes part, from the top down, and what of it does."""
        if missing not in self._plans:
            out = {item.code for item in self._weighing.missing_branches(missing)}
            self._plans[missing] = plan = []
            above: list[str | None] = [None]
            for parent in above:
                below = [item.code for item in self._scheme.children[parent]]
                below = [code for code in below if code not in out]
                plan.append((parent, below))
                above += [code for code in below if code not in self._leaves]
        return self._plans[missing]


def sensitivity(
    assessment: Assessment, ranking: Ranking, *, top: int = 10, draws: int = 500, seed: int = 1
) -> Sensitivity:
    """Return what becomes of a ranking under other weights.

    Args:
        assessment: What was ranked.
        ranking: The ranking under the weights of the scheme.
        top: How many first places are looked at.
        draws: How often all weights are drawn; equal seeds give equal results.
        seed: Where the draws begin.
    """
    scores = _Scores(assessment, ranking)
    own = {item.code: Fraction(item.weight) for item in assessment.scheme.indicators}
    before = scores.under(own)
    names = assessment.figures.entities
    first, ranks = _first(before, top), _mean_ranks(before)
    shifts = []
    for code, change, weights in _changed(assessment, own):
        after = scores.under(weights)
        then = _first(after, top)
        shifts.append(
            Shift(
                code=code,
                name=assessment.scheme.by_code[code].name,
                change=change,
                correlation=_correlation(ranks, _mean_ranks(after)),
                entered=tuple(names[place] for place in sorted(then - first)),
                left=tuple(names[place] for place in sorted(first - then)),
            )
        )
    counts = _counted(scores, own, assessment, top, draws, seed)
    shares = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Sensitivity(
        top=top,
        draws=draws,
        seed=seed,
        shifts=tuple(shifts),
        shares=tuple(
            (names[place], Decimal(count * FULL * 100 // draws).scaleb(-2))
            for place, count in shares
        ),
    )


def _changed(
    assessment: Assessment, own: Mapping[str, Fraction]
) -> Iterator[tuple[str, int, dict[str, Fraction]]]:
    for below in assessment.scheme.children.values():
        whole = sum((own[item.code] for item in below), Fraction(0))
        for item in below if len(below) > 1 else ():
            for change in CHANGES:
                mine = min(own[item.code] * (FULL + change) / FULL, whole)
                others = (whole - mine) / (whole - own[item.code])
                moved = {other.code: own[other.code] * others for other in below}
                yield item.code, change, {**own, **moved, item.code: mine}


def _counted(
    scores: _Scores,
    own: Mapping[str, Fraction],
    assessment: Assessment,
    top: int,
    draws: int,
    seed: int,
) -> dict[int, int]:
    random = Random(seed)  # noqa: S311 - draws that anybody can repeat, no secret
    counts: dict[int, int] = {}
    for _draw in range(draws):
        weights = dict(own)
        for below in assessment.scheme.children.values():
            codes = [item.code for item in below]
            weights.update(_drawn(random, {code: own[code] for code in codes}))
        for place in _first(scores.under(weights), top):
            counts[place] = counts.get(place, 0) + 1
    return counts


def _drawn(random: Random, own: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return weights by Dirichlet's distribution around those of the scheme.

    A whole is cut at random into as many parts as there are; each weight takes its share of them.
    No logarithm is taken, so that every machine draws the same.
    """
    whole = sum(own.values())
    takes = {code: max(1, round(_PARTS * weight / whole)) for code, weight in own.items()}
    cuts = sorted(random.getrandbits(48) for _cut in range(sum(takes.values()) - 1))
    ends = [0, *cuts, 1 << 48]
    found, at = {}, 0
    for code, takes_parts in takes.items():
        found[code] = Fraction(max(1, ends[at + takes_parts] - ends[at]))
        at += takes_parts
    return found


def _first(scores: Mapping[int, float], top: int) -> set[int]:
    """Return who holds the first places; all that are level with the last of them."""
    ordered = sorted(scores.values(), reverse=True)
    if len(ordered) <= top:
        return set(scores)
    least = ordered[top - 1]
    return {place for place, score in scores.items() if score >= least}


def _mean_ranks(scores: Mapping[int, float]) -> dict[int, int]:
    """Return twice the rank of each, those that are level sharing the mean."""
    ordered = sorted(scores.items(), key=itemgetter(1), reverse=True)
    found: dict[int, int] = {}
    begin = 0
    for end in range(1, len(ordered) + 1):
        if end == len(ordered) or ordered[end][1] != ordered[begin][1]:
            for place, _score in ordered[begin:end]:
                found[place] = begin + 1 + end
            begin = end
    return found


def _correlation(before: Mapping[int, int], after: Mapping[int, int]) -> Decimal:
    """Return the correlation of two rankings to four places; 1 where there is nothing to order."""
    count = len(before)
    mean = count + 1
    one, other = _squares(before.values(), mean), _squares(after.values(), mean)
    if not one or not other:
        return Decimal(1)
    both = sum((rank - mean) * (after[place] - mean) for place, rank in before.items())
    return round(Decimal(both) / (Decimal(one) * Decimal(other)).sqrt(), 4)


def _squares(ranks: Iterable[int], mean: int) -> int:
    return sum((rank - mean) ** 2 for rank in ranks)
