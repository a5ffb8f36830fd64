"""Cells of pages in which rows came together that no line parts: told.

A value is never nothing but labels, no target has two figures behind one sign, no level is two of
one kind, and no text ends in the heads of columns.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.language.patterns import seldom
from jiheng.language.wording import excerpt
from jiheng.model import Problem, ProblemSeverity
from jiheng.reading.layouts.words.level_labels import SECOND, levels_in
from jiheng.reading.layouts.words.roles import label_role, plain, words_of
from jiheng.reading.lost_values import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jiheng.model import Entry, Indicator, TargetTable, Traced

SHORTEST = 4
"""Characters of a label that is told within others: shorter ones are words of values, too."""

_SENTENCE = 12
"""Characters of a sentence that may be a goal."""

LONGEST = 200
"""Characters of a cell of labels at most."""

_VALUES = seldom(
    r"([≥≤><])\d[\d.]*[^≥≤><,;、。:()/\s\d\-~至到且和及或]{0,4}\1\d"
    r"|(?:\d+(?:\.\d+)?%){2,}$"
)
"""Two figures behind one sign each, or two per cents and nothing else."""

_NO_PARTS = frozenset({"goal_actual", "score", "grade"})
"""Roles whose labels stand behind others in one: 年度目标完成情况."""

_HEADS = ("level1", "level2", "name3", "annual_value")
"""Columns of a list of indicators, the heads of which stand side by side."""

_CODE = "unread-text"
_OF_LEVELS = "级指标"

_LABELS = Bilingual("是几个栏目名连在一起", "is several labels in one")
_LEVELS = Bilingual("是几个级次连在一起", "is several levels in one")
_ENDS = Bilingual("的末尾连着表头", "ends in the heads of columns")
_TARGETS = Bilingual("是几个指标值连在一起", "is several values in one")
_BEHIND_LEVEL = Bilingual("是级次与别的内容连在一起", "is a level and more in one")
_BEHIND_NAME = Bilingual("是名称与指标值连在一起", "is a name and a value in one")

_LEVEL_AND_MORE = seldom(
    rf"(?:{'|'.join(sorted(SECOND, key=len, reverse=True))})指标"
    r"(?!名称|内容|[及和与或、])[\u4e00-\u9fff]{2,}"
)
_NAME_AND_VALUE = seldom(r".*[\u4e00-\u9fff][≥≤><]\d[\d.,]*[^\d≥≤><]{0,8}")


def with_run_together(table: TargetTable) -> TargetTable:
    """Return a table with a problem for each cell in which rows came together."""
    told = (*_problems(table), *_goals(table))
    return replace(table, problems=(*table.problems, *told)) if told else table


def _problems(table: TargetTable) -> Iterator[Problem]:
    known = {_words_of(problem.excerpt) for problem in table.problems if problem.code == _CODE}
    for text, row, indicator in texts_of(table):
        own = None
        if row is not None and indicator is not None:
            own = table.rows[row].indicators[indicator]
        why = (own and _of_field(text, own)) or _why(text.text, of_indicator=own is not None)
        if why is None or _words_of(text.text) in known:
            continue
        said = excerpt(text.text)
        yield Problem(
            code=_CODE,
            message=Bilingual(
                f"“{said}”{why.zh}：几行没有分开，这一处读出的内容可能有误，请核对原件。",
                f"“{said}” {why.en}: rows were not parted, and what was read there may be wrong;"
                " compare it with the original.",
            ),
            severity=ProblemSeverity.ERROR,
            span=text.span(),
            excerpt=text.text,
            row=row,
            indicator=indicator,
        )


def _goals(table: TargetTable) -> Iterator[Problem]:
    """Tell sentences without a label in a form that says no goal: two goals may be one cell."""
    for index, row in enumerate(table.rows):
        if row.goal or row.period_goal or not row.indicators:
            continue
        alone = [each for each in row.further if _is_sentence_alone(each)]
        for entry, trace in [(each, each.trace) for each in alone if each.trace]:
            said = excerpt(entry.value)
            yield Problem(
                code=_CODE,
                message=Bilingual(
                    f"“{said}”没有栏目名，项目又没有绩效目标：可能是绩效目标，也可能是几格连在一起，"
                    "请核对原件。",
                    f"no label is beside “{said}”, and the project has no goal: it may be that, "
                    "or several cells in one; compare it with the original.",
                ),
                severity=ProblemSeverity.WARNING,
                span=trace.span(),
                excerpt=entry.value,
                row=index,
            )


def _is_sentence_alone(entry: Entry) -> bool:
    return not entry.label and len(entry.value) >= _SENTENCE and "。" in entry.value


def _of_field(text: Traced, own: Indicator) -> Bilingual | None:
    """Return what a level or a name holds that stands in a cell of its own elsewhere."""
    words = _words_of(text.text)
    if text is own.traces.get("level2") and _LEVEL_AND_MORE.match(words):
        return _BEHIND_LEVEL
    valued = own.annual_value or own.period_value
    if valued and text is own.traces.get("name") and _NAME_AND_VALUE.fullmatch(words):
        return _BEHIND_NAME
    return None


def _why(text: str, *, of_indicator: bool) -> Bilingual | None:
    if _OF_LEVELS in text and _ends_in_heads(text):
        return _ENDS
    if not SHORTEST < len(text) <= LONGEST:
        return None
    words = _words_of(text)
    if of_indicator and _VALUES.match(words):
        return _TARGETS
    if of_indicator and any(levels_in(words, level) > 1 for level in (1, 2)):
        return _LEVELS
    is_run = _pattern().fullmatch(words) and label_role(text) is None
    return _LABELS if is_run and _names_more(words) else None


def _words_of(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _ends_in_heads(text: str) -> bool:
    """Whether heads of two columns at least, one of them of levels, are the end of a text."""
    end = _heads().search("".join(text.split()))
    return end is not None and _OF_LEVELS in end[0]


def _names_more(words: str) -> bool:
    """Whether labels say more than of which money an amount is: 上年结转财政拨款 is one label."""
    return "其中" in words[1:] or any(word in words for word in _words("labels", _NO_PARTS))


@cache
def _heads() -> re.Pattern[str]:
    """Return a pattern of the heads of several columns at the end of a text."""
    known = words_of("columns")
    words = {plain(word) for role in _HEADS for word in known[role] if "指标" in word}
    long = sorted((word for word in words if len(word) > len("指标")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, long))}){{2,}}$")


@cache
def _words(vocabulary: str, but: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the labels of a vocabulary that are long enough, the longest first."""
    said = (words for role, words in words_of(vocabulary).items() if role not in but)
    known = {plain(word) for words in said for word in words}
    return tuple(sorted((w for w in known if len(w) >= SHORTEST), key=lambda w: (-len(w), w)))


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern of several labels, each with an amount behind it or without one."""
    known = (*_words("labels", _NO_PARTS), *_words("money_lines"))
    one = rf"(?:其中)?:?(?:{'|'.join(map(re.escape, known))})(?:\([^()]*\))?:?[\d.,]*"
    return re.compile(f"(?:{one}){{2,}}")
