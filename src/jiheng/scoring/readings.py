"""The ways in which a printed actual value can be meant; the plain one first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.units import unit_end
from jiheng.language.wording import says_nothing
from jiheng.model import (
    Actual,
    DeadlineTarget,
    Grade,
    GradeActual,
    NumberActual,
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    TextTarget,
)
from jiheng.results.failing import is_failure
from jiheng.results.printed import parse_actual
from jiheng.results.senses import runs_counter
from jiheng.results.words import plain
from jiheng.scoring.cells import clauses, reached, together

if TYPE_CHECKING:
    from jiheng.model import ActualValue, Indicator, Target
    from jiheng.results.circumstances import Circumstances

_HUNDRED = Decimal(100)
_PER_CENT = frozenset({"%", "百分比"})
_MEASURED = (NumberTarget, RangeTarget, DeadlineTarget, SeveralTargets)
_UNIT_OF_NAME = re.compile(r"[（(](?:单位[:：])?(?P<unit>[^（()）]{1,8})[)）]$")
_NONE = frozenset(("无", "没有", "暂无"))
_NOTHING_DONE = frozenset(("未开展", "未实施"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell asks for and what was reached, in one of the ways they can be meant.

    Attributes:
        meant: How the printed text was taken, where that is not plain.
        granted: Whether it counts only where it gives the printed points, and else casts no doubt
            on the plain one.
    """

    target: Target | None
    actual: Actual
    meant: Bilingual | None = None
    granted: bool = False


def readings(indicator: Indicator, circumstances: Circumstances) -> tuple[Reading, ...]:
    """Return what a printed actual value can mean; none when it says nothing for sure.

    A share may be printed as one of one (0.9 of ≥95%, 95% of ≥0.9): both are tried. So is a cost
    without a comparator (330万元), which is met by less.
    """
    target, year = _in_unit_of_name(indicator), circumstances.fiscal_year
    wanted = indicator.annual_value or indicator.period_value
    parts = () if indicator.sign else clauses(wanted)
    each = reached(indicator.actual, parts, year) if parts else None
    if each is not None:
        return (Reading(together(parts), Actual(value=each)),)
    if is_failure(indicator.actual, wanted, in_words=not isinstance(target, _MEASURED)):
        return (_failed(indicator.actual or ""),)
    if runs_counter(indicator.actual, indicator.name, wanted):
        return ()
    value = parse_actual(
        indicator.actual, target, unit=indicator.unit or "", wanted=wanted, year=year
    )
    if value is None:
        return ()
    other = _as_share(value, target, indicator.actual or "") or _as_cost(indicator, target, value)
    plainly = (Reading(target, Actual(value=value)),)
    return plainly if other is None else (*plainly, other)


def _in_unit_of_name(indicator: Indicator) -> Target | None:
    """Return the target, its number in the unit that the name ends with: 增收（万元）."""
    target, named = indicator.target, _UNIT_OF_NAME.search(indicator.name or "")
    if not isinstance(target, NumberTarget | RangeTarget) or target.unit or named is None:
        return target
    unit = named["unit"]
    return replace(target, unit=unit) if unit_end(unit, 0) == len(unit) else target


def _as_cost(indicator: Indicator, target: Target | None, value: ActualValue) -> Reading | None:
    """Return what a cost that is printed without a comparator asks for: no more than that."""
    levels = (level.label for level in (indicator.level1, indicator.level2) if level is not None)
    if not any("成本" in label for label in levels):
        return None
    if not isinstance(target, NumberTarget) or target.op != "=":
        return None
    meant = Bilingual("成本指标按不超过目标值理解", "a cost, which may be less than its target")
    return Reading(replace(target, op="≤"), Actual(value=value), meant, granted=True)


def _failed(said: str) -> Reading:
    """Return words that deny the target as the grade they stand for, whatever the target is."""
    words = "".join(said.split())
    meant = Bilingual(f"“{words}”即未达成预期指标", f"“{words}”: not achieved")
    value = GradeActual(grade=Grade.NOT_ACHIEVED, words=words)
    return Reading(TextTarget(), Actual(value=value), meant)


def says_nothing_was_done(indicator: Indicator) -> bool:
    """Return whether the cell of the actual value is empty, or says that there is none."""
    said = "".join((indicator.actual or "").split())
    return says_nothing(said) or said in _NOTHING_DONE


def may_say_none(indicator: Indicator) -> bool:
    """Return whether 无 may mean that nothing happened of what is to be kept at nought, or low."""
    said, target = "".join((indicator.actual or "").split()).rstrip("。"), indicator.target
    if said not in _NONE or not isinstance(target, NumberTarget):
        return False
    return target.op in ("≤", "<") or (target.op == "=" and target.number == 0)


def _as_share(value: ActualValue, target: Target | None, said: str) -> Reading | None:
    if not isinstance(value, NumberActual) or not isinstance(target, NumberTarget):
        return None
    shown = plain(value.number)
    if target.unit in _PER_CENT and target.number > 1 and 0 < value.number <= 1 and "%" not in said:
        number = value.number * _HUNDRED
        words = f"{shown} = {plain(number)}%"
        meant = Bilingual(f"实际完成值按小数理解（{words}）", f"taken as a share of one ({words})")
        return Reading(target, Actual(value=replace(value, number=number, unit="%")), meant)
    if not target.unit and 0 < target.number <= 1 < value.number and value.unit == "%":
        number = value.number / _HUNDRED
        words = f"{shown}% = {plain(number)}"
        meant = Bilingual(f"目标值按小数理解（{words}）", f"the target is a share of one ({words})")
        return Reading(target, Actual(value=replace(value, number=number, unit="")), meant)
    return None
