"""SU002: satisfaction is asked for at an unusual level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import dimension, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="SU002",
    name="odd-satisfaction-level",
    title=Bilingual("满意度目标值偏高或偏低", "Odd level of satisfaction"),
    family=Family.SUITABILITY,
    severity=Severity.ADVICE,
    aliases=("R46",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“合理可行”要求；常见范围80%～99%为本系统设定。",
            "“Reasonable and feasible” in 财预〔2015〕88号; the usual range of 80–99% is our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "满意度目标值为100%，或低于80%。", "Satisfaction is to be 100%, or below 80%."
        ),
        why=Bilingual(
            "100%在调查中几乎不可能，过低则没有约束。",
            "A survey hardly ever yields 100%; a low value binds nobody.",
        ),
        bad=Bilingual("服务对象满意度 100%", "satisfaction 100%"),
        good=Bilingual("服务对象满意度 ≥90%", "satisfaction ≥90%"),
        fix=Bilingual(
            "参照历史调查结果，一般定在85%至95%。", "Follow earlier surveys; mostly 85% to 95%."
        ),
    ),
)
_SATISFACTION = re.compile(r"满意(?:度|率|程度)$")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare a percentage of satisfaction with the usual range."""
    target = subject.indicator.target
    if not isinstance(target, NumberTarget) or target.number == 0:
        return
    if subject.branch != "3" and not _SATISFACTION.search(subject.name):
        return
    if dimension(target.unit) != "percent" or target.op in {"≤", "<"}:
        return
    low = subject.profile.threshold("satisfaction_min")
    high = subject.profile.threshold("satisfaction_max")
    if low <= target.number <= high:
        return
    zh, en = ("偏高，难以实现", "hardly reachable") if target.number > high else ("偏低", "low")
    yield Hit(
        at=subject.at_value(),
        cause=zh,
        message=Bilingual(
            f"满意度目标值{plain(target.number)}%{zh}。",
            f"A satisfaction of {plain(target.number)}% is {en}.",
        ),
    )


RULE = IndicatorRule(META, check)
