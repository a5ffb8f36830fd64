"""CO002: a project without a goal."""

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
    code="CO002",
    name="no-goal",
    title=Bilingual(
        "没有绩效目标",
        "No goal",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R02",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号：绩效目标是项目入库和申请预算的前提，未按要求设定的不得进入下"
            "一环节。",
            "财预〔2015〕88号: without a goal a project enters neither the library nor the budget.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "项目的“绩效目标”一栏是空的。",
            "The goal of a project is empty.",
        ),
        why=Bilingual(
            "没有目标，指标就没有所要衡量的事情，预算也没有安排的理由。",
            "Without a goal the indicators measure nothing and the money has no reason.",
        ),
        bad=Bilingual(
            "科技孵化平台专项：绩效目标（空）",
            "Incubation programme: goal (empty)",
        ),
        good=Bilingual(
            "全年举办创新创业活动60场次，新增在孵企业30家，吸纳就业5000人",
            "60 events, 30 new firms incubated and 5,000 jobs in the year",
        ),
        fix=Bilingual(
            "写明本年度要做成什么、给谁带来什么效果，并带上数量和时限。",
            "Say what will be achieved this year, for whom, how much and by when.",
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look for a goal in the row, if the row was read whole."""
    if project.goal.strip():
        return
    doubt = sums_up(project) or unread(project)
    if doubt is not None:
        yield doubt
        return
    name = project.row.name
    if project.table.damaged_rows:
        yield Hit(
            at=project.at("goal"),
            severity=Severity.MUST,
            message=Bilingual(
                f"“{short(name)}”的绩效目标一栏为空；来源文件他处有残缺，请先核对原表。",
                f"“{short(name)}” has no goal; the source is damaged elsewhere, check the "
                "original first.",
            ),
        )
        return
    yield Hit(
        at=project.at("goal"),
        message=Bilingual(f"“{short(name)}”的绩效目标一栏为空。", f"“{short(name)}” has no goal."),
    )


RULE = ProjectRule(META, check)
