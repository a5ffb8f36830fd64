"""Computed items of an evaluation; the working stands beside each case."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.evaluation import score_rate
from jiheng.results import Obstacle
from jiheng.standards.framework import FrameworkItem, ItemFormula


def _item(formula: ItemFormula | None, weight: str = "10") -> FrameworkItem:
    path = ("过程", "资金管理", "甲")
    return FrameworkItem(path=path, weight=Decimal(weight), points=(), formula=formula)


@pytest.mark.parametrize(
    ("formula", "part", "whole", "points"),
    [
        ("funds-received", "80", "100", "8.00"),  # 80÷100×10
        ("funds-received", "120", "100", "10.00"),  # never above the weight
        ("funds-spent", "75", "90", "8.33"),  # 75÷90×10 = 8.333…
        ("funds-spent", "0", "90", "0.00"),
        ("ratio", "95", "100", "9.50"),
        ("savings", "90", "100", "10.00"),  # 10 % saved
        ("savings", "100", "100", "10.00"),
        ("savings", "130", "100", "7.00"),  # (200-130)÷100×10
        ("savings", "250", "100", "0.00"),
    ],
)
def test_a_rate_earns_its_share(formula: ItemFormula, part: str, whole: str, points: str) -> None:
    score = score_rate(_item(formula), Decimal(part), Decimal(whole))
    assert str(score.points) == points


@pytest.mark.parametrize(
    ("part", "whole", "obstacle"),
    [
        (None, "5", Obstacle.MISSING_DATA),
        ("5", None, Obstacle.MISSING_DATA),
        ("5", "0", Obstacle.ZERO_DENOMINATOR),
        ("-5", "90", Obstacle.DOUBTFUL_DATA),
        ("120", "-3", Obstacle.DOUBTFUL_DATA),
    ],
)
def test_what_is_not_known_or_cannot_be_divided_is_not_scored(
    part: str | None, whole: str | None, obstacle: Obstacle
) -> None:
    numbers = [None if number is None else Decimal(number) for number in (part, whole)]
    score = score_rate(_item("ratio"), *numbers)
    assert (score.points, score.obstacle) == (None, obstacle)


def test_an_item_of_experts_is_not_computed() -> None:
    with pytest.raises(ValueError, match="no formula"):
        score_rate(_item(None), Decimal(1), Decimal(1))


@pytest.mark.parametrize(
    ("part", "why"), [(None, "分子、分母没有填全。"), (Decimal(-1), "分子或分母小于 0。")]
)
def test_why_nothing_is_computed_is_said_of_the_two_numbers(part: Decimal | None, why: str) -> None:
    assert score_rate(_item("ratio"), part, Decimal(5)).steps[0].text.zh == why
