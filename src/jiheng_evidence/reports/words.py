"""A result in words: its value, what was compared, its name."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import DateActual, NumberActual, ShareActual
from jiheng_evidence.reports.labels import STATES

if TYPE_CHECKING:
    from jiheng_evidence.running.outcome import Result

_DIGITS = 100
_PLACES = Decimal("0.0001")
EARLY = Bilingual(
    "评判日早于该年度，该年度的数据都还没有计入",
    "judged before the fiscal year began: no data of that year counts yet",
)
_UNNAMED = Bilingual("（无名指标）", "(indicator without a name)")


def number_text(number: Decimal) -> str:
    """Return a number without exponent, to four places at most."""
    with localcontext(prec=_DIGITS):
        text = f"{number.quantize(_PLACES, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_text(result: Result) -> str:
    """Return the actual value; a share with both of its parts. Nothing when there is none.

    Of an indicator whose targets are measured one by one, the values in the order of the targets.
    """
    if result.parts and result.actual is not None:
        return "；".join(value_text(part) or "—" for part in result.parts)
    value = None if result.actual is None else result.actual.value
    if isinstance(value, NumberActual):
        return f"{number_text(value.number)}{value.unit}"
    if isinstance(value, ShareActual):
        rate = value.rate()
        parts = f"{number_text(value.numerator)}/{number_text(value.denominator)}"
        return parts if rate is None else f"{number_text(rate)}{value.unit}（{parts}）"
    if isinstance(value, DateActual):
        return value.on.isoformat()
    return ""


def target_text(result: Result) -> str:
    """Return the target as printed."""
    indicator = result.bound.indicator
    return indicator.annual_value or indicator.period_value or ""


def indicator_text(result: Result) -> Bilingual:
    """Return the name of the indicator as printed."""
    name = result.bound.indicator.name
    return Bilingual(name, name) if name else _UNNAMED


def reason_text(result: Result) -> Bilingual:
    """Return why it came out so; of several targets, how many of them came out how."""
    if result.parts:
        return _parts_reason(result)
    if result.failure is not None:
        return result.failure
    if result.verdict is not None:
        return result.verdict.reason
    return Bilingual("没有度量负责这条指标", "no measure belongs to this indicator")


def _parts_reason(result: Result) -> Bilingual:
    counts = Counter(part.state for part in result.parts)
    number = len(result.parts)
    zh = "、".join(f"{STATES[state].zh} {count}" for state, count in counts.items())
    en = ", ".join(f"{STATES[state].en} {count}" for state, count in counts.items())
    return Bilingual(f"{number} 个目标值，{zh}", f"{number} targets: {en}")
