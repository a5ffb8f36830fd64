"""CO020: a value that says nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity, is_measurable
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO020",
    name="empty-value",
    title=Bilingual(
        "指标值没有内容",
        "Value empty of content",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R18",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号“量化易评”原则：指标值应可衡量，定性指标应可分级评判；词表为自拟。",
            "“Easy to evaluate” in 财预〔2021〕101号; the list of words is our own.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "指标值只有“提升”“完成”“正常开展”“是”这类词，说不出达到什么程度（应当修改）；只"
            "有“规范”“健全”“安全”的为建议。",
            "The value is only “improve”, “done” or “yes” (must), or “in order” or “safe” ("
            "advice).",
        ),
        why=Bilingual(
            "怎么做都算达到，自评时人人满分。",
            "Whatever is done meets it; every self-evaluation scores full.",
        ),
        bad=Bilingual(
            "公共服务能力：提升",
            "capacity of public service: improve",
        ),
        good=Bilingual(
            "公共服务事项网上可办率：≥90%",
            "public services available online: ≥90%",
        ),
        fix=Bilingual(
            "改为数量、比率或期限；确需定性的，写明好、一般、差各是什么。",
            "Use a number, a rate or a date; where words must do, say what good, fair and "
            "poor are.",
        ),
    ),
)
_PREFIX = re.compile(r"标[准推椎][:：;；]")
_AS_PLANNED = re.compile(r"按(?:时|期|计划|要求|规定|合同|进度)[^，。；]{0,4}")
_MAX = 12
_SATISFACTION = "满意"


@lru_cache(maxsize=32)
def _only(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for texts made of nothing but the words."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){{1,4}}")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the value with words that ask for nothing."""
    value = subject.value.strip()
    prefix = _PREFIX.match(value)
    if prefix:
        value = value[prefix.end() :]
    if not value or len(value) > _MAX or is_measurable(subject.indicator.target):
        return
    severity = _weight(subject, value)
    if severity is None or value == subject.name != _SATISFACTION:
        return
    yield Hit(
        at=subject.at_value(),
        severity=severity,
        cause=f"{subject.project.index}|{severity}",
        message=Bilingual(
            f"“{short(subject.name)}”的指标值“{short(value)}”没有说明要达到什么程度。",
            f"The value “{short(value)}” of “{short(subject.name)}” does not say how much is "
            "enough.",
        ),
    )


def _weight(subject: IndicatorSubject, value: str) -> Severity | None:
    profile = subject.profile
    is_time = subject.level2 == "13"
    if value in profile.lexicon("empty_values") or _only(profile.lexicon("vague")).fullmatch(value):
        return None if is_time and value in profile.lexicon("empty_times") else Severity.MUST
    if _AS_PLANNED.fullmatch(value):
        return None if is_time else Severity.MUST
    return Severity.ADVICE if value in profile.lexicon("weak_values") else None


RULE = IndicatorRule(META, check)
