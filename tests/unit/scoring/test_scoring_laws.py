"""Laws of scoring: bounded, monotone, free of order, and missing is never nought."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from jiheng.model import (
    Actual,
    NumberActual,
    NumberTarget,
    Operator,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
    ShareActual,
)
from jiheng.results import judge
from jiheng.results.verdict import Attainment
from jiheng.scoring import add_up, score_execution, score_indicator
from jiheng.standards.scoring_standard import ScoringStandard, load_standard

if TYPE_CHECKING:
    from random import Random

_NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=2, allow_nan=False)
_POSITIVE = st.decimals(min_value="0.01", max_value=10_000, places=2, allow_nan=False)
_WEIGHTS = st.decimals(min_value=1, max_value=50, places=1, allow_nan=False)
_OPERATORS: st.SearchStrategy[Operator] = st.sampled_from(("≥", ">", "=", "≤", "<"))
_STANDARD = load_standard()
_DEDUCTING = load_standard("over-achievement-deducted")
_STANDARDS = st.sampled_from((_STANDARD, _DEDUCTING))


def _target(op: Operator, number: Decimal) -> NumberTarget:
    return NumberTarget(op=op, number=number, unit="%")


def _actual(number: Decimal) -> Actual:
    return Actual(value=NumberActual(number=number, unit="%"))


@given(_OPERATORS, _NUMBERS, _NUMBERS, _WEIGHTS, _STANDARDS)
def test_points_are_none_or_between_nought_and_the_weight(
    op: Operator, wanted: Decimal, number: Decimal, weight: Decimal, standard: ScoringStandard
) -> None:
    score = score_indicator(_target(op, wanted), _actual(number), weight, standard)
    assert score.points is None or 0 <= score.points <= weight


@given(_OPERATORS, _NUMBERS, _NUMBERS, _NUMBERS, _WEIGHTS)
def test_coming_nearer_never_costs_points(
    op: Operator, wanted: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    target = _target(op, wanted)
    falling = op in ("≤", "<") or (op == "=" and wanted == 0)
    worse, better = sorted((one, other), reverse=falling)
    points = [
        score_indicator(target, _actual(n), weight, _STANDARD).points for n in (worse, better)
    ]
    assume(points[0] is not None and points[1] is not None)
    assert points[0] is not None
    assert points[1] is not None
    assert points[0] <= points[1]


@given(_OPERATORS, _NUMBERS, _NUMBERS, _WEIGHTS)
def test_what_is_met_earns_all_points(
    op: Operator, wanted: Decimal, number: Decimal, weight: Decimal
) -> None:
    target, actual = _target(op, wanted), _actual(number)
    assume(judge(target, actual).attainment is Attainment.MET)
    assert score_indicator(target, actual, weight, _STANDARD).points == weight


@given(_OPERATORS, _NUMBERS, _NUMBERS, _WEIGHTS)
def test_a_verdict_and_points_are_there_together(
    op: Operator, wanted: Decimal, number: Decimal, weight: Decimal
) -> None:
    target, actual = _target(op, wanted), _actual(number)
    score = score_indicator(target, actual, weight, _STANDARD)
    assert judge(target, actual).judged == (score.points is not None)


@given(_OPERATORS, _NUMBERS, _WEIGHTS)
def test_a_missing_value_is_not_scored_and_is_not_nought(
    op: Operator, wanted: Decimal, weight: Decimal
) -> None:
    assert score_indicator(_target(op, wanted), None, weight, _STANDARD).points is None


@given(_NUMBERS, _NUMBERS, _WEIGHTS)
def test_nothing_is_divided_by_nought(part: Decimal, wanted: Decimal, weight: Decimal) -> None:
    share = Actual(value=ShareActual(numerator=part, denominator=Decimal(0)))
    assert score_indicator(_target("≥", wanted), share, weight, _STANDARD).points is None


@given(_NUMBERS, _POSITIVE, _NUMBERS, _WEIGHTS)
def test_points_for_a_range_are_bounded(
    low: Decimal, width: Decimal, number: Decimal, weight: Decimal
) -> None:
    target = RangeTarget(low=low, high=low + width, unit="%")
    score = score_indicator(target, _actual(number), weight, _STANDARD)
    assert score.points is not None
    assert 0 <= score.points <= weight


@given(st.lists(st.tuples(_POSITIVE, _NUMBERS), min_size=2, max_size=5), _WEIGHTS, st.randoms())
def test_the_parts_of_a_list_may_come_in_any_order(
    pairs: list[tuple[Decimal, Decimal]], weight: Decimal, random: Random
) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert _list_points(pairs, weight) == _list_points(shuffled, weight)


def _list_points(pairs: list[tuple[Decimal, Decimal]], weight: Decimal) -> Decimal | None:
    target = SeveralTargets(parts=tuple(_target("≥", wanted) for wanted, _ in pairs))
    parts = tuple(NumberActual(number=number, unit="%") for _, number in pairs)
    actual = Actual(value=SeveralActuals(parts=parts))
    return score_indicator(target, actual, weight, _STANDARD).points


@given(_NUMBERS, _NUMBERS)
def test_execution_earns_between_nought_and_ten(executed: Decimal, budget: Decimal) -> None:
    for name in ("national", "banded-execution"):
        points = score_execution(executed, budget, load_standard(name)).points
        assert points is not None
        assert 0 <= points <= 10


@given(st.lists(st.tuples(_OPERATORS, _NUMBERS, _NUMBERS, _WEIGHTS), max_size=12), st.randoms())
def test_indicators_permuted_have_the_same_total(
    lines: list[tuple[Operator, Decimal, Decimal, Decimal]], random: Random
) -> None:
    scores = [
        score_indicator(_target(op, wanted), _actual(number), weight, _STANDARD)
        for op, wanted, number, weight in lines
    ]
    shuffled = list(scores)
    random.shuffle(shuffled)
    one, other = add_up(scores, _STANDARD), add_up(shuffled, _STANDARD)
    assert replace(one, steps=()) == replace(other, steps=())


@given(_POSITIVE, _NUMBERS)
def test_a_share_and_its_rate_earn_the_same(wanted: Decimal, part: Decimal) -> None:
    share = Actual(value=ShareActual(numerator=part, denominator=Decimal(100)))
    target = _target("≥", wanted)
    assert (
        score_indicator(target, share, Decimal(10), _STANDARD).points
        == score_indicator(target, _actual(part), Decimal(10), _STANDARD).points
    )
