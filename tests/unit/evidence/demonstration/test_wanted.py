"""Sound values: they meet the target, not by far."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.evidence.demonstration.making import measure

from jiheng.model import Actual, DeadlineTarget, NumberActual, NumberTarget, RangeTarget, TextTarget
from jiheng.results import Attainment, judge
from jiheng_evidence.demonstration.dice import Dice
from jiheng_evidence.demonstration.wanted import Unmade, sound_day, sound_number
from jiheng_evidence.measures.model import Kind

if TYPE_CHECKING:
    from jiheng.model.target import Operator

DICE = Dice("test")
_ALL: tuple[Operator, ...] = ("≥", ">", "=", "≤", "<")
OPERATORS, FLOORS = st.sampled_from(_ALL), st.sampled_from(_ALL[:3])
FAR = Decimal("1.3")
"""From here on, a target counts as plainly too low."""


@given(op=OPERATORS, number=st.integers(20, 10**6))
def test_a_sound_number_meets_its_target_and_not_by_far(op: Operator, number: int) -> None:
    target = NumberTarget(op=op, number=Decimal(number), unit="家")
    sound = sound_number(measure(Kind.COUNT), target, DICE)
    actual = Actual(value=NumberActual(number=sound, unit="家"))
    assert judge(target, actual).attainment is Attainment.MET
    assert sound <= number * FAR


@given(op=FLOORS, number=st.integers(1, 99))
def test_a_sound_share_meets_its_target_within_a_hundred(op: Operator, number: int) -> None:
    target = NumberTarget(op=op, number=Decimal(number), unit="%")
    assert number < sound_number(measure(Kind.ON_TIME), target, DICE) < 100


def test_a_hundred_per_cent_is_all_of_it() -> None:
    target = NumberTarget(op="=", number=Decimal(100), unit="%")
    assert sound_number(measure(Kind.SHARE), target, DICE) == 100


def test_a_share_that_is_to_be_small_is_small() -> None:
    target = NumberTarget(op="≤", number=Decimal(5), unit="%")
    assert sound_number(measure(Kind.SHARE), target, DICE) < 5


def test_a_number_is_put_into_the_unit_of_the_measure() -> None:
    target = NumberTarget(op="=", number=Decimal(30), unit="万户")
    assert sound_number(measure(Kind.SUM, unit="户"), target, DICE) == 300_000


def test_a_range_is_met_at_its_lower_end() -> None:
    target = RangeTarget(low=Decimal(2), high=Decimal(3), unit="家")
    assert sound_number(measure(Kind.COUNT), target, DICE) == 2


def test_units_that_do_not_measure_the_same_make_no_evidence() -> None:
    target = NumberTarget(op="≥", number=Decimal(3), unit="公里")
    with pytest.raises(Unmade):
        sound_number(measure(Kind.SUM, unit="元"), target, DICE)


@pytest.mark.parametrize("target", [None, TextTarget()])
def test_words_make_no_evidence(target: TextTarget | None) -> None:
    with pytest.raises(Unmade):
        sound_number(measure(Kind.COUNT), target, DICE)


def test_a_sound_day_is_before_the_deadline() -> None:
    day = sound_day(DeadlineTarget(year=2023, month=12, day=None), DICE)
    assert date(2023, 11, 1) < day < date(2023, 12, 31)


def test_a_deadline_of_no_known_year_makes_no_evidence() -> None:
    with pytest.raises(Unmade):
        sound_day(DeadlineTarget(year=None, month=12, day=None), DICE)
