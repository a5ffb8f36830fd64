"""RE005: a timeliness indicator that names no time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta, not_applicable
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE005",
    name="time-target-without-time",
    title=Bilingual("时效指标没有时间", "Timeliness indicator without a time"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R24",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：时效指标反映及时程度和效率，应明确总体完成时间。",
            "财预〔2021〕101号: a timeliness indicator states when the work is to be done.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "时效指标的指标值里没有日期、期限、频次或比率。",
            "The value of a timeliness indicator has no date, duration, frequency or rate.",
        ),
        why=Bilingual(
            "“及时”没有标准，提前和拖延都能说成及时。",
            "“In time” has no measure: early and late can both be called so.",
        ),
        bad=Bilingual("完成绩效评价：及时完成绩效评价", "finish the evaluation: finished in time"),
        good=Bilingual(
            "完成绩效评价：2024年6月底前", "finish the evaluation: by the end of June 2024"
        ),
        fix=Bilingual(
            "写明完成日期、工作日数或及时率。", "State a date, a number of working days or a rate."
        ),
    ),
)
_NUMBER_OR_PLACEHOLDER = re.compile(r"[0-9０-９%％]|^[\s/\\—\-_*xX×无]*$|不适用")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for any word of time in the value of an indicator filed under 时效."""
    if subject.level2 is None:
        yield not_applicable("表中没有二级指标", "the table prints no second level")
        return
    value = subject.value
    if subject.level2 != "13" or not value or _NUMBER_OR_PLACEHOLDER.search(value):
        return
    if containing(subject.profile.lexicon("time_words")).search(value):
        return
    yield Hit(
        at=subject.at_value(),
        message=Bilingual(
            f"时效指标“{short(subject.name)}”的指标值是“{value}”，没有写明时间、期限或比率。",
            f"Timeliness indicator “{short(subject.name)}” has the value “{value}”: "
            "no time, period or rate.",
        ),
        fix=Bilingual(
            "改为具体期限或及时率，如“2024年12月底前”“收到申请后5个工作日内”“≥95%”。",
            "Use a date, a period or a rate, such as “by the end of December” or “≥95%”.",
        ),
    )


RULE = IndicatorRule(META, check)
