"""Numbers as if by chance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiheng_evidence.demonstration.dice import Dice


def test_the_same_seed_gives_the_same_numbers_in_every_version() -> None:
    dice = Dice("seed")
    assert [dice.below(100) for _ in range(20)] == [
        *(23, 70, 82, 39, 11, 41, 57, 87, 88, 74),
        *(59, 88, 83, 73, 89, 22, 3, 54, 70, 41),
    ]


def test_another_seed_gives_other_numbers() -> None:
    one, other = Dice("one"), Dice("other")
    assert [one.below(10**6) for _ in range(5)] != [other.below(10**6) for _ in range(5)]


@given(low=st.integers(-50, 50), width=st.integers(0, 50), seed=st.text())
def test_a_number_lies_between_its_ends(low: int, width: int, seed: str) -> None:
    assert low <= Dice(seed).between(low, low + width) <= low + width


@given(count=st.integers(0, 60), seed=st.text())
def test_shuffling_loses_nothing(count: int, seed: str) -> None:
    assert sorted(Dice(seed).shuffled(count)) == list(range(count))


@given(total=st.integers(0, 10**12), parts=st.integers(1, 60), seed=st.text())
def test_parts_add_up_to_the_total(total: int, parts: int, seed: str) -> None:
    shares = Dice(seed).split(total, parts)
    assert (sum(shares), len(shares)) == (total, parts)
