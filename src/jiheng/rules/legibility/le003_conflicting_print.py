"""LE003: one thing printed twice with different words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, ProblemSeverity, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.legibility.damage import place, problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE003",
    name="conflicting-print",
    title=Bilingual("同一内容印出两次而不一致", "Printed twice and different"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "同一指标值，或换页处重复的内容，印出两次而文字不同。",
            "A value, or text around a page break, is printed twice with different words.",
        ),
        why=Bilingual(
            "无法确定以哪个为准，监控和自评会各取一个。",
            "Nobody can tell which one counts.",
        ),
        bad=Bilingual(
            "年度指标值：≥1000万人次；年度指标值：≥95%",
            "annual value: ≥10 million visits; annual value: ≥95%",
        ),
        good=Bilingual(
            "每个标签只印一个值",
            "one value under each label",
        ),
        fix=Bilingual(
            "核对批复文本，只留正确的一处；若其间漏了指标名称，一并补上。",
            "Check the approved text and keep the right one; if a name was lost "
            "in between, restore it.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pass on the reader's problems of two prints that differ."""
    for problem in problems(table, "conflicting-value", "page-overlap"):
        if problem.severity is not ProblemSeverity.NOTE:
            yield Hit(at=place(table, problem, in_value=True), message=problem.message)


RULE = TableRule(META, check)
