"""Warning lights (预警灯): progress of targets and money against the part of the year that passed.

The clauses are those that systems of several provinces use; docs/guide/monitoring.md works them
out. What cannot be compared has no light, but a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Actual,
    DeadlineTarget,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralActuals,
    SeveralTargets,
    ShareActual,
)
from jiheng.monitoring.progress import YearPart, usual_accumulation, year_part
from jiheng.results import Accumulation, Attainment, Circumstances, Obstacle, convert, judge
from jiheng.results.words import obstacle_reason, plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jiheng.model import ActualValue, Target
    from jiheng.monitoring.parameters import MonitoringParameters

_HUNDRED = Decimal(100)
_CEILINGS = ("≤", "<")
_WHOLE_YEAR = YearPart(1, 1)


class Light(StrEnum):
    """A warning light, the gravest first."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"

    @property
    def words(self) -> Bilingual:
        """Return its name for people."""
        return _TITLES[self]


_TITLES = {
    Light.RED: Bilingual("红灯", "red"),
    Light.YELLOW: Bilingual("黄灯", "yellow"),
    Light.GREEN: Bilingual("绿灯", "green"),
    Light.BLUE: Bilingual("蓝灯", "blue"),
}
_BY_ATTAINMENT = {
    Attainment.MET: Light.GREEN,
    Attainment.PARTLY: Light.YELLOW,
    Attainment.MISSED: Light.RED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The light of an indicator or of money, with what led to it.

    Attributes:
        light: None where nothing can be compared, which is no green light.
        obstacle: Why there is no light.
        ratio: Per cent of what was due by then; None where no share can be said.
        reason: The comparison in words and numbers.
    """

    light: Light | None
    obstacle: Obstacle | None = None
    ratio: Decimal | None = None
    reason: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """The light of a project: its gravest; `dark` counts the readings that have none."""

    light: Light | None
    dark: int
    count: int


def light_of(
    target: Target | None,
    actual: Actual | None,
    cut_off: date,
    fiscal_year: int,
    parameters: MonitoringParameters,
    *,
    accumulation: Accumulation | None = None,
    circumstances: Circumstances | None = None,
) -> Reading:
    """Return the light of an indicator.

    Args:
        target: What the year asks for.
        actual: What was reached by the cut-off day; None when it is not known.
        cut_off: The day at whose end it is looked at.
        fiscal_year: The year of the target.
        parameters: Limits of the lights.
        accumulation: Whether the value adds up over the year; by its kind when not said.
        circumstances: Due day, least sample, and whether the indicator applies.
    """
    part = year_part(cut_off, fiscal_year)
    if part is None:
        return _dark(Obstacle.NOT_YET_DUE)
    given = circumstances or Circumstances()
    if actual is None or not given.applicable:
        asked = Circumstances(
            today=cut_off, due=given.due, fiscal_year=fiscal_year, applicable=given.applicable
        )
        return _dark(judge(target, None, asked).obstacle or Obstacle.MISSING_DATA)
    asked = Circumstances(fiscal_year=fiscal_year, minimum_sample=given.minimum_sample)
    verdict = judge(target, actual, asked)
    if verdict.obstacle is not None:
        return _dark(verdict.obstacle)
    if isinstance(target, SeveralTargets) and isinstance(actual.value, SeveralActuals):
        pairs = zip(target.parts, actual.value.parts, strict=True)
        return _gravest(
            light_of(wanted, Actual(value=reached), cut_off, fiscal_year, parameters)
            for wanted, reached in pairs
            if reached is not None
        )
    how = accumulation or usual_accumulation(target, actual.value)
    due = part if how is Accumulation.RUNNING else _WHOLE_YEAR
    if isinstance(actual.value, GradeActual) or isinstance(target, DeadlineTarget):
        return Reading(light=_BY_ATTAINMENT[verdict.attainment], reason=verdict.reason)
    return _numeric(target, actual.value, due, parameters)


def money_light(
    executed: Decimal | None,
    budget: Decimal | None,
    cut_off: date,
    fiscal_year: int,
    parameters: MonitoringParameters,
) -> Reading:
    """Return the light of money: (executed / budget) / (months / 12), never blue.

    What was spent beyond the budget is red: funds never exceed it (资金不超过预算数).

    Args:
        executed: What was paid by the cut-off day, in the unit of the budget.
        budget: 全年预算数.
        cut_off: The day at whose end it is looked at.
        fiscal_year: The year of the budget.
        parameters: Limits of the lights.
    """
    part = year_part(cut_off, fiscal_year)
    if part is None:
        return _dark(Obstacle.NOT_YET_DUE)
    if executed is None or budget is None:
        return _dark(Obstacle.MISSING_DATA)
    if budget <= 0:
        return _dark(Obstacle.ZERO_DENOMINATOR)
    reading = _progress(budget, executed, part, parameters)
    if executed > budget:
        spent, most = plain(executed), plain(budget)
        zh = f"执行数 {spent} 超过全年预算数 {most}"
        reason = Bilingual(zh, f"{spent} spent, beyond the budget of {most}")
        return Reading(light=Light.RED, ratio=reading.ratio, reason=reason)
    if reading.light is Light.BLUE:
        return Reading(light=Light.GREEN, ratio=reading.ratio, reason=reading.reason)
    return reading


def overall(readings: Iterable[Reading]) -> Overall:
    """Return the light of a project: red before yellow before green before blue."""
    readings = tuple(readings)
    order = tuple(Light)
    lights = [reading.light for reading in readings if reading.light is not None]
    worst = min(lights, key=order.index, default=None)
    return Overall(light=worst, dark=len(readings) - len(lights), count=len(readings))


def _dark(obstacle: Obstacle) -> Reading:
    return Reading(light=None, obstacle=obstacle, reason=obstacle_reason(obstacle))


def _numeric(
    target: Target | None, value: ActualValue, part: YearPart, parameters: MonitoringParameters
) -> Reading:
    """Return the light of a number; only of what was judged, so that kinds and units fit."""
    if isinstance(target, RangeTarget):
        reached = _number(value, target.unit)
        if reached > target.high:
            return _kept(reached, f"≤{plain(target.high)}", Light.RED)
        if target.low <= 0:
            return _kept(reached, f"≥{plain(target.low)}", _within(reached >= target.low))
        return _progress(target.low, reached, part, parameters)
    if isinstance(target, NumberTarget):
        return _by_operator(target, _number(value, target.unit), part, parameters)
    message = f"not judged: {target!r}"  # pragma: no cover - judge() names it before
    raise TypeError(message)  # pragma: no cover - the same


def _gravest(readings: Iterable[Reading]) -> Reading:
    order = tuple(Light)
    return min(readings, key=lambda one: order.index(one.light or Light.BLUE))


def _by_operator(
    target: NumberTarget, reached: Decimal, part: YearPart, parameters: MonitoringParameters
) -> Reading:
    wanted = f"{target.op}{plain(target.number)}"
    if target.op in _CEILINGS:
        kept = reached < target.number if target.op == "<" else reached <= target.number
        return _kept(reached, wanted, _within(kept))
    if target.number == 0:
        return _kept(reached, wanted, _within(reached <= 0))
    if target.number < 0:
        return _kept(reached, wanted, _within(reached >= target.number))
    return _progress(target.number, reached, part, parameters)


def _within(kept: object) -> Light:
    return Light.GREEN if kept else Light.RED


def _kept(reached: Decimal, wanted: str, light: Light) -> Reading:
    zh = "在限值内" if light is Light.GREEN else "超出限值"
    en = "within the limit" if light is Light.GREEN else "beyond the limit"
    number = plain(reached)
    reason = Bilingual(f"实际 {number}，要求 {wanted}，{zh}", f"{number}, wanted {wanted}: {en}")
    return Reading(light=light, reason=reason)


def _progress(
    wanted: Decimal, reached: Decimal, part: YearPart, parameters: MonitoringParameters
) -> Reading:
    """Return v = A / (T x part of the year) x 100 and its light; one division, at the end."""
    ratio = reached * _HUNDRED * part.whole / (wanted * part.passed)
    against = ratio
    if parameters.blue_against == "full-year":
        against = reached * _HUNDRED / wanted
    if reached <= 0 or ratio < parameters.red:
        light = Light.RED
    elif ratio < parameters.yellow:
        light = Light.YELLOW
    else:
        light = Light.BLUE if against >= parameters.blue else Light.GREEN
    done, due = plain(reached), plain(wanted)
    percent = plain(ratio, 2)
    if part.passed == part.whole:
        text = f"{done} ÷ {due} = {percent}%"
        return Reading(light=light, ratio=ratio, reason=Bilingual(text, text))
    text = f"{done} ÷ ({due} ÷ 12 × {part.months}) = {percent}%"
    zh = f"按序时进度 {text}"
    return Reading(light=light, ratio=ratio, reason=Bilingual(zh, f"by share of the year {text}"))


def _number(value: ActualValue, unit: str) -> Decimal:
    rate = value.rate() if isinstance(value, ShareActual) else None
    own = value.unit if isinstance(value, NumberActual | ShareActual) else ""
    number = value.number if isinstance(value, NumberActual) else rate
    converted = None if number is None else convert(number, own, unit)
    if converted is None:  # pragma: no cover - judge() names it before
        raise TypeError
    return converted
