"""SU001: a value that cannot be reached, or cannot be missed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.quantities import find_quantities
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import containing, dimension, ending, what_is_measured
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.language.quantities import Quantity
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="SU001",
    name="impossible-or-trivial-value",
    title=Bilingual("指标值不可能达到或必然达到", "Impossible or trivial value"),
    family=Family.SUITABILITY,
    severity=Severity.MUST,
    aliases=("R23",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“合理可行”要求；财预〔2021〕101号：指标值既不可"
            "随意降低，也不可高不可攀。",
            "“Reasonable and feasible” in 财预〔2015〕88号; 财预〔2021〕101号"
            ": values neither lax nor out of reach.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "指标值在数学上不可能（小于0次、合格率0%、覆盖率超过100%），或不"
            "做也能达到（≥0、比率≤100%）。",
            "The value cannot be (fewer than 0, a pass rate of 0%, coverage "
            "above 100%) or cannot be missed (≥0, a rate ≤100%).",
        ),
        why=Bilingual(
            "这样的指标值无法考核，多为漏字或符号错误。",
            "It judges nothing; mostly a character is missing or a sign is wrong.",
        ),
        bad=Bilingual("违法违规行为<0次；竣工验收合格率0%", "violations <0; acceptance rate 0%"),
        good=Bilingual("违法违规行为0次；竣工验收合格率100%", "violations 0; acceptance rate 100%"),
        fix=Bilingual(
            "核对原意后改正数字或符号。", "Check what was meant and mend the number or the sign."
        ),
    ),
)
_ALL = 100
_IDLE_NOUGHT = re.compile(r"(?<!\d)00")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Judge each quantity of the annual value, and of the period value where it differs."""
    yield from _judge(subject, subject.value_field, subject.value, subject.quantities)
    period = subject.indicator.period_value
    if period is None or subject.value_field == "period_value":
        return
    if period.rstrip("。；;") != subject.value.rstrip("。；;"):
        yield from _judge(subject, "period_value", period, find_quantities(period))


def _judge(
    subject: IndicatorSubject, field: str, text: str, quantities: tuple[Quantity, ...]
) -> Iterator[Outcome]:
    for quantity in quantities:
        if quantity.number not in {0, _ALL} and quantity.number < _ALL:
            continue
        if _IDLE_NOUGHT.search(text, quantity.start, quantity.end):
            continue  # a lost digit, which LE015 reports
        fault = _fault(subject, text, quantity)
        if fault is None:
            continue
        label = "实施周期指标值" if field == "period_value" else "年度指标值"
        place = subject.at(field, quantity.start, quantity.end)
        yield Hit(
            at=place,
            cause=f"{subject.folded_name}|{field}|{place.excerpt}",
            message=Bilingual(
                f"“{short(subject.name)}”的{label}“{place.excerpt}”{fault.zh}。",
                f"The value “{place.excerpt}” of “{short(subject.name)}” {fault.en}.",
            ),
        )


def _fault(subject: IndicatorSubject, text: str, quantity: Quantity) -> Bilingual | None:
    words = what_is_measured(subject, text, quantity)
    lexicon = subject.profile.lexicon
    if containing(lexicon("change_measures")).search(words):
        return None
    is_percent = dimension(quantity.unit) == "percent"
    is_share = is_percent and ending(lexicon("positive_rates")).search(words) is not None
    if quantity.number == 0:
        is_rate = is_share or (is_percent and ending(lexicon("completion_rates")).search(words))
        return _fault_of_nought(quantity, is_rate=bool(is_rate))
    return _fault_of_share(quantity) if is_share else None


def _fault_of_nought(quantity: Quantity, *, is_rate: bool) -> Bilingual | None:
    if quantity.op == "<":
        return Bilingual("小于零，不可能达到", "is below nought and cannot be reached")
    if quantity.op == "≥":
        return Bilingual("不做也能达到", "is met by doing nothing")
    if is_rate and quantity.op != ">":
        return Bilingual(
            "为零，与越高越好的比率不符，疑漏数字",
            "is nought for a rate that should be high; a digit may be missing",
        )
    return None


def _fault_of_share(quantity: Quantity) -> Bilingual | None:
    if quantity.number > _ALL or quantity.op == ">":
        return Bilingual("超过100%，不可能达到", "is above 100% and cannot be reached")
    if quantity.op == "≤":
        return Bilingual("必然达到，没有约束", "cannot be missed")
    return None


RULE = IndicatorRule(META, check)
