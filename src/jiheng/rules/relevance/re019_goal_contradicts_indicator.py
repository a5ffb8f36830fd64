"""RE019: the goal and an indicator give different numbers for one thing."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.quantities import find_quantities
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, not_applicable
from jiheng.rules.cues import measure, plain
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from jiheng.language.quantities import Quantity
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

META = RuleMeta(
    code="RE019",
    name="goal-contradicts-indicator",
    title=Bilingual("目标与指标数字不一致", "Goal and indicator disagree"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R58",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“规范完整”“相应匹配”要求：同一事项在目标和指标中的数字应当一致。",
            "财预〔2015〕88号: one thing has one number in goal and indicators.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "绩效目标与指标对同一事项、同一单位写了不同的数。",
            "Goal and indicator give different numbers for the same thing and unit.",
        ),
        why=Bilingual("考核时不知以哪个为准。", "Nobody knows which one counts."),
        bad=Bilingual(
            "目标：洽谈项目不少于3个；指标：洽谈项目数量≥5个",
            "goal: at least 3 projects; indicator: projects ≥5",
        ),
        good=Bilingual("目标与指标都写≥5个", "both say ≥5"),
        fix=Bilingual("核实后统一为一个数。", "Check, and use one number."),
    ),
)
_CLAUSE = re.compile(r"[^，。；;,、！？]+")
_COUNT_ENDING = re.compile(r"(?:总?数量?|人数|家数|个数|次数|场次|份数)$")
_LEAST_NOUN = 4
_MOST_CLAUSES = 200


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare clauses of the goal with indicators whose noun they contain."""
    if not project.goal or not project.indicators:
        yield not_applicable("没有目标或没有指标可比对", "no goal or no indicators to compare")
        return
    usable = list(islice(_clauses(project.goal), _MOST_CLAUSES))
    known = _numbers(project) if usable else {}
    for indicator in project.indicators:
        noun = _COUNT_ENDING.sub("", measure(indicator.name))
        quantity = _promised(indicator)
        if quantity is None or len(noun) < _LEAST_NOUN:
            continue
        for match, said in usable:
            same_thing = noun in match.group() and said.unit == quantity.unit
            if same_thing and said.number not in known[said.unit]:
                yield _hit(project, indicator, match, said)
                break


def _clauses(goal: str) -> Iterator[tuple[re.Match[str], Quantity]]:
    for match in _CLAUSE.finditer(goal):
        quantities = find_quantities(match.group())
        if len(quantities) == 1:
            yield match, quantities[0]


def _promised(subject: IndicatorSubject) -> Quantity | None:
    quantities = subject.quantities
    if not subject.indicator.complete or len(quantities) != 1 or not quantities[0].unit:
        return None
    return quantities[0]


def _numbers(project: ProjectSubject) -> Mapping[str, set[Decimal]]:
    known: dict[str, set[Decimal]] = {}
    for item in project.row.indicators:
        for text in filter(None, (item.period_value, item.annual_value)):
            for quantity in find_quantities(text):
                known.setdefault(quantity.unit, set()).add(quantity.number)
    return known


def _hit(
    project: ProjectSubject, indicator: IndicatorSubject, clause: re.Match[str], said: Quantity
) -> Hit:
    start = clause.start() + said.start
    return Hit(
        at=project.at("goal", start, clause.start() + said.end),
        more=(indicator.at_value(),),
        message=Bilingual(
            f"绩效目标写“{short(clause.group())}”（{plain(said.number)}{said.unit}）"
            f"，指标“{short(indicator.name)}”却是“{short(indicator.value)}”。",
            f"The goal says “{short(clause.group())}”, the indicator “"
            f"{indicator.name}” says “{short(indicator.value)}”.",
        ),
    )


RULE = ProjectRule(META, check)
