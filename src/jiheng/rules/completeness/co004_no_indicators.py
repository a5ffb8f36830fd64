"""CO004: a project without any indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta
from jiheng.rules.completeness.absence import sums_up, unread
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO004",
    name="no-indicators",
    title=Bilingual(
        "没有绩效指标",
        "No indicators",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R03",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：绩效目标通过具体绩效指标予以细化、量化描述；公开表式按项目"
            "列示绩效指标。",
            "财预〔2021〕101号: a goal is described by concrete indicators; the published "
            "form lists them for each project.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "项目的“绩效指标”一栏是空的。",
            "A project has no indicators at all.",
        ),
        why=Bilingual(
            "没有指标就无法监控、自评，预算安排也没有依据。",
            "Without indicators nothing can be monitored or evaluated.",
        ),
        bad=Bilingual(
            "租赁岗位合同工经费（公用）3.92万元：绩效指标（空）",
            "Contract staff, 39,200 yuan: indicators (empty)",
        ),
        good=Bilingual(
            "数量：在岗人数3人；质量：考核合格率100%；效益：…；满意度：…",
            "quantity: staff in post 3; quality: appraisals passed 100%; benefit: …",
        ),
        fix=Bilingual(
            "至少设置产出指标和效益指标；金额小也不能省略。",
            "Set at least one output and one benefit indicator, however small the amount.",
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Count the indicators of a row that was read whole."""
    if project.indicators:
        return
    doubt = sums_up(project) or unread(project)
    if doubt is not None:
        yield doubt
        return
    yield Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”没有任何绩效指标。",
            f"“{short(project.row.name)}” has no indicators at all.",
        ),
    )


RULE = ProjectRule(META, check)
