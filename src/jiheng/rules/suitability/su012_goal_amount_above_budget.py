"""SU012: the goal promises to pay more than the project has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, insufficient, not_applicable
from jiheng.rules.cues import containing, in_yuan, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="SU012",
    name="goal-amount-above-budget",
    title=Bilingual("目标中的金额与预算不符", "Amount in the goal above the budget"),
    family=Family.SUITABILITY,
    severity=Severity.MUST,
    aliases=("R58",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“相应匹配”要求：目标与预算确定的资金量相匹配。",
            "“Matching” in 财预〔2015〕88号: the goal matches the money of the budget.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "绩效目标写明要拨付、安排的金额大于项目资金总计。",
            "The goal speaks of paying more than the project's total.",
        ),
        why=Bilingual(
            "预算不足以完成目标，或金额、单位写错。",
            "The budget does not suffice, or an amount or unit is wrong.",
        ),
        bad=Bilingual(
            "目标：番禺区需拨付1亿元；总计5,000.00万元",
            "goal: the district pays 100 million; total 50 million",
        ),
        good=Bilingual(
            "目标：番禺区需拨付1亿元，本年安排5000万元",
            "goal: the district pays 100 million, 50 million of it this year",
        ),
        fix=Bilingual(
            "核对金额；分年安排的，在目标中写明本年金额。",
            "Check the amounts; where paid over years, state this year's.",
        ),
    ),
)
_REACH = 20
_CLAUSE_END = re.compile(r"[，。；;,！？]")


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare amounts that stand right behind a word of paying with the total."""
    money = [q for q in project.goal_quantities if in_yuan(q.number, q.unit) is not None]
    if not money:
        yield not_applicable("目标中没有金额", "the goal states no amount")
        return
    funding, unit = project.row.funding, project.table.table.money_unit
    total = None if funding is None else funding.total
    budget = None if total is None else in_yuan(total, unit)
    if total is None or budget is None:
        yield insufficient("没有项目资金可比", "no money of the project to compare with")
        return
    paying = containing(project.profile.lexicon("payments"))
    limit = budget * (1 + project.profile.threshold("over_budget_tolerance"))
    for quantity in money:
        before = project.goal[max(0, quantity.start - _REACH) : quantity.start]
        clause = _CLAUSE_END.split(before)[-1]
        yuan = in_yuan(quantity.number, quantity.unit)
        if yuan is None or yuan <= limit or not paying.search(clause):
            continue
        place = project.at("goal", quantity.start, quantity.end)
        yield Hit(
            at=place,
            more=(project.at("total"),),
            message=Bilingual(
                f"绩效目标写“{clause}{place.excerpt}”，项目资金只有{plain(total)}{unit}。",
                f"The goal says “{clause}{place.excerpt}”; the project has {plain(total)} {unit}.",
            ),
        )


RULE = ProjectRule(META, check)
