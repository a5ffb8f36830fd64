"""SU011: better than a year whose level is not stated."""

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
    code="SU011",
    name="change-without-baseline",
    title=Bilingual("只写优于往年，没有基数", "Better than last year, by an unstated baseline"),
    family=Family.SUITABILITY,
    severity=Severity.ADVICE,
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：采用历史标准的，应明确上年数、近三年平均数或历史极值。",
            "财预〔2021〕101号: a historical standard is last year's figure, "
            "a three-year mean or an extreme.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "指标值写“优于某年水平”，但没有写明该年的数值。",
            "The value is “better than” some year without that year's figure.",
        ),
        why=Bilingual("没有基数，无法判断是否优于往年。", "Without the baseline nobody can tell."),
        bad=Bilingual("产业发展优于2022年水平", "industry better than in 2022"),
        good=Bilingual(
            "集成电路产业营收≥310亿元（2022年为300亿元）",
            "revenue ≥31 billion yuan (2022: 30 billion)",
        ),
        fix=Bilingual("写明基数和本年目标数。", "State the baseline and this year's figure."),
    ),
)
_BETTER = re.compile(
    r"(?:优于|好于|高于|超过|不低于|比|较)(?:20\d\d年|上年|去年|往年|上一年)(?:度|同期)?"
    r"[^，。；;]{0,6}(?:水平|提升|提高|增长|改善)?$"
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for a comparison with a year in a value without any quantity."""
    value = subject.value.rstrip("。；; ")
    match = _BETTER.search(value)
    if match is None or subject.quantities:
        return
    yield Hit(
        at=subject.at_value(match.start(), match.end()),
        cause=match.group(),
        message=Bilingual(
            f"“{short(subject.name)}”写“{short(match.group())}”，没有写明该年的数值，无法比较。",
            f"“{short(subject.name)}” is compared with “{short(match.group())}"
            "” without that year's figure.",
        ),
    )


RULE = IndicatorRule(META, check)
