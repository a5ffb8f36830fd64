"""What the year end will bring if things go on as they did: linear, or the latest value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Actual, NumberActual
from jiheng.monitoring.progress import YearPart, usual_accumulation, year_part
from jiheng.results import Accumulation, Circumstances, judge
from jiheng.results.words import plain

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import Target
    from jiheng.results import Verdict

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What is to be expected of an indicator at the end of the year (全年预计).

    Attributes:
        actual: The expected value; None where nothing can be said.
        verdict: How it would meet the target; None with `actual`.
        basis: What the forecast rests on, in words and numbers.
    """

    actual: Actual | None
    verdict: Verdict | None
    basis: Bilingual


_NOTHING = Bilingual("没有实际完成值，无从预计。", "There is no actual value to go by.")
_TOO_EARLY = Bilingual("预算年度尚未开始，无从预计。", "The year has not begun.")
_LATEST = Bilingual(
    "比率、期限和定性指标按最近一次的值预计。",
    "Shares, dates and grades are expected to stay as they are.",
)


def foresee(
    target: Target | None,
    actual: Actual | None,
    cut_off: date,
    fiscal_year: int,
    *,
    accumulation: Accumulation | None = None,
) -> Forecast:
    """Return what a value will be at the end of the year.

    A running total goes on at its monthly mean; shares, dates and grades stay as they are.

    Args:
        target: What the year asks for.
        actual: What was reached by the cut-off day; None when it is not known.
        cut_off: The day up to which it counts.
        fiscal_year: The year of the target.
        accumulation: Whether the value adds up over the year; by its kind when not said.
    """
    part = year_part(cut_off, fiscal_year)
    if actual is None or part is None:
        basis = _NOTHING if actual is None else _TOO_EARLY
        return Forecast(actual=None, verdict=None, basis=basis)
    how = accumulation or usual_accumulation(target, actual.value)
    if how is Accumulation.RUNNING and isinstance(actual.value, NumberActual):
        number = _linear(actual.value.number, part)
        expected = replace(actual, value=replace(actual.value, number=number), as_of=None)
        basis = _words(actual.value.number, number, actual.value.unit, part)
    else:
        expected, basis = replace(actual, as_of=None), _LATEST
    verdict = judge(target, expected, Circumstances(fiscal_year=fiscal_year))
    return Forecast(actual=expected, verdict=verdict, basis=basis)


def foresee_money(
    executed: Decimal | None, budget: Decimal | None, cut_off: date, fiscal_year: int
) -> tuple[Decimal | None, Bilingual]:
    """Return what will have been spent by the end of the year, and why; never beyond the budget.

    Args:
        executed: What was paid by the cut-off day.
        budget: 全年预算数, in the same unit; None when it is not known.
        cut_off: The day up to which it counts.
        fiscal_year: The year of the budget.
    """
    part = year_part(cut_off, fiscal_year)
    if executed is None or part is None:
        return None, _NOTHING if executed is None else _TOO_EARLY
    linear = _linear(executed, part)
    words = _words(executed, linear, "", part)
    if budget is not None and executed > budget:
        spent, most = plain(executed), plain(budget)
        zh = f"执行数 {spent} 已超过预算数，预计以预算数 {most} 为限"
        return budget, Bilingual(zh, f"{spent} is beyond the budget already; at most {most}")
    if budget is not None and linear > budget:
        most = plain(budget)
        zh, en = f"{words.zh}，以预算数 {most} 为限", f"{words.en}, at most the budget of {most}"
        return budget, Bilingual(zh, en)
    return linear, words


def _linear(number: Decimal, part: YearPart) -> Decimal:
    return (number * part.whole / part.passed).quantize(_CENT, rounding=ROUND_HALF_UP)


def _words(reached: Decimal, expected: Decimal, unit: str, part: YearPart) -> Bilingual:
    if part.passed == part.whole:
        return Bilingual("全年已过，按实际数。", "The year is over: as it is.")
    sum_ = f"{plain(reached)} ÷ {part.months} × 12 = {plain(expected)}{unit}"
    return Bilingual(f"按月均进度推算 {sum_}", f"at the monthly mean {sum_}")
