"""RE004: the sign of a value asks for the wrong direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import containing, dimension, ending, measure
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.language.quantities import Quantity
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE004",
    name="sign-against-direction",
    title=Bilingual("指标值方向相反", "Sign against the direction of the indicator"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R22",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“合理可行”要求；指标方向（正向、反向）为预算管理"
            "一体化系统的填报要素。",
            "“Reasonable” in 财预〔2015〕88号; the direction of an indicator "
            "is a field of the integrated budget system.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "越低越好的指标用了“≥”，或越高越好的指标用了“≤”。",
            "A measure that should be low has “≥”, or one that should be high has “≤”.",
        ),
        why=Bilingual(
            "按这样的目标值，做得越差得分越高。", "Under such a target worse work scores better."
        ),
        bad=Bilingual("设备故障率 ≥2%", "equipment failure rate ≥2%"),
        good=Bilingual("设备故障率 ≤2%", "equipment failure rate ≤2%"),
        fix=Bilingual(
            "改正符号，或核对指标是否填错。", "Turn the sign round, or check the indicator itself."
        ),
    ),
)
_ALL = 100
_CHANGE = re.compile(r"[降减缩压]|控制在|增幅")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the comparator of a value with the direction the name asks for."""
    quantities = subject.quantities
    if len(quantities) != 1 or quantities[0].op in {None, "="}:
        return
    name = measure(subject.name)
    if _CHANGE.search(name) or _CHANGE.search(subject.value):
        return
    quantity = quantities[0]
    wrong = _wrong_way(subject, name, quantity)
    if wrong is None:
        return
    yield Hit(
        at=subject.at_value(quantity.start, quantity.end),
        cause=f"{subject.folded_name}|{quantity.op}|{quantity.number}|{quantity.unit}",
        message=Bilingual(
            f"“{short(subject.name)}”应当{wrong.zh}，目标值却是“{short(subject.value)}”。",
            f"“{short(subject.name)}” should be {wrong.en}, yet the value is “"
            f"{short(subject.value)}”.",
        ),
    )


def _wrong_way(subject: IndicatorSubject, name: str, quantity: Quantity) -> Bilingual | None:
    if quantity.op in {"≥", ">"}:
        if quantity.number and _ends(subject, "reverse_measures", name):
            return Bilingual("越低越好", "low")
        return None
    is_rate = dimension(quantity.unit) == "percent"
    if is_rate and quantity.number < _ALL and _ends(subject, "positive_rates", name):
        return Bilingual("越高越好", "high")
    is_money = dimension(quantity.unit) == "money"
    if is_money and subject.branch == "2":
        gains = containing(subject.profile.lexicon("gains"))
        return Bilingual("越高越好", "high") if gains.search(name) else None
    return None


def _ends(subject: IndicatorSubject, lexicon: str, name: str) -> bool:
    return ending(subject.profile.lexicon(lexicon)).search(name) is not None


RULE = IndicatorRule(META, check)
