"""Of which time the head of a column or a line of money speaks: 2024年, 上年, 本年, 合计."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.reading.layouts.words.roles import plain
from jiheng.reading.layouts.words.terms import force_in

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = (
    "(?:预算|资金|金额|经费|安排|申请|申报|计划|拟|已|支出|投入|投资|需求|总|数|额|量|"
    "批复|审定|核定|下达|到位|情况|度){0,5}"
)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_CARRIED = re.compile("结转|结余")
LONGEST = 20
"""Characters of a label that speaks of a time."""


class Time(StrEnum):
    """A year by its number, that of the form, another one, or several together."""

    DATED = "dated"
    YEAR = "year"
    OTHER = "other"
    SUM = "sum"


_TIMES = tuple(
    (time, re.compile(pattern))
    for time, pattern in (
        (Time.DATED, rf"(?P<year>20\d{{2}})(?:年(?:度)?(?:{_WORDS}|(?:绩效)?目标))?"),
        (Time.YEAR, rf"(?:(?:本|当|预算|申报|项目)?年(?:度)?|今年){_WORDS}"),
        (
            Time.OTHER,
            (
                "(?:上年|上一年|去年|以前年|往年|前[一二三]?年|下年|下一年|明年|后年|以后年|"
                rf"后续年|第[一二三四五]年|后[一二三]年)(?:度)?{_WORDS}"
            ),
        ),
        (Time.OTHER, rf"(?:单位|部门|项目)?(?:申报|申请|上报|送审){_WORDS}"),
        (Time.YEAR, rf"(?:财政|部门|预算)?(?:批复|审定|核定|审核|核准|批准){_WORDS}"),
        (Time.SUM, rf"(?:项目)?(?:实施期|实施周期|周期|中期|中长期|[三五]年|累计|总){_WORDS}"),
        (Time.SUM, "(?:合|总|小)计"),
    )
)


_STAGE = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:[底末前]|\d{1,2}日)?"
    r"|第?[一二三四1-4]季度[底末]?|[上下]半年|20\d{2}年(?:度)?"
)


@lru_cache(maxsize=1024)
def is_stage(label: str) -> bool:
    """Return whether a label is a part of the time of a plan: 3月底, 第一季度, 2027年."""
    return _STAGE.fullmatch(plain(label)) is not None


@lru_cache(maxsize=1024)
def time_in(words: str) -> tuple[Time | None, int | None]:
    """Return the time of which a label speaks, and the year if it names one."""
    bare = _IN_BRACKETS.sub("", words)
    for time, pattern in _TIMES:
        match = pattern.fullmatch(bare)
        if match:
            return time, int(match["year"]) if time is Time.DATED else None
    return None, None


def is_time(label: str) -> bool:
    """Return whether a label, as printed, speaks of a time."""
    if len(label) > LONGEST or (label.isascii() and "20" not in label):
        return False  # an amount, which is no year
    return time_in(plain(label))[0] is not None


def due(labels: Sequence[str], year: int | None) -> int | None:
    """Return which of some columns is that of a year; None where none is, or more than one.

    What was carried over is money of the year, too: of 合计, 当年 and 上年结转 it is the sum.
    """
    heads = [time_in(plain(label)) for label in labels]
    carried = [_CARRIED.search(label) is not None for label in labels]
    sums = [at for at, (time, _) in enumerate(heads) if time is Time.SUM]
    if len(sums) == 1 and any(carried) and len(sums) + sum(carried) + 1 == len(labels):
        return sums[0]
    for own in ((Time.DATED, year), (Time.YEAR, None)):
        found = [at for at, head in enumerate(heads) if head == own]
        force = [force_in(plain(labels[at])) for at in found]
        found = [at for at, each in zip(found, force, strict=True) if each == max(force)]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def is_of_other_year(label: str, year: int | None) -> bool:
    """Return whether a label speaks of another year than that of a form."""
    time, said = time_in(plain(label))
    return time is Time.OTHER or (time is Time.DATED and year is not None and said != year)
