"""RE002: values in words without grades."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity, is_measurable
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE002",
    name="ungraded-qualitative-value",
    title=Bilingual("定性指标未分级", "Qualitative value without grades"),
    family=Family.RELEVANCE,
    severity=Severity.ADVICE,
    aliases=("R20",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：定性指标应可分级评判（如好、一般、差）。",
            "财预〔2021〕101号: qualitative indicators must allow graded "
            "judgement (good, fair, poor).",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "指标值是一段描述，没有数字、时间，也没有分级标准。",
            "The value is a description without number, date or grades.",
        ),
        why=Bilingual("评价时只能凭印象打分。", "The evaluator can only score by impression."),
        bad=Bilingual(
            "营造良好营商环境：有效促进区内企业数字化转型升级",
            "business climate: helps firms go digital",
        ),
        good=Bilingual(
            "转型企业数≥20家；或：好（≥20家）、一般（10～19家）、差（<10家）",
            "firms transformed ≥20; or grades: good ≥20, fair 10–19, poor <10",
        ),
        fix=Bilingual(
            "改为可计数的结果，或写明各档次的标准。",
            "Use a result that can be counted, or state what each grade means.",
        ),
    ),
)
_GRADED = re.compile(r"[优好].{0,30}[良中].{0,30}差|一般|分[三四五]?[档级]|[A-D]级|一二三等")
_RATE = re.compile(r"(?:率|比例|比重|百分比)$")
_LEAST_LENGTH = 10


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for descriptions; bare empty words, missing times and budgets are other rules'."""
    value = subject.value
    if len(value) < _LEAST_LENGTH or subject.level2 == "13" or subject.quantities:
        return
    if is_measurable(subject.indicator.target) or _GRADED.search(value):
        return
    lexicon = subject.profile.lexicon
    if containing(lexicon("time_words")).search(value):
        return
    if containing(lexicon("within_budget")).search(value):
        return
    if _RATE.search(subject.folded_name):
        yield Hit(
            at=subject.at_value(),
            severity=Severity.MUST,
            message=Bilingual(
                f"“{short(subject.name)}”是比率，指标值却只有文字，没有数值。",
                f"“{short(subject.name)}” is a rate, but its value is words without a number.",
            ),
            fix=Bilingual("写明要达到的百分比。", "State the percentage to be reached."),
        )
        return
    yield Hit(
        at=subject.at_value(),
        cause="description",
        message=Bilingual(
            f"“{short(subject.name)}”的指标值只是文字描述，没有可评判的分级标准。",
            f"The value of “{short(subject.name)}” is a description without grades to judge by.",
        ),
    )


RULE = IndicatorRule(META, check)
