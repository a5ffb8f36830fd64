"""Changes to what was typed that are safe: they alter how it is written, never what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jiheng.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng_web.editor.sheet import Sheet

_NARROW = str.maketrans("０１２３４５６７８９％．＋－＞＜＝≧≦", "0123456789%.+-><=≥≤")
_SIGNS = ((">=", "≥"), ("<=", "≤"), ("=>", "≥"), ("=<", "≤"))
_DECIMAL_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_NUMBER_GAP = re.compile(r"(?<=[≥≤<>=])[ \u3000]+(?=\d)|(?<=\d)[ \u3000]+(?=%)")
_ENDS = "。；;，,、 \u3000\n\t"
_VALUES = ("sign", "period_value", "annual_value", "unit", "weight")
_WORDS = ("level1", "level2", "name")


class Fix(NamedTuple):
    """A safe change of one cell."""

    place: str
    before: str
    after: str
    why: Bilingual


_HOW = Bilingual(
    "统一书写：半角数字和符号、去掉末尾标点", "tidy digits, signs and last punctuation"
)


def fixes(sheet: Sheet) -> Iterator[Fix]:
    """Yield what may be changed by one click."""
    for index, row in enumerate(sheet.rows):
        for name in (*_WORDS, *_VALUES):
            before = row[name]
            after = tidied(before, value=name in _VALUES)
            if after != before and after:
                yield Fix(f"indicators.{index}.{name}", before, after, _HOW)
    for place, before in sheet.fields.items():
        if place.startswith(("funding.", "lines.")):
            after = tidied(before, value=True)
            if after != before and after:
                yield Fix(place, before, after, _HOW)


def tidied(text: str, *, value: bool) -> str:
    """Return a text written the usual way.

    Args:
        value: Whether it is a number with its sign and unit; of names only the ends are touched.
    """
    text = text.strip(" \u3000\n\t").rstrip(_ENDS)
    if not value:
        return text
    text = _DECIMAL_COMMA.sub(",", text.translate(_NARROW))
    for before, after in _SIGNS:
        text = text.replace(before, after)
    return _NUMBER_GAP.sub("", text)
