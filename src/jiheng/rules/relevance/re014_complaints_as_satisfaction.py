"""RE014: something other than satisfaction stands under satisfaction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE014",
    name="complaints-as-satisfaction",
    title=Bilingual("以投诉情况代替满意度", "Complaints instead of satisfaction"),
    family=Family.RELEVANCE,
    severity=Severity.ADVICE,
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：设置满意度指标的，应当实际开展满意度调查。",
            "财预〔2021〕101号: where satisfaction is an indicator, a survey is really to be held.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "满意度指标衡量的是投诉率或投诉次数。",
            "An indicator under satisfaction measures complaints.",
        ),
        why=Bilingual(
            "没有投诉不等于满意；投诉情况更适合作质量指标。",
            "No complaint is not satisfaction; complaints tell of quality.",
        ),
        bad=Bilingual("满意度指标：企业投诉率 ≤5%", "satisfaction: complaints of firms ≤5%"),
        good=Bilingual(
            "质量指标：企业投诉率 ≤5%；满意度指标：服务企业满意度 ≥90%",
            "quality: complaints ≤5%; satisfaction: firms served ≥90%",
        ),
        fix=Bilingual(
            "改设满意度，投诉指标移到质量指标。",
            "Measure satisfaction; move complaints to quality.",
        ),
    ),
)
_COMPLAINT = re.compile(r"投诉|举报|信访")
_OPINION = re.compile(r"满意|好评|认可|评价|口碑")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for complaints without any word of satisfaction."""
    if subject.branch != "3" or _OPINION.search(subject.name):
        return
    match = _COMPLAINT.search(subject.name)
    if match is None:
        return
    yield Hit(
        at=subject.at("name"),
        cause="complaints",
        message=Bilingual(
            f"满意度指标“{short(subject.name)}”衡量的是投诉情况，不能反映满意程度。",
            f"“{short(subject.name)}” under satisfaction measures complaints.",
        ),
    )


RULE = IndicatorRule(META, check)
