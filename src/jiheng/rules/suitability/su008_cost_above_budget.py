"""SU008: a ceiling of cost lies above the project's money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta, insufficient
from jiheng.rules.cues import ending, in_yuan, measure, plain
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="SU008",
    name="cost-above-budget",
    title=Bilingual("成本指标值超过预算", "Cost above the budget"),
    family=Family.SUITABILITY,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：成本指标值以预算支出标准和预算金额为上限；预"
            "算法第十三条：各部门支出必须以经批准的预算为依据。",
            "财预〔2021〕101号: cost stays within spending standards and the "
            "budget; Budget Law Art. 13: spending follows the approved "
            "budget.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "总成本或发放金额的上限大于项目资金总额。",
            "The ceiling of total cost or payments exceeds the project's money.",
        ),
        why=Bilingual(
            "照此执行将超预算，或金额、单位填错。",
            "Carried out as stated it overspends; or amount or unit is wrong.",
        ),
        bad=Bilingual(
            "补贴发放金额不超过1亿元，项目资金5000万元",
            "subsidies ≤100 million yuan, project money 50 million",
        ),
        good=Bilingual(
            "补贴发放金额不超过5000万元，项目资金5000万元",
            "subsidies ≤50 million, project money 50 million",
        ),
        fix=Bilingual(
            "核对预算金额和资金来源，使上限不超过项目资金；含其他资金的应列入资金栏。",
            "Bring ceiling and money into line; state other sources in the money columns.",
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare total costs and payments in money with the project's total."""
    profile, target = subject.profile, subject.indicator.target
    is_cost = subject.branch == "4" or subject.level2 == "14"
    is_ceiling = ending(profile.lexicon("cost_ceilings")).search(measure(subject.name))
    if not (is_cost or is_ceiling) or not isinstance(target, NumberTarget):
        return
    cost = in_yuan(target.number, target.unit)
    if cost is None or target.op in {"≥", ">"}:
        return
    funding, unit = subject.project.row.funding, subject.project.table.table.money_unit
    total = None if funding is None else funding.total
    budget = None if total is None else in_yuan(total, unit)
    if total is None or budget is None:
        yield insufficient("没有项目资金可比", "no money of the project to compare with")
        return
    if cost <= budget * (1 + profile.threshold("over_budget_tolerance")):
        return
    yield Hit(
        at=subject.at_value(),
        more=(subject.project.at("total"),),
        message=Bilingual(
            f"“{short(subject.name)}”为“{short(subject.value)}”，超过项目资金"
            f"{plain(total)}{unit}。",
            f"“{short(subject.name)}” is “{short(subject.value)}”, above the "
            f"project's {plain(total)} {unit}.",
        ),
    )


RULE = IndicatorRule(META, check)
