"""LE015: percentages that lost their first digit."""

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
    code="LE015",
    name="suspect-percentage",
    title=Bilingual("百分数疑漏数字", "Percentage that lost a digit"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "百分数以0开头，如00%、05%。",
            "A percentage begins with an idle nought, such as 00% or 05%.",
        ),
        why=Bilingual(
            "多为漏印首位数字，按字面执行就成了0%。",
            "Mostly the first digit was lost; taken literally, the target is nought.",
        ),
        bad=Bilingual(
            "竣工验收合格率00%",
            "acceptance rate 00%",
        ),
        good=Bilingual(
            "竣工验收合格率100%",
            "acceptance rate 100%",
        ),
        fix=Bilingual(
            "核对原稿，补上漏掉的数字。",
            "Check the original and restore the lost digit.",
        ),
    ),
)
_IDLE_NOUGHT = re.compile(r"(?<![\d.．,，])0\d{1,9}(?:\.\d{1,9})?[%％‰]")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for percentages with a nought in front."""
    for passage in passages(table):
        for match in _IDLE_NOUGHT.finditer(passage.text):
            places = passage.places(*match.span())
            words = passage.around(*match.span())
            yield Hit(
                at=places[0],
                more=places[1:],
                cause=f"{passage.key}|{match[0]}",
                message=Bilingual(
                    f"“{match[0]}”疑漏首位数字（“{words}”）。",
                    f"“{match[0]}” seems to have lost its first digit (“{words}”).",
                ),
            )


RULE = TableRule(META, check)
