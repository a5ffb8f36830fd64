"""Units are converted exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jiheng.results import convert


@pytest.mark.parametrize(
    ("number", "unit", "into", "result"),
    [
        ("3", "万元", "元", "30000"),
        ("1.5", "亿元", "万元", "15000"),
        ("12", "千元", "万元", "1.2"),
        ("2", "万人次", "人次", "20000"),
        ("3", "", "%", "3"),
        ("3", "%", "", "3"),
        ("5", "‰", "%", "0.5"),
        ("36", "小时", "天", "1.5"),
        ("90", "分钟", "小时", "1.5"),
        ("2", "年", "个月", "24"),
        ("7", "自然日", "天", "7"),
        ("3", "公里", "米", "3000"),
        ("2", "公顷", "平方米", "20000"),
        ("3", "吨", "公斤", "3000"),
        ("550", "元/人", "万元/人", "0.055"),
        ("3", "元／人", "元/（人）", "3"),
        ("2", "十万户", "万户", "20"),
        ("9", "百分比", "%", "9"),
        ("29000", "kWh", "万kWh", "2.9"),
        ("29000", "kW·h", "万千瓦时", "2.9"),
        ("3", "万t", "吨", "30000"),
        ("35", "µg/m³", "微克/立方米", "35"),
        ("1", "mg/L", "毫克/升", "1"),
        ("500", "t/d", "吨/天", "500"),
        ("50", "dB（A）", "dB(A)", "50"),
        ("2", "起/10万人", "起/10万人", "2"),
    ],
)
def test_a_number_is_put_into_another_unit(number: str, unit: str, into: str, result: str) -> None:
    assert convert(Decimal(number), unit, into) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "into"),
    [
        ("人", "人次"),
        ("天", "工作日"),
        ("%", "百分点"),
        ("月", "天"),
        ("元/人", "元/户"),
        ("元", "元/人"),
        ("亩", "平方米"),
        ("起/10万人", "起/万人"),
        ("dB", "dB(A)"),
    ],
)
def test_what_no_exact_factor_joins_is_not_converted(unit: str, into: str) -> None:
    assert convert(Decimal(1), unit, into) is None
