"""Labels of the first two levels of indicators (一级指标, 二级指标), as any form prints them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.model import Traced
from jiheng.reading.layouts.fields import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST = (
    "产出",
    "效益",
    "满意度",
    "成本",
    "效果",
    "投入",
    "过程",
    "决策",
    "管理",
    "履职效能",
    "管理效率",
)
SECOND = (
    "数量",
    "质量",
    "时效",
    "成本",
    "经济成本",
    "社会成本",
    "生态环境成本",
    "经济效益",
    "社会效益",
    "生态效益",
    "可持续影响",
    "服务对象满意度",
    "满意度",
    "社会公众满意度",
    "生态成本",
    "可持续发展",
    "可持续发展影响",
    "经济效果",
    "社会效果",
)
_LEVELS: Mapping[int, frozenset[str]] = {
    1: frozenset(form for word in FIRST for form in (word, f"{word}指标")),
    2: frozenset(form for word in SECOND for form in (word, f"{word}指标")),
}
_BOTH = _LEVELS[1] | _LEVELS[2]


def _longest_first(level: int) -> str:
    return "|".join(
        sorted((w for w in _LEVELS[level] if w.endswith("指标")), key=len, reverse=True)
    )


_JOINED = re.compile(
    rf"(?P<level1>{_longest_first(1)})[-—/、]?(?P<level2>{_longest_first(2)})[-—/、:：]?(?P<name>.+)"
)
_LABEL = re.compile(r".{0,12}指标(?:[（(].{1,12}[）)])?|不适用|无")


def is_level(text: str, level: int) -> bool:
    """Return whether a text is a usual label of a level, and not also one of the other."""
    return text in _LEVELS[level] and text not in _LEVELS[3 - level]


def says_level(text: str) -> bool:
    """Return whether a text is nothing but the label of some level, of any city, or a sign."""
    return text in _BOTH or is_blank(text) or _LABEL.fullmatch(text) is not None


def is_part_of_level(before: str, after: str) -> bool:
    """Return whether two texts are the halves of a label that a page break cut."""
    return bool(before) and before + after in _BOTH and after not in _BOTH


def split_levels(text: Traced) -> tuple[Traced, Traced, Traced]:
    """Return the levels printed before a name in one cell, and the name; empty where none are."""
    match = _JOINED.fullmatch(text.text)
    if not match:
        return Traced(), Traced(), text
    parts = (text.cut(*match.span(part)) for part in ("level1", "level2", "name"))
    level1, level2, name = parts
    return level1, level2, name
