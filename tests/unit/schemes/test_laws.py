from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.schemes.making import cases, leaves

from jiheng.schemes import Direction, Figures, Indicator, Method, Missing, Outcome, Scheme, rank
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.figures import UNIT
from jiheng.schemes.normalizing import curve_of
from jiheng.schemes.spread import Spread, merit_of

if TYPE_CHECKING:
    from random import Random

_MANY = settings(max_examples=60, deadline=None)
Case = tuple[Scheme, Figures]


@given(cases())
@_MANY
def test_scores_are_bounded(case: Case) -> None:
    scheme, figures = case
    most = 100 + scheme.bonus_cap
    for standing in rank(scheme, figures).standings:
        assert standing.score is None or 0 <= standing.score <= most


@given(cases(), st.randoms(use_true_random=False))
@_MANY
def test_permuted_entities_stand_where_they_stood(case: Case, random: Random) -> None:
    scheme, figures = case
    order = list(range(len(figures.entities)))
    random.shuffle(order)
    before = {found.entity: found for found in rank(scheme, figures).standings}
    after = {found.entity: found for found in rank(scheme, figures.permuted(order)).standings}
    assert after == before


@given(cases())
@_MANY
def test_permuted_indicators_give_the_same_scores(case: Case) -> None:
    scheme, figures = case
    turned = replace(scheme, indicators=scheme.indicators[::-1])
    one, other = rank(scheme, figures).standings, rank(turned, figures).standings
    assert [(x.score, x.rank, x.grade) for x in one] == [(x.score, x.rank, x.grade) for x in other]


@given(cases(), st.sampled_from([Decimal("0.1"), Decimal(3), Decimal(7)]))
@_MANY
def test_scaled_weights_give_the_same_scores(case: Case, scale: Decimal) -> None:
    scheme, figures = case
    scaled = replace(
        scheme,
        siblings=Decimal(100) * scale,
        indicators=tuple(replace(item, weight=item.weight * scale) for item in scheme.indicators),
    )
    assert rank(scaled, figures).standings == rank(scheme, figures).standings


@given(leaves("L", 100, None), st.lists(st.integers(0, 12), min_size=1, max_size=8))
@_MANY
def test_points_never_fall_as_a_value_gets_better(leaf: Indicator, values: list[int]) -> None:
    merit = merit_of(leaf)
    curve = curve_of(leaf, Spread(sorted(merit(value * UNIT) for value in values)))
    merits = sorted(merit(value * UNIT) for value in range(14))
    points = [curve.of(found) for found in merits]
    assert points == sorted(points)
    assert points[0] >= 0
    assert points[-1] <= 100 * curve.denominator


@given(cases(), st.data())
@_MANY
def test_a_score_never_falls_as_a_value_within_the_ends_gets_better(
    case: Case, data: st.DataObject
) -> None:
    scheme, figures = case
    leaf = data.draw(st.sampled_from(scheme.leaves))
    place = data.draw(st.integers(0, len(figures.entities) - 1))
    value = figures.columns[leaf.head][place]
    if value is None or leaf.direction is Direction.MODERATE or leaf.method == Method.Z_SCORE:
        return
    step = UNIT if leaf.direction is Direction.POSITIVE else -UNIT
    column = list(figures.columns[leaf.head])
    if leaf.method is Method.LOGARITHM and value + step < 0:
        return
    column[place] = value + step
    better = replace(figures, columns={**figures.columns, leaf.head: column})
    before, after = Assessment(scheme, figures), Assessment(scheme, better)
    one, other = before.points(place), after.points(place)
    if one and other:
        assert other[0] * one[1] >= one[0] * other[1]


@given(cases())
@_MANY
def test_a_missing_value_is_not_nought(case: Case) -> None:
    """Nought in its place is another value: what was left out takes part, what was lowest may."""
    scheme, figures = case
    for place, standing in enumerate(rank(scheme, figures).standings):
        gone = [leaf for leaf in scheme.leaves if figures.columns[leaf.head][place] is None]
        named = standing.gaps
        told = (*named.left_out, *named.lowest, *named.imputed, *named.refused)
        assert sorted(told) == sorted(leaf.code for leaf in gone)
        if named.refused:
            assert standing.score is None
            assert standing.outcome is not Outcome.RANKED


@given(cases())
@_MANY
def test_equal_scores_share_a_rank_and_better_ones_stand_before(case: Case) -> None:
    scheme, figures = case
    ordered = [found for found in rank(scheme, figures).in_order() if found.rank is not None]
    scores = [found.score for found in ordered]
    assert all(one >= other for one, other in pairwise(scores) if one and other)
    assert not ordered or ordered[0].rank == 1


@given(cases())
@_MANY
def test_who_lacks_everything_has_no_score(case: Case) -> None:
    scheme, figures = case
    scheme = replace(
        scheme,
        missing=Missing.REWEIGHT,
        indicators=tuple(replace(item, missing=None) for item in scheme.indicators),
    )
    gone = {head: [None, *column[1:]] for head, column in figures.columns.items()}
    found = rank(scheme, replace(figures, columns=gone)).standings[0]
    assert (found.score, found.rank) == (None, None)
