"""LE005: text that fits no field, and labels misread."""

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
    code="LE005",
    name="unread-mark",
    title=Bilingual("有不能归入栏目或误识的文字", "Stray or misread marks"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "表中有不属于任何栏目的文字或杂点，或者序号、栏目名称误识。",
            "Text or specks fit no field, or a number or label is misread.",
        ),
        why=Bilingual(
            "多为扫描识别或导出差错，可能有内容丢失。",
            "Mostly slips of scanning or export; something may be lost.",
        ),
        bad=Bilingual(
            "“每2-效益指标；22-社会效益”；“车度指标值”",
            "a letter where the number should stand; a label with a wrong character",
        ),
        good=Bilingual(
            "“6、2-效益指标；22-社会效益”；“年度指标值”",
            "the number and the label as in the form",
        ),
        fix=Bilingual(
            "对照原表改正，或换用可编辑的电子表格公开。",
            "Mend it from the original, or publish an editable file.",
        ),
    ),
)
_CODES = ("garbled-number", "garbled-label", "stray-mark", "unread-text")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pass on small problems, one finding a kind; those of clipped cells are told there."""
    clipped = {problem.row for problem in problems(table, "clipped-cell", "clipped-indicator")}
    for problem in problems(table, *_CODES):
        if problem.code != "unread-text" or problem.row is None or problem.row not in clipped:
            yield Hit(at=place(table, problem), cause=problem.code, message=problem.message)


RULE = TableRule(META, check)
