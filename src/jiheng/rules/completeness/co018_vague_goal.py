"""CO018: a goal of nothing but good intentions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, not_applicable, unreadable
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="CO018",
    name="vague-goal",
    title=Bilingual(
        "绩效目标笼统",
        "Vague goal",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R16",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号：绩效目标应指向明确、细化量化；词数和字数界限为自拟。",
            "财预〔2015〕88号: goals are explicit, detailed and quantified; the limits are "
            "our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "目标不长，没有任何数量或时间，只有“提升”“加强”“保障”一类词语。",
            "A short goal without number or date, made of words such as “improve” and “ensure”.",
        ),
        why=Bilingual(
            "这样的目标做多做少都算完成。",
            "Such a goal is met whatever is done.",
        ),
        bad=Bilingual(
            "提高业务水平，保障工作顺利开展",
            "raise standards and ensure smooth work",
        ),
        good=Bilingual(
            "全年巡检固定站48站次，设备完好率不低于95%",
            "48 station checks in the year, equipment soundness no less than 95%",
        ),
        fix=Bilingual(
            "写明做几件什么事、到什么时候、达到什么程度。",
            "Say what is done, how much, by when and how well.",
        ),
    ),
)
_DIGIT = re.compile(r"[\d一二两三四五六七八九十百千]+[个项次场家人份篇台套名条年月种类所处%％]|\d")
_NOT_VAGUE = re.compile("积极性|保障性|有效性|持续性")
_CLAUSE = re.compile(r"[，,。；;：:！!]")
_ENDS = "。！；.;!"


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Count vague words in short goals without any number."""
    goal = project.goal.replace(project.row.name, "")
    if not goal:
        yield not_applicable("没有绩效目标", "there is no goal")
        return
    if not project.whole or goal[-1] not in _ENDS:
        yield unreadable("绩效目标可能没有读全", "the goal may not have been read whole")
        return
    profile = project.profile
    if len(goal) > profile.threshold("vague_goal_max") or _DIGIT.search(goal):
        return
    vague = containing(profile.lexicon("vague"))
    found = vague.findall(_NOT_VAGUE.sub("", goal))
    if len(found) < profile.threshold("vague_words_min"):
        return
    words = "、".join(dict.fromkeys(found))
    clauses = [clause for clause in _CLAUSE.split(goal) if clause.strip()]
    share = Decimal(sum(bool(vague.search(clause)) for clause in clauses)) / len(clauses)
    yield Hit(
        at=project.at("goal"),
        severity=None if share >= profile.threshold("vague_share_min") else Severity.ADVICE,
        message=Bilingual(
            f"“{short(project.row.name)}”的绩效目标没有数量或时限，"
            f"主要是“{short(words)}”等笼统表述。",
            f"The goal of “{short(project.row.name)}” has no number or date but words such "
            f"as {words}.",
        ),
    )


RULE = ProjectRule(META, check)
