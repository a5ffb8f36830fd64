"""Why an entity has its score: a tree of steps, what each gave, and what a better value would."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.schemes.assessing import FINE, Assessment, adjusted
from jiheng.schemes.figures import plain
from jiheng.schemes.ranking import half_up, looked_at, ranked
from jiheng.schemes.scheme import FULL, Direction, Method, Missing, Sign, Ties
from jiheng.schemes.spread import merit_of, parts
from jiheng.schemes.standing import Outcome
from jiheng.schemes.wording import clipped, how

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.schemes.assessing import Exact
    from jiheng.schemes.scheme import Condition, Indicator
    from jiheng.schemes.standing import Ranking, Standing

_FORECAST = 10**30

RAISE = 10
"""Points by which a leaf without bands is raised to see what that gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One node of the tree of an entity.

    Attributes:
        depth: 0 at the top.
        weight: As the scheme says.
        share: Its part of the whole, after weights of what is missing were given to others, in
            per cent; None where it takes no part.
        value: As given, or as imputed.
        points: From 0 to 100, rounded half up; None where it takes no part.
        contribution: Points times share, rounded by itself: a sum of roundings may differ.
        how: How the value became points, or what stands for it.
    """

    code: str
    name: str
    depth: int
    weight: Decimal
    unit: str
    share: Decimal | None
    value: Decimal | None
    points: Decimal | None
    contribution: Decimal | None
    how: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """What raising one leaf would give, everybody else staying as they are.

    Attributes:
        to: The value of the next band, or so many points more.
        gain: Points of the whole.
        rank: Rank then; None where there is none now.
    """

    code: str
    name: str
    to: Bilingual
    gain: Decimal
    score: Decimal
    rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an entity stands where it does (得分说明)."""

    standing: Standing
    steps: tuple[Step, ...]
    beside: tuple[Bilingual, ...]
    conditions: tuple[Bilingual, ...]
    raises: tuple[Raise, ...]


