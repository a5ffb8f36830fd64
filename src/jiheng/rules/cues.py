"""What wordings and units tell about an indicator: its kind, its direction, its dimension."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jiheng.language.quantities import Quantity
    from jiheng.rules.subjects import IndicatorSubject

Dimension = Literal["money", "percent", "people", "firms", "things", "events", "documents"]

_YUAN = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿元": Decimal(100_000_000),
}
_DIMENSIONS: dict[str, Dimension] = {
    **dict.fromkeys(_YUAN, "money"),
    **dict.fromkeys(("%", "％", "‰", "百分比", "个百分点"), "percent"),
    **dict.fromkeys(("人", "名", "位", "人次", "人数", "户"), "people"),
    **dict.fromkeys(("家", "家次"), "firms"),
    **dict.fromkeys(("个", "项", "所", "间"), "things"),
    **dict.fromkeys(("次", "场", "场次", "期", "届", "班", "班次"), "events"),
    **dict.fromkeys(("份", "篇", "本", "册", "部"), "documents"),
}
_MULTIPLIERS = "十百千万亿"
_REACH = 40
_HABIT = re.compile(r"\s*标[准推椎]")
_UNIT_NOTE = re.compile(r"[（(][^（）()]{1,6}[）)]$")


@lru_cache(maxsize=512)
def containing(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, the longest first."""
    return re.compile(_alternatives(words))


@lru_cache(maxsize=512)
def ending(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words at the end of a text."""
    return re.compile(f"(?:{_alternatives(words)})$")


def _alternatives(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)) or r"(?!)"


@lru_cache(maxsize=4096)
def measure(name: str) -> str:
    """Return a name without the unit printed behind it in brackets: 产值（亿元） → 产值."""
    return _UNIT_NOTE.sub("", name.strip()).strip("、，。：; ")


@lru_cache(maxsize=1024)
def dimension(unit: str) -> Dimension | None:
    """Return what a unit counts; None for units that are unknown, compound or missing."""
    return _DIMENSIONS.get(unit) or _DIMENSIONS.get(unit.lstrip(_MULTIPLIERS))


def in_yuan(number: Decimal, unit: str | None) -> Decimal | None:
    """Convert an amount to 元; None when the unit is not one of Chinese money."""
    factor = _YUAN.get(unit or "")
    return None if factor is None else number * factor


def plain(number: Decimal) -> str:
    """Return a number as people write it: no exponent, no idle zeros behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def what_is_measured(subject: IndicatorSubject, text: str, quantity: Quantity) -> str:
    """Return the words a quantity belongs to: those before it in the value, else the name."""
    before = text[max(0, quantity.start - _REACH) : quantity.start].rstrip("：:=＝为达至 ")
    words = re.split(r"[，,。；;（(]", before)[-1]
    return words if len(words) > 1 and not _HABIT.fullmatch(words) else measure(subject.name)
