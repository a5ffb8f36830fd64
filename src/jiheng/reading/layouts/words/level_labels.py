"""Labels of the first two levels of indicators (一级指标, 二级指标), as any form prints them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.model import Run, Traced
from jiheng.standards.indicator_tree import bare_label

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
    1: frozenset(form for word in FIRST for form in (word, f"{word}指标", f"{word}目标")),
    2: frozenset(form for word in SECOND for form in (word, f"{word}指标", f"{word}目标")),
}
_BOTH = _LEVELS[1] | _LEVELS[2]
_ABOVE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("数量", "质量", "时效"), frozenset(("产出",))),
    **dict.fromkeys(
        ("经济效益", "社会效益", "生态效益", "可持续影响", "可持续发展影响"),
        frozenset(("效益", "效果")),
    ),
    **dict.fromkeys(
        ("服务对象满意度", "社会公众满意度", "满意度"), frozenset(("满意度", "效益", "效果"))
    ),
}
"""Second level → the first levels that it may stand under."""


def first_above(level2: Traced) -> Traced:
    """Return the first level that alone may stand above a second one; empty where none is known.

    It stands where the second does: nobody has printed it.
    """
    above = _ABOVE.get(level2.text.removesuffix("指标"), ())
    word = next((first for first in FIRST if first in above and first in level2.text), None)
    word = word or next((first for first in FIRST if first in above), None)
    at = (
        [Run(len(word) + 2, run.origin, run.offset, 0) for run in level2.runs()][:1] if word else []
    )
    return Traced.of(f"{word}指标", at) if at else Traced()


def _longest_first(level: int) -> str:
    return "|".join(
        sorted((w for w in _LEVELS[level] if w.endswith("指标")), key=len, reverse=True)
    )


_JOINED = seldom(
    rf"(?P<level1>{_longest_first(1)})[-—/、]?(?P<level2>{_longest_first(2)})[-—/、:：]?(?P<name>.+)"
)
_LED = seldom(
    rf"(?P<level1>(?:{'|'.join(FIRST)})指标)"
    rf"(?:[-—/、](?P<level2>{'|'.join(sorted(SECOND, key=len, reverse=True))}))?"
    r"[:：](?P<name>[^:：]+)"
)
"""Levels before a colon: 满意度指标：市民满意度."""

_BOTH_LEVELS = seldom(
    rf"(?P<level1>(?:{'|'.join(FIRST)})(?:指标)?)\s*[-—–―~/\\、:：·.>＞]{{1,2}}\s*"
    r"(?P<level2>[^-—–―~/\\、:：·.>＞\d]{2,14})"
)
_RUN_ON = seldom(
    rf"(?P<level1>{_longest_first(1)})"
    rf"(?P<level2>(?:{'|'.join(sorted(SECOND, key=len, reverse=True))})(?:指标)?)"
)
"""Both levels on lines of their own in one cell: 产出指标 above 数量指标."""

_ACROSS = seldom(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．])?"
    rf"(?P<level>(?:{'|'.join(sorted({*FIRST, *SECOND}, key=len, reverse=True))})指标"
    r"(?:[（(].{1,12}[）)])?)[:：]?"
    r"|(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
    rf"(?P<bare>产出|效益|{'|'.join(sorted(SECOND, key=len, reverse=True))})[:：]?"
)
"""A level alone in its row; without 指标 it is numbered: （一）社会效益."""

_LEVELS_ALONE = seldom(rf"(?:{_longest_first(1)}|{_longest_first(2)})+")
_ONE_LEVEL = seldom(f"{_longest_first(2)}|{_longest_first(1)}")
_SECOND = 2
_SHORT = "|".join(sorted((w for w in SECOND if len(w) > len("数量")), key=len, reverse=True))
_ONE_SHORT = seldom(f"({_SHORT})(?:指标)?")
_SHORT_ALONE = seldom(f"(?:(?:{_SHORT})(?:指标)?)+")
"""Second levels without 指标, one behind the other; 数量 and 质量 are words of names, too."""

_LABEL = re.compile(r".{0,12}指标(?:[（(].{1,12}[）)])?|不适用|无")


def is_level(text: str, level: int) -> bool:
    """Return whether a text is a usual label of a level, and not also one of the other."""
    return text in _LEVELS[level] and text not in _LEVELS[3 - level]


def names_first(text: str) -> bool:
    """Return whether a text is a usual label of the first level, if also one of the second."""
    return text in _LEVELS[1]


def is_numbered_first(text: str) -> bool:
    """Return whether a text is such a label, with its number and points perhaps: 一、产出指标."""
    return bare_label(text) in _LEVELS[1]


def fits(level1: str, level2: str) -> bool | None:
    """Return whether a second level is one of a first, by their words; None where none knows."""
    above = _ABOVE.get(level2.removesuffix("指标"))
    if above is None:
        return None
    return level1.removesuffix("指标") in above or bare_label(level1).removesuffix("指标") in above


def level_across(text: Traced) -> Traced:
    """Return the level that a line names for the rows below it, 一、产出指标; empty if none."""
    match = _ACROSS.fullmatch(text.text)
    if not match:
        return Traced()
    return text.cut(*match.span("level" if match["level"] else "bare"))


def says_level(text: str) -> bool:
    """Return whether a text is nothing but the label of some level, of any city, or a sign."""
    return text in _BOTH or is_blank(text) or _LABEL.fullmatch(text) is not None


def says_levels_alone(text: str) -> bool:
    """Return whether a text is nothing but usual labels of levels, one behind the other."""
    return _LEVELS_ALONE.fullmatch(text) is not None


def levels_in(text: str, level: int) -> int:
    """Return how many usual labels of a level, and not of the other, a text consists of; 0 if not.

    产出指标效益指标 are two of the first level, 产出指标数量指标 one of each, 经济效益社会效益
    two of the second.
    """
    if level == _SECOND and _SHORT_ALONE.fullmatch(text):
        return len(set(_ONE_SHORT.findall(text)))
    if not says_levels_alone(text):
        return 0
    labels = _ONE_LEVEL.findall(text)
    return len({label for label in labels if is_level(label, level)})


def is_part_of_level(before: str, after: str) -> bool:
    """Return whether two texts are the halves of a label that a page break cut."""
    return bool(before) and before + after in _BOTH


def part_levels(text: Traced) -> tuple[Traced, Traced]:
    """Return the two levels that one cell names, 产出指标-数量指标; the second empty if none."""
    match = _BOTH_LEVELS.fullmatch(text.text) or _RUN_ON.fullmatch(text.text)
    if not match or is_level(match["level2"], 1):
        return text, Traced()
    return text.cut(*match.span("level1")), text.cut(*match.span("level2"))


def split_levels(text: Traced) -> tuple[Traced, Traced, Traced]:
    """Return the levels printed before a name in one cell, and the name; empty where none are."""
    match = _JOINED.fullmatch(text.text) or _LED.fullmatch(text.text)
    if not match:
        return Traced(), Traced(), text
    level1, level2, name = (
        text.cut(*match.span(part)) if match[part] else Traced()
        for part in ("level1", "level2", "name")
    )
    return level1, level2, name
