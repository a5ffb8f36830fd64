"""Which way a value goes (下降, 增长) and how often (每月): what its number alone does not say."""

from __future__ import annotations

import re

UP = "提高|提升|增长|增加|上升|改善|增强|扩大|优化|延长"
DOWN = "下降|降低|减少|下滑|恶化|减弱|缩小|退步|回落|缩短|压缩|压减|缩减"

_SUNK = re.compile(r"[↓▼](?=\d)")
_UPWARD = re.compile(rf"{UP}|[↑▲](?=\d)")
_DOWNWARD = re.compile(rf"{DOWN}|{_SUNK.pattern}")
_FELL = re.compile(rf"(?:{DOWN})(?![至到为])[^\d，,；;。]{{0,3}}\d")
_ROSE = re.compile(rf"(?:{UP})(?![至到为])[^\d，,；;。]{{0,3}}\d")
_OF_FALLING = re.compile("[降减缩少退落低节↓▼]")
"""A character with which a name or a target speaks of falling: 压降率, 减排, 节能."""

_NEGATIVE = re.compile(r"(?:^|[^\d%％])[-−]\d")
_NUMBER_ALONE = re.compile(r"[-−]?[\d.,]+[%％]?")
_PERIODS = "个?(?P<period>小时|日|天|周|星期|旬|月|季|半年)"
_EACH = re.compile(f"[每逐]{_PERIODS}")
_COUNTED = re.compile(f"[每逐/／]{_PERIODS}")
_PERIOD = re.compile(f"[每逐/／·]{_PERIODS}")
_SAME = {"天": "日", "星期": "周"}


def is_of_another_sense(said: str, wanted: str) -> bool:
    """Return whether a value cannot be held against a target though both are numbers.

    So it is where one fell that was to rise, and where only one of them is a number for each month
    or week. A value without any of these words is taken to be in the sense of the target; an arrow
    that points down is not where the target says no way.
    """
    ways = _ways(wanted)
    if not ways and _SUNK.search(said):
        return True
    if ways and ways.isdisjoint(_ways(said) or ways):
        return True
    if ways == {"down"} and _NEGATIVE.search(said):
        return True
    if _NUMBER_ALONE.fullmatch(said):  # in the unit of the target, 元/月 as it may be
        return _EACH.search(wanted) is not None
    return _periods(said) != _periods(wanted)


def runs_counter(said: str | None, name: str | None, wanted: str | None) -> bool:
    """Return whether a value rose or fell by a number where its indicator speaks of the other.

    Where nothing speaks of falling, a number by which something fell is none to hold against it.

    Args:
        said: The value as printed.
        name: Of its indicator.
        wanted: The target as printed.
    """
    asked = (name or "") + (wanted or "")
    if _FELL.search(said or ""):
        return _OF_FALLING.search(asked) is None
    return _ROSE.search(said or "") is not None and _ways(asked) == {"down"}


def periods_counted(text: str) -> frozenset[str]:
    """Return for each of which periods a value counts something: 每月1次, 5次/周, not 3人·天."""
    return frozenset(_named(found) for found in _COUNTED.finditer(text))


def _ways(text: str) -> set[str]:
    found = {"up": _UPWARD, "down": _DOWNWARD}
    return {way for way, words in found.items() if words.search(text)}


def _periods(text: str) -> set[str]:
    return {_named(found) for found in _PERIOD.finditer(text)}


def _named(found: re.Match[str]) -> str:
    return _SAME.get(found["period"], found["period"])
