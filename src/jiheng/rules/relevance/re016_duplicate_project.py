"""RE016: projects with the same indicators and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import folded
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, RuleMeta, TableRule
from jiheng.rules.relevance.repeats import listed, same_indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="RE016",
    name="duplicate-project",
    title=Bilingual("项目绩效指标完全雷同", "Projects with identical indicators"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R44",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“相应匹配”要求；重复安排、重复计算成效是项目审核的重点。",
            "“Matching” in 财预〔2015〕88号; double funding and double "
            "counting are what a review looks for.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "两个以上项目的指标和指标值逐条相同（顺序可以不同）。",
            "Two or more projects have the same indicators and values, in any order.",
        ),
        why=Bilingual(
            "同一成果支撑两笔资金，可能是重复立项或整体照抄。",
            "One result carries two sums: double funding or a copy.",
        ),
        bad=Bilingual(
            "“支持发展第8.6代…项目”与“(人才奖励)第8.6代…项目”指标完全一样",
            "a project and its “(talent award)” twin with the same indicators",
        ),
        good=Bilingual(
            "人才奖励项目另设“奖励人才数”“人才留存率”等指标",
            "the talent award has “persons awarded” and “share staying”",
        ),
        fix=Bilingual(
            "核实是否重复；确属不同用途的，按用途分别设置指标。",
            "Check for double funding; else set indicators for each purpose.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Group projects by their indicators, whatever the order."""
    for group in same_indicators(table):
        goals = {folded(project.goal) for project in group}
        also = (
            Bilingual("绩效目标也相同，", "so are their goals; ")
            if len(goals) == 1
            else Bilingual("", "")
        )
        count = len(group[0].indicators)
        yield Hit(
            at=group[0].at("indicators"),
            more=tuple(project.at("indicators") for project in group[1:]),
            message=Bilingual(
                f"{listed(group)}的{count}条指标及指标值完全相同，{also.zh}疑似重复立项或照抄。",
                f"The {count} indicators of {listed(group)} are the same; "
                f"{also.en}double funding or a copy.",
            ),
        )


RULE = TableRule(META, check)
