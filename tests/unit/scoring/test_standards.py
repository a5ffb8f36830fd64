"""Scoring standards are found by name, and a wrong name is told from the known ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.errors import UnknownName
from jiheng.scoring import formulas
from jiheng.standards.scoring_standard import load_standard


def test_an_unknown_standard_is_refused_with_the_near_ones() -> None:
    with pytest.raises(UnknownName, match="national"):
        load_standard("nationall")


def test_a_standard_inherits_what_it_does_not_state() -> None:
    assert load_standard("banded-execution").grades == load_standard("national").grades


@pytest.mark.parametrize("wanted", [0, -1])
def test_a_floor_of_nought_is_never_divided_by(wanted: int) -> None:
    with pytest.raises(ValueError, match="nought"):
        formulas.at_least(Decimal(10), Decimal(wanted), Decimal(1))


@pytest.mark.parametrize("wanted", [0, -1])
def test_exceeding_nought_has_no_degree(wanted: int) -> None:
    with pytest.raises(ValueError, match="nought"):
        formulas.over_achieved(
            Decimal(10),
            Decimal(wanted),
            Decimal(1),
            Decimal("0.3"),
        )
