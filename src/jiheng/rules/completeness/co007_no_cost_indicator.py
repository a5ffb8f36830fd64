"""CO007: large works or purchases without a cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, insufficient, not_applicable
from jiheng.rules.completeness.absence import no_indicators, unread
from jiheng.rules.cues import containing, in_yuan
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO007",
    name="no-cost-indicator",
    title=Bilingual(
        "大额工程、购置项目没有成本指标",
        "No cost indicator for large works or purchases",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R05",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：工程基建类项目和大型修缮及购置项目应设置成本指标；“大额”界"
            "限为自拟。",
            "财预〔2021〕101号: construction, large repairs and purchases state their cost"
            "; what is large is our own threshold.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "名称表明是工程、修缮或购置，金额较大，却没有成本指标。",
            "A project that by its name is works, repair or purchase, and is large, has no "
            "cost indicator.",
        ),
        why=Bilingual(
            "没有单位造价或总成本的约束，就看不出钱花得贵不贵。",
            "Without a unit price or a ceiling nobody sees whether it was dear.",
        ),
        bad=Bilingual(
            "道路改造工程2000万元：没有成本指标",
            "Road rebuilding, 20 million yuan: no cost indicator",
        ),
        good=Bilingual(
            "单位造价≤3500元/平方米",
            "unit cost ≤3,500 yuan per square metre",
        ),
        fix=Bilingual(
            "补充单位成本或总成本控制指标。",
            "Add a unit cost or a ceiling of total cost.",
        ),
    ),
)
_WAN = Decimal(10_000)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for cost by branch or by name, in large projects whose name tells their kind."""
    profile = project.profile
    if not containing(profile.lexicon("projects_with_cost")).search(project.row.name):
        yield not_applicable(
            "从名称看不是工程、修缮或购置项目", "by its name not works, repair or purchase"
        )
        return
    total = project.row.funding.total if project.row.funding else None
    amount = None if total is None else in_yuan(total, project.table.table.money_unit)
    if amount is None:
        yield insufficient("没有金额，不知是否属于大额", "no amount, so not known to be large")
        return
    if amount < profile.threshold("large_project") * _WAN:
        return
    doubt = no_indicators(project) or unread(project)
    if doubt is not None:
        yield doubt
        return
    cost = containing(profile.lexicon("cues_cost"))
    for indicator in project.indicators:
        if indicator.branch == "4" or indicator.level2 == "14" or cost.search(indicator.name):
            return
    yield Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”总计{total}{project.table.table.money_unit}，"
            "没有成本指标。",
            f"“{short(project.row.name)}” costs {total} {project.table.table.money_unit} "
            "and has no cost indicator.",
        ),
    )


RULE = ProjectRule(META, check)
