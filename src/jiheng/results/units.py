"""Numbers put from one printed unit into another, exactly or not at all."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MULTIPLIERS = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100, "十": 10}
_SAME = {
    "％": "%", "﹪": "%", "百分比": "%", "个百分点": "百分点",
    "名": "人", "个月": "月", "个小时": "小时", "个季度": "季度", "个年度": "年", "年度": "年",
    "自然日": "天", "个自然日": "天", "日": "天", "个工作日": "工作日", "秒钟": "秒",
    "h": "小时", "min": "分钟", "s": "秒", "d": "天", "公斤": "千克", "kg": "千克", "KG": "千克",
    "t": "吨", "g": "克", "mg": "毫克",
    "平米": "平方米", "平方": "平方米", "㎡": "平方米", "m²": "平方米", "m2": "平方米",
    "立方": "立方米", "m³": "立方米", "m3": "立方米", "km": "公里", "KM": "公里", "千米": "公里",
    "m": "米", "延米": "米", "平方千米": "平方公里", "km2": "平方公里", "km²": "平方公里",
    "μg": "微克", "µg": "微克", "ug": "微克", "L": "升", "ml": "毫升", "mL": "毫升", "dB": "分贝",
    "dB（A）": "dB(A)", "kW·h": "千瓦时", "kW": "千瓦", "KW": "千瓦", "MW": "兆瓦",
    "度": "千瓦时", "kWh": "千瓦时", "KWh": "千瓦时", "kwh": "千瓦时",
}  # fmt: skip
_SCALES: Mapping[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(scale))
    for base, scales in {
        "%": {"%": "1", "‰": "0.1"},
        "秒": {"秒": "1", "分钟": "60", "小时": "3600", "天": "86400", "周": "604800"},
        "月": {"月": "1", "季度": "3", "年": "12"},
        "米": {"毫米": "0.001", "厘米": "0.01", "米": "1", "公里": "1000"},
        "平方米": {"平方米": "1", "公顷": "10000", "平方公里": "1000000"},
        "克": {"微克": "0.000001", "毫克": "0.001", "克": "1", "千克": "1000", "吨": "1000000"},
        "升": {"毫升": "0.001", "升": "1", "立方米": "1000"},
        "千瓦时": {"千瓦时": "1", "兆瓦时": "1000"},
        "千瓦": {"千瓦": "1", "兆瓦": "1000"},
    }.items()
    for unit, scale in scales.items()
}
_PREFIX = re.compile(r"[万亿千百十]+")
_WHOLE_UNITS = frozenset(_SCALES) | frozenset(_SAME)
_SLASHES = str.maketrans("／（）", "/()")


def convert(number: Decimal, unit: str, into: str) -> Decimal | None:
    """Return a number in another unit; None when the units do not measure the same.

    A unit that is not said (the empty string) is taken for the other one. Multipliers are part of
    a unit: 万元 into 元, 万人次 into 人次. What no exact factor joins (天 and 工作日, 人 and 人次)
    is not converted.
    """
    if unit == into or not unit or not into:
        return number
    (base, scale), (base_into, scale_into) = _measure(unit), _measure(into)
    if base != base_into:
        return None
    return number * scale / scale_into


@cache
def _measure(unit: str) -> tuple[str, Decimal]:
    """Return what a unit counts in the end, and how many of it the unit is."""
    counted, slash, per = unit.translate(_SLASHES).partition("/")
    base, scale = _plain(counted)
    if not slash:
        return base, scale
    per = per.strip("()")
    return f"{base}/{_SAME.get(per, per)}", scale


def _plain(unit: str) -> tuple[str, Decimal]:
    if unit in _WHOLE_UNITS:
        return _scaled(unit)
    prefix = _PREFIX.match(unit)
    if prefix is None:
        return _scaled(unit)
    ends = (end for end in range(1, prefix.end()) if unit[end:] in _WHOLE_UNITS)
    end = next(ends, prefix.end())  # 万千瓦时 counts 千瓦时
    base, scale = _scaled(unit[end:])
    for multiplier in unit[:end]:
        scale *= _MULTIPLIERS[multiplier]
    return base, scale


def _scaled(unit: str) -> tuple[str, Decimal]:
    same = _SAME.get(unit, unit)
    return _SCALES.get(same, (same, Decimal(1)))
