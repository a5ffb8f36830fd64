"""RE008: numbers the goal promises appear in no indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.quantities import find_quantities
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, not_applicable, unreadable
from jiheng.rules.cues import containing, dimension

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jiheng.language.quantities import Quantity
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="RE008",
    name="goal-number-without-indicator",
    title=Bilingual("绩效目标中的数字没有对应指标", "Numbers of the goal without an indicator"),
    family=Family.RELEVANCE,
    severity=Severity.ADVICE,
    aliases=("R32",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号、财预〔2021〕101号：绩效指标由总体目标分解细化而来。",
            "财预〔2015〕88号, 财预〔2021〕101号: indicators are the goal broken down.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "绩效目标写明的数量，在指标值里找不到。",
            "A quantity stated in the goal stands in no value.",
        ),
        why=Bilingual(
            "承诺的内容没有指标，年终就不会考核。", "What has no indicator will not be judged."
        ),
        bad=Bilingual(
            "目标：对接洽谈项目不少于3个；指标中没有这一项",
            "goal: at least 3 projects negotiated; no such indicator",
        ),
        good=Bilingual(
            "目标：对接洽谈项目不少于3个；数量指标：对接洽谈项目数≥3个",
            "goal: at least 3 projects; quantity: projects negotiated ≥3",
        ),
        fix=Bilingual(
            "核心数量应设为指标；不考核的数量从目标中删去。",
            "Make core numbers indicators; drop from the goal what will not be judged.",
        ),
    ),
)
_SINGLE = 1
_MULTIPLIERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_COUNTED = {"people", "firms", "things", "events", "documents"}


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare the promised quantities of the goal with all quantities of the indicators."""
    if not project.indicators:
        yield not_applicable("没有指标可比对", "there are no indicators to compare with")
        return
    if not project.whole:
        yield unreadable("指标有残缺，无法比对", "some indicators are incomplete in the source")
        return
    if containing(project.profile.lexicon("entry_rules")).search(project.goal):
        yield not_applicable("绩效目标写的是申报条件", "the goal states entry rules")
        return
    promised = [
        quantity
        for quantity in project.goal_quantities
        if quantity.op in {"≥", ">"}
        and dimension(quantity.unit) in _COUNTED
        and quantity.number > _SINGLE
    ]
    covered = _numbers(project) if promised else frozenset()
    loose = [quantity for quantity in promised if _counted(quantity) not in covered]
    if not loose:
        return
    places = [project.at("goal", quantity.start, quantity.end) for quantity in loose]
    shown = "、".join(place.excerpt for place in places[:3])
    yield Hit(
        at=places[0],
        more=tuple(places[1:]),
        message=Bilingual(
            f"绩效目标提出的{shown}等{len(places)}处数量，没有对应的指标。",
            f"{len(places)} quantities of the goal ({shown}) have no indicator.",
        ),
    )


def _numbers(project: ProjectSubject) -> frozenset[Decimal]:
    texts = [
        text
        for item in project.row.indicators
        for text in (item.name, item.period_value, item.annual_value)
        if text
    ]
    return frozenset(_counted(q) for text in texts for q in find_quantities(text))


def _counted(quantity: Quantity) -> Decimal:
    """Return a number with the multiplier before its unit: that of 10万人次 is 100000."""
    number = quantity.number
    for sign in quantity.unit:
        if sign not in _MULTIPLIERS:
            break
        number *= _MULTIPLIERS[sign]
    return number


RULE = ProjectRule(META, check)
