from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from tests.unit.schemes.making import cases, figures, leaf, scheme

from jiheng.schemes import Direction, Figures, Indicator, Method, Missing, Scheme, Ties
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.explaining import Explainer, Explanation
from jiheng.schemes.ranking import half_up
from jiheng.schemes.reckoning import next_points
from jiheng.schemes.scheme import Adjustment, Band, Condition, Sign
from jiheng.schemes.standing import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

_CENT = Decimal("0.01")
_PLAIN = {"low": Decimal(0), "high": Decimal(100)}


def _explained(of: Scheme, data: Figures, place: int = 0) -> Explanation:
    return Explainer(Assessment(of, data)).explain(place)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_contributions_add_up_to_the_score_before_bonuses(case: tuple[Scheme, Figures]) -> None:
    of, data = case
    explainer = Explainer(Assessment(of, data))
    for place in range(len(data.entities)):
        found = explainer.explain(place)
        points = explainer.assessment.points(place)
        if points is None:
            assert not found.raises
            continue
        leaves = {leaf.code for leaf in of.leaves}
        total = sum(step.contribution or 0 for step in found.steps if step.code in leaves)
        exact = Decimal(points[0]) / Decimal(points[1])
        assert abs(total - exact) <= _CENT * len(leaves)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_numbers_are_those_of_exact_fractions(case: tuple[Scheme, Figures]) -> None:
    of, data = case
    assessment = Assessment(of, data)
    explainer = Explainer(assessment)
    for place in range(len(data.entities)):
        found = explainer.explain(place)
        weights = assessment.weighing.leaves(assessment.missing[place]) or {}
        steps = {step.code: step for step in found.steps}
        for number, leaf_ in enumerate(of.leaves):
            share = weights.get(number)
            points = assessment.points(place, leaf_.code)
            step = steps[leaf_.code]
            if not share or points is None:
                assert (step.share, step.points, step.contribution) == (None, None, None)
                continue
            exact = [share * 100, Fraction(*points), Fraction(*points) * share]
            assert [step.share, step.points, step.contribution] == [_rounded(one) for one in exact]
        lifts = {item.code: (item.gain, item.score, item.rank) for item in found.raises}
        assert lifts == dict(_lifts(explainer, place, weights))


def _lifts(
    explainer: Explainer, place: int, weights: dict[int, Fraction]
) -> Iterator[tuple[str, tuple[Decimal, Decimal, int | None]]]:
    """Yield gain, score and rank of each raise, all by fractions."""
    of, assessment = explainer.scheme, explainer.assessment
    standings = explainer.ranking.standings
    ranked = [
        Fraction(*total)
        for standing, total in zip(standings, assessment.totals, strict=True)
        if standing.outcome is Outcome.RANKED and total
    ]
    others = ranked if of.ties is Ties.SHARED else set(ranked)
    total = assessment.totals[place]
    for number, share in weights.items():
        item = of.leaves[number]
        now = Fraction(*(assessment.points(place, item.code) or (0, 1)))
        then = next_points(item, now)
        if total is None or then <= now:
            continue
        bonus = Fraction(of.bonus_cap) if of.adjustments else 0
        gain = min((then - now) * share, 100 + bonus - Fraction(*total))
        reached = Fraction(*total) + gain
        above = sum(other > reached for other in others)
        rank = None if standings[place].rank is None else above + 1
        yield item.code, (_rounded(gain), _rounded(reached), rank)


def _rounded(points: Fraction) -> Decimal:
    return half_up((points.numerator, points.denominator))


def test_steps_say_words_and_numbers() -> None:
    of = scheme(
        Indicator(code="A", name="甲", weight=Decimal(100)),
        leaf("A1", parent="A", weight=Decimal(60)),
        leaf("A2", parent="A", weight=Decimal(40)),
    )
    found = _explained(of, figures(of, {"A1": [12, 3, 20], "A2": [None, 1, 2]}))
    top, first, second = found.steps
    assert (top.points, top.share, top.depth) == (Decimal("52.94"), Decimal(100), 0)
    assert first.how.zh == "极差标准化：(12 − 3) ÷ (20 − 3) × 100"
    assert (first.value, first.contribution) == (Decimal(12), Decimal("52.94"))
    assert (second.points, second.share, second.value) == (None, None, None)
    assert second.how.zh == "缺失，权重分给同级指标"


