"""Numbers written in Chinese and dates looked for, to hold against what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.language.dates import date_at, date_form_end
from jiheng.language.numerals import DIGITS

if TYPE_CHECKING:
    from jiheng.language.dates import PrintedDate


def chinese_numeral(number: int) -> str:
    """Write a whole number from 0 to 9999 in Chinese (120 → 一百二十)."""
    parts: list[str] = []
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            parts.append(DIGITS[digit] + word)
        elif parts and parts[-1] != "零":
            parts.append("零")
    text = "".join(parts).rstrip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def dates_in(text: str) -> list[PrintedDate]:
    """Return the dates of a text, in order."""
    found: list[PrintedDate] = []
    at = 0
    while at < len(text):
        date = date_at(text, at) if text[at].isdigit() or text[at] in "本当次明今" else None
        if date is not None:
            found.append(date)
            at = date.end
        else:
            at = date_form_end(text, at) or at + 1
    return found