class Explainer:
    """Explains entities of one ranking, one at a time or all of them."""

    def __init__(self, assessment: Assessment, ranking: Ranking | None = None) -> None:
        self.assessment = assessment
        self.ranking = ranking or ranked(assessment)
        self.scheme = assessment.scheme
        self._leaves = {points.leaf.code: points for points in assessment.leaves}
        self._merits = {leaf.code: merit_of(leaf) for leaf in self.scheme.leaves}
        self._tree = tuple(self._nodes(None, 0))

    def _nodes(self, parent: str | None, depth: int) -> Iterator[tuple[Indicator, int]]:
        for item in self.scheme.children.get(parent, ()):
            yield item, depth
            yield from self._nodes(item.code, depth + 1)

    def explain(self, place: int) -> Explanation:
        """Return the explanation of an entity by its place in the data."""
        return Explanation(
            standing=self.ranking.standings[place],
            steps=self.steps(place),
            beside=tuple(self._beside(place)),
            conditions=tuple(self._conditions(place)),
            raises=tuple(sorted(self._raises(place), key=lambda found: -found.gain)),
        )

    def steps(self, place: int) -> tuple[Step, ...]:
        """Return the tree of an entity, from the top down."""
        missing = self.assessment.missing[place]
        shares = self._shares(missing)
        return tuple(self._step(item, depth, place, shares) for item, depth in self._tree)

    def _shares(self, missing: int) -> dict[str, Fraction]:
        """Return the part of the whole of every node that takes part."""
        weighing, whole = self.assessment.weighing, self.assessment.weighing.leaves(missing)
        known = self._shares_known.get(missing)
        if known is None:
            known = self._shares_known[missing] = {}
            for item, _depth in self._tree:
                below = weighing.leaves(missing, item.code)
                if below and whole and (found := sum(whole.get(leaf, 0) for leaf in below)):
                    known[item.code] = Fraction(found)
        return known

    @cached_property
    def _shares_known(self) -> dict[int, dict[str, Fraction]]:
        return {}

    def _step(self, item: Indicator, depth: int, place: int, shares: dict[str, Fraction]) -> Step:
        share = shares.get(item.code)
        points = self._points(item, place) if share else None
        value, said = self._said(item, place, points)
        contribution = None
        if share and points:
            number, over = points
            contribution = half_up((number * share.numerator, over * share.denominator))
        return Step(
            code=item.code,
            name=item.name,
            depth=depth,
            weight=item.weight,
            unit=item.unit,
            share=half_up((share.numerator * FULL, share.denominator)) if share else None,
            value=None if value is None else plain(value),
            points=half_up(points) if points else None,
            contribution=contribution,
            how=said,
        )

    def _points(self, item: Indicator, place: int) -> Exact | None:
        leaf = self._leaves.get(item.code)
        if leaf is None:
            return self.assessment.points(place, item.code)
        return leaf.numerators[place] or 0, leaf.curve(place).denominator

    def _said(
        self, item: Indicator, place: int, points: Exact | None
    ) -> tuple[int | None, Bilingual]:
        leaf = self._leaves.get(item.code)
        if leaf is None:
            return None, _GATHERED if points else _TOO_LITTLE
        value = self.assessment.figures.columns[item.head][place]
        if value is not None:
            curve = leaf.curve(place)
            found = how(curve, value, self._merits[item.code](value))
            bound = clipped(curve, half_up(points)) if points else None
            return value, _joined(found, bound) if bound else found
        if leaf.policy is Missing.MEDIAN and points:
            return leaf.median(place), _IMPUTED
        return None, _LOWEST if leaf.policy is Missing.LOWEST else _ABSENT[leaf.policy]

    def _beside(self, place: int) -> Iterator[Bilingual]:
        for item in self.scheme.adjustments:
            value = self.assessment.figures.columns[item.column][place]
            sign = "+" if item.sign is Sign.BONUS else "−"
            if value is None:
                yield Bilingual(
                    f"{item.name}：未提供，不计", f"{item.name}: not given, not counted"
                )
                continue
            earned = max(0, value * (parts(item.each) or 0))
            points = half_up((min(earned, int(item.cap * FINE)), FINE))
            line = f"{plain(value):f} × {item.each}（≤ {item.cap}）= {sign}{points}"
            yield Bilingual(f"{item.name}：{line}", f"{item.name}: {line}")
        if self.scheme.adjustments:
            bonus, deduction = adjusted(self.scheme, self.assessment.figures, place)
            line = f"+{half_up((bonus, FINE))} −{half_up((deduction, FINE))}"
            yield Bilingual(f"加扣分合计（限额后）：{line}", f"beside the tree, after caps: {line}")

    def _conditions(self, place: int) -> Iterator[Bilingual]:
        held = self.ranking.standings[place]
        for item in self.scheme.conditions:
            said = looked_at(item, self.assessment, place)
            found = "—" if said is None else str(half_up(said)) if item.on else _value(said)
            asked = _asked(item)
            unmet = item.code in {*held.vetoes, *held.limits}
            zh = "无法判断" if said is None else "不满足" if unmet else "满足"
            en = "cannot be judged" if said is None else "not met" if unmet else "met"
            yield Bilingual(
                f"{item.name}（{asked}）：{found}，{zh}", f"{item.name} ({asked}): {found}, {en}"
            )

    def _raises(self, place: int) -> Iterator[Raise]:
        total = self.assessment.total(place)
        missing = self.assessment.missing[place]
        weights = self.assessment.weighing.leaves(missing)
        if total is None or weights is None:
            return
        whole = Fraction(*total)
        most = FULL + Fraction(self.scheme.bonus_cap) if self.scheme.adjustments else FULL
        for leaf, share in weights.items():
            points = self.assessment.leaves[leaf]
            numerator = points.numerators[place] or 0
            now = Fraction(numerator, points.curve(place).denominator)
            to, then = self._raised(points.leaf, now)
            if then <= now:
                continue
            gain = min((then - now) * share, most - whole)
            reached = _exact(whole + gain)
            yield Raise(
                code=points.leaf.code,
                name=points.leaf.name,
                to=to,
                gain=half_up(_exact(gain)),
                score=half_up(reached),
                rank=self._rank_at(reached, place),
            )

    def _raised(self, leaf: Indicator, now: Fraction) -> tuple[Bilingual, Fraction]:
        cap = Fraction(leaf.cap)
        if leaf.method is Method.BANDS:
            better = sorted(
                (band for band in leaf.bands if now < min(Fraction(band.points), cap)),
                key=lambda band: band.points,
            )
            if not better:
                return Bilingual("", ""), now
            sign = "≤" if leaf.direction is Direction.NEGATIVE else "≥"
            to = f"{sign} {better[0].bound} {leaf.unit}".rstrip()
            return Bilingual(f"升一档：{to}", f"the next band: {to}"), min(
                Fraction(better[0].points), cap
            )
        if leaf.method is Method.YES_NO:
            wanted = "否" if leaf.direction is Direction.NEGATIVE else "是"
            return Bilingual(f"改为“{wanted}”", "turned over"), cap
        return Bilingual(f"提高 {RAISE} 分", f"{RAISE} points more"), min(now + RAISE, cap)

    @cached_property
    def _sorted(self) -> list[int]:
        """The totals of all that are ranked; each once where ties take no places."""
        totals = [
            total
            for place, found in enumerate(self.ranking.standings)
            if found.outcome is Outcome.RANKED and (total := self.assessment.total(place))
        ]
        shared = self.scheme.ties is Ties.SHARED
        scaled = [_scaled(total) for total in totals]
        return sorted(scaled) if shared else sorted(set(scaled))

    def _rank_at(self, reached: Exact, place: int) -> int | None:
        if self.ranking.standings[place].rank is None:
            return None
        return len(self._sorted) - bisect_right(self._sorted, _scaled(reached)) + 1


def _scaled(points: Exact) -> int:
    """Return points as a whole number, exact enough for a forecast."""
    return points[0] * _FORECAST // points[1]


def _exact(number: Fraction | int) -> Exact:
    return number.numerator, number.denominator


def _value(said: Exact) -> str:
    return f"{plain(said[0]):f}"


def _asked(item: Condition) -> str:
    least = "" if item.at_least is None else f"≥ {item.at_least}"
    most = "" if item.at_most is None else f"≤ {item.at_most}"
    return " ".join(filter(None, (least, most)))


def _joined(one: Bilingual, other: Bilingual) -> Bilingual:
    return Bilingual(f"{one.zh}；{other.zh}", f"{one.en}; {other.en}")


_GATHERED = Bilingual("下级得分按权重加权平均", "weighted mean of what stands below")
_TOO_LITTLE = Bilingual("资料不足，不参与计算", "too little data, takes no part")
_IMPUTED = Bilingual("缺失，以同组中位数代替（估算）", "missing; the median of the group is put in")
_LOWEST = Bilingual("缺失，按规定计最低分", "missing; given the least points by rule")
_ABSENT = {
    Missing.REWEIGHT: Bilingual(
        "缺失，权重分给同级指标", "missing; its weight goes to its siblings"
    ),
    Missing.MEDIAN: Bilingual("缺失，同组也无数据", "missing, and in the whole group"),
    Missing.REFUSE: Bilingual("缺失，不予评价", "missing; there is no score without it"),
}
