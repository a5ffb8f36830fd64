"""What a machine reads in target values, in words, and the sum of weights."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, assert_never

from jiheng.bilingual import Bilingual
from jiheng.model import DeadlineTarget, NumberTarget, RangeTarget, SeveralTargets, TextTarget

if TYPE_CHECKING:
    from jiheng.model import Row, Target
    from jiheng.standards.scoring_standard import ScoringStandard

_EXECUTION_NAME = "预算执行率"


class Weights(NamedTuple):
    """The weights of a list of indicators.

    Attributes:
        expected: What they should make by the scoring standard.
        whole: Points of the whole form, the rate of budget execution counted in.
    """

    total: Decimal
    expected: Decimal
    whole: Decimal

    @property
    def agrees(self) -> bool:
        """Return whether they add up, with or without the rate of budget execution."""
        return self.total in {self.expected, self.whole}


def words_of(target: Target | None) -> Bilingual:
    """Return what a target asks for, as a machine understands it."""
    match target:
        case None:
            return Bilingual("", "")
        case NumberTarget(op=op, number=number, unit=unit):
            return _same(f"{op} {number:f} {unit}".rstrip())
        case RangeTarget(low=low, high=high, unit=unit):
            return _same(f"{low:f} – {high:f} {unit}".rstrip())
        case DeadlineTarget():
            day = _day(target)
            return Bilingual(f"截止 {day}", f"by {day}")
        case SeveralTargets(parts=parts):
            said = [words_of(part) for part in parts]
            return Bilingual("；".join(p.zh for p in said), "; ".join(p.en for p in said))
        case TextTarget():
            return Bilingual("需人工判断", "for a person to judge")
        case _:
            assert_never(target)


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)


def _day(target: DeadlineTarget) -> str:
    latest = target.latest()
    if latest is not None:
        return latest.isoformat()
    return "-".join(f"{part:02}" for part in (target.month, target.day) if part is not None)


def weights(row: Row, standard: ScoringStandard) -> Weights | None:
    """Return the sum of the weights and what it should be; None where no indicator has one."""
    given = [one.weight for one in row.indicators if one.weight is not None]
    if not given:
        return None
    # Forms print the rate of budget execution apart, some as an indicator.
    executed = any(_EXECUTION_NAME in (one.name or "") for one in row.indicators)
    apart = Decimal(0) if executed else standard.execution_weight
    return Weights(sum(given, Decimal(0)), standard.total - apart, standard.total)
