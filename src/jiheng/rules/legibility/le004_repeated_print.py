"""LE004: a value printed several times under one label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.legibility.damage import place, problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE004",
    name="repeated-print",
    title=Bilingual("指标值重复印出", "Value printed again"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "同一标签下的指标值一字不差地印了几遍。",
            "A value is printed again, word for word, under the same label.",
        ),
        why=Bilingual(
            "多为导出或录入差错，重复处常常漏掉了别的指标。",
            "Mostly a slip of export; where it repeats, another indicator is often lost.",
        ),
        bad=Bilingual(
            "年度指标值：提升；年度指标值：提升",
            "annual value: improve; annual value: improve",
        ),
        good=Bilingual(
            "年度指标值：提升",
            "annual value: improve",
        ),
        fix=Bilingual(
            "删去重复的值，核对其后是否漏了指标。",
            "Delete the repeat and check that no indicator is lost behind it.",
        ),
    ),
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pass on the reader's notes of repeats; one finding a table, each indicator once."""
    seen: set[tuple[int | None, int | None]] = set()
    for problem in problems(table, "repeated-value"):
        owner = (problem.row, problem.indicator)
        if owner in seen:
            continue
        seen.add(owner)
        yield Hit(at=place(table, problem, in_value=True), cause="repeat", message=problem.message)


RULE = TableRule(META, check)
