"""LE014: words that stand twice."""

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
    code="LE014",
    name="repeated-word",
    title=Bilingual("词语重复", "Word repeated"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "同一个词连着写了两遍，或“某和某”两边相同。",
            "A word is written twice in a row, or “X and X”.",
        ),
        why=Bilingual(
            "多为录入差错，有时应是另一个词。",
            "Mostly a slip of typing; sometimes another word was meant.",
        ),
        bad=Bilingual(
            "业务水平和水平；数字化转型转型发展",
            "skills and skills; transformation transformation",
        ),
        good=Bilingual(
            "业务水平和管理水平；数字化转型发展",
            "professional and managerial skills; transformation",
        ),
        fix=Bilingual(
            "删去重复的词，或改成应有的词。",
            "Delete the repeat or write the word that was meant.",
        ),
    ),
)
_TWICE = re.compile(r"(?!上线上线下)([\u4e00-\u9fff]{2,4})\1")
_AND_AGAIN = re.compile(r"([\u4e00-\u9fff]{2,4})[和与及]\1(?=[，。；：、,;:]|$)")
_AROUND = re.compile(r"(正常|顺利|稳定|及时|规范)[\u4e00-\u9fff]{2}\1(?=[，。；：、,;:]|$)")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for words that stand twice."""
    for passage in passages(table):
        for pattern in (_TWICE, _AND_AGAIN, _AROUND):
            match = pattern.search(passage.text)
            if match is None or len(set(match[1])) == 1:
                continue
            places = passage.places(*match.span())
            yield Hit(
                at=places[0],
                more=places[1:],
                message=Bilingual(
                    f"“{match[0]}”疑有重复的词“{match[1]}”。",
                    f"“{match[1]}” stands twice in “{match[0]}”.",
                ),
            )


RULE = TableRule(META, check)
