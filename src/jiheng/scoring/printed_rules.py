"""Points by the rule that a form prints beside an indicator: ≥95%得满分, 每低1个百分点扣0.5分."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import NumberActual, NumberTarget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.model import ActualValue, Entry, Target
    from jiheng.scoring.methods import Method

_NUMBER = r"\d{1,9}(?:\.\d{1,4})?"
_FULL = re.compile(
    rf"(?P<sign>[≥≤>＞<＜]|大于等于|小于等于|不低于|不高于|不超过|达到)?(?P<number>{_NUMBER})[%％]?"
    r"(?:(?:[（(]含[）)])?及?以(?P<way>上|下)(?:[（(]含[）)])?)?[^。；;\d]{0,6}?[得计记为]满分"
)
_CEILINGS = frozenset(("≤", "<", "＜", "小于等于", "不高于", "不超过"))
_EACH = re.compile(
    r"每(?:(?P<less>降低|减少|下降|低于|少于|不足|[低少降减])|(?P<more>超过|超出|增加|高于|[超高增])|差)?"
    rf"(?P<step>{_NUMBER})?"
    rf"(?:个?百分点|[%％]|[^\d，,。；;扣]{{0,4}})[，,]?扣(?:减|除)?(?P<points>{_NUMBER})分"
)
_STRICT = frozenset("<＜>＞")
"""Signs whose bound itself does not give all points."""

_SHARE = re.compile(rf"(?P<number>{_NUMBER})(?P<sign>[%％])?")
_PER_CENT = re.compile("[%％]")
_ONE, _HUNDRED = Decimal(1), Decimal(100)


def by_printed_coefficient(further: Iterable[Entry], weight: Decimal) -> Iterator[Method]:
    """Yield the share of its points that a form prints for an indicator: 得分系数（%） 85.3."""
    for entry in further:
        said = _SHARE.fullmatch(entry.value.strip()) if "得分系数" in entry.label else None
        if said is None:
            continue
        share = Decimal(said["number"])
        of_hundred = said["sign"] or _PER_CENT.search(entry.label) or share > 1
        share = share / _HUNDRED if of_hundred else share
        if share <= 1:
            name = Bilingual("按所印得分系数", "by the printed share of its points")
            yield weight * share, name


def by_printed_rule(
    rule: str | None, target: Target | None, value: ActualValue | None, weight: Decimal
) -> Iterator[Method]:
    """Yield what a printed rule gives for an actual number, each time with its name.

    A deduction for each step may count begun steps, whole ones, or parts of them.

    Args:
        rule: 评分标准 as printed; None where there is none.
        target: What the indicator asks for.
        value: What was reached.
        weight: 分值.
    """
    if not rule or not isinstance(value, NumberActual):
        return
    words = "".join(rule.split())
    full = _FULL.search(words)
    if full is not None and _reaches(value.number, full):
        yield weight, Bilingual("按所印评分标准得满分", "all points by the printed rule")
    each = _EACH.search(words)
    if each is None or not isinstance(target, NumberTarget) or target.unit != value.unit:
        return
    step, lacking = Decimal(each["step"] or _ONE), target.number - value.number
    if not step or (each["less"] and lacking <= 0) or (each["more"] and lacking >= 0):
        return
    steps = abs(lacking) / step
    name = Bilingual("按所印评分标准逐级扣分", "deducted step by step by the printed rule")
    for rounding in (None, ROUND_CEILING, ROUND_FLOOR):
        count = steps if rounding is None else steps.to_integral_value(rounding)
        yield max(weight - count * Decimal(each["points"]), Decimal(0)), name


def _reaches(number: Decimal, full: re.Match[str]) -> bool:
    """Whether a number is on the side of the bound that gives all points."""
    bound = Decimal(full["number"])
    if number == bound:
        return full["sign"] not in _STRICT
    ceiling = full["sign"] in _CEILINGS or full["way"] == "下"
    return number < bound if ceiling else number > bound
