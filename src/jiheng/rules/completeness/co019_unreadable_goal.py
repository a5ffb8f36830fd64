"""CO019: a goal too short or too long to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import folded
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, not_applicable, unreadable
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO019",
    name="unreadable-goal",
    title=Bilingual(
        "绩效目标过短或过长",
        "Goal too short or too long",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R17",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“明确清晰性”；字数界限为自拟。",
            "Clarity under 财预〔2015〕88号; the limits are our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "目标只有几个字，或者只是重复项目名称（应当修改）；目标太长，看不出重点（建议）。",
            "The goal is a few characters, or only the project's name (must), or too long "
            "to show what matters (advice).",
        ),
        why=Bilingual(
            "太短说明不了产出和效果；太长把过程和依据都写进去，目标反而看不见。",
            "Too short tells no output or effect; too long hides the goal behind procedure.",
        ),
        bad=Bilingual(
            "绩效目标：保障工作",
            "goal: support work",
        ),
        good=Bilingual(
            "绩效目标：全年完成60个重点区域的信号测试",
            "goal: test the signal in 60 areas in the year",
        ),
        fix=Bilingual(
            "写成一两百字：做什么、多少、达到什么效果。",
            "Write one or two hundred characters: what, how much, to what effect.",
        ),
    ),
)
_CRUMB = 2


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Measure the goal, and compare it with the project's name."""
    goal, name = project.goal.strip(), project.row.name
    if not goal:
        yield not_applicable("没有绩效目标", "there is no goal")
        return
    if len(goal) <= _CRUMB:
        yield unreadable("绩效目标只剩残字", "only a crumb of the goal is left")
        return
    words = folded(goal)
    if len(goal) < project.profile.threshold("goal_min") or words == folded(name):
        yield Hit(
            at=project.at("goal"),
            message=Bilingual(
                f"“{short(name)}”的绩效目标只有“{short(goal)}”，没有说明产出和效果。",
                f"The goal of “{short(name)}” is only “{short(goal)}”: no output, no effect.",
            ),
        )
    elif len(goal) > project.profile.threshold("goal_max"):
        yield Hit(
            at=project.at("goal"),
            severity=Severity.ADVICE,
            message=Bilingual(
                f"“{short(name)}”的绩效目标长达{len(goal)}字，看不出重点。",
                f"The goal of “{short(name)}” is {len(goal)} characters long; what matters "
                "is lost.",
            ),
        )


RULE = ProjectRule(META, check)
