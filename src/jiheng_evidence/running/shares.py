"""Shares that look as if ones were taken for per cent: 0.96 where 85% is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import NumberActual, NumberTarget, RangeTarget, ShareActual
from jiheng_evidence.measures.model import Kind
from jiheng_evidence.running.outcome import Alarm, AlarmKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from jiheng.model import ActualValue, Target
    from jiheng_evidence.measures.model import Measure

_READ = frozenset({Kind.LATEST, Kind.AVERAGE, Kind.QUERY})
"""Kinds that take a share as it stands in the data; others divide counts."""

_FAR = 10
_PERCENT = "%"


def slipped_share(
    measure: Measure, target: Target | None, values: Sequence[ActualValue | None]
) -> Iterator[Alarm]:
    """Yield an alarm where no value is above 1% and the target asks for 10% or more."""
    wanted = _least(target)
    if measure.kind not in _READ or wanted is None or wanted < _FAR:
        return
    rates = [rate for value in values if (rate := _rate(measure, value)) is not None]
    if any(rates) and all(0 <= rate <= 1 for rate in rates):
        yield Alarm(
            kind=AlarmKind.UNIT_SLIP,
            message=Bilingual(
                f"疑似单位错误：取到的值都不超过 1%，目标为 {wanted:f}%，"
                "可能是把 0.96 这样的小数当作了百分数",
                f"a slip of units? No value is above 1%, and the target is {wanted:f}%: ones such"
                " as 0.96 may have been taken for per cent",
            ),
        )


def _least(target: Target | None) -> Decimal | None:
    """Return the per cent that a target asks for at least."""
    if isinstance(target, RangeTarget) and target.unit == _PERCENT:
        return target.low
    if isinstance(target, NumberTarget) and target.unit == _PERCENT and target.op not in ("≤", "<"):
        return target.number
    return None


def _rate(measure: Measure, value: ActualValue | None) -> Decimal | None:
    if isinstance(value, NumberActual) and value.unit == _PERCENT:
        return value.number
    if isinstance(value, ShareActual) and measure.kind is Kind.AVERAGE and value.unit == _PERCENT:
        return value.rate()
    return None
