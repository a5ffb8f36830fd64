from __future__ import annotations

import pytest

from jiheng.language.wording import bigrams, folded, similarity


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


def test_a_single_character_is_its_own_bigram() -> None:
    assert bigrams("数") == {"数"}


def test_nothing_has_no_bigrams() -> None:
    assert bigrams("") == frozenset()


def test_the_same_wording_is_wholly_alike() -> None:
    assert similarity("培训人数", "培训人数指标") == 1.0


def test_wordings_that_share_nothing_are_not_alike() -> None:
    assert similarity("培训人数", "资金支付") == 0.0


def test_a_shared_half_lies_between() -> None:
    assert 0.0 < similarity("培训人数", "培训场次") < 1.0


def test_two_empty_wordings_are_alike() -> None:
    assert similarity("", "。") == 1.0
