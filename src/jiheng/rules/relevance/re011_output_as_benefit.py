"""RE011: the project's own activities or papers are counted as benefit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import containing, dimension
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE011",
    name="output-as-benefit",
    title=Bilingual("以产出充当效益", "Output counted as benefit"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R36",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：效益指标反映产出带来的影响和效果；开展活动、形成报告属于产出。",
            "财预〔2021〕101号: benefit is the effect of output; holding "
            "events and writing reports is output.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "效益指标数的是自己办了几场活动、出了几份报告。",
            "A benefit indicator counts one's own events or reports.",
        ),
        why=Bilingual(
            "办了活动不等于有了效果，效益方面实际没有目标。",
            "Having held an event is no effect: the project has no target of benefit.",
        ),
        bad=Bilingual("社会效益：举办业务培训场次 ≥2次", "social benefit: trainings held ≥2"),
        good=Bilingual(
            "数量指标：举办业务培训场次 ≥2次；社会效益：培训内容应用率 ≥80%",
            "quantity: trainings ≥2; social benefit: share applying what was taught ≥80%",
        ),
        fix=Bilingual(
            "移到数量指标，效益改设受益对象的变化。",
            "Move it to quantity; let benefit tell what changed for those served.",
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for own activities or papers counted in events or documents."""
    quantities = subject.quantities
    if subject.branch != "2" or len(quantities) != 1:
        return
    own = containing(subject.profile.lexicon("own_activities"))
    own_here = own.search(subject.name) or own.search(subject.value)
    unit = quantities[0].unit.split("/")[0]
    if not own_here or dimension(unit) not in {"events", "documents"}:
        return
    yield Hit(
        at=subject.at("name"),
        cause=subject.folded_name,
        message=Bilingual(
            f"“{short(subject.name)}”（{short(subject.value)}）是开展的工作量"
            "，属于产出，不应列为效益指标。",
            f"“{short(subject.name)}” ({short(subject.value)}) counts work "
            "done: output, not benefit.",
        ),
    )


RULE = IndicatorRule(META, check)
