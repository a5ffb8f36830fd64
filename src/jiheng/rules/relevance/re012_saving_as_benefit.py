"""RE012: the saving of one's own budget is filed as benefit."""

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
    code="RE012",
    name="saving-as-benefit",
    title=Bilingual("以节约经费充当效益", "Saving counted as benefit"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R37",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：控制支出、节约经费属于成本指标，不是项目产生的效益。",
            "财预〔2021〕101号: keeping spending low is a matter of cost, "
            "not an effect of the project.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "效益指标衡量的是自身经费的结余、节约或控制。",
            "A benefit indicator measures the saving or control of one's own budget.",
        ),
        why=Bilingual(
            "少花钱不是服务对象得到的好处。", "Spending less is no good done to those served."
        ),
        bad=Bilingual("经济效益：资金结余率 ≥5%", "economic benefit: unspent share ≥5%"),
        good=Bilingual("经济成本指标：单位采购成本 ≤3000元/台", "cost: unit price ≤3,000 yuan"),
        fix=Bilingual(
            "移到成本指标，或改设对服务对象的效益。",
            "Move it to cost, or state the effect on those served.",
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look up the name among wordings of saving."""
    if subject.branch != "2":
        return
    if not containing(subject.profile.lexicon("management_savings")).search(subject.folded_name):
        return
    yield Hit(
        at=subject.at("name"),
        message=Bilingual(
            f"“{short(subject.name)}”说的是自身经费的节约或控制，不是项目效益。",
            f"“{short(subject.name)}” tells of saving one's own budget, not of benefit.",
        ),
    )


RULE = IndicatorRule(META, check)
