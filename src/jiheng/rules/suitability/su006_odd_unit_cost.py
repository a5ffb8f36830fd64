"""SU006: quantity times unit cost is not the money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, insufficient
from jiheng.rules.cues import in_yuan, plain
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

META = RuleMeta(
    code="SU006",
    name="odd-unit-cost",
    title=Bilingual("单位成本与资金规模不符", "Unit cost does not fit the money"),
    family=Family.SUITABILITY,
    severity=Severity.ADVICE,
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“资金匹配性”；允许偏差为本系统设定。",
            "“Match of money” in 财预〔2015〕88号; the tolerance is our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "单位成本乘以对应数量，与项目资金相差两成以上。",
            "Unit cost times quantity differs from the money by more than a fifth.",
        ),
        why=Bilingual(
            "资金多报、少报，或数量、标准填错。",
            "Too much or too little money, or a wrong quantity or rate.",
        ),
        bad=Bilingual(
            "奖励标准10万元/家、奖励72家，资金1040万元",
            "100,000 yuan a firm, 72 firms, 10.4 million yuan",
        ),
        good=Bilingual(
            "奖励标准10万元/家、奖励72家，资金720万元",
            "100,000 yuan a firm, 72 firms, 7.2 million yuan",
        ),
        fix=Bilingual("核对数量、标准与预算金额。", "Check quantity, rate and budget."),
    ),
)
_PER = re.compile(r"((?:万|亿|千)?元)[/／]([^/（）()]{1,4})$")
_NOTE = re.compile(r"[（(]([^（）()]{1,8})[）)]$")


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Multiply a unit cost with each quantity of the same unit; any that fits is enough."""
    rates = [(item, rate) for item in project.indicators if (rate := _rate(item)) is not None]
    budget = _budget(project)
    if len(rates) != 1 or not budget:
        yield insufficient("没有单位成本指标或资金", "no unit cost, or no money, to compare")
        return
    item, (cost, unit) = rates[0]
    costs = [cost * count for count in _counts(project, unit)]
    if not costs:
        yield insufficient("没有同单位的数量指标", "no quantity of the same unit")
        return
    allowed = project.profile.threshold("unit_cost_tolerance")
    if any(abs(total - budget) <= allowed * budget for total in (*costs, sum(costs))):
        return
    nearest = min(costs, key=lambda total: abs(total - budget))
    yield Hit(
        at=item.at_value(),
        message=Bilingual(
            f"按“{short(item.name)}”和数量推算需{plain(nearest / 10_000)}万元，与项目"
            f"资金{plain(budget / 10_000)}万元相差较大。",
            f"“{short(item.name)}” times the quantity makes {plain(nearest)} yuan; "
            f"the project has {plain(budget)}.",
        ),
    )


def _rate(subject: IndicatorSubject) -> tuple[Decimal, str] | None:
    target = subject.indicator.target
    if not subject.indicator.complete or not isinstance(target, NumberTarget):
        return None
    match = _PER.search(target.unit) or _PER.search(_note(subject.name))
    yuan = None if match is None else in_yuan(target.number, match[1])
    return None if match is None or yuan is None else (yuan, match[2])


def _counts(project: ProjectSubject, unit: str) -> Iterator[Decimal]:
    for item in project.indicators:
        target = item.indicator.target
        if item.branch == "1" and isinstance(target, NumberTarget) and target.number > 0:
            printed = target.unit or _note(item.name)
            if printed == unit:
                yield target.number


def _note(name: str) -> str:
    match = _NOTE.search(name)
    return "" if match is None else match[1]


def _budget(project: ProjectSubject) -> Decimal | None:
    funding = project.row.funding
    if funding is None or funding.total is None:
        return None
    return in_yuan(funding.total, project.table.table.money_unit)


RULE = ProjectRule(META, check)
