"""What stands in a cell of a ledger: an amount, a day, a month."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from jiheng_evidence.ledgers.vocabulary import folded, money_unit

_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[+-])?[¥$]?(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,18})(?P<rest>\.\d{1,12})?"
    r"(?P<unit>元|千元|万元|百万元|亿元)?\)?"
)
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "*", "#n/a"})
_DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[t ]?\d{1,2}:.*)?")
_BARE_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_MONTHS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"十一": 11, "十二": 12}
_MONTH = re.compile(
    r"(?:((?:19|20)\d\d)[-/.年]?)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:月份?)?"
)

LAST_MONTH = 12


def read_amount(value: object) -> tuple[Decimal, str | None] | None:
    """Return an amount and the unit the cell says itself; None when it is no amount.

    A number in brackets is less than nought, as accountants print it.
    """
    if isinstance(value, Decimal):
        return value, None
    if not isinstance(value, str):
        return None
    found = _AMOUNT.fullmatch(folded(value))
    if found is None or bool(found["open"]) != folded(value).endswith(")"):
        return None
    amount = Decimal(found["digits"].replace(",", "") + (found["rest"] or ""))
    less = found["open"] or found["sign"] == "-"
    return -amount if less else amount, found["unit"] and money_unit(found["unit"])


def is_nothing(value: object) -> bool:
    """Whether a cell says that there is no amount: blank, a dash, 无."""
    return value is None or (isinstance(value, str) and folded(value) in _NOTHING)


def read_day(value: object) -> date | None:
    """Return a day as exports print it: 2024-03-05, 2024/3/5, 20240305, 2024年3月5日."""
    if isinstance(value, date):
        return value
    words = format(value, "f") if isinstance(value, Decimal) else str(value)
    found = _DAY.fullmatch(folded(words)) or _BARE_DAY.fullmatch(folded(words))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def read_month(value: object) -> tuple[int | None, int] | None:
    """Return year, where it is said, and month: 3月, 三月份, 2024年3月, 202403."""
    if isinstance(value, date):
        return value.year, value.month
    words = format(value, "f") if isinstance(value, Decimal) else str(value)
    found = _MONTH.fullmatch(folded(words))
    if found is None:
        return None
    year, month = found[1], found[2]
    return int(year) if year else None, _MONTHS.get(month) or int(month)


def read_head_month(label: str) -> int | None:
    """Return the month that the head of a column names: 3月 and 2024-03 do, a bare 3 does not."""
    bare = re.sub(r"(?:支出|执行|支付)(?:数|金额)?$", "", label)
    if bare.isdigit() and len(bare) < len("202401"):
        return None
    found = read_month(bare)
    return found[1] if found else None


_THROUGH = re.compile(r"1月?[-—–~至到](1[0-2]|[2-9])月(?:份)?(?:累计)?(.*)")


def read_through(label: str) -> tuple[int, str] | None:
    """Return the last month and the words of a head such as 1-7月执行数 (1月至该月累计)."""
    found = _THROUGH.fullmatch(label)
    return (int(found[1]), found[2]) if found else None
