"""SU003: every rate of a project is 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta
from jiheng.rules.cues import dimension
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject, ProjectSubject

META = RuleMeta(
    code="SU003",
    name="every-rate-full",
    title=Bilingual("比率指标全部为100%", "Every rate is 100%"),
    family=Family.SUITABILITY,
    severity=Severity.ADVICE,
    aliases=("R47",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：指标值参照历史、行业、计划标准确定；个数界限为本系统设定。",
            "财预〔2021〕101号: values follow history, trade and plan; the "
            "count is our own threshold.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "项目的比率指标有四个以上，且全部为100%。",
            "A project has four or more rates and all are 100%.",
        ),
        why=Bilingual(
            "一律100%通常没有测算依据，不能区分工作好坏。",
            "All full marks were hardly calculated and tell good work from bad nowhere.",
        ),
        bad=Bilingual(
            "及时率100%、合格率100%、完成率100%、满意度100%",
            "timely 100%, passed 100%, done 100%, satisfied 100%",
        ),
        good=Bilingual(
            "及时率≥95%、合格率100%、满意度≥90%", "timely ≥95%, passed 100%, satisfied ≥90%"
        ),
        fix=Bilingual(
            "按近三年实际水平测算各指标值。", "Derive each value from the last three years."
        ),
    ),
)
_ALL = 100


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Look whether all percentages of a project ask for everything."""
    rates = [item for item in project.indicators if item.indicator.complete and _number(item)]
    if len(rates) < project.profile.threshold("all_full_rates_min"):
        return
    if any(_number(item) != _ALL for item in rates):
        return
    yield Hit(
        at=rates[0].at_value(),
        more=tuple(item.at_value() for item in rates[1:]),
        message=Bilingual(
            f"“{short(project.row.name)}”的{len(rates)}个比率指标全部为100%，缺少区分度。",
            f"All {len(rates)} rates of “{short(project.row.name)}” are 100%.",
        ),
    )


def _number(subject: IndicatorSubject) -> int:
    target = subject.indicator.target
    is_rate = isinstance(target, NumberTarget) and dimension(target.unit) == "percent"
    if not is_rate or not isinstance(target, NumberTarget) or target.op in {"≤", "<"}:
        return 0
    return int(target.number)


RULE = ProjectRule(META, check)
