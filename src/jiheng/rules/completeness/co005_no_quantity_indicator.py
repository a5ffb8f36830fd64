"""CO005: outputs without a quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, Skip
from jiheng.rules.completeness.absence import outputs_by_level2
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO005",
    name="no-quantity-indicator",
    title=Bilingual(
        "没有数量指标",
        "No quantity indicator",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R04",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：产出指标应反映产品和服务的数量；“必设”为通行的审核口径。",
            "财预〔2021〕101号: outputs state the amount of goods and services; that one "
            "is required is common review practice.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "项目有产出指标，但没有一条数量指标。",
            "A project has outputs, but no indicator of quantity.",
        ),
        why=Bilingual(
            "不知道做了多少，就无法把钱和工作量对上。",
            "Without an amount the money cannot be weighed against the work.",
        ),
        bad=Bilingual(
            "综合业务经费：产出只有“档案达标率100%”",
            "General expenses: the only output is “files up to standard 100%”",
        ),
        good=Bilingual(
            "数量：整理归档≥2000卷；质量：档案达标率100%",
            "quantity: files archived ≥2,000; quality: up to standard 100%",
        ),
        fix=Bilingual(
            "为主要工作内容补一条可以计数的数量指标。",
            "Add a countable indicator for the main work.",
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for 数量 among the second levels of the outputs."""
    outputs = outputs_by_level2(project)
    if isinstance(outputs, Skip):
        yield outputs
        return
    if "11" in outputs:
        return
    listed = "、".join(f"“{i.name}”" for group in outputs.values() for i in group[:3])
    yield Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”的产出指标（{listed}）中没有数量指标。",
            f"None of the outputs of “{short(project.row.name)}” ({listed}) is a quantity.",
        ),
    )


RULE = ProjectRule(META, check)
