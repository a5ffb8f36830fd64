"""LE018: measure words without their number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE018",
    name="lost-number",
    title=Bilingual("数量或年份漏了数字", "A number was lost"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "量词前没有数字，或文号中的年份不是四位。",
            "A measure word stands without its number, or the year of a document "
            "has not four digits.",
        ),
        why=Bilingual(
            "漏了数字，目标就没有标准，文件也查不到。",
            "Without the number there is no target, and the document cannot be found.",
        ),
        bad=Bilingual(
            "输出三年行动计划份成果；番人才发〔202〕3号",
            "deliver … copies; 番人才发〔202〕3号",
        ),
        good=Bilingual(
            "输出三年行动计划1份成果；番人才发〔2021〕3号",
            "deliver 1 copy; 番人才发〔2021〕3号",
        ),
        fix=Bilingual(
            "核对原稿，补上数字。",
            "Check the original and restore the number.",
        ),
    ),
)
_LOST = re.compile(
    r"(?:不少于|不低于|不超过|至少)(?:份|场|次|家|篇|名|人次)(?![数率均额])"
    r"|(?<=[划案告果展成出制织办])份(?:成果|报告|方案)"
    r"|(?<=[发函办字规财教工商通令文府])[〔\[（(]\d{1,3}[〕\]）)]\d{1,4}号"
)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for measure words and document numbers that lack digits."""
    for passage in passages(table):
        for match in _LOST.finditer(passage.text):
            places = passage.places(*match.span())
            words = passage.around(*match.span())
            yield Hit(
                at=places[0],
                more=places[1:],
                cause=f"{passage.key}|{match[0]}",
                message=Bilingual(
                    f"“{words}”中的“{match[0]}”漏了数字。",
                    f"“{match[0]}” in “{words}” lacks a number.",
                ),
            )


RULE = TableRule(META, check)
