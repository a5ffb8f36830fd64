"""RE013: it is not said who is to be satisfied."""

from __future__ import annotations

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
    code="RE013",
    name="satisfaction-of-nobody",
    title=Bilingual("满意度未写明对象", "Satisfaction of nobody in particular"),
    family=Family.RELEVANCE,
    severity=Severity.MUST,
    aliases=("R38",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：满意度指标反映服务对象或受益人等特定群体的认可程度。",
            "财预〔2021〕101号: satisfaction is that of a group: those "
            "served, beneficiaries, others concerned.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "满意度指标只写“满意”“满意度”；照抄表头“服务对象满意度”的只作建议。",
            "A satisfaction indicator is just called “satisfied” or “"
            "satisfaction”; the form's own label is advice only.",
        ),
        why=Bilingual(
            "不写明对象，就不知道向谁调查、调查多少人。",
            "Without a group nobody knows whom to ask.",
        ),
        bad=Bilingual("满意度 ≥90%", "satisfaction ≥90%"),
        good=Bilingual("参训企业满意度 ≥90%", "satisfaction of firms trained ≥90%"),
        fix=Bilingual(
            "写成“（具体对象）满意度”，并定好调查方式。",
            "Name the group, and settle how it is asked.",
        ),
    ),
)
_BARE = frozenset({"满意", "满意度", "满意率", "满意程度"})
_LABEL = frozenset({"服务对象满意度", "服务对象满意率", "社会公众或服务对象满意度"})


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the name with the bare word and with the form's own label."""
    if subject.branch != "3":
        return
    name = measure(subject.name)
    if name in _BARE:
        yield Hit(
            at=subject.at("name"),
            cause=name,
            message=Bilingual(
                f"满意度指标只写“{short(subject.name)}”，没有写明是谁的满意度。",
                f"The indicator is called “{short(subject.name)}”: whose satisfaction is not said.",
            ),
        )
    elif name in _LABEL:
        yield Hit(
            at=subject.at("name"),
            cause="label",
            severity=Severity.ADVICE,
            message=Bilingual(
                f"“{short(subject.name)}”照抄二级指标名称，没有写明具体的服务对象。",
                f"“{short(subject.name)}” repeats the form's label and names no group.",
            ),
        )


RULE = IndicatorRule(META, check)
