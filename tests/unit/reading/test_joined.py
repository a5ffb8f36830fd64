"""A second indicator typed behind the value of the first."""

import pytest

from jiheng.model import Origin, Place, Traced
from jiheng.reading.grammar.joined import several_in_value


def typed(text: str) -> Traced:
    return Traced.part_of(Origin(text, Place(0, len(text))), 0, len(text))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≥12公里；水库除险3座", [("", "≥12公里"), ("水库除险", "3座")]),
        ("≥3公里；建桥≥2座；", [("", "≥3公里"), ("建桥", "≥2座")]),
    ],
)
def test_what_stands_behind_a_value_is_an_indicator_of_its_own(
    value: str, expected: list[tuple[str, str]]
) -> None:
    found = several_in_value(typed(value))

    assert [(name.text, amount.text) for name, amount in found] == expected


@pytest.mark.parametrize(
    "value",
    [
        "≥95%",
        "≥95%；",
        "≥95%；达标",
        "按期完成；无事故",
        "1,234.5万元",
        "≥12公里，3座",
        "≥12公里[养护；检查≥3次]",
    ],
)
def test_a_value_alone_is_left_whole(value: str) -> None:
    assert several_in_value(typed(value)) == []
