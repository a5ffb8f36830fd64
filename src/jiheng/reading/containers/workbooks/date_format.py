"""Days and times of a workbook, which keeps them as numbers, as a person sees them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Token = tuple[str, str]
"""A kind and what stands in the format: `("date", "yyyy")`, `("literal", "年")`."""

DATE_LETTERS = "y+|m+|d+|h+|s+|a{3,4}|e+|AM/PM|A/P|上午/下午"

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = "一二三四五六日"
_LAST_SERIAL = 2_958_465
_LEAP_FAULT = 60
"""Serial of 29 February 1900, a day that never was but that spreadsheets count."""

_DAY, _HOUR, _MINUTE, _NOON = 86_400, 3_600, 60, 12


def shown_date(serial: float, tokens: Sequence[Token], *, since_1904: bool) -> str | None:
    """Return what a cell shows of a day or time; None when the number is no day."""
    moment = moment_of(serial, since_1904=since_1904)
    if moment is None:
        return None
    letters = [said.lower() for kind, said in tokens if kind == "date"]
    if _may_mislead(letters):
        return _in_full(moment, letters)
    halves = any(said.upper() in {"AM/PM", "A/P", "上午/下午"} for _, said in tokens)
    written, after_hour = [], False
    for at, (kind, said) in enumerate(tokens):
        if kind == "elapsed":
            after_hour = said[1].lower() == "h"
            written.append(_elapsed(serial, said))
        elif kind == "date":
            word = said.lower()
            if word.startswith("m") and (after_hour or _seconds_follow(tokens[at + 1 :])):
                written.append(f"{moment.minute:0{min(len(word), 2)}}")
                after_hour = False
            else:
                written.append(_written(moment, word, halves=halves))
                after_hour = word[0] == "h" or (after_hour and word[0] not in "ymdhs")
        elif kind in {"literal", "other"} or said in {"/", ","}:
            written.append(said)
    return "".join(written)


def _may_mislead(letters: Sequence[str]) -> bool:
    """Return whether a day is shown with a month in letters, a short year or another order."""
    firsts = "".join(dict.fromkeys(word[0] for word in letters if not _is_weekday(word)))
    if "m" not in firsts or not set(firsts) <= set("ymd"):
        return False
    short = any(word[0] == "y" and len(word) <= len("yy") for word in letters)
    return firsts not in {"ymd", "ym", "md", "m"} or short or any("mmm" in word for word in letters)


def _in_full(moment: datetime, letters: Sequence[str]) -> str:
    """Return year, month and day, as far as a cell shows them, as Chinese readers write them."""
    firsts = {word[0] for word in letters if not _is_weekday(word)}
    parts = {"y": f"{moment.year}年", "m": f"{moment.month}月", "d": f"{moment.day}日"}
    return "".join(said for first, said in parts.items() if first in firsts)


def _is_weekday(word: str) -> bool:
    return word.startswith(("ddd", "aaa"))


def moment_of(serial: float, *, since_1904: bool) -> datetime | None:
    """Return the moment a number stands for, to the second; None when there is none."""
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    if since_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no time zone
    else:
        start = datetime(1899, 12, 31 if serial < _LEAP_FAULT else 30)  # noqa: DTZ001 - as above
    return start + timedelta(seconds=round(serial * _DAY))


def _seconds_follow(tokens: Sequence[Token]) -> bool:
    following = next((said for kind, said in tokens if kind in {"date", "elapsed"}), "")
    return following.lower().startswith(("s", "[s"))


def _elapsed(serial: float, said: str) -> str:
    """Return hours, minutes or seconds that run on over the day."""
    unit = {"h": _HOUR, "m": _MINUTE, "s": 1}[said[1].lower()]
    return f"{round(serial * _DAY) // unit:0{len(said) - 2}}"


def _written(moment: datetime, word: str, *, halves: bool) -> str:  # noqa: PLR0911 - one a letter
    wide = len(word) > 1
    match word[0]:
        case "y":
            return f"{moment.year}" if len(word) > len("yy") else f"{moment.year % 100:02}"
        case "e":
            return f"{moment.year}"
        case "m" if len(word) > len("mm"):
            return _MONTHS[moment.month - 1]
        case "m":
            return f"{moment.month:0{1 + wide}}"
        case "d" if len(word) > len("dd"):
            return f"星期{_WEEKDAYS[moment.weekday()]}"
        case "d":
            return f"{moment.day:0{1 + wide}}"
        case "h":
            hour = (moment.hour - 1) % _NOON + 1 if halves else moment.hour
            return f"{hour:0{1 + wide}}"
        case "s":
            return f"{moment.second:0{1 + wide}}"
        case _ if word.startswith("aaa"):
            day = _WEEKDAYS[moment.weekday()]
            return day if word == "aaa" else f"星期{day}"
        case _:
            return "上午" if moment.hour < _NOON else "下午"
