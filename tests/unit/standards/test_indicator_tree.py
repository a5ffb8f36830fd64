"""Codes of printed levels."""

from __future__ import annotations

import pytest

from jiheng.model import Level
from jiheng.standards.indicator_tree import level1_code, level2_code


@pytest.mark.parametrize(
    ("label", "code"),
    [("产出指标", "1"), ("产出指标（50分）", "1"), ("（50分）", None), ("产出指标（50分", None)],
)
def test_points_behind_a_level_are_no_part_of_it(label: str, code: str | None) -> None:
    assert level1_code(Level(label=label, code=None)) == code


def test_points_behind_a_second_level_are_no_part_of_it() -> None:
    assert level2_code(Level(label="数量指标(20分)", code=None)) == "11"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("（1）数量指标", "11"),
        ("①数量", "11"),
        ("2.质量指标（10分）", "12"),
        ("三、时效指标", "13"),
        ("三时效指标", None),
    ],
)
def test_a_number_before_a_level_says_nothing_of_it(label: str, code: str | None) -> None:
    assert level2_code(Level(label=label, code=None)) == code
