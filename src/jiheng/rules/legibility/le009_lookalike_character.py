"""LE009: traditional and look-alike characters in simplified text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule, not_applicable
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.legibility.traditional import SIMPLIFIED
from jiheng.rules.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.passages import Passage
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="LE009",
    name="lookalike-character",
    title=Bilingual("夹杂繁体字或形近的特殊字符", "Traditional or look-alike characters"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "简体文字中夹有繁体字，或康熙部首、兼容汉字等看上去一样的特殊字符。",
            "Simplified text holds traditional characters, or radicals that only "
            "look like characters.",
        ),
        why=Bilingual(
            "检索、比对和汇总时会当成不同的词；公开文本应使用规范汉字。",
            "Searches and comparisons miss them; official text is printed in standard characters.",
        ),
        bad=Bilingual(
            "港澳台青創基地",
            "港澳台青創基地",
        ),
        good=Bilingual(
            "港澳台青创基地",
            "港澳台青创基地",
        ),
        fix=Bilingual(
            "改用规范的简体字。",
            "Use the standard simplified character.",
        ),
    ),
)
_ODD = re.compile(f"[{''.join(SIMPLIFIED)}\\u2e80-\\u2fdf\\uf900-\\ufaff]+")
_TOO_MANY = 20


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for characters that simplified print does not use, one finding a word."""
    hits = [
        _hit(passage, match) for passage in passages(table) for match in _ODD.finditer(passage.text)
    ]
    if len({hit.cause for hit in hits}) > _TOO_MANY:
        yield not_applicable("表格整体使用繁体字", "the table is printed in traditional characters")
        return
    yield from hits


def _hit(passage: Passage, match: re.Match[str]) -> Hit:
    start, end = match.span()
    right = "".join(SIMPLIFIED.get(c) or unicodedata.normalize("NFKC", c) for c in match[0])
    places = passage.places(start, end)
    return Hit(
        at=places[0],
        more=places[1:],
        cause=match[0],
        fix=Bilingual(f"“{match[0]}”改为“{right}”。", f"Write “{right}” for “{match[0]}”."),
        message=Bilingual(
            f"“{passage.around(start, end)}”中的“{match[0]}”不是规范的简体字，应为“{right}”。",
            f"“{match[0]}” in “{passage.around(start, end)}” is not the simplified “{right}”.",
        ),
    )


RULE = TableRule(META, check)
