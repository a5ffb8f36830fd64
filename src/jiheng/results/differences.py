"""Numbers that tell how far something is from a target, not what was reached: 比计划少5个."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.denials import is_denied
from jiheng.model import NumberTarget
from jiheng.results.units import convert

if TYPE_CHECKING:
    from jiheng.language.quantities import Quantity
    from jiheng.model import RangeTarget, Target

_AIMED = "计划|目标|任务|预期|预算|指标"
_AIM = re.compile(_AIMED)
_FROM_AIM = re.compile(
    rf"(?:[比较]|超过|超出|超|[高低多少]于)[^\d，,；;。]{{0,6}}(?:{_AIMED})[^\d，,；;。]{{0,8}}$"
)
_LACKING = re.compile(
    r"(?:(?<![至最不])[多少](?:完成|出|做|建)|[还尚仍](?:差|缺|欠)|(?:未|没有?)能?(?:完成|实现|达成))了?$"
)
_BEYOND = re.compile(r"(?:超额(?:完成|达成|实现)?了?|超出)$")
_UNDONE = re.compile(
    r"(?P<apart>[，,（(])?[尚仍均都还暂]*(?:(?:未|没有?)能?(?:按[时期])?"
    r"(?:完成|达成|达标|达到|实现|通过|开展|实施|到位|建成|验收|交付|落实|启动|执行|发放|支付)"
    r"|不(?:合格|达标))(?(apart)[）)]?$)"
)


def is_difference(
    said: str, quantity: Quantity, target: NumberTarget | RangeTarget, wanted: str
) -> bool:
    """Return whether the words around a number say that it is not what was reached.

    It may be what is left (100个未完成), or lie between the target and what was reached. Words that
    the target has too (多建5个) leave it what it is. 超额完成120个 meets a floor of 100 either way.
    """
    before = said[: quantity.start]
    if is_denied(said, quantity):
        return True
    if _FROM_AIM.search(before) and not _AIM.search(wanted):
        return True
    for words in (_LACKING.search(before), _UNDONE.match(said, quantity.end)):
        if words is not None and words[0] not in wanted:
            return True
    through_sign = said[: quantity.start + len("超出")] if quantity.op == ">" else before
    return _BEYOND.search(through_sign) is not None and not _passes(quantity, target)


def is_any_difference(said: str, quantity: Quantity, target: Target, wanted: str) -> bool:
    """Return the same of one of several numbers, whatever its own target is."""
    if isinstance(target, NumberTarget):
        return is_difference(said, quantity, target, wanted)
    return is_denied(said, quantity)


def _passes(quantity: Quantity, target: NumberTarget | RangeTarget) -> bool:
    """Return whether a number reaches a floor by itself."""
    if not isinstance(target, NumberTarget) or target.op in ("≤", "<"):
        return False
    number = convert(quantity.number, quantity.unit, target.unit)
    return number is not None and number >= target.number
