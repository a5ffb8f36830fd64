"""SU010: the values of period and year do not speak of the same thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.quantities import find_quantities
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta, not_applicable
from jiheng.rules.cues import dimension, in_yuan
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.language.quantities import Quantity
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="SU010",
    name="period-against-annual",
    title=Bilingual("实施周期值与年度值矛盾", "Period and annual values disagree"),
    family=Family.SUITABILITY,
    severity=Severity.MUST,
    aliases=("R54",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号：中长期目标与年度目标相衔接，年度目标是中长期目标的分解。",
            "财预〔2015〕88号: annual targets are the targets of the period broken down.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "同一指标的实施周期值与年度值计量单位不同，或年度数量大于整个周期的数量。",
            "Period and annual value of one indicator differ in kind, or the "
            "year's amount exceeds the period's.",
        ),
        why=Bilingual(
            "两个值说的不是一回事，必有一个填错。",
            "They do not speak of one thing: one of them is wrong.",
        ),
        bad=Bilingual("按时支付率：实施周期72，年度100%", "paid in time: period 72, annual 100%"),
        good=Bilingual(
            "按时支付率：实施周期100%，年度100%", "paid in time: period 100%, annual 100%"
        ),
        fix=Bilingual(
            "核对后改正；累计数量的年度值不应大于周期值。",
            "Mend the wrong one; a year's amount cannot exceed the period's.",
        ),
    ),
)
_STANDARD = re.compile(r"\s*标[准推椎]")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the two values where each holds one quantity; `标准：` is the form's habit."""
    indicator = subject.indicator
    period, annual = indicator.period_value, indicator.annual_value
    if period is None or annual is None:
        yield not_applicable("没有两个值可比", "there are not two values to compare")
        return
    if period == annual or _STANDARD.match(period):
        return
    before, now = find_quantities(period), subject.quantities
    if len(before) != 1 or len(now) != 1:
        return
    fault = _fault(before[0], now[0])
    if fault is None:
        return
    yield Hit(
        at=subject.at("period_value", before[0].start, before[0].end),
        more=(subject.at("annual_value", now[0].start, now[0].end),),
        message=Bilingual(
            f"“{short(subject.name)}”的实施周期值“{short(period)}”与年度值“"
            f"{short(annual)}”{fault.zh}。",
            f"“{short(subject.name)}”: period “{short(period)}” and annual “"
            f"{short(annual)}” {fault.en}.",
        ),
    )


def _fault(period: Quantity, annual: Quantity) -> Bilingual | None:
    kinds = dimension(period.unit), dimension(annual.unit)
    if period.number != annual.number and kinds.count("percent") == 1:
        other = kinds[0] if kinds[1] == "percent" else kinds[1]
        bare = not (period.unit and annual.unit)
        return _MISMATCH if other is not None or bare else None
    if None in kinds or "percent" in kinds:
        return None
    if (kinds[0] == "money") != (kinds[1] == "money"):
        return _MISMATCH
    if annual.op in {"≤", "<"} or period.op in {"≤", "<"}:
        return None
    return _EXCESS if _exceeds(annual, period) else None


_MISMATCH = Bilingual("计量口径不同，说的不是一回事", "do not measure the same thing")
_EXCESS = Bilingual("矛盾：年度数量大于整个周期的数量", "disagree: the year exceeds the period")


def _exceeds(annual: Quantity, period: Quantity) -> bool:
    if annual.unit == period.unit:
        return annual.number > period.number
    year, whole = in_yuan(annual.number, annual.unit), in_yuan(period.number, period.unit)
    return year is not None and whole is not None and year > whole


RULE = IndicatorRule(META, check)
