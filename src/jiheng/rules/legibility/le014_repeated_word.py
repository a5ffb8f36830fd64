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
# Of three characters the repeat is mostly chance: 开发区产业区产业数据.
_TWICE = re.compile(r"([\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{4})\1")
_AND = re.compile(r"[和与及]")
_AROUND = re.compile(r"(正常|顺利|稳定|及时|规范)[\u4e00-\u9fff]{2}\1(?=[，。；：、,;:]|$)")
_CHANCE = "线上线下"
_CLAUSE_ENDS = frozenset("，。；：、,;:")
_LENGTHS = (2, 3, 4)


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for words that stand twice."""
    for passage in passages(table):
        for start, end, word in _repeats(passage.text):
            places = passage.places(start, end)
            words = passage.text[start:end]
            yield Hit(
                at=places[0],
                more=places[1:],
                message=Bilingual(
                    f"“{words}”疑有重复的词“{word}”。", f"“{word}” stands twice in “{words}”."
                ),
            )


def _repeats(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TWICE.finditer(text):
        by_chance = text.startswith(_CHANCE, match.start() + 1) or len(set(match[1])) == 1
        if not by_chance:
            yield *match.span(), match[1]
    for match in _AROUND.finditer(text):
        yield *match.span(), match[1]
    for match in _AND.finditer(text):
        word = _on_both_sides(text, match.start())
        if word:
            yield match.start() - len(word), match.end() + len(word), word


def _on_both_sides(text: str, at: int) -> str:
    """Return the word before and behind 和, if the clause ends there; 企业和企业家 goes on."""
    for length in _LENGTHS:
        word = text[at + 1 : at + 1 + length]
        if at >= length and word == text[at - length : at] and word.isalpha():
            goes_on = text[at + 1 + length : at + 2 + length]
            return "" if goes_on and goes_on not in _CLAUSE_ENDS else word
    return ""


RULE = TableRule(META, check)
