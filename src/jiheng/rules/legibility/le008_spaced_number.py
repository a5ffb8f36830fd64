"""LE008: numbers printed with spaces inside."""

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

    from jiheng.model import Location, Run, Traced
    from jiheng.rules.base import Outcome
    from jiheng.rules.subjects import TableSubject

META = RuleMeta(
    code="LE008",
    name="spaced-number",
    title=Bilingual("数字中间有空格", "Spaces inside numbers"),
    family=Family.LEGIBILITY,
    severity=Severity.ADVICE,
    basis=SOUND_TEXT,
    page=Page(
        what=Bilingual(
            "金额或指标值的数字中间印有空格。",
            "Numbers are printed with spaces inside.",
        ),
        why=Bilingual(
            "软件会把一个数读成两个，金额无法汇总。",
            "Programs read two numbers instead of one; amounts cannot be summed.",
        ),
        bad=Bilingual(
            "总计72, 239. 50",
            "72, 239. 50",
        ),
        good=Bilingual(
            "总计72,239.50",
            "72,239.50",
        ),
        fix=Bilingual(
            "删去数字中间的空格；公开表从电子表格导出，不要扫描识别。",
            "Delete the spaces; export the published table instead of scanning it.",
        ),
    ),
)
_MONEY = ("total", "fiscal_appropriation", "special_account", "other")
_NUMERAL = re.compile(
    r"\d{1,20}(?:[ \u3000]{0,3}[,，][ \u3000]{0,3}\d{3}(?!\d)"
    r"|(?<=\d\d)[ \u3000]{0,3}\.[ \u3000]{0,3}\d{1,6}|[ \u3000]{1,3}\d{1,20}){1,9}"
)
_SPACE = re.compile(r"[ \u3000]")
_SHOWN = 5
_NUMBER = frozenset("0123456789.,，．")


def check(table: TableSubject) -> Iterator[Outcome]:
    """Report all spaced numbers of a table as one finding, which shows the first few places."""
    found = list(_spaced(table))
    if not found:
        return
    (first, number), count = found[0], len(found)
    yield Hit(
        at=first,
        more=tuple(at for at, _ in found[1:_SHOWN]),
        message=Bilingual(
            f"数字“{number}”在原表中印有空格，全表共{count}处。",
            f"The number “{number}” is printed with spaces; {count} in this table.",
        ),
    )


def _spaced(table: TableSubject) -> Iterator[tuple[Location, str]]:
    """Look for gaps in the source of each amount, and for spaces in texts."""
    for index, row in enumerate(table.table.rows):
        for field in _MONEY:
            trace = row.traces.get(field)
            if trace is not None and _has_gap(trace):
                yield table.at_row(index, field), trace.text
    for passage in passages(table):
        if _SPACE.search(passage.text) is None:
            continue
        for match in _NUMERAL.finditer(passage.text):
            if _SPACE.search(match[0]):
                yield passage.places(*match.span())[0], match[0]


def _has_gap(trace: Traced) -> bool:
    """Tell whether source lies between two characters of a number that stand side by side."""
    at = 0
    before: Run | None = None
    for run in trace.runs():
        if (
            before is not None
            and before.origin is run.origin
            and before.offset + before.width < run.offset
            and {trace.text[at - 1], trace.text[at]} <= _NUMBER
        ):
            return True
        at += run.length
        before = run
    return False


RULE = TableRule(META, check)
