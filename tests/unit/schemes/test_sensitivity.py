from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from tests.unit.schemes.making import cases, figures, leaf, scheme

from jiheng.schemes import Figures, Scheme, rank
from jiheng.schemes.assessing import Assessment
from jiheng.schemes.sensitivity import Sensitivity, sensitivity

_PLAIN = {"low": Decimal(0), "high": Decimal(100)}


def _shaken(of: Scheme, data: Figures, seed: int = 1, top: int = 1) -> Sensitivity:
    assessment = Assessment(of, data)
    return sensitivity(assessment, rank(of, data), top=top, draws=40, seed=seed)


def _two(a: list[object], b: list[object]) -> tuple[Scheme, Figures]:
    of = scheme(leaf("A", weight=Decimal(50), **_PLAIN), leaf("B", weight=Decimal(50), **_PLAIN))
    return of, figures(of, {"A": a, "B": b})


def test_a_small_lead_turns_with_the_weights() -> None:
    """a: 80, 40 → 60; b: 42, 80 → 61. With A at 55 and B at 45: 62 and 59.1, so a leads."""
    of, data = _two([80, 42], [40, 80])
    found = {(shift.code, shift.change): shift for shift in _shaken(of, data).shifts}
    assert found["A", 10].entered == ("a",)
    assert found["A", 10].left == ("b",)
    assert found["A", 10].correlation == Decimal(-1)
    assert found["A", -10].entered == ()
    assert found["A", -10].correlation == Decimal(1)


def test_who_leads_everywhere_leads_in_every_draw() -> None:
    of, data = _two([80, 20, 10], [70, 30, 40])
    assert _shaken(of, data).shares == (("a", Decimal(100)),)


def test_equal_seeds_draw_equally_and_others_differ() -> None:
    of, data = _two([80, 42], [40, 80])
    assert _shaken(of, data, 7) == _shaken(of, data, 7)
    assert _shaken(of, data, 7).shares != _shaken(of, data, 8).shares


def test_nothing_to_order_correlates_fully() -> None:
    of, data = _two([5, 5], [5, 5])
    assert {shift.correlation for shift in _shaken(of, data).shifts} == {Decimal(1)}


@given(cases())
@settings(max_examples=30, deadline=None)
def test_shares_are_per_cent_of_those_that_are_ranked(case: tuple[Scheme, Figures]) -> None:
    of, data = case
    ranked = {found.entity for found in rank(of, data).standings if found.rank is not None}
    shares = dict(_shaken(of, data, top=2).shares)
    assert set(shares) <= ranked
    assert all(0 < share <= 100 for share in shares.values())
    assert not ranked or sum(shares.values()) >= 100
