"""Stored values ↔ actual values of the core, and how pages and forms print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Actual,
    DateActual,
    Evidence,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    SeveralTargets,
    ShareActual,
    is_measurable,
)
from jiheng.results import Circumstances, parse_actual
from jiheng.results.failing import is_failure
from jiheng.results.words import plain
from jiheng_evidence.surveys.satisfaction import MINIMUM_SAMPLE
from jiheng_web.results.asked import PARTING, several
from jiheng_web.results.content import SURVEY, Proof, Reached

if TYPE_CHECKING:
    from jiheng.model import ActualValue, Indicator

GRADES = {
    Grade.ACHIEVED: Bilingual("达成", "achieved"),
    Grade.PARTLY: Bilingual("部分达成", "achieved in part"),
    Grade.NOT_ACHIEVED: Bilingual("未达成", "not achieved"),
}
"""Words that forms print of indicators in words, and that read back."""

_BELOW_NOUGHT = Bilingual(
    "完成值为负数，指标值不是负数，请核对，如 12 而不是 -12。",
    "The value is negative and its target is not: look at it again (12, not -12).",
)


_BEYOND_WHOLE = Bilingual(
    "满意度不可能超过 100%，请核对，如 95% 而不是 195%。",
    "No satisfaction is beyond 100%: look at it again (95%, not 195%).",
)
_WHOLE = Decimal(100)


def actual_of(indicator: Indicator, reached: Reached, year: int) -> Actual | None:
    """Return the value of the core; None when nothing, or nothing sure, is said."""
    value = _value(indicator, reached, year)
    if value is None:
        return None
    evidence = tuple(
        Evidence(source=one.name, sha256=one.sha256 or None, query=one.query or None, rows=one.rows)
        for one in reached.proofs
    )
    days = [date.fromisoformat(one.as_of) for one in reached.proofs if one.as_of]
    return Actual(
        value=value, as_of=min(days, default=None), sample=reached.sample, evidence=evidence
    )


def _value(indicator: Indicator, reached: Reached, year: int) -> ActualValue | None:
    if reached.numerator is not None and reached.denominator is not None:
        return ShareActual(
            numerator=reached.numerator, denominator=reached.denominator, unit=reached.unit or "%"
        )
    target, wanted = indicator.target, indicator.annual_value or indicator.period_value
    if in_words(indicator) and is_failure(reached.text, wanted):
        return GradeActual(grade=Grade.NOT_ACHIEVED, words=reached.text)
    if isinstance(target, SeveralTargets):
        found = several(reached.text, target, year)
        if found is not None:
            return found
    return parse_actual(
        reached.text,
        target,
        unit=indicator.unit or "",
        wanted=wanted,
        year=year,
    )


def circumstances_of(reached: Reached, year: int) -> Circumstances:
    """Return in which circumstances a value is judged: of a survey, by how many who answered."""
    least = MINIMUM_SAMPLE if reached.source == SURVEY else 0
    return Circumstances(fiscal_year=year, minimum_sample=least)


def too_few(reached: Reached) -> Bilingual:
    """Return that a survey is too small for a verdict, and what to do."""
    count, least = reached.sample, MINIMUM_SAMPLE
    return Bilingual(
        f"样本过少：有效答卷 {count} 份，少于 {least} 份且不是全员调查，不作判断。"
        "请补充调查，或填写有佐证的完成值。",
        f"The sample is too small for a verdict: {count} answers, fewer than {least} and not"
        " everybody. Ask more people, or give a value with its evidence.",
    )


def is_understood(indicator: Indicator, reached: Reached, year: int) -> bool:
    """Return whether what was typed says a value; nothing typed is understood."""
    return not reached.text.strip() or _value(indicator, reached, year) is not None


def impossible(indicator: Indicator, actual: Actual | None) -> Bilingual | None:
    """Return why a value cannot be: negative where its target is not, or beyond all who answer."""
    value = actual.value if actual else None
    target = indicator.target
    asked = target.number if isinstance(target, NumberTarget) else 0
    if isinstance(value, NumberActual) and value.number < 0 <= asked:
        return _BELOW_NOUGHT
    share = value.number if isinstance(value, NumberActual) else None
    if isinstance(value, ShareActual):
        share = value.rate()
    in_percent = isinstance(value, NumberActual | ShareActual) and value.unit == "%"
    of_people = "满意" in (indicator.name or "")
    return _BEYOND_WHOLE if of_people and in_percent and share and share > _WHOLE else None


def in_words(indicator: Indicator) -> bool:
    """Return whether a person has to judge the indicator: its target is no number and no day."""
    return not is_measurable(indicator.target)


def from_actual(actual: Actual, source: str) -> Reached:
    """Return how an actual value of evidence is stored."""
    value = actual.value
    parts = {}
    if isinstance(value, ShareActual):
        parts = {"numerator": value.numerator, "denominator": value.denominator}
    proofs = tuple(
        Proof(
            name=one.source,
            sha256=one.sha256 or "",
            query=one.query or "",
            rows=one.rows,
            as_of=actual.as_of.isoformat() if actual.as_of else "",
        )
        for one in actual.evidence
    )
    unit = value.unit if isinstance(value, ShareActual) else ""
    return Reached(
        text=printed(value),
        **parts,
        unit=unit,
        sample=actual.sample,
        source=source,
        proofs=proofs,
    )


def printed(value: ActualValue | None) -> str:
    """Return a value as forms print it; shares with two decimals."""
    if isinstance(value, ShareActual):
        rate = value.rate()
        return "" if rate is None else f"{plain(round(rate, 2))}{value.unit}"
    if isinstance(value, NumberActual):
        return f"{plain(value.number)}{value.unit}"
    if isinstance(value, DateActual):
        return f"{value.on.year}年{value.on.month}月{value.on.day}日"
    if isinstance(value, GradeActual):
        return GRADES[value.grade].zh
    parts = value.parts if value is not None else ()
    return PARTING.join(printed(part) for part in parts)
