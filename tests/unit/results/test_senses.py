from __future__ import annotations

import pytest

from jiheng.results.senses import runs_counter


@pytest.mark.parametrize(
    ("said", "name", "wanted"),
    [
        ("下降8%", "经济增长率", "≥5%"),
        ("较上年减少8%", "就业人数增幅", "≥5%"),
        ("下降8%", None, "≥5%"),
        ("上升8%", "单位能耗下降率", "≥5%"),
    ],
)
def test_a_number_by_which_something_went_the_other_way_runs_counter(
    said: str, name: str | None, wanted: str
) -> None:
    assert runs_counter(said, name, wanted)


@pytest.mark.parametrize(
    ("said", "name", "wanted"),
    [
        ("下降8%", "单位能耗下降率", "≥5%"),
        ("下降8%", "单位能耗降幅", "≥5%"),
        ("减少8吨", "年减排量", "≥5吨"),
        ("下降8%", "投诉", "降低5%"),
        ("缩短至3天", "办理时限", "≤5天"),
        ("增长8%", "经济增长率", "≥5%"),
        ("提升8%", "办件量", "≥5%"),
        ("上升8%", "成本降低、收入提高", "≥5%"),
        ("8%", "单位能耗下降率", "≥5%"),
        (None, "单位能耗下降率", "≥5%"),
    ],
)
def test_a_number_that_goes_as_its_indicator_says_does_not(
    said: str | None, name: str, wanted: str
) -> None:
    assert not runs_counter(said, name, wanted)
