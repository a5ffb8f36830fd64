"""What is asked of an indicator, part by part, and what to type where a value is unclear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    DateActual,
    DeadlineTarget,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
)
from jiheng.results import parse_actual
from jiheng.results.words import plain
from jiheng.writing.loss_words import said
from jiheng_web.results.numbers import quoted

if TYPE_CHECKING:
    from jiheng.model import ActualValue, Indicator, Target

PARTING = "；"
"""Between the values of one cell that asks for several."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several targets in a cell.

    Attributes:
        wanted: The target in words.
        text: What was typed of it.
    """

    wanted: Bilingual
    text: str


def parts_of(indicator: Indicator, text: str) -> tuple[Part, ...]:
    """Return the targets of a cell that asks for several, with what was typed of each."""
    target = indicator.target
    if not isinstance(target, SeveralTargets):
        return ()
    typed = _parted(text, target)
    if typed is None:
        whole = parse_actual(text, target)
        known = isinstance(whole, SeveralActuals)
        typed = _numbers(whole) if known else [text, *[""] * (len(target.parts) - 1)]
    pairs = zip(target.parts, typed, strict=True)
    return tuple(Part(said(wanted), one) for wanted, one in pairs)


def joined(texts: list[str]) -> str:
    """Return what was typed of several targets as one text; empty where nothing was."""
    kept = [text.replace(PARTING, "，") for text in texts]
    return PARTING.join(kept) if any(kept) else ""


def several(text: str, target: SeveralTargets, year: int) -> SeveralActuals | None:
    """Return what was reached of each of several targets; None unless all of it is understood."""
    typed = _parted(text, target)
    if typed is None:
        return None
    pairs = zip(target.parts, typed, strict=True)
    values: list[NumberActual | DateActual | None] = []
    for wanted, one in pairs:
        value = parse_actual(one, wanted, year=year)
        if one and not isinstance(value, NumberActual | DateActual):
            return None
        values.append(value if isinstance(value, NumberActual | DateActual) else None)
    return SeveralActuals(parts=tuple(values)) if any(typed) else None


def unclear(indicator: Indicator, text: str) -> Bilingual:
    """Return that a value cannot be compared with its target: what was typed, what is wanted."""
    typed = quoted(text)
    wanted = indicator.annual_value or indicator.period_value or ""
    asked = _wanted(indicator.target)
    return Bilingual(
        f"“{typed}”不能与指标值“{wanted}”比较：请填写{asked.zh}。",
        f"“{typed}” cannot be compared with “{wanted}”: type {asked.en}.",
    )


def _parted(text: str, target: SeveralTargets) -> list[str] | None:
    typed = [one.strip() for one in text.split(PARTING)]
    if not any(typed):
        return [""] * len(target.parts)
    return typed if len(typed) == len(target.parts) else None


def _numbers(value: ActualValue | None) -> list[str]:
    parts = value.parts if isinstance(value, SeveralActuals) else ()
    return [f"{plain(one.number)}{one.unit}" for one in parts if isinstance(one, NumberActual)]


def _wanted(target: Target | None) -> Bilingual:
    match target:
        case NumberTarget(number=number, unit=unit):
            return _number(f"{plain(number)}{unit}")
        case RangeTarget(low=low, unit=unit):
            return _number(f"{plain(low)}{unit}")
        case DeadlineTarget():
            return Bilingual("日期，如 2026年7月31日", "a day, such as 2026年7月31日")
        case SeveralTargets():
            return Bilingual(
                "每一项的完成值，只写数字和单位，如 12个",
                "a value for each target, digits and unit only, such as 12个",
            )
        case _:
            return Bilingual("达成、部分达成或未达成", "达成, 部分达成 or 未达成")


def _number(example: str) -> Bilingual:
    return Bilingual(
        f"一个数，用阿拉伯数字，如 {example}", f"one number in digits, such as {example}"
    )
