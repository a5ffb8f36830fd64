"""RE003: one indicator measures two things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import measure
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE003",
    name="compound-indicator",
    title=Bilingual("一条指标含多个考核内容", "Compound indicator"),
    family=Family.RELEVANCE,
    severity=Severity.ADVICE,
    aliases=("R21",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：指标应简明、可单独衡量。",
            "财预〔2021〕101号: an indicator is short and measured by itself.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "一个三级指标名称里并列了两个以上的计量内容。", "One name joins two or more measures."
        ),
        why=Bilingual(
            "一个完成好、一个完成差时无法打分。",
            "It cannot be scored when one part is met and the other is not.",
        ),
        bad=Bilingual("充换电站点数及充电桩数", "number of stations and number of chargers"),
        good=Bilingual(
            "充换电站点数；充电桩数（分列两条）",
            "number of stations; number of chargers (two indicators)",
        ),
        fix=Bilingual("拆成几条指标，各设目标值。", "Split it and give each part its own value."),
    ),
)
_CUE = "(?:数量?|[率量额度]|人次|次数|水平|影响力|知名度)"
_JOINED = re.compile(rf"{_CUE}(?:、|和|及|与|以及)[^、和及与]*{_CUE}$")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for two measures joined in a name."""
    if _JOINED.search(measure(subject.name)) is None:
        return
    yield Hit(
        at=subject.at("name"),
        message=Bilingual(
            f"“{short(subject.name)}”把两项以上内容并在一条指标里，难以分别衡量。",
            f"“{short(subject.name)}” puts more than one measure into one indicator.",
        ),
    )


RULE = IndicatorRule(META, check)
