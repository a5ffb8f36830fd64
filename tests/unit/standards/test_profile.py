from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.errors import UnknownName
from jiheng.standards.profile import load_profile, profile_names


def test_the_profiles_of_the_nation_the_province_and_the_city_are_known() -> None:
    assert profile_names() == ("guangdong", "guangzhou", "national")


def test_a_city_inherits_the_thresholds_of_the_nation() -> None:
    assert load_profile("guangzhou").threshold("name_max") == Decimal(100)


def test_thresholds_are_exact_decimals() -> None:
    assert load_profile().threshold("amount_tolerance") == Decimal("0.01")


def test_a_city_has_its_own_title() -> None:
    assert load_profile("guangzhou").title.zh == "广州市口径"


def test_an_unknown_profile_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match="Did you mean guangzhou"):
        load_profile("guangzou")


def test_a_path_is_no_name_of_a_profile() -> None:
    with pytest.raises(UnknownName):
        load_profile("../profiles/national")


def test_a_threshold_that_is_not_in_the_data_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_profile().threshold("no_such_threshold")
