"""LE013: known slips of the pen and of scanning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.passages import Passage
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="LE013",
    name="suspected-typo",
    title=Bilingual("疑有错别字", "Suspected typo"),
    family=Family.LEGIBILITY,
    severity=Severity.MUST,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "文字与常见的错别字、误识字相符。",
            "The words are among known slips and misreadings.",
        ),
        why=Bilingual(
            "名称和术语写错，读者误解，检索和汇总也对不上。",
            "Wrong terms mislead readers and cannot be searched.",
        ),
        bad=Bilingual(
            "企业服务工作经历",
            "a project name ending in 工作经历 (work history)",
        ),
        good=Bilingual(
            "企业服务工作经费",
            "工作经费 (working funds)",
        ),
        fix=Bilingual(
            "核对原稿；确为错字的改正。",
            "Check the original and mend it if it is a slip.",
        ),
    ),
)
_ARROW = "→"


@lru_cache(maxsize=16)
def _patterns(entries: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of all slips and what each should be; `^` and `$` bind to the ends."""
    pairs = dict(entry.split(_ARROW) for entry in entries)
    longest_first = sorted(pairs, key=len, reverse=True)
    pattern = "|".join(_alternative(slip) for slip in longest_first)
    return re.compile(pattern), {slip.strip("^$"): right for slip, right in pairs.items()}


def _alternative(slip: str) -> str:
    first, last = "^" * slip.startswith("^"), "$" * slip.endswith("$")
    return f"{first}{re.escape(slip.strip('^$'))}{last}"


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look every text up in the list of slips; names of projects in their own list as well."""
    anywhere = _patterns(table.profile.lexicon("typos"))
    in_names = _patterns(table.profile.lexicon("typos_of_projects"))
    for passage in passages(table):
        yield from _found(passage, *anywhere)
        if passage.field == "name" and passage.owner is table:
            yield from _found(passage, *in_names)


def _found(passage: Passage, pattern: re.Pattern[str], rights: dict[str, str]) -> Iterator[Hit]:
    for match in pattern.finditer(passage.text):
        right = rights[match[0]]
        places = passage.places(*match.span())
        words = passage.around(*match.span())
        yield Hit(
            at=places[0],
            more=places[1:],
            cause=match[0],
            fix=Bilingual(
                f"核对原稿；“{match[0]}”应为“{right}”的，请改正。",
                f"Check the original; write “{right}” if “{match[0]}” is a slip.",
            ),
            message=Bilingual(
                f"“{words}”中的“{match[0]}”疑为“{right}”之误。",
                f"“{match[0]}” in “{words}” is probably meant to be “{right}”.",
            ),
        )


RULE = TableRule(META, check)
