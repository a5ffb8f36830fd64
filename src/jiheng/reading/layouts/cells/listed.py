"""Indicators listed in one cell of a column that is named after their level: 1.打井数：≥3口."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING
from jiheng.language.patterns import seldom
from jiheng.reading.layouts.cells.numbered_cells import numbered
from jiheng.reading.layouts.words.level_labels import FIRST, SECOND

if TYPE_CHECKING:
    from jiheng.model import Traced

_POINTS = r"(?:[（(].{1,12}[）)])?"
_LEVEL = seldom(
    rf"(?:{'|'.join(FIRST)})指标{_POINTS}(?:(?:{'|'.join(SECOND)})(?:指标)?{_POINTS})?$|"
    rf"^(?:{'|'.join(SECOND)})指标{_POINTS}$"
)
_UNDER = seldom(
    rf"(?:{'|'.join(FIRST)})指标{_POINTS}(?!.*(?:备注|说明|单位|部门|责任|依据|来源))[\u4e00-\u9fff]{{2,10}}"
    rf"|(?:{'|'.join(FIRST)}){_POINTS}(?:{'|'.join(SECOND)})(?:指标)?{_POINTS}"
)
"""A first level that is a head of its own, and below it what a city calls a second: 服务对象."""

_SIGNS = "：:；;，, "
_VALUE = seldom(
    rf"(?P<name>[^:：{COMPARING}]{{2,60}}?)\s*"
    rf"(?:[:：]\s*(?P<said>[^:：]{{1,60}})|(?P<compared>[{COMPARING}][^:：{COMPARING}]{{1,40}})"
    r"|(?<!\d)(?P<counted>\d[\d.,]*[^\d\s，,；;。]{1,3}))"
)
_MOST = 20
"""Characters of a name right before a figure: a sentence may hold one too."""


def names_level(label: str) -> bool:
    """Return whether the head of a column names a level, under that of its group or not."""
    return _LEVEL.search(label) is not None


def names_level_under(label: str) -> bool:
    """Return whether the head of a column, below the group that a label begins with, is a level."""
    return names_level(label) or _UNDER.fullmatch(label) is not None


def listed(text: Traced) -> list[tuple[Traced, Traced]]:
    """Return name and value of each indicator in a cell; none where one of them has no value."""
    found = []
    for item in numbered(text):
        bare = item.strip(_SIGNS)
        match = _VALUE.fullmatch(bare.text)
        if match is None:
            return []
        value = match.lastgroup or ""
        if value == "counted" and (len(match["name"]) > _MOST or re.search(r"\d", match["name"])):
            return []
        found.append((bare.cut(*match.span("name")), bare.cut(*match.span(value))))
    return found
