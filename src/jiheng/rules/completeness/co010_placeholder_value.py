"""CO010: a mark or a reference instead of a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO010",
    name="placeholder-value",
    title=Bilingual(
        "指标值是占位符",
        "Placeholder as value",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R08",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“规范完整性”；一体化系统表单校验不接受“*”“_”“-”作为指标值。",
            "Completeness under 财预〔2015〕88号; the budget system refuses “*”, “_” and “-"
            "” as values.",
        ),
        confirmed=True,
    ),
    page=Page(
        what=Bilingual(
            "指标值是“XX”“/”“待定”之类的占位符（不得提交），或者只说“年度计划数”“控制数”而"
            "没有数（应当修改）。",
            "The value is “XX”, “/” or “to be decided” (block), or refers to a planned "
            "number without giving it (must).",
        ),
        why=Bilingual(
            "占位符说明目标还没有定，年底无从比较。",
            "A placeholder says the target is not set; nothing can be compared with it.",
        ),
        bad=Bilingual(
            "纪检监察开展次数：年度计划数",
            "inspections: as planned for the year",
        ),
        good=Bilingual(
            "纪检监察开展次数：≥12次",
            "inspections: ≥12",
        ),
        fix=Bilingual(
            "填写确定的数值或完成时间。",
            "Enter a number or a date.",
        ),
    ),
)
_LONG = 30
_MARKS = re.compile(r"[*_\-—–/\\×]+|[xXｘＸ×]{2,}[%％]?|待定|暂无|待补充|待填|待确定|未定")
_REFERENCE = re.compile(
    r"(?:标准[:：])?(?:(?:年度)?(?:计划|控制|预算|任务|目标)数|按.{0,12}(?:给定|下达)的?.{0,8})"
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Compare the whole value with marks and references to numbers not given."""
    value = subject.value.strip()
    if _MARKS.fullmatch(value):
        yield Hit(
            at=subject.at_value(),
            message=Bilingual(
                f"“{short(subject.name)}”的指标值是占位符“{short(value)}”。",
                f"The value of “{short(subject.name)}” is a placeholder: “{short(value)}”.",
            ),
        )
    elif len(value) < _LONG and _REFERENCE.fullmatch(value):
        yield Hit(
            at=subject.at_value(),
            severity=Severity.MUST,
            cause=f"{subject.project.index}",
            message=Bilingual(
                f"“{short(subject.name)}”的指标值只写“{short(value)}”，没有给出这个数。",
                f"The value of “{short(subject.name)}” is “{short(value)}”, without the "
                "number itself.",
            ),
        )


RULE = IndicatorRule(META, check)
