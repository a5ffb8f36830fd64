"""CO011: a number without a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO011",
    name="missing-unit",
    title=Bilingual(
        "指标值没有计量单位",
        "Value without a unit",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R09",),
    basis=Basis(
        text=Bilingual(
            "一体化系统表单校验：定量指标须填写计量单位；101号文要求指标值由数值和单位组成。",
            "The budget system asks for a unit with every number; 财预〔2021〕101号: a "
            "value is a number with its unit.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "指标值只有一个数，名称里也看不出单位。数量、比率类指标应当修改，其他为建议。",
            "The value is a bare number and the name tells no unit: must for amounts and "
            "rates, else advice.",
        ),
        why=Bilingual(
            "“≥8”是8%还是8亿元，读表的人无从知道。",
            "Whether “≥8” is 8% or 800 million yuan nobody can tell.",
        ),
        bad=Bilingual(
            "服务外包执行额增长率：≥8",
            "growth of outsourcing: ≥8",
        ),
        good=Bilingual(
            "服务外包执行额增长率：≥8%；故障次数：≤1（名称已含“次”）",
            "growth of outsourcing: ≥8%; number of failures: ≤1 (the name tells)",
        ),
        fix=Bilingual(
            "在数值后写上单位，如“家”“项”“%”。",
            "Add the unit after the number.",
        ),
    ),
)
_UNIT_IN_NAME = re.compile(
    r"[（(](?!含)[^（）()]{1,6}[）)]|[人家户个件份篇场台套项次天批起班间所][次天]?数$|[级倍]数$"
)
_BARE = re.compile(r"[^\d\w]{0,2}\s*-?\d[\d,.]*(?:以[上下内])?")
_AMOUNT = re.compile(r"(?:数|数量|总数|规模|面积|里程|金额|总额|产值|收入|投资)$")
_RATE = re.compile(r"(?:率|比例|比重|占比|增速|增幅)$")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for a unit after the number, else in the name."""
    target = subject.indicator.target
    if not isinstance(target, NumberTarget) or not _BARE.fullmatch(subject.value):
        return
    if subject.indicator.unit:
        return
    name = subject.name.rstrip("、，。：; ")
    if _UNIT_IN_NAME.search(name) or "满意" in name:
        return
    grave = _AMOUNT.search(name) or _RATE.search(name)
    severity = Severity.MUST if grave else Severity.ADVICE
    yield Hit(
        at=subject.at_value(),
        severity=severity,
        cause=f"{subject.project.index}|{severity}",
        message=Bilingual(
            f"“{short(subject.name)}”的指标值“{short(subject.value)}”没有计量单位。",
            f"The value “{short(subject.value)}” of “{short(subject.name)}” has no unit.",
        ),
    )


RULE = IndicatorRule(META, check)
