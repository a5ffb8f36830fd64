from __future__ import annotations

from decimal import Decimal

import pytest
from tests.unit.schemes.making import figures, leaf, scheme

from jiheng.errors import UnreadableFile
from jiheng.schemes import Method, figures_of, rank

_SCHEME = scheme(leaf("A"))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1,234.5", "1234.5"),
        ("是", "1"),
        ("否", "0"),
        (True, "1"),
        (0.1, "0.1"),
        ("85%", "85"),
        (" 3 ", "3"),
        ("-0.00000001", "-0.00000001"),
    ],
)
def test_values_are_taken_exactly(said: object, value: str) -> None:
    assert figures(_SCHEME, {"A": [said]}).value("A", 0) == Decimal(value)


@pytest.mark.parametrize("said", [None, "", "—", "暂无", "N/A"])
def test_what_stands_for_nothing_is_missing(said: object) -> None:
    assert figures(_SCHEME, {"A": [said]}).value("A", 0) is None


@pytest.mark.parametrize("said", ["约三成", "1e99", "nan", "1.123456789", [1]])
def test_what_is_no_number_is_refused_with_its_place(said: object) -> None:
    with pytest.raises(UnreadableFile) as raised:
        figures(_SCHEME, {"A": [said]})
    assert "“a”的“A”" in raised.value.reason.zh


@pytest.mark.parametrize("names", [["x", "x"], [""], [None]])
def test_entities_have_names_of_their_own(names: list[str | None]) -> None:
    with pytest.raises(UnreadableFile):
        figures_of(_SCHEME, [{"企业": name, "A": 1} for name in names])


def test_no_logarithm_of_nought_or_less() -> None:
    of = scheme(leaf("A", method=Method.LOGARITHM))
    with pytest.raises(UnreadableFile):
        rank(of, figures(of, {"A": [-1]}))
