"""RE007: money spent is counted as output."""

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
    code="RE007",
    name="spending-as-output",
    title=Bilingual("以资金投入充当产出", "Spending counted as output"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R31",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：产出指标反映提供的公共产品和服务，支出限额应列成本指标。",
            "财预〔2021〕101号: output indicators tell of goods and services "
            "provided; ceilings of spending are cost indicators.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "产出（或效益）指标衡量的是花了、拨了多少钱。",
            "An output or benefit indicator measures money spent or paid.",
        ),
        why=Bilingual(
            "花钱是投入，不是产出；钱花完不等于事办成。",
            "Money is input: having spent it does not mean the work is done.",
        ),
        bad=Bilingual(
            "数量指标：补贴发放金额 不超过79万元", "quantity: subsidies paid ≤790,000 yuan"
        ),
        good=Bilingual(
            "数量指标：补贴发放人数 7人；成本指标：人均补贴 ≤11万元",
            "quantity: persons subsidised 7; cost: subsidy a person ≤110,000 yuan",
        ),
        fix=Bilingual(
            "支出限额移到成本指标，产出改为受益人数、项目数等。",
            "Move the ceiling to cost; count beneficiaries or projects as output.",
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look up the name among wordings of spending; a ceiling is surely no output."""
    if subject.branch not in {"1", "2"} or subject.level2 == "14":
        return
    if not containing(subject.profile.lexicon("spending")).search(subject.folded_name):
        return
    is_ceiling = any(quantity.op in {"≤", "<"} for quantity in subject.quantities)
    label = subject.indicator.level2 or subject.indicator.level1
    filed = "产出指标" if label is None else label.label
    yield Hit(
        at=subject.at("name"),
        severity=Severity.MUST if is_ceiling else Severity.ADVICE,
        message=Bilingual(
            f"“{short(subject.name)}”（{short(subject.value)}）衡量的是资金支"
            f"出，不应列为“{filed}”。",
            f"“{short(subject.name)}” ({short(subject.value)}) measures spending and does "
            f"not belong under “{filed}”.",
        ),
    )


RULE = IndicatorRule(META, check)
