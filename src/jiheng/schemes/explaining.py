"""Why an entity has its score: a tree of steps, what each gave, and what a better value would."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.schemes.assessing import FINE, adjusted
from jiheng.schemes.figures import plain
from jiheng.schemes.ranking import cents, half_up, looked_at, ranked
from jiheng.schemes.reckoning import RAISE, Reckoner, next_points
from jiheng.schemes.scheme import FULL, Direction, Method, Missing, Sign
from jiheng.schemes.spread import merit_of, parts
from jiheng.schemes.wording import clipped, how

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.schemes.assessing import Assessment, Exact
    from jiheng.schemes.reckoning import Lift, Reckoned
    from jiheng.schemes.scheme import Condition, Indicator
    from jiheng.schemes.standing import Ranking


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


class Explanation:
    """Why an entity stands where it does (得分说明): numbers at once, words when they are read."""

    def __init__(self, explainer: Explainer, place: int) -> None:
        self.standing = explainer.ranking.standings[place]
        self._explainer = explainer
        self._place = place
        self._numbers = explainer.reckoner.reckon(place)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The tree, from the top down."""
        return tuple(self._explainer.steps(self._place, self._numbers))

    @cached_property
    def raises(self) -> tuple[Raise, ...]:
        """What raising each leaf would give, the greatest gain first."""
        found = sorted(self._numbers.lifts, key=lambda lift: -lift[1])
        return tuple(self._explainer.raised(self._place, lift) for lift in found)

    @cached_property
    def beside(self) -> tuple[Bilingual, ...]:
        """Bonuses and deductions."""
        return tuple(self._explainer.beside(self._place))

    @cached_property
    def conditions(self) -> tuple[Bilingual, ...]:
        """Conditions and whether they are met."""
        return tuple(self._explainer.conditions(self._place))


class Explainer:
    """Explains entities of one ranking, one at a time or all of them."""

    def __init__(self, assessment: Assessment, ranking: Ranking | None = None) -> None:
        self.assessment = assessment
        self.ranking = ranking or ranked(assessment)
        self.scheme = assessment.scheme
        self.reckoner = Reckoner(assessment, self.ranking)
        self._leaves = {points.leaf.code: points for points in assessment.leaves}
        self._merits = {leaf.code: merit_of(leaf) for leaf in self.scheme.leaves}
        self._tree = tuple(self._nodes(None, 0))

    def _nodes(self, parent: str | None, depth: int) -> Iterator[tuple[Indicator, int]]:
        for item in self.scheme.children.get(parent, ()):
            yield item, depth
            yield from self._nodes(item.code, depth + 1)

    def explain(self, place: int) -> Explanation:
        """Return the explanation of an entity by its place in the data."""
        return Explanation(self, place)

    def steps(self, place: int, numbers: Reckoned) -> Iterator[Step]:
        """Yield the steps of an entity in words and numbers."""
        given = numbers.given
        for item, depth in self._tree:
            share, gift = given.get(item.code, (None, None))
            points = cents(gift[0]) if gift else None
            value, said = self._said(item, place, points)
            yield Step(
                code=item.code,
                name=item.name,
                depth=depth,
                weight=item.weight,
                unit=item.unit,
                share=half_up((share.numerator * FULL, share.denominator)) if share else None,
                value=None if value is None else plain(value),
                points=points,
                contribution=cents(gift[1]) if gift else None,
                how=said,
            )

    def _said(
        self, item: Indicator, place: int, points: Decimal | None
    ) -> tuple[int | None, Bilingual]:
        leaf = self._leaves.get(item.code)
        if leaf is None:
            return None, _TOO_LITTLE if points is None else _GATHERED
        value = self.assessment.figures.columns[item.head][place]
        if value is not None:
            curve = leaf.curve(place)
            found = how(curve, value, self._merits[item.code](value))
            bound = None if points is None else clipped(curve, points)
            return value, _joined(found, bound) if bound else found
        if leaf.policy is Missing.MEDIAN and points is not None:
            return leaf.median(place), _IMPUTED
        return None, _LOWEST if leaf.policy is Missing.LOWEST else _ABSENT[leaf.policy]

    def beside(self, place: int) -> Iterator[Bilingual]:
        """Yield bonuses and deductions of an entity."""
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

    def conditions(self, place: int) -> Iterator[Bilingual]:
        """Yield the conditions, and whether an entity meets them."""
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

    def raised(self, place: int, lift: Lift) -> Raise:
        """Return what raising a leaf of an entity gives, in words and numbers."""
        leaf, gain, score, rank = lift
        points = self.assessment.leaves[leaf]
        now = Fraction(points.numerators[place] or 0, points.curve(place).denominator)
        return Raise(
            code=points.leaf.code,
            name=points.leaf.name,
            to=_to(points.leaf, now),
            gain=cents(gain),
            score=cents(score),
            rank=rank,
        )


def _to(leaf: Indicator, now: Fraction) -> Bilingual:
    if leaf.method is Method.BANDS:
        then, cap = next_points(leaf, now), Fraction(leaf.cap)
        reached = (band for band in leaf.bands if min(Fraction(band.points), cap) == then)
        bound = min(reached, key=lambda band: band.points).bound
        sign = "≤" if leaf.direction is Direction.NEGATIVE else "≥"
        to = f"{sign} {bound} {leaf.unit}".rstrip()
        return Bilingual(f"升一档：{to}", f"the next band: {to}")
    if leaf.method is Method.YES_NO:
        wanted = "否" if leaf.direction is Direction.NEGATIVE else "是"
        return Bilingual(f"改为“{wanted}”", "turned over")
    return Bilingual(f"提高 {RAISE} 分", f"{RAISE} points more")


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
