"""CO016: a second level under the wrong first level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta, not_applicable
from jiheng.rules.quoting import short
from jiheng.standards.indicator_tree import LABELS, level1_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO016",
    name="illegal-level-pair",
    title=Bilingual(
        "二级指标不属于所列一级指标",
        "Second level under the wrong first level",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.MUST,
    aliases=("R14",),
    basis=Basis(
        text=Bilingual(
            "财预〔2021〕101号的指标框架；代码表以一体化系统为准。",
            "The tree of 财预〔2021〕101号; codes follow the budget system.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "一级指标和二级指标对不上，例如效益指标下列服务对象满意度。",
            "First and second level do not fit, such as satisfaction under benefit.",
        ),
        why=Bilingual(
            "自评按一级指标分配权重，放错位置会算错得分。",
            "Weights go by first level; a wrong place gives a wrong score.",
        ),
        bad=Bilingual(
            "2-效益指标；31-服务对象满意度；工作人员满意度",
            "2 benefit; 31 satisfaction; staff satisfaction",
        ),
        good=Bilingual(
            "3-满意度指标；31-服务对象满意度；工作人员满意度",
            "3 satisfaction; 31 satisfaction; staff satisfaction",
        ),
        fix=Bilingual(
            "把一级指标改为二级指标所属的一级。",
            "Use the first level to which the second belongs.",
        ),
    ),
)
_OLD_COST = ("4", "14")


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the first level printed with the one the second belongs to."""
    second = subject.level2
    if second is None:
        yield not_applicable("没有印出二级指标", "no second level is printed")
        return
    first = level1_code(subject.indicator.level1)
    if first is None or second[0] == first or (first, second) == _OLD_COST:
        return
    printed, right = LABELS[first], LABELS[second[0]]
    yield Hit(
        at=subject.at("level1"),
        cause=f"{first}|{second}",
        message=Bilingual(
            f"“{short(subject.name)}”的二级指标“{LABELS[second]}”属于“{right}”，"
            f"却列在“{printed}”下。",
            f"“{short(subject.name)}”: {LABELS[second]} belongs to {right}, but stands under "
            f"{printed}.",
        ),
        fix=Bilingual(f"一级指标改为“{right}”。", f"Change the first level to {right}."),
    )


RULE = IndicatorRule(META, check)
