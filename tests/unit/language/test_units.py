from __future__ import annotations

import pytest

from jiheng.language.units import UNITS, letters_end, unit_end


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("家企业", "家"),
        ("人次以上", "人次"),
        ("个月", "个月"),
        ("个业务系统", "个"),
        ("万人次", "万人次"),
        ("万户", "万户"),
        ("亿美元", "亿美元"),
        ("亿元人民币", "亿元"),
        ("亿注册量", "亿"),
        ("万多人", "万多人"),
        ("百分点", "百分点"),
        ("千瓦时", "千瓦时"),
        ("次/年", "次/年"),
        ("万元/家", "万元/家"),
        ("人/团", "人/团"),
        ("次/5天", "次"),
        ("大赛道", ""),
        ("年级", ""),
        ("", ""),
    ],
)
def test_the_longest_unit_is_taken(text: str, unit: str) -> None:
    assert text[: unit_end(text, 0)] == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("GB以上", "GB"), ("G网络", ""), ("m²", "m²"), ("MHz", "")]
)
def test_only_known_latin_letters_are_a_unit(text: str, unit: str) -> None:
    assert text[: letters_end(text, 0)] == unit


def test_no_unit_stands_in_the_lexicon_twice() -> None:
    assert len(UNITS) == len(set(UNITS))


def test_every_unit_of_the_lexicon_is_read_whole() -> None:
    assert [unit for unit in UNITS if unit_end(unit, 0) != len(unit)] == []