def test_every_way_to_stand_in_is_said() -> None:
    of = scheme(
        leaf("A", weight=Decimal(50)),
        leaf("B", weight=Decimal(20), missing=Missing.LOWEST),
        leaf("C", weight=Decimal(20), missing=Missing.MEDIAN),
        leaf("D", weight=Decimal(10), missing=Missing.REFUSE),
    )
    columns: dict[str, list[object]] = {"A": [1, 2], "B": [None, 2], "C": [None, 3], "D": [None, 4]}
    said = [step.how.zh for step in _explained(of, figures(of, columns)).steps[1:]]
    assert [words.split("，")[1][:2] for words in said] == ["按规", "以同", "不予"]


def test_the_next_band_tells_what_it_would_give() -> None:
    """50 now; ≥20 gives 100: half the weight, 25 points more, and the first rank."""
    bands = (
        Band(bound=Decimal(10), points=Decimal(50)),
        Band(bound=Decimal(20), points=Decimal(100)),
    )
    of = scheme(
        leaf("A", weight=Decimal(50), method=Method.BANDS, bands=bands),
        leaf("B", weight=Decimal(50), **_PLAIN),
    )
    found = _explained(of, figures(of, {"A": [10, 10], "B": [40, 60]}))
    best = found.raises[0]
    assert (best.code, best.to.zh, best.gain) == ("A", "升一档：≥ 20", Decimal(25))
    assert (found.standing.rank, best.score, best.rank) == (2, Decimal(70), 1)


def test_what_is_best_already_cannot_be_raised() -> None:
    bands = (Band(bound=Decimal(0), points=Decimal(100)),)
    of = scheme(
        leaf(
            "A", weight=Decimal(50), method=Method.BANDS, direction=Direction.NEGATIVE, bands=bands
        ),
        leaf("B", weight=Decimal(50), method=Method.YES_NO, direction=Direction.NEGATIVE),
    )
    assert _explained(of, figures(of, {"A": [0], "B": [0]})).raises == ()


def test_turning_over_a_no_is_the_raise_of_yes_or_no() -> None:
    of = scheme(leaf("A", method=Method.YES_NO), ties=Ties.DENSE)
    found = _explained(of, figures(of, {"A": [0, 1, 1]})).raises[0]
    assert (found.gain, found.rank) == (Decimal(100), 1)


def test_bonuses_and_conditions_are_told() -> None:
    of = scheme(
        leaf("A", **_PLAIN),
        adjustments=(
            Adjustment(
                code="P", name="荣誉", column="p", sign=Sign.BONUS, each=Decimal(2), cap=Decimal(5)
            ),
            Adjustment(
                code="M",
                name="处罚",
                column="m",
                sign=Sign.DEDUCTION,
                each=Decimal(1),
                cap=Decimal(5),
            ),
        ),
        bonus_cap=Decimal(5),
        conditions=(
            Condition(code="V", name="事故", column="v", at_most=Decimal(0)),
            Condition(code="W", name="得分", on="A", at_least=Decimal(10), at_most=Decimal(90)),
            Condition(code="X", name="未知", column="x", at_most=Decimal(0)),
        ),
    )
    data = figures(of, {"A": [50], "p": [2], "m": [None], "v": [1], "x": [None]})
    found = _explained(of, data)
    assert [line.zh for line in found.beside] == [
        "荣誉：2 × 2（≤ 5）= +4.00",
        "处罚：未提供，不计",
        "加扣分合计（限额后）：+4.00 −0.00",
    ]
    assert [line.zh for line in found.conditions] == [
        "事故（≤ 0）：1，不满足",
        "得分（≥ 10 ≤ 90）：50.00，满足",
        "未知（≤ 0）：—，无法判断",
    ]


def test_floor_and_cap_are_told_where_they_decide() -> None:
    of = scheme(leaf("A", floor=Decimal(40), cap=Decimal(90)))
    said = [_explained(of, figures(of, {"A": [1, 9]}), place).steps[0].how.zh for place in (0, 1)]
    assert [words.split("；")[1] for words in said] == ["最低 40 分", "最高 90 分"]
