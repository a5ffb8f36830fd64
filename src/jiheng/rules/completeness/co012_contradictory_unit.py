"""CO012: a unit the name contradicts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import measure
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.language.quantities import Quantity
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO012",
    name="contradictory-unit",
    title=Bilingual(
        "计量单位与指标名称矛盾",
        "Unit contradicts the name",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R10",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：指标值应与指标内容一致；单位相符为数据质量的自拟要求。",
            "财预〔2021〕101号: a value fits what the indicator measures; the check of "
            "units is our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "名称是比率，指标值却按家、个、件、小时计；或名称是数量，指标值却是百分比。",
            "The name is a rate and the value counts firms or pieces, or the name is an "
            "amount and the value a percentage.",
        ),
        why=Bilingual(
            "名称和数值说的不是一回事，无法计算完成情况。",
            "Name and number speak of different things; no result can be computed.",
        ),
        bad=Bilingual(
            "服务覆盖率：100家以上",
            "service coverage: over 100 firms",
        ),
        good=Bilingual(
            "服务企业数：≥100家；或 服务覆盖率：≥90%",
            "firms served: ≥100; or service coverage: ≥90%",
        ),
        fix=Bilingual(
            "改指标名称，或按名称改数值和单位。",
            "Change the name, or give the value in the unit the name asks for.",
        ),
    ),
)
_RATE = re.compile(r"(?<![频效速功汇利税费])(?<!分辨)(?:率|比例|比重|占比)$")
_AMOUNT = re.compile(r"(?:数量|[人次户家件份场项台套个]数|人次|场次|面积|金额)$")
_SHARES = frozenset(
    {"", "%", "％", "﹪", "百分比", "‰", "百分点", "个百分点", "倍", "分", "成", "个基点"}
)
_PERCENT = frozenset({"%", "％", "﹪", "百分比"})


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare what the name measures with the units of the value."""
    quantities = subject.quantities
    if not quantities:
        return
    name = measure(subject.name)
    if _RATE.search(name):
        wrong = _odd_one(quantities, counts=True)
        kind = Bilingual("比率", "a rate")
    elif _AMOUNT.search(name):
        wrong = _odd_one(quantities, counts=False)
        kind = Bilingual("数量", "an amount")
    else:
        return
    if wrong is None:
        return
    yield Hit(
        at=subject.at_value(wrong.start, wrong.end),
        message=Bilingual(
            f"“{short(subject.name)}”是{kind.zh}，"
            f"指标值“{short(subject.value)}”却以“{wrong.unit}”计。",
            f"“{short(subject.name)}” is {kind.en}, yet the value “{short(subject.value)}” "
            f"is in “{wrong.unit}”.",
        ),
    )


def _odd_one(quantities: tuple[Quantity, ...], *, counts: bool) -> Quantity | None:
    """Return the first quantity of the wrong kind, if none is of the right kind."""
    if counts:
        fits = any(q.unit in _SHARES or "/" in q.unit for q in quantities)
    else:
        fits = not all(q.unit in _PERCENT for q in quantities)
    return None if fits else quantities[0]


RULE = IndicatorRule(META, check)
