"""How a number stands to the number that is asked for, by the direction of the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.results.verdict import Attainment

if TYPE_CHECKING:
    from jiheng.model import NumberTarget, Operator, RangeTarget

_ONE = Decimal(1)
_NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a number reached; `reached` is None where no share of the target can be said."""

    attainment: Attainment
    reached: Decimal | None


def stand(target: NumberTarget, actual: Decimal) -> Standing | None:
    """Return how a number in the target's unit stands to it; None when the target is nought.

    ≥, > and = with a positive target: reached is A/T, partly when something was reached.
    ≤ and <: met up to T; between T and 2T partly, reached is 1 - (A - T)/T; from 2T missed.
    “= 0”, “≤ 0” and “< 0” are met or missed; “≥ 0” and “> 0” cannot fail, so they say nothing.
    (财预〔2020〕10号; F2-F4 of docs/guide/scoring.md.)
    """
    if target.op in ("≤", "<"):
        return _upper(target.op, target.number, actual)
    if target.number == 0:
        return _met_or_missed(actual <= 0) if target.op == "=" else None
    return _lower(target.op, target.number, actual)


def stand_within(target: RangeTarget, actual: Decimal) -> Standing:
    """Return how a number stands to a range: below it as to its lower bound, above as to its upper.

    The clause is this project's own; no document speaks of ranges.
    """
    if actual < target.low:
        return _lower("≥", target.low, actual)
    if actual > target.high:
        return _upper("≤", target.high, actual)
    return Standing(Attainment.MET, _ONE)


def _lower(op: Operator, wanted: Decimal, actual: Decimal) -> Standing:
    met = actual > wanted if op == ">" else actual >= wanted
    if wanted <= 0:
        return _met_or_missed(met)
    reached = max(actual / wanted, _NOUGHT)
    if met:
        return Standing(Attainment.MET, reached)
    return Standing(Attainment.PARTLY if reached > 0 else Attainment.MISSED, reached)


def _upper(op: Operator, allowed: Decimal, actual: Decimal) -> Standing:
    met = actual < allowed if op == "<" else actual <= allowed
    if met or allowed <= 0:
        return _met_or_missed(met)
    reached = max(_ONE - (actual - allowed) / allowed, _NOUGHT)
    return Standing(Attainment.PARTLY if reached > 0 else Attainment.MISSED, reached)


def _met_or_missed(met: object) -> Standing:
    return Standing(Attainment.MET, _ONE) if met else Standing(Attainment.MISSED, _NOUGHT)
