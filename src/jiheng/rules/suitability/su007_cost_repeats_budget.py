"""SU007: the cost indicator only says that the budget is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import containing, in_yuan
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="SU007",
    name="cost-repeats-budget",
    title=Bilingual("成本指标只重复预算", "Cost indicator repeats the budget"),
    family=Family.SUITABILITY,
    severity=Severity.ADVICE,
    aliases=("R50",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：成本指标反映单位成本、分项成本等的控制要求。",
            "财预〔2021〕101号: cost indicators bind unit costs and items of cost.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "指标值是“不超预算”，或成本指标的数值就是项目资金总额。",
            "The value is “within budget”, or the cost equals the project's money.",
        ),
        why=Bilingual(
            "不超预算是基本要求，不能反映成本控制水平。",
            "Keeping the budget is a duty and tells nothing of cost control.",
        ),
        bad=Bilingual("预算(成本)控制情况：不超预算", "budget control: within budget"),
        good=Bilingual("每个展位搭建成本 ≤5000元", "cost of a stand ≤5,000 yuan"),
        fix=Bilingual(
            "改设单位成本或主要分项成本的控制数。", "Use a unit cost or the ceiling of a main item."
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for the phrase, or for a cost that is the budget itself."""
    match = containing(subject.profile.lexicon("within_budget")).search(subject.value)
    if match is None and not _is_budget(subject):
        return
    start, end = match.span() if match is not None else (0, None)
    yield Hit(
        at=subject.at_value(start, end),
        cause=f"{subject.folded_name}|{subject.value}",
        message=Bilingual(
            f"“{short(subject.name)}”的指标值“{short(subject.value)}”只是重复预算要求。",
            f"The value “{short(subject.value)}” of “{short(subject.name)}” "
            "only repeats the budget.",
        ),
    )


def _is_budget(subject: IndicatorSubject) -> bool:
    target, funding = subject.indicator.target, subject.project.row.funding
    is_cost = subject.branch == "4" or subject.level2 == "14"
    if not is_cost or funding is None or funding.total is None:
        return False
    if not isinstance(target, NumberTarget):
        return False
    unit = subject.project.table.table.money_unit
    cost, budget = in_yuan(target.number, target.unit), in_yuan(funding.total, unit)
    return cost is not None and cost == budget


RULE = IndicatorRule(META, check)
