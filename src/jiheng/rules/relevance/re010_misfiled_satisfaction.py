"""RE010: satisfaction filed under output or benefit."""

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
    code="RE010",
    name="misfiled-satisfaction",
    title=Bilingual("满意度指标归类不当", "Satisfaction filed elsewhere"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R35",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号、财预〔2021〕101号：满意度为单独的一级指标，自评权重10分。",
            "财预〔2015〕88号, 财预〔2021〕101号: satisfaction is a "
            "first-level indicator of its own with its own weight.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "满意度指标列在产出、效益或成本指标下。",
            "An indicator of satisfaction stands under output, benefit or cost.",
        ),
        why=Bilingual(
            "满意度有单独的权重；混列会占用效益分值。",
            "Satisfaction has a weight of its own; elsewhere it takes that of benefit.",
        ),
        bad=Bilingual(
            "2-效益指标；22-社会效益；口岸经营单位的满意度",
            "benefit; social benefit; satisfaction of port operators",
        ),
        good=Bilingual(
            "3-满意度指标；31-服务对象满意度；口岸经营单位的满意度",
            "satisfaction; of those served; satisfaction of port operators",
        ),
        fix=Bilingual(
            "移到“满意度指标—服务对象满意度”下。", "Move it under 满意度指标, 服务对象满意度."
        ),
    ),
)
_SATISFACTION = re.compile(r"满意(?:度|率|程度)")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare what the name measures with where it stands; an impossible pair is told apart."""
    match = _SATISFACTION.search(subject.name)
    branch = subject.branch
    if match is None or branch is None or branch == "3" or subject.level2 == "31":
        return
    indicator = subject.indicator
    levels = [level.label for level in (indicator.level1, indicator.level2) if level is not None]
    if any("满意" in label for label in levels):
        return
    filed = "—".join(levels)
    yield Hit(
        at=subject.at("name", match.start(), match.end()),
        cause=f"{branch}|{subject.folded_name}",
        message=Bilingual(
            f"“{short(subject.name)}”是满意度指标，却列在“{filed}”下。",
            f"“{short(subject.name)}” measures satisfaction but stands under “{filed}”.",
        ),
    )


RULE = IndicatorRule(META, check)
