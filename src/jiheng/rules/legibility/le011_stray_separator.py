"""LE011: separators left at the end of a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import Family, Severity
from jiheng.rules.base import Hit, Page, RuleMeta, TableRule
from jiheng.rules.legibility.basis import SOUND_TEXT
from jiheng.rules.passages import passages
from jiheng.rules.quoting import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject


META = RuleMeta(
    code="LE011",
    name="stray-separator",
    title=Bilingual("名称或目标首尾有多余的标点", "Stray mark at an end"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "名称以顿号、逗号等分隔符开头或结尾，或者目标以横线开头。",
            "A name begins or ends with a separator, or a goal begins with a dash.",
        ),
        why=Bilingual(
            "名称对不上，同一指标会被当成两个。",
            "Names no longer match; one indicator is taken for two.",
        ),
        bad=Bilingual(
            "补贴发放及时率、",
            "subsidies paid on time,",
        ),
        good=Bilingual(
            "补贴发放及时率",
            "subsidies paid on time",
        ),
        fix=Bilingual(
            "删去多余的标点。",
            "Delete the mark.",
        ),
    ),
)
_ENDS = re.compile(r"^[、，。；：,;:.．]+|(?<=.)[、，。；：,;:]+$")
_DASH = re.compile(r"^[-—–·•*]+(?!\d)")
_PATTERNS = {"name": _ENDS, "goal": _DASH}


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look at the ends of names and the beginnings of goals."""
    for passage in passages(table):
        if passage.field not in _PATTERNS:
            continue
        match = _PATTERNS[passage.field].search(passage.text)
        if match is None or len(match[0]) == len(passage.text):
            continue
        start, end = match.span()
        yield Hit(
            at=passage.places(start, end)[0],
            message=Bilingual(
                f"“{short(passage.text)}”{'开头' if start == 0 else '末尾'}多了“{match[0]}”。",
                f"“{short(passage.text)}” has a stray “{match[0]}” at its"
                f" {'beginning' if start == 0 else 'end'}.",
            ),
        )


RULE = TableRule(META, check)
