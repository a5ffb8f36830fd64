from __future__ import annotations

import pytest

from jiheng.model import Origin, Place, Run, Traced
from jiheng.reading.layouts.words.level_labels import is_level, is_part_of_level, split_levels


def _traced(text: str) -> Traced:
    origin = Origin(text, Place(page=1, start=0, end=len(text)))
    return Traced.of(text, (Run(len(text), origin, 0, len(text)),))


@pytest.mark.parametrize(
    ("text", "level", "found"),
    [
        ("产出指标", 1, True),
        ("产出", 1, True),
        ("数量指标", 1, False),
        ("数量指标", 2, True),
        ("成本指标", 1, False),
        ("成本指标", 2, False),
        ("满意度指标", 1, False),
        ("水厂改造", 1, False),
    ],
)
def test_a_label_is_of_a_level_when_it_is_of_that_level_alone(
    text: str, level: int, *, found: bool
) -> None:
    assert is_level(text, level) is found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("效益", "指标", True),
        ("可持续", "影响指标", True),
        ("服务对象", "满意度指标", True),
        ("产出指标", "数量指标", False),
        ("", "效益指标", False),
        ("产出", "改造水厂", False),
    ],
)
def test_halves_of_a_label_are_told_from_two_labels(
    before: str, after: str, *, found: bool
) -> None:
    assert is_part_of_level(before, after) is found


@pytest.mark.parametrize("sign", ["", "-", "—", "/", "、"])
def test_levels_joined_to_a_name_are_parted(sign: str) -> None:
    text = _traced(f"产出指标{sign}数量指标{sign}改造座数")
    assert [part.text for part in split_levels(text)] == ["产出指标", "数量指标", "改造座数"]


def test_a_part_cut_from_joined_levels_knows_its_place() -> None:
    *_, name = split_levels(_traced("产出指标-数量指标-改造座数"))
    assert [(place.start, place.end) for place in name.span()] == [(10, 14)]


def test_a_name_without_levels_is_left_whole() -> None:
    assert [part.text for part in split_levels(_traced("改造座数"))] == ["", "", "改造座数"]
