"""LE010: the same mark twice in a row."""

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

    from jiheng.model import Location, Traced
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="LE010",
    name="doubled-punctuation",
    title=Bilingual("标点重复", "Doubled punctuation"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "同一个标点连着印了两遍。",
            "The same mark is printed twice in a row.",
        ),
        why=Bilingual(
            "不影响理解，但说明公开前没有校对，也会干扰自动读取。",
            "Harmless to readers, but it shows that nobody proofread, and it disturbs "
            "automatic reading.",
        ),
        bad=Bilingual(
            "提供依据。。",
            "as evidence..",
        ),
        good=Bilingual(
            "提供依据。",
            "as evidence.",
        ),
        fix=Bilingual(
            "删去多余的标点。",
            "Delete the second mark.",
        ),
    ),
)
_MARKED = re.compile(r"[。，；：、,;:！？]{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_MARKS = frozenset("。，；：、,;:")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Look within texts, and behind values for marks the reader took for separators."""
    for passage in passages(table):
        for marks in _MARKED.finditer(passage.text):
            for match in _DOUBLED.finditer(passage.text, *marks.span()):
                yield _hit(passage.at(*match.span()), match[0][:2])
    for project in table.projects:
        for indicator in project.indicators:
            trace = indicator.indicator.traces.get(indicator.value_field)
            behind = _marks_behind(trace) if trace else ""
            if behind:
                yield _hit(indicator.at_value(max(len(indicator.value) - 1, 0)), behind)


def _marks_behind(trace: Traced) -> str:
    """Return a doubled mark that stands in the source right behind a text; empty if none."""
    last_runs = tuple(trace.runs(max(len(trace.text) - 1, 0)))
    if not last_runs:
        return ""
    last = last_runs[-1]
    end = last.offset + last.width
    marks = last.origin.raw[end : end + 2]
    return marks if len(set(marks)) == 1 < len(marks) and marks[0] in _MARKS else ""


def _hit(at: Location, marks: str) -> Hit:
    return Hit(
        at=at,
        cause=marks,
        message=Bilingual(f"标点“{marks}”重复。", f"“{marks}” is printed twice in a row."),
    )


RULE = TableRule(META, check)
