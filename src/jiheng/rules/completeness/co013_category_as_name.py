"""CO013: a category label instead of a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.wording import folded
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short
from jiheng.standards.indicator_tree import LEVEL1, LEVEL2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO013",
    name="category-as-name",
    title=Bilingual(
        "三级指标名称只是类别名",
        "Name is a category label",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R11",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号：三级指标应具体说明衡量的内容。",
            "财预〔2021〕101号: the third level says what is measured.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "三级指标的名称就是“社会效益”“数量指标”“指标1”这样的类别名。",
            "The name of an indicator is a category such as “social benefit” or “indicator 1”.",
        ),
        why=Bilingual(
            "看不出衡量什么，指标值没有着落。",
            "It does not say what is measured.",
        ),
        bad=Bilingual(
            "效益指标：社会效益",
            "benefit: social benefit",
        ),
        good=Bilingual(
            "效益指标：无线电干扰投诉办结率",
            "benefit: radio interference complaints settled",
        ),
        fix=Bilingual(
            "把名称改为具体的衡量内容。",
            "Name what is measured.",
        ),
    ),
)
_SATISFACTION = ("3", "31")
_CATEGORIES = frozenset(
    folded(label)
    for node in (*LEVEL1, *LEVEL2)
    if node.code not in _SATISFACTION
    for label in (node.label, *node.other_labels)
)
_NUMBERED = re.compile(r"(?:[一二三]级)?指标[\d一二三四五六七八九十]*|[\d一二三四五六七八九十]+")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the name with the labels of the indicator tree."""
    if not subject.name:
        return
    if subject.folded_name not in _CATEGORIES and not _NUMBERED.fullmatch(subject.name):
        return
    yield Hit(
        at=subject.at("name"),
        cause=subject.folded_name,
        message=Bilingual(
            f"三级指标名称“{short(subject.name)}”只是类别名，没有说明衡量什么。",
            f"The name “{short(subject.name)}” is a category and does not say what is measured.",
        ),
    )


RULE = IndicatorRule(META, check)
