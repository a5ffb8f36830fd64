"""LE016: full-width digits, doubled signs."""

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

    from jiheng.model import Location
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="LE016",
    name="mixed-signs",
    title=Bilingual("数字、符号书写不规范", "Irregular signs and digits"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    aliases=("R60",),
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "用了全角数字，百分号全角半角混用，比较符号或单位写重，或写“100百分比”。",
            "Full-width digits, per cent signs of two widths, comparators or units "
            "doubled, “100百分比”.",
        ),
        why=Bilingual(
            "软件难以识别，汇总比对时会漏掉。",
            "Programs cannot read them, and sums miss them.",
        ),
        bad=Bilingual(
            "合格率≥≥９０％",
            "≥≥９０％",
        ),
        good=Bilingual(
            "合格率≥90%",
            "≥90%",
        ),
        fix=Bilingual(
            "数字、百分号用半角，比较符号和单位各写一次。",
            "Use half-width digits and per cent signs; write comparator and unit once.",
        ),
    ),
)
_IRREGULAR = re.compile(r"[０-９]+|[≥≤＞＜≧≦]{2,}|[%％]{2,}|百分比|万元万元|元元")
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_AFTER_DIGITS = frozenset("百万元")
_KINDS = {
    "width": Bilingual("用了全角数字", "is in full-width digits"),
    "twice": Bilingual("写重了", "is written twice"),
    "word": Bilingual("应写作百分号", "should bear a per cent sign"),
    "percent": Bilingual("与别处的“%”写法不一", "differs from “%” elsewhere"),
}


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look for irregular signs, one finding a kind."""
    half, full = False, []
    for passage in passages(table):
        text = passage.text
        for match in _IRREGULAR.finditer(text):
            kind = _kind(text, match)
            if kind is not None:
                yield _hit(kind, passage.at(*match.span()))
        half = half or "%" in text
        at = text.find("％")
        if at >= 0:
            full.append(passage.at(at, at + 1))
    if half:
        yield from (_hit("percent", place) for place in full)


def _kind(text: str, match: re.Match[str]) -> str | None:
    if match[0][0] in _WIDE_DIGITS:
        return "width"
    if match[0][0] not in _AFTER_DIGITS:
        return "twice"
    if not text[max(match.start() - 1, 0) : match.start()].isdigit():
        return None
    return "word" if match[0] == "百分比" else "twice"


def _hit(kind: str, at: Location) -> Hit:
    fault = _KINDS[kind]
    return Hit(
        at=at,
        cause=kind,
        message=Bilingual(f"“{at.excerpt}”{fault.zh}。", f"“{at.excerpt}” {fault.en}."),
    )


RULE = TableRule(META, check)
