"""AR006: counts with a fraction or of nought."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, NumberTarget, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject


META = RuleMeta(
    code="AR006",
    name="count-not-whole",
    title=Bilingual("计数不是正整数", "Count is not a positive whole number"),
    family=Family.ARITHMETIC,
    severity=Severity.MUST,
    aliases=("R26",),
    basis=Basis(
        text=Bilingual(
            "自拟：财预〔2021〕101号“量化易评”。",
            "Our own, after “quantified and easy to judge” in 财预〔2021〕101号.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "按个、人、场、份等计数的指标值是小数，或数量指标的目标为0。",
            "A value counted in pieces, persons or events has a fraction, or a "
            "quantity target is 0.",
        ),
        why=Bilingual(
            "半场活动无法举办；目标为0等于没有目标。",
            "Half an event cannot be held; a target of nought is none.",
        ),
        bad=Bilingual(
            "举办培训2.5场；新增共享主题数0",
            "2.5 trainings; 0 new topics",
        ),
        good=Bilingual(
            "举办培训3场；新增共享主题数2个",
            "3 trainings; 2 new topics",
        ),
        fix=Bilingual(
            "改为整数；确实没有数量的，删去这条指标。",
            "Write a whole number, or drop the indicator.",
        ),
    ),
)
_AVERAGE = re.compile(r"均|每|/|比|率|倍")
_MISHAPS = re.compile(
    r"事故|投诉|故障|违规|违法|违纪|差错|泄|缺陷|逾期|超|负面|舆情|伤亡|死亡|上访|信访|纠纷|侵权|损失|不合格|隐患|事件"
    r"|少于|低于|下降|减少|降低|中断|案件|问题|延误|欠"
)
_QUANTITY = "11"


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look at each number of the value that counts something."""
    units = _units(subject.profile.lexicon("count_units"))
    for quantity in subject.quantities:
        if quantity.unit not in units:
            continue
        words = subject.name + subject.value[: quantity.start]
        if quantity.number % 1 and not _AVERAGE.search(words):
            place = subject.at_value(quantity.start, quantity.end)
            yield Hit(
                at=place,
                message=Bilingual(
                    f"“{short(subject.name)}”按个计数，指标值“{place.excerpt}”却是小数。",
                    f"“{short(subject.name)}” counts pieces, yet “{place.excerpt}” has a fraction.",
                ),
            )
    if _is_nought(subject, units):
        yield Hit(
            at=subject.at_value(),
            message=Bilingual(
                f"数量指标“{short(subject.name)}”的目标为“{short(subject.value)}”，等于没有目标。",
                f"The target of “{short(subject.name)}” is “{short(subject.value)}”: none at all.",
            ),
        )


def _is_nought(subject: IndicatorSubject, units: frozenset[str]) -> bool:
    target = subject.indicator.target
    if not isinstance(target, NumberTarget) or target.number != 0 or target.op != "=":
        return False
    counted = target.unit in units or (not target.unit and subject.name.endswith(("数", "数量")))
    is_quantity = subject.level2 == _QUANTITY or (subject.level2 is None and subject.branch == "1")
    return is_quantity and counted and not _MISHAPS.search(subject.name + subject.value)


@lru_cache(maxsize=16)
def _units(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


RULE = IndicatorRule(META, check)
