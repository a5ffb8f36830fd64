"""Amounts a thousand times what is asked for exactly: 3 are wanted and 3,000 were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import NumberActual, NumberTarget
from jiheng.results import convert
from jiheng_evidence.running.outcome import Alarm, AlarmKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import ActualValue, Target

_FAR = 1000


def slipped_amount(target: Target | None, value: ActualValue | None) -> Iterator[Alarm]:
    """Yield an alarm where a value is a thousand times a target that names one number."""
    if not (isinstance(target, NumberTarget) and isinstance(value, NumberActual)):
        return
    found = convert(value.number, value.unit, target.unit)
    if target.op == "=" and found is not None and found >= _FAR * target.number > 0:
        yield Alarm(
            kind=AlarmKind.UNIT_SLIP,
            message=Bilingual(
                f"疑似单位错误：取到的值 {found:f} 是目标值 {target.number:f} 的 {_FAR} 倍以上",
                f"a slip of units? {found:f} is {_FAR} times the target of {target.number:f}"
                " or more",
            ),
        )
