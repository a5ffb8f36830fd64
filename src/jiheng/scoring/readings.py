"""The ways in which a printed actual value can be meant; the plain one first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import says_nothing
from jiheng.model import Actual, NumberActual, NumberTarget
from jiheng.results.printed import parse_actual
from jiheng.results.words import plain

if TYPE_CHECKING:
    from jiheng.model import ActualValue, Indicator, Target
    from jiheng.results.circumstances import Circumstances

_HUNDRED = Decimal(100)
_NOTHING_DONE = frozenset(("未开展", "未实施"))

Reading = tuple[Actual, Bilingual | None]
"""An actual value, and how the printed text was taken where that is not plain."""


def readings(indicator: Indicator, circumstances: Circumstances) -> tuple[Reading, ...]:
    """Return what a printed actual value can mean; none when it says nothing for sure.

    A share may be printed as one of one (0.9 of ≥95%, 95% of ≥0.9): both are tried.
    """
    value = parse_actual(
        indicator.actual,
        indicator.target,
        unit=indicator.unit or "",
        wanted=indicator.annual_value or indicator.period_value,
        year=circumstances.fiscal_year,
    )
    if value is None:
        return ()
    other = _as_share(value, indicator.target, indicator.actual or "")
    plainly = ((Actual(value=value), None),)
    return plainly if other is None else (*plainly, other)


def says_nothing_was_done(indicator: Indicator) -> bool:
    """Return whether the cell of the actual value is empty, or says that there is none."""
    said = "".join((indicator.actual or "").split())
    return says_nothing(said) or said in _NOTHING_DONE


def _as_share(value: ActualValue, target: Target | None, said: str) -> Reading | None:
    if not isinstance(value, NumberActual) or not isinstance(target, NumberTarget):
        return None
    shown = plain(value.number)
    if target.unit == "%" and target.number > 1 and 0 < value.number <= 1 and "%" not in said:
        number = value.number * _HUNDRED
        words = f"{shown} = {plain(number)}%"
        meant = Bilingual(f"实际完成值按小数理解（{words}）", f"taken as a share of one ({words})")
        return Actual(value=replace(value, number=number, unit="%")), meant
    if not target.unit and 0 < target.number <= 1 < value.number and value.unit == "%":
        number = value.number / _HUNDRED
        words = f"{shown}% = {plain(number)}"
        meant = Bilingual(f"目标值按小数理解（{words}）", f"the target is a share of one ({words})")
        return Actual(value=replace(value, number=number, unit="")), meant
    return None
