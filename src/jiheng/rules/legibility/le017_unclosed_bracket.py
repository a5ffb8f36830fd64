"""LE017: brackets and quotation marks without a partner."""

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
    code="LE017",
    name="unclosed-bracket",
    title=Bilingual("括号、引号不成对", "Unpaired bracket or quotation mark"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "括号、书名号或引号只有一半。",
            "A bracket, title mark or quotation mark lacks its partner.",
        ),
        why=Bilingual(
            "常常说明内容被截断，或文号、名称印错。",
            "It often means that something was cut off, or that a number of a document is wrong.",
        ),
        bad=Bilingual(
            "（番人才发〔202〕3号〕文件精神",
            "(番人才发〔202〕3号〕",
        ),
        good=Bilingual(
            "（番人才发〔2021〕3号）文件精神",
            "(番人才发〔2021〕3号)",
        ),
        fix=Bilingual(
            "补上缺的一半，或核对是否漏了内容。",
            "Add the missing half, and check whether something is lost.",
        ),
    ),
)
_ANY = re.compile(r"[（）()《》〔〕【】\[\]“”]")
_CLOSES = {"）": "（", ")": "（", "》": "《", "〕": "〔", "】": "〔", "]": "〔", "”": "“"}
_OPENS = {"（": "（", "(": "（", "《": "《", "〔": "〔", "【": "〔", "[": "〔", "“": "“"}
_ITEM = re.compile(r"(?:^|[。；;，,、：:“])[\d一二三四五六七八九十a-zA-Z①-⑩]{1,3}$")
_ITEM_REACH = 4


def check(table: TableSubject) -> Iterator[Outcome]:
    """Pair the brackets of each text."""
    for passage in passages(table):
        at = _unpaired(passage.text)
        if at is not None:
            places = passage.places(at, at + 1)
            words = passage.around(at, at + 1)
            yield Hit(
                at=places[0],
                more=places[1:],
                message=Bilingual(
                    f"“{words}”中的“{places[0].excerpt}”没有配对。",
                    f"“{places[0].excerpt}” in “{words}” has no partner.",
                ),
            )


def _unpaired(text: str) -> int | None:
    """Return the first mark without a partner."""
    waiting: list[tuple[str, int]] = []
    for match in _ANY.finditer(text):
        mark, at = match[0], match.start()
        if mark in _OPENS:
            waiting.append((_OPENS[mark], at))
        elif waiting and waiting[-1][0] == _CLOSES[mark]:
            waiting.pop()
        elif not _means_something_else(text, at):
            return at
    return waiting[0][1] if waiting else None


def _means_something_else(text: str, at: int) -> bool:
    """Tell whether a closing mark ends a list number, `1)`, or stands for >, `》95`."""
    if text[at] == "》":
        return text[at + 1 : at + 2].isdigit()
    return text[at] in ")）" and bool(_ITEM.search(text[max(at - _ITEM_REACH, 0) : at]))


RULE = TableRule(META, check)
