"""RE006: routine management filed as performance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.cues import containing
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="RE006",
    name="routine-management-indicator",
    title=Bilingual("以日常管理要求充当绩效指标", "Routine management as a performance indicator"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R30",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号“高度关联”原则：不应设置与产出、效益和成本明显"
            "无关的常规性管理指标；预算执行率在自评时单列10分（财预〔2020〕10"
            "号）。",
            "财预〔2021〕101号: no routine-management indicators unrelated "
            "to output, effect and cost; budget execution is scored apart (财"
            "预〔2020〕10号).",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "预算执行、资金支付、采购程序等管理要求被列为产出或效益指标。列为"
            "效益的应当修改，列为产出的建议调整。",
            "Budget execution, payment or procurement procedure is filed as "
            "output or benefit. As benefit it must be mended, as output it "
            "is advice.",
        ),
        why=Bilingual(
            "按规定花钱是基本要求，不是项目带来的效果；会挤占真正反映成效的权重。",
            "Spending by the rules is a duty, not an effect; it takes weight "
            "from what the project achieves.",
        ),
        bad=Bilingual(
            "社会效益：采购程序规范性 100%", "social benefit: regularity of procurement 100%"
        ),
        good=Bilingual(
            "社会效益：积分平台服务企业数 ≥500家",
            "social benefit: firms served by the platform ≥500",
        ),
        fix=Bilingual(
            "删去，改设反映项目实际产出或受益对象变化的指标。",
            "Replace it by what the project yields or changes for those it serves.",
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look up the name among routine-management wordings."""
    branch = subject.branch
    if branch not in {"1", "2"} or subject.level2 == "14":
        return
    profile, name = subject.profile, subject.folded_name
    found = containing(profile.lexicon("routine_management")).search(name)
    as_benefit = branch == "2"
    is_saving = as_benefit and containing(profile.lexicon("management_savings")).search(name)
    if found is None or is_saving:
        return
    if containing(profile.lexicon("within_budget")).search(subject.value):
        return
    kind = Bilingual("效益", "benefit") if as_benefit else Bilingual("产出", "output")
    yield Hit(
        at=subject.at("name"),
        cause=name if as_benefit else "output",
        severity=Severity.MUST if as_benefit else Severity.ADVICE,
        message=Bilingual(
            f"“{short(subject.name)}”是日常管理要求，却列为{kind.zh}指标，不反映项目成效。",
            f"“{short(subject.name)}” is a duty of management filed as {kind.en}; it "
            "tells nothing of the project's effect.",
        ),
    )


RULE = IndicatorRule(META, check)
