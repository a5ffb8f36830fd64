"""SU005: too few or too many indicators for the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, Page, ProjectRule, RuleMeta, not_applicable, unreadable
from jiheng.rules.cues import in_yuan, plain
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import ProjectSubject

META = RuleMeta(
    code="SU005",
    name="odd-indicator-count",
    title=Bilingual("指标个数过少或过多", "Too few or too many indicators"),
    family=Family.SUITABILITY,
    severity=Severity.ADVICE,
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号“重点突出”原则；个数界限为本系统设定。",
            "“Focus” in 财预〔2021〕101号; the counts are our own thresholds.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "三级指标少于4条、多于20条，或资金500万元以上而少于6条。",
            "Fewer than 4 or more than 20 indicators, or fewer than 6 for 5 million yuan or more.",
        ),
        why=Bilingual(
            "过少不能反映项目全貌，过多则重点不清、难以考核。",
            "Too few miss the project, too many miss the point.",
        ),
        bad=Bilingual("一个项目列51条指标", "51 indicators for one project"),
        good=Bilingual("选取6至12条核心产出和效果指标", "6 to 12 core outputs and effects"),
        fix=Bilingual(
            "过少的补充核心产出和效果，过多的合并取舍。",
            "Add core outputs and effects, or merge and choose.",
        ),
    ),
)
_TEN_THOUSAND = 10_000


def check(project: ProjectSubject) -> Iterator[Outcome]:
    """Compare the number of indicators with the thresholds for the money."""
    count = len(project.indicators)
    if not count:
        yield not_applicable("没有指标，已另行指出", "no indicators, which is told apart")
        return
    threshold = project.profile.threshold
    if count > threshold("count_max"):
        yield _hit(project, count, Bilingual("重点不突出", "the point is lost"), "many")
        return
    if not project.whole:
        yield unreadable("指标有残缺，不计个数", "some indicators are incomplete in the source")
        return
    least = threshold("funded_count_min") if _is_funded(project) else threshold("count_min")
    if count < least:
        wish = Bilingual(f"一般不少于{plain(least)}条", f"at least {plain(least)} are usual")
        yield _hit(project, count, wish, "few")


def _is_funded(project: ProjectSubject) -> bool:
    funding = project.row.funding
    if funding is None or funding.total is None:
        return False
    yuan = in_yuan(funding.total, project.table.table.money_unit)
    return yuan is not None and yuan / _TEN_THOUSAND >= project.profile.threshold("funded_amount")


def _hit(project: ProjectSubject, count: int, remark: Bilingual, cause: str) -> Hit:
    return Hit(
        cause=cause,
        at=project.at("indicators"),
        message=Bilingual(
            f"“{short(project.row.name)}”设了{count}条三级指标，{remark.zh}。",
            f"“{short(project.row.name)}” has {count} indicators; {remark.en}.",
        ),
    )


RULE = ProjectRule(META, check)
