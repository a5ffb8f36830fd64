from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from tests.unit.schemes.making import cases, figures, leaf, scheme

from jiheng.errors import UnreadableFile
from jiheng.schemes import Figures, Method, Scheme, rank
from jiheng.schemes.scheme import Condition
from jiheng_evidence.schemes.engine import rank_on_duckdb


@given(cases())
@settings(max_examples=150, deadline=None)
def test_both_engines_give_equal_standings(case: tuple[Scheme, Figures]) -> None:
    of, data = case
    assert rank_on_duckdb(of, data).ranking.standings == rank(of, data).standings


def test_entities_far_apart_need_no_exact_numbers() -> None:
    of = scheme(leaf("A"))
    assert rank_on_duckdb(of, figures(of, {"A": [1, 4, 9]})).settled == 0


def test_ties_are_settled_exactly() -> None:
    of = scheme(leaf("A"))
    run = rank_on_duckdb(of, figures(of, {"A": [1, 4, 4, 9]}))
    assert [found.rank for found in run.ranking.standings] == [4, 2, 2, 1]
    assert run.settled == 2


def test_no_logarithm_of_nought() -> None:
    of = scheme(leaf("A", method=Method.LOGARITHM))
    with pytest.raises(UnreadableFile):
        rank_on_duckdb(of, figures(of, {"A": [-1, 4]}))


def test_a_name_that_looks_like_sql_is_only_a_name() -> None:
    of = scheme(leaf("A'); DROP TABLE figures; --", name='x"; SELECT 1'))
    data = figures(of, {of.leaves[0].head: [1, 2]})
    assert rank_on_duckdb(of, data).ranking.standings == rank(of, data).standings


def test_points_at_the_very_threshold_of_a_condition_are_settled_exactly() -> None:
    """2÷7×100 is 28.571428571…, a little above the bound."""
    parts = [
        leaf(code, weight=Decimal(weight), low=Decimal(0), high=Decimal(7))
        for code, weight in (("A", 30), ("B", 30), ("C", 40))
    ]
    least = Condition(code="K", name="K", on="A", at_least=Decimal("28.57142857"))
    most = Condition(code="L", name="L", on="A", at_most=Decimal("28.57142857"))
    of = scheme(*parts, conditions=(least, most))
    data = figures(of, {"A": [2, 3], "B": [2, 4], "C": [2, 5]})
    run = rank_on_duckdb(of, data)
    assert run.ranking.standings == rank(of, data).standings
    assert [found.vetoes for found in run.ranking.standings] == [("L",), ("L",)]
    assert run.settled == 1
