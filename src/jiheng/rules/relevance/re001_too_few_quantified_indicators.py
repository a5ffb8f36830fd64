"""RE001: most indicators of a project cannot be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity, is_measurable
from jiheng.rules.base import (
    Basis,
    Hit,
    Page,
    ProjectRule,
    RuleMeta,
    insufficient,
    not_applicable,
    unreadable,
)
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

META = RuleMeta(
    code="RE001",
    name="too-few-quantified-indicators",
    title=Bilingual("量化指标过少", "Too few quantified indicators"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R19",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“细化量化”要求；财预〔2021〕101号“量化易评”原则"
            "。比例界限为本系统设定。",
            "“Detailed and quantified” in 财预〔2015〕88号, “easy to evaluate"
            "” in 财预〔2021〕101号. The share is our own threshold.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "项目有四条以上指标，但可以用数字或时间衡量的不到规定比例。",
            "A project has four or more indicators, but too small a share of "
            "them is a number or a date.",
        ),
        why=Bilingual(
            "定性指标占多数时，年终无法客观判断目标是否完成。",
            "When most indicators are words, nobody can tell at year's end "
            "whether the target was met.",
        ),
        bad=Bilingual(
            "五条指标中只有“接待次数≥35次”一条是数字",
            "Of five indicators only “receptions ≥35” is a number",
        ),
        good=Bilingual(
            "接待≥35次；验收合格率100%；观众满意度≥90%；…",
            "receptions ≥35; acceptance rate 100%; visitor satisfaction ≥90%; …",
        ),
        fix=Bilingual(
            "把能计数的效果改为数量、比率或完成时间；确需定性的，写明分级标准。",
            "Turn what can be counted into numbers, rates or dates; grade what must stay in words.",
        ),
    ),
)


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare the share of quantified indicators with the profile's thresholds."""
    indicators = project.indicators
    if project.lacks_values:
        yield insufficient("表中没有指标值一栏。", "The list has no column of values.")
        return
    if not project.whole:
        yield unreadable(
            "指标有残缺，无法计算量化比例", "some indicators are incomplete in the source"
        )
        return
    if len(indicators) < project.profile.threshold("count_min"):
        yield not_applicable("指标太少，不计算量化比例", "too few indicators for a share")
        return
    counted = sum(_is_quantified(indicator) for indicator in indicators)
    words = len(indicators) - counted
    if counted >= project.profile.threshold("quant_share_min") * len(indicators):
        return
    yield Hit(
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”共{len(indicators)}条指标，只有{counted}条可"
            f"以量化衡量，其余{words}条为文字描述。",
            f"“{short(project.row.name)}” has {len(indicators)} indicators, only "
            f"{counted} of which can be measured.",
        ),
    )


def _is_quantified(indicator: IndicatorSubject) -> bool:
    if is_measurable(indicator.indicator.target) or indicator.quantities:
        return True
    times = containing(indicator.profile.lexicon("time_words"))
    return times.search(indicator.value) is not None


RULE = ProjectRule(META, check)
