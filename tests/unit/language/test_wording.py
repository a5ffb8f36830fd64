from __future__ import annotations

import pytest

from jiheng.language.wording import folded, says_nothing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＧＤＰ 增速", "gdp增速"),
        ("（一）满意度", "一满意度"),
        ("质量指标", "质量"),
        ("培训 人数：", "培训人数"),
        ("⼯业", "工业"),
    ],
)
def test_width_case_spaces_punctuation_and_a_final_word_are_levelled(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_the_word_indicator_inside_a_name_stays() -> None:
    assert folded("指标完成率") == "指标完成率"


@pytest.mark.parametrize("text", ["", "—", "——", "/", "-", "*", "无", "无。", "不适用", "不涉及"])
def test_signs_and_words_of_nothing_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["无投诉", "不适用率", "0", "≥0", "无障碍"])
def test_what_holds_more_than_a_word_of_nothing_says_something(text: str) -> None:
    assert not says_nothing(text)
