"""Dates as official prose prints them: where they stand, and what they say.

A date is partial: what is not printed is None. 底 and 末 add nothing, since a partial date already
means its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from jiheng.language.units import unit_end

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = 12
_LEAP_YEAR = 2000
_DASHES = "-—–－~～至到"

_HOUR = r"(?:[012]?\d(?:[时点](?!位)|[:：][0-5]\d))?"
_STARTS = re.compile(
    rf"""
    (?P<years>\d{{4}})年?[{_DASHES}/](?P<year_to>\d{{4}})(?:学年|年度?)
    |(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/(?P<slashed_year>\d{{4}})(?!\d)
    |(?P<year>\d{{4}}|\d\d(?=年(?:\d{{1,2}}月|年?[底末]|第?[一二三四1-4]季度|[上下]半年)))年度?
       (?:(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号]{_HOUR})?
         |第?(?P<quarter>[一二三四1-4])季度
         |(?P<half>[上下])半年)?
       (?P<tail>年?[底末初]|年中|[上中下]旬)?
    |(?P<dotted_year>\d{{4}})(?P<dot>[./-])(?P<dotted_month>\d{{1,2}})
       (?:(?P=dot)(?P<dotted_day>\d{{1,2}})日?|月份?底?)?(?![\d.])
    |(?P<months>\d{{1,2}})月?[{_DASHES}](?P<month_to>\d{{1,2}})月份?
    |(?P<only_month>\d{{1,2}})月份?(?:(?P<only_day>\d{{1,2}})[日号]{_HOUR})?
       (?P<month_tail>[底末初]|[上中下]旬)?
    |(?P<lone_day>\d{{1,2}})[日号](?=之?前|以前)
    """,
    re.VERBOSE,
)
_YEAR_GROUPS = ("years", "year_to", "year", "dotted_year", "slashed_year")
_CENTURY, _SHORT_YEARS = 2000, 50
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_TEN_DAYS = {"上旬": 10, "中旬": 20}
_BEFORE = re.compile(r"(?:截[至止]|最迟|不[晚迟]于|不得[晚迟]于|于|在|至|到)*")
_AFTER = re.compile(
    r"(?:(?:[12]?\d[时点])?(?:之?前|以前|底前|止)|年?内|以内)?(?:按时|如期|全部|全面)?"
    r"(?:完成|完工|竣工|交付|办结|验收|上报|报送|到位|(?:支付|拨付|发放|执行)(?:完[毕成]|到位))?"
)
_YEAR_END = re.compile(r"(?:当年度?|本年度?|今年|每年|次年|明年)?年?[底末](?:之?前|以前)?(?:完成)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date somewhere in a text, or the end of a printed period.

    Attributes:
        start: First character.
        end: One past the last.
        vague: Whether 初 or 年中 leave open which day ends it.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    vague: bool = False


def date_at(text: str, start: int) -> PrintedDate | None:
    """Return the date whose first digit is the character at `start`, or None."""
    match = _STARTS.match(text, start)
    return None if match is None else _checked(match)


def date_form_end(text: str, start: int) -> int | None:
    """Return where a date ends whose first digit stands at `start`, also one no calendar knows.

    2月30日 is no date, but its 2月 is no amount either; 1234.5 on the other hand is a number.
    """
    match = _STARTS.match(text, start)
    if match is None or (match["dotted_year"] and _checked(match) is None):
        return None
    return match.end()


def whole_date(text: str) -> PrintedDate | None:
    """Return the date a text consists of, such as 2023年12月前, 年底前 or 2022年5月-2023年4月.

    Of a period the end is returned. None when the text says anything else.
    """
    if _YEAR_END.fullmatch(text):
        return PrintedDate(start=0, end=len(text), year=None, month=None, day=None)
    lead = _BEFORE.match(text)
    first = date_at(text, lead.end() if lead else 0)
    if first is None:
        return None
    last = first
    if first.end < len(text) and text[first.end] in _DASHES:
        last = _period_end(text, first, first.end + 1)
    elif first.month is None and text[first.end : first.end + 1].isdigit():
        last = _period_end(text, first, first.end)
    if last.vague or not _AFTER.fullmatch(text, last.end):
        return None
    return last


def _period_end(text: str, first: PrintedDate, at: int) -> PrintedDate:
    second = date_at(text, at)
    if second is None:
        return first
    year = first.year if second.year is None else second.year
    return PrintedDate(
        start=first.start, end=second.end, year=year, month=second.month, day=second.day
    )


def _checked(match: re.Match[str]) -> PrintedDate | None:
    """Return the date of a match, unless its numbers are no year, month or day."""
    years = [_in_full(match[name]) for name in _YEAR_GROUPS if match[name]]
    if match["dotted_year"] and unit_end(match.string, match.end()) > match.end():
        return None
    if any(not _FIRST_YEAR <= year <= _LAST_YEAR for year in years):
        return None
    year = years[-1] if years else None
    month, day = _slashed(match) if match["slashed_year"] else (_month(match), _day(match))
    if match["slashed_year"] and month is None:
        return None
    if month is not None and not 1 <= month <= _MONTHS:
        return None
    if day is not None and not 1 <= day <= monthrange(year or _LEAP_YEAR, month or 1)[1]:
        return None
    tail = match["tail"] or match["month_tail"] or ""
    return PrintedDate(
        start=match.start(),
        end=match.end(),
        year=year,
        month=month,
        day=_TEN_DAYS.get(tail, day),
        vague=tail.endswith(("初", "年中")),
    )


def _in_full(year: str) -> int:
    """Return a year, one of two digits as a year of this century (26年12月)."""
    number = int(year)
    short = len(year) == len("26") and number < _SHORT_YEARS
    return number + _CENTURY if short else number


def _slashed(match: re.Match[str]) -> tuple[int | None, int | None]:
    """Return month and day of 12/31/2026 or 31/12/2026; none where they may change places."""
    first, second = int(match["first"]), int(match["second"])
    if first != second and max(first, second) <= _MONTHS:
        return None, None
    return min(first, second), max(first, second)


def _month(match: re.Match[str]) -> int | None:
    for name in ("month", "dotted_month", "month_to", "only_month"):
        if match[name]:
            return int(match[name])
    if match["quarter"]:
        return _QUARTERS[match["quarter"]]
    if match["half"]:
        return 6 if match["half"] == "上" else _MONTHS
    return None


def _day(match: re.Match[str]) -> int | None:
    for name in ("day", "dotted_day", "only_day", "lone_day"):
        if match[name]:
            return int(match[name])
    return None
