"""Points of indicators that have none yet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.scoring import costs_most, level1_weights, share_out
from jiheng.scoring.score import Score
from jiheng.standards.scoring_standard import load_standard, standard_names


@pytest.mark.parametrize(
    ("levels", "weights"),
    [
        ("产出 效益 满意度", {"产出": 50, "效益": 30, "满意度": 10}),
        ("成本 产出 效益 满意度", {"成本": 20, "产出": 40, "效益": 20, "满意度": 10}),
        ("产出 效益", {"产出": 50, "效益": 40}),
        ("成本 产出 效益", {"成本": 20, "产出": 40, "效益": 30}),
        ("产出", {"产出": 50}),
        ("产出 满意度", {"产出": 50, "满意度": 10}),
    ],
)
def test_levels_weigh_what_the_document_says(levels: str, weights: dict[str, int]) -> None:
    assert level1_weights(frozenset(levels.split()), load_standard()) == weights


@pytest.mark.parametrize("name", standard_names())
def test_a_project_with_all_levels_gets_all_points(name: str) -> None:
    standard = load_standard(name)
    given = share_out(["成本", "产出", "产出", "产出", "效益", "满意度"], standard)
    total = sum((points for points in given if points is not None), Decimal(0))
    assert total + standard.execution_weight == standard.total


def test_what_is_left_over_goes_to_the_first() -> None:
    given = share_out(["产出"] * 3 + ["效益", "满意度"], load_standard())
    assert given[:3] == (Decimal("16.67"), Decimal("16.67"), Decimal("16.66"))


def test_a_level_without_points_gets_none() -> None:
    assert share_out(["产出", "效益", "其他"], load_standard())[2] is None


def test_the_line_that_costs_most_comes_first_and_what_is_not_scored_costs_nothing() -> None:
    lines = [
        ("甲", _score("10", "9")),
        ("乙", _score("10", None)),
        ("丙", _score("10", "10")),
        ("丁", _score("10", "7.5")),
    ]
    assert costs_most(lines) == (("丁", Decimal("2.5")), ("甲", Decimal(1)))


def _score(weight: str, points: str | None) -> Score:
    earned = None if points is None else Decimal(points)
    return Score(weight=Decimal(weight), points=earned, formula="F2", steps=())
