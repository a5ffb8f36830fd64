"""RE017: the goal is a list of conditions for applicants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.cues import containing
from jiheng.rules.relevance.repeats import listed, states_entry_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Location
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject, TableSubject

META = RuleMeta(
    code="RE017",
    name="goal-of-entry-rules",
    title=Bilingual("以申报条件充当绩效目标", "Entry rules instead of a goal"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号：绩效目标是财政资金在一定期限内计划达到的产出和效果。",
            "财预〔2015〕88号: a goal is the output and effect that money is planned to reach.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "绩效目标写的是参赛、申报的资格条件。", "The goal lists who may enter or apply."
        ),
        why=Bilingual(
            "资格条件不说明资金要做成什么，无法考核。",
            "Conditions of entry do not say what the money is to achieve.",
        ),
        bad=Bilingual(
            "企业为广东省内注册…往届获奖企业不参加本届大赛",
            "firms registered in the province…; former winners may not enter",
        ),
        good=Bilingual(
            "支持获奖企业完成微针给药样机研发，年内取得专利1项",
            "help the winner finish its prototype and obtain one patent this year",
        ),
        fix=Bilingual(
            "改写为资金支持的内容、产出和效果。",
            "Write what the money supports, yields and changes.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Gather the projects whose goals are entry rules into one finding."""
    found = [project for project in table.projects if states_entry_rules(project)]
    if not found:
        return
    places = [_place(project) for project in found]
    yield Hit(
        at=places[0],
        more=tuple(places[1:]),
        message=Bilingual(
            f"{len(found)}个项目的绩效目标写的是参赛或申报条件，不是要达到的产"
            f"出和效果：{listed(found)}。",
            f"The goals of {len(found)} projects are entry rules, not aims: {listed(found)}.",
        ),
    )


def _place(project: ProjectSubject) -> Location:
    matches = list(containing(project.profile.lexicon("entry_rules")).finditer(project.goal))
    return project.at("goal", matches[0].start(), matches[-1].end())


RULE = TableRule(META, check)
