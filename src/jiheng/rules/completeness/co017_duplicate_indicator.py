"""CO017: one indicator twice in a project."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

META = RuleMeta(
    code="CO017",
    name="duplicate-indicator",
    title=Bilingual(
        "同一项目内指标重复",
        "Duplicate indicator",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R15",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“规范完整性”；名称相同即视为重复为自拟口径。",
            "Completeness under 财预〔2015〕88号; that equal names are duplicates is our "
            "own reading.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "同一个项目里有两条名称相同的三级指标。",
            "A project has two indicators of the same name.",
        ),
        why=Bilingual(
            "名称和值都相同是重复计分；名称相同而值不同则分不清各指什么。",
            "With equal values it scores twice; with different ones nobody knows which is which.",
        ),
        bad=Bilingual(
            "举办活动：平行会议5场；举办活动：体验活动1场",
            "events: 5 parallel meetings; events: 1 workshop",
        ),
        good=Bilingual(
            "平行会议场次：5场；体验活动场次：1场",
            "parallel meetings: 5; workshops: 1",
        ),
        fix=Bilingual(
            "删去重复的一条，或把名称改到能够区分。",
            "Delete the repetition, or name them apart.",
        ),
    ),
)


_LONG = 20
"""From this length on, a name that only goes on says the same thing again."""


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Group the indicators of a project by name: those of the year, and those of the period.

    A form may list what is aimed at in the whole period and in the year one below the other.
    """
    for of_period in (False, True):
        yield from _among([one for one in project.indicators if _is_of_period(one) is of_period])


def _is_of_period(subject: IndicatorSubject) -> bool:
    indicator = subject.indicator
    return indicator.annual_value is None and indicator.period_value is not None


def _among(indicators: Iterable[IndicatorSubject]) -> Iterator[Outcome]:
    groups: defaultdict[str, list[IndicatorSubject]] = defaultdict(list)
    for indicator in indicators:
        if indicator.indicator.complete and indicator.folded_name:
            groups[indicator.folded_name].append(indicator)
    for group in groups.values():
        if len(group) > 1:
            yield _hit(group)
    for shorter, longer in pairwise(sorted(groups)):
        if len(shorter) >= _LONG and longer.startswith(shorter):
            first, again = groups[shorter][0], groups[longer][0]
            if first.value == again.value:
                yield _hit(sorted((first, again), key=lambda indicator: indicator.index))


def _hit(group: list[IndicatorSubject]) -> Hit:
    first = group[0]
    count = len(group)
    alike = len({indicator.value for indicator in group}) == 1
    return Hit(
        at=first.at("name"),
        more=tuple(indicator.at("name") for indicator in group[1:]),
        message=Bilingual(
            f"“{short(first.name)}”在同一项目中列了{count}次，"
            f"{'值也相同' if alike else '值各不相同'}。",
            f"“{short(first.name)}” is listed {count} times in one project, "
            f"{'with the same value' if alike else 'with different values'}.",
        ),
        fix=Bilingual("删去重复的指标。", "Delete the repetition.")
        if alike
        else Bilingual("在名称中写明各条所指的内容。", "Say in each name what it is about."),
    )


RULE = ProjectRule(META, check)
