"""CO003: a project without output or without benefit indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, unreadable
from jiheng.rules.completeness.absence import no_indicators, unread
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO003",
    name="no-output-or-benefit",
    title=Bilingual(
        "缺少产出或效益指标",
        "No output or no benefit indicator",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R03",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：项目支出绩效指标应包括产出指标和效益指标。",
            "财预〔2021〕101号: every project has output and benefit indicators.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "项目有指标，但没有一条产出指标，或者没有一条效益指标。",
            "A project has indicators, but none of output, or none of benefit.",
        ),
        why=Bilingual(
            "只有产出看不出花钱的意义，只有效益看不出做了什么；两者缺一就无法评价。",
            "Output alone shows no purpose, benefit alone shows no work done; neither can "
            "be evaluated.",
        ),
        bad=Bilingual(
            "办公租金水电经费：只有“办公用房使用率”“合同按时执行率”两条产出指标",
            "Office rent: only two output indicators",
        ),
        good=Bilingual(
            "产出：办公用房使用率100%；效益：保障办公人数≥120人",
            "output: use of office space 100%; benefit: staff housed ≥120",
        ),
        fix=Bilingual(
            "补上缺少的一类指标；确属保障性支出的，写明受益对象及程度。",
            "Add an indicator of the missing kind; for running costs name who benefits and "
            "how much.",
        ),
    ),
)
_KINDS = {"1": Bilingual("产出", "output"), "2": Bilingual("效益", "benefit")}


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look at the first levels of all indicators."""
    doubt = no_indicators(project) or unread(project)
    if doubt is not None:
        yield doubt
        return
    branches = {indicator.branch for indicator in project.indicators}
    if None in branches:
        yield unreadable("有指标看不出一级指标", "the first level of an indicator is unknown")
        return
    missing = [kind for code, kind in _KINDS.items() if code not in branches]
    if not missing:
        return
    kinds = Bilingual("和".join(k.zh for k in missing), " and no ".join(k.en for k in missing))
    count = len(project.indicators)
    yield Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”共{count}条指标，没有{kinds.zh}指标。",
            f"“{short(project.row.name)}” has {count} indicators but no {kinds.en} indicator.",
        ),
        fix=Bilingual(
            f"补充{kinds.zh}指标。", f"Add indicators: {' and '.join(k.en for k in missing)}."
        ),
    )


RULE = ProjectRule(META, check)
