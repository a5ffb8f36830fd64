"""What a sound value of a measure is: one that meets its target, not by far."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget
from jiheng.results import convert
from jiheng_evidence.measures.model import Kind

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import Target
    from jiheng_evidence.demonstration.dice import Dice
    from jiheng_evidence.measures.model import Measure

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_SHARES = frozenset({Kind.SHARE, Kind.ON_TIME, Kind.ACCURACY})
_SURPLUS = 12
"""Per cent by which a sound value may exceed its target."""


class Unmade(Exception):
    """No evidence can be made for such a target: it asks for no number."""


def sound_number(measure: Measure, target: Target | None, dice: Dice) -> Decimal:
    """Return a number that meets the target, in the unit of the measure.

    Raises:
        Unmade: When the target asks for no number.
    """
    if isinstance(target, RangeTarget):
        return target.low
    if not isinstance(target, NumberTarget):
        raise Unmade
    if measure.kind in _SHARES:
        return _share(target, dice)
    number = convert(target.number, target.unit, measure.unit)
    if number is None:
        raise Unmade
    if target.op in ("≤", "<"):
        return (number / 2).to_integral_value(ROUND_FLOOR)
    if target.op == "=":
        return number
    more = number * (_HUNDRED + dice.between(2, _SURPLUS)) / _HUNDRED
    return max(more.to_integral_value(ROUND_CEILING), number + _ONE)


def _share(target: NumberTarget, dice: Dice) -> Decimal:
    if target.op in ("≤", "<"):
        return target.number / 2
    room = _HUNDRED - target.number
    return target.number + (room * dice.between(20, 60) / _HUNDRED)


def sound_day(target: Target | None, dice: Dice) -> date:
    """Return a day before a deadline.

    Raises:
        Unmade: When the target is no deadline whose year is known.
    """
    latest = target.latest() if isinstance(target, DeadlineTarget) else None
    if latest is None:
        raise Unmade
    return latest - timedelta(days=dice.between(5, 40))
