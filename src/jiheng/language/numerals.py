"""Numbers as printed, in digits or in Chinese characters, to exact decimals and back."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "〇一二三四五六七八九"
CHINESE_NUMERAL = re.compile("[〇零○一二两三四五六七八九十百千万亿]+")

_VALUES = {char: value for value, char in enumerate(DIGITS)} | {"零": 0, "○": 0, "两": 2}
_CAPITALS = str.maketrans("零壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千")
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = (("亿", 10**8), ("万", 10**4))
_PUNCTUATION = str.maketrans({",": None, "，": None, "．": ".", "−": "-", "－": "-"})
_LONGEST_CHINESE = 24
_YEAR_DIGITS = 4


def printed_number(text: str) -> Decimal:
    """Return the number printed in digits of any width, thousands separators left out.

    Raises:
        decimal.InvalidOperation: If the text is not such a number.
    """
    return Decimal(text.translate(_PUNCTUATION))


def chinese_number(text: str) -> Decimal | None:
    """Return the number a Chinese numeral stands for (一万三千 → 13000), None when it is none.

    A plain run of digits is read place by place (二〇二三 → 2023). 半 and 两三 are not guessed at.
    The capital numerals of money are the same numbers (壹万叁仟).
    """
    if len(text) > _LONGEST_CHINESE:
        return None
    whole, point, fraction = text.translate(_CAPITALS).partition("点")
    if point and not fraction:
        return None
    number = _whole(whole)
    if number is None or not point:
        return None if number is None else Decimal(number)
    if any(char not in _VALUES for char in fraction):
        return None
    return Decimal(f"{number}." + "".join(str(_VALUES[char]) for char in fraction))


def _whole(text: str) -> int | None:
    if not text:
        return None
    if all(char in _VALUES for char in text):
        return _place_by_place(text)
    for word, size in _GROUPS:
        high, found, low = text.rpartition(word)
        if found:
            above = _whole(high)
            below = _whole(low.lstrip("零〇")) if low else 0
            return None if above is None or below is None else above * size + below
    return _below_ten_thousand(text)


def _place_by_place(text: str) -> int | None:
    """Read 五 or 二〇二三; 两三 and 三五 are guesses of their writer, not numbers."""
    if 1 < len(text) < _YEAR_DIGITS and "〇" not in text:
        return None
    return int("".join(str(_VALUES[char]) for char in text))


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_power = 0, None, 10**4
    for char in text:
        if char in _POWERS:
            power = _POWERS[char]
            if power >= last_power:
                return None
            total += (1 if digit is None else digit) * power
            digit, last_power = None, power
        elif char in "零〇○":
            if digit is not None:
                return None
        elif char in _VALUES and digit is None:
            digit = _VALUES[char]
        else:
            return None
    return total + (digit or 0)
