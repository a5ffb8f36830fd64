"""LE012: a place spelt two ways in one document."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jiheng.rules.base import Outcome
    from jiheng.rules.passages import Passage
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="LE012",
    name="inconsistent-name",
    title=Bilingual("同一地名前后写法不一", "One name spelt two ways"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "同一地名在一份文件中有两种写法，其中一种与部门名称或多数写法只差一个形近字。",
            "A place is spelt two ways in one document, differing in one look-alike character.",
        ),
        why=Bilingual(
            "写错本地地名有损公信，也使检索和汇总出错。",
            "To misspell the own district is embarrassing, and searches miss it.",
        ),
        bad=Bilingual(
            "黄埔区的表中写“黄浦区数字化转型”",
            "“黄浦区” in the table of 黄埔区",
        ),
        good=Bilingual(
            "黄埔区数字化转型",
            "黄埔区 throughout",
        ),
        fix=Bilingual(
            "统一为正确的写法；文件、报告名称中的也要改。",
            "Use the right spelling throughout, in titles of reports too.",
        ),
    ),
)
_KIND = re.compile(r"[区市县镇]")
_NAME = re.compile(r"[\u4e00-\u9fff]{3}")
_LENGTH = 3
_RATIO = 3
_FEW = 2


def check(table: TableSubject) -> Iterator[Outcome]:
    """Group names of places by what is left when look-alike characters are levelled."""
    levelled = _levelling(table.profile.lexicon("lookalikes"))
    forms: defaultdict[str, defaultdict[str, list[tuple[Passage, int]]]]
    forms = defaultdict(lambda: defaultdict(list))
    for passage in passages(table):
        for kind in _KIND.finditer(passage.text):
            start = max(kind.end() - _LENGTH, 0)
            match = _NAME.match(passage.text, start, kind.end())
            if match is not None:
                forms[match[0].translate(levelled)][match[0]].append((passage, start))
    official = table.table.department or ""
    for spellings in forms.values():
        if len(spellings) > 1 or any(form not in official for form in spellings):
            yield from _compare(spellings, official, levelled)


def _compare(
    spellings: Mapping[str, list[tuple[Passage, int]]], official: str, levelled: dict[int, int]
) -> Iterator[Hit]:
    """Yield the spellings that differ from the one in the department's name, or the common one."""
    some = next(iter(spellings)).translate(levelled)
    at = official.translate(levelled).find(some)
    own = official[at : at + len(some)] if at >= 0 else None
    right = own or max(spellings, key=lambda form: len(spellings[form]))
    for form, found in spellings.items():
        rare = len(found) <= _FEW and len(spellings.get(right, ())) >= _RATIO * len(found)
        if form != right and (own is not None or rare):
            yield _hit(form, right, found)


def _hit(form: str, right: str, found: list[tuple[Passage, int]]) -> Hit:
    spots = [(p, s + i) for p, s in found for i in range(len(form)) if form[i] != right[i]]
    places = [place for passage, at in spots for place in passage.places(at, at + 1)]
    return Hit(
        at=places[0],
        more=tuple(places[1:]),
        fix=Bilingual(f"“{form}”改为“{right}”。", f"Write “{right}” for “{form}”."),
        message=Bilingual(
            f"“{form}”应为“{right}”：本文件的部门名称或多处写作“{right}”，有{len(found)}处误写。",
            f"“{form}” should be “{right}”, as elsewhere in this document; {len(found)} times.",
        ),
    )


@lru_cache(maxsize=16)
def _levelling(groups: tuple[str, ...]) -> dict[int, int]:
    return {ord(other): ord(group[0]) for group in groups for other in group[1:]}


RULE = TableRule(META, check)
