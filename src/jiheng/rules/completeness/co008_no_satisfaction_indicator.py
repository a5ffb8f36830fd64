"""CO008: services to people without their satisfaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, not_applicable
from jiheng.rules.completeness.absence import no_indicators, unread
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO008",
    name="no-satisfaction-indicator",
    title=Bilingual(
        "服务类项目没有满意度指标",
        "No satisfaction indicator",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R06",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：直接面向社会公众或服务对象的项目设置满意度指标，其他项目可不设。",
            "财预〔2021〕101号: projects that serve people directly state their "
            "satisfaction; others need not.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "名称表明是补贴、培训的项目没有满意度指标（应当修改）；活动类项目没有满意度指标"
            "（建议）。",
            "A subsidy or training has no satisfaction indicator (must); an event has none "
            "(advice).",
        ),
        why=Bilingual(
            "这类项目有明确的受益人群，他们的评价就是效果的一部分。",
            "Such projects have known beneficiaries, whose view is part of the effect.",
        ),
        bad=Bilingual(
            "技术人员培训：没有“参训人员满意度”",
            "Staff training: no “satisfaction of trainees”",
        ),
        good=Bilingual(
            "参训人员满意度≥90%",
            "satisfaction of trainees ≥90%",
        ),
        fix=Bilingual(
            "补充受益对象的满意度，并安排问卷调查。",
            "Add the satisfaction of those served, and plan the survey.",
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for satisfaction by branch or by name, in projects whose name tells whom they serve."""
    profile, name = project.profile, project.row.name
    serves = containing(profile.lexicon("projects_serving_people")).search(name)
    gathers = containing(profile.lexicon("projects_gathering_people")).search(name)
    if serves is None and gathers is None:
        yield not_applicable(
            "从名称看不是补贴、培训或活动项目", "by its name not a subsidy, training or event"
        )
        return
    doubt = no_indicators(project) or unread(project)
    if doubt is not None:
        yield doubt
        return
    if any(i.branch == "3" or "满意" in i.name or "满意" in i.value for i in project.indicators):
        return
    yield Hit(
        at=project.at("indicators"),
        severity=None if serves else Severity.ADVICE,
        message=Bilingual(
            f"“{short(name)}”有明确的服务对象，没有满意度指标。",
            f"“{short(name)}” serves known people and has no satisfaction indicator.",
        ),
    )


RULE = ProjectRule(META, check)
