"""CO009: an indicator begun and not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Basis, Hit, IndicatorRule, Page, RuleMeta, insufficient
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import IndicatorSubject

META = RuleMeta(
    code="CO009",
    name="unfinished-indicator",
    title=Bilingual(
        "指标没有填完整",
        "Unfinished indicator",
    ),
    family=Family.COMPLETENESS,
    severity=Severity.BLOCK,
    aliases=("R07",),
    basis=Basis(
        text=Bilingual(
            "财预〔2015〕88号“规范完整性”：内容完整，无缺项；一体化系统表单校验拒绝空的三级"
            "指标和指标值。",
            "财预〔2015〕88号 asks for no blanks; the budget system refuses an empty name "
            "or value.",
        ),
        confirmed=False,
    ),
    page=Page(
        what=Bilingual(
            "指标写了一部分，但缺一级指标、三级指标名称或指标值。",
            "An indicator lacks its first level, its name or its value.",
        ),
        why=Bilingual(
            "不完整的指标既不能监控，也不能评分。",
            "An unfinished indicator can be neither monitored nor scored.",
        ),
        bad=Bilingual(
            "经济效益；（名称空）；年度指标值：10亿元",
            "economic benefit; (no name); value: 1 billion yuan",
        ),
        good=Bilingual(
            "经济效益；高新技术企业营业收入；年度指标值：≥10亿元",
            "economic benefit; revenue of high-tech firms; value: ≥1 billion yuan",
        ),
        fix=Bilingual(
            "补齐所缺的内容，或删去这条指标。",
            "Add what is missing, or delete the indicator.",
        ),
    ),
)


def check(subject: IndicatorSubject) -> Iterator[Outcome]:
    """Look for empty parts of an indicator that the source holds whole."""
    project, levels = subject.project, (subject.indicator.level1, subject.indicator.level2)
    if subject.name and subject.value and (any(levels) or project.lacks_levels):
        return
    if not subject.name and not subject.value:
        return
    if subject.name and project.lacks_values:
        yield insufficient("表中没有指标值一栏。", "The list has no column of values.")
        return
    field, what = _missing(subject)
    known = subject.name or subject.value
    yield Hit(
        at=subject.at(field),
        message=Bilingual(
            f"指标“{short(known)}”没有填写{what.zh}。",
            f"The indicator “{short(known)}” lacks its {what.en}.",
        ),
    )


def _missing(subject: IndicatorSubject) -> tuple[str, Bilingual]:
    if not subject.name:
        return "name", Bilingual("三级指标名称", "name")
    if not subject.value:
        return "annual_value", Bilingual("指标值", "value")
    return "level1", Bilingual("一级指标", "first level")


RULE = IndicatorRule(META, check)
