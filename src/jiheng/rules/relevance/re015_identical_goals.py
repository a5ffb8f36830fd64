"""RE015: different projects share one goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.relevance.repeats import (
    indicator_list,
    listed,
    same_goal,
    same_goal_but_for_name,
    states_entry_rules,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject, TableSubject

META = RuleMeta(
    code="RE015",
    name="identical-goals",
    title=Bilingual("不同项目的绩效目标雷同", "Identical goals of different projects"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R44",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“指向明确”“相应匹配”要求：目标应与项目内容和资金相对应。",
            "财预〔2015〕88号: a goal points at its own project and matches its money.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "两个以上项目的绩效目标文字完全相同。",
            "Two or more projects have the same goal, word for word.",
        ),
        why=Bilingual(
            "无法分清每笔资金各自要做什么，成效可能被重复计算。",
            "Nobody can tell what each sum is for; results may be counted twice.",
        ),
        bad=Bilingual(
            "两笔美食节资金的目标都是“通过举办美食节，展示广州饮食文化”",
            "two sums for one festival with one goal",
        ),
        good=Bilingual(
            "分别写明各笔资金支持的内容和数量", "each goal states what its own money pays for"
        ),
        fix=Bilingual(
            "按各项目自己的内容重写；同一件事的几笔资金应合并或写明分工。",
            "Rewrite each for its own work; merge sums for one thing or state who does what.",
        ),
    ),
)
_DIGITS = re.compile(r"\d+")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Group projects by goal; copies and entry rules are other rules' findings."""
    for group in same_goal(table):
        if states_entry_rules(group[0]) or _are_copies(group):
            continue
        names = {_DIGITS.sub("", project.row.name) for project in group}
        lighter = len(names) == 1
        yield _hit(group, Bilingual("完全相同", "are the same"), lighter=lighter)
    for group in same_goal_but_for_name(table):
        difference = Bilingual("除项目名称外相同", "differ by the project's name only")
        yield _hit(group, difference, lighter=True)


def _hit(group: tuple[ProjectSubject, ...], likeness: Bilingual, *, lighter: bool) -> Hit:
    return Hit(
        at=group[0].at("goal"),
        more=tuple(project.at("goal") for project in group[1:]),
        severity=Severity.ADVICE if lighter else Severity.MUST,
        message=Bilingual(
            f"{len(group)}个项目的绩效目标{likeness.zh}：{listed(group)}。",
            f"The goals of {len(group)} projects {likeness.en}: {listed(group)}.",
        ),
    )


def _are_copies(group: tuple[ProjectSubject, ...]) -> bool:
    lists = {indicator_list(project) for project in group}
    return len(lists) == 1 and None not in lists


RULE = TableRule(META, check)
