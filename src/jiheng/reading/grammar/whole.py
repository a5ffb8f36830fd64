"""Values that are one thing from end to end: a date, a stretch of time, a number with its unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.language.comparators import lead
from jiheng.language.dates import whole_date
from jiheng.language.numerals import CHINESE_NUMERAL, chinese_number, printed_number
from jiheng.language.patterns import seldom
from jiheng.language.quantities import find_quantities
from jiheng.language.units import MULTIPLIERS, TIME_UNITS, unit_end
from jiheng.model.target import DeadlineTarget, NumberTarget

if TYPE_CHECKING:
    from jiheng.language.quantities import Quantity

_LONGEST_SPELT_OUT = 24
_WITHIN = re.compile(r"(?:[≤≦<＜]|不超过|在|控制在)?(\d+(?:[.．]\d+)?)(\D{1,5}?)(?:之|以)?内")
_AT_MOST = re.compile(r"^(?:[≤≦⩽]|[<＜][=＝])")
_DATE_LABEL = re.compile(
    r"(?:完成|办结|完工|竣工|交付|支付|拨付|验收|截止)?(?:时间|时限|期限|日期)"
    r"(?:[:：](?P<after>.+)|[（(](?P<inside>[^（）()]+)[)）])"
)
# 三季度 is the third one; three of them are 三个季度.
_QUARTER = re.compile(
    r"(?:第?[一二三四1-4][-—–－~～至到、])?第?(?P<last>[一二三四1-4])季度[末底]?(?:之?前|以前|内)?"
)
_QUARTER_ENDS = dict(zip("一二三四1234", (3, 6, 9, 12) * 2, strict=True))
# 月 is left out: ≥3月 may be a month of the year or three months.
_SIGNED = re.compile(
    r"[≥≧⩾≤≦⩽<＜>＞][=＝]?(?P<number>\d{1,12}(?:\.\d+)?)"
    r"(?P<unit>[A-Za-z]{1,4}|(?!月)[\u4e00-\u9fff]{1,2})"
)
_REST_OF_UNIT = re.compile(r"次|(?:、[\u4e00-\u9fff]{1,3})+")
_PER = seldom(r"[/／][\u4e00-\u9fff]{1,4}(?:[·/／][\u4e00-\u9fff]{1,4})*")
_COUNTED = seldom(r"(?![内外前后余多])[\u4e00-\u9fff]")
_EVENTS, _NONE = frozenset("起件例宗次"), Decimal(0)
_OR_MORE = frozenset("+＋")
_SIGN_AND_WORDS = seldom(r"[≥≧⩾≤≦⩽<＜>＞][=＝]?(?!.*[年期比])[\u4e00-\u9fff]{1,8}")
_SPELT_OUT = re.compile(
    r"(?P<before>[^〇零一二两三四五六七八九十百千万亿分\d]{0,6})"
    r"(?P<percent>百分之)?(?P<number>[〇零○一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?)"
    r"(?P<after>\D{0,10})"
)
_NAMED_BY_NUMERAL = frozenset(
    ("类", "批", "期", "月", "日", "分", "款", "点", "成", "年", "道", "面", "度")
)


def deadline(value: str) -> DeadlineTarget | None:
    """Read a whole value that is a date (12月底前, ≤9月, 完成时限：2024年6月)."""
    unsigned = _AT_MOST.sub("", value)
    label = _DATE_LABEL.fullmatch(unsigned)
    date = whole_date((label["after"] or label["inside"]) if label else unsigned)
    if date is not None:
        return DeadlineTarget(year=date.year, month=date.month, day=date.day)
    quarter = _QUARTER.fullmatch(value)
    if quarter is None:
        return None
    return DeadlineTarget(year=None, month=_QUARTER_ENDS[quarter["last"]], day=None)


def within(value: str) -> NumberTarget | None:
    """Read a whole value such as 2小时内; inside prose that is a stretch of time."""
    match = _WITHIN.fullmatch(value)
    if match is None or match[2] not in TIME_UNITS:
        return None
    return NumberTarget(op="≤", number=printed_number(match[1]), unit=match[2])


def spelt_out(value: str) -> NumberTarget | None:
    """Read a whole value with a Chinese numeral (四场, 不少于两次, 百分之九十以上)."""
    if len(value) > _LONGEST_SPELT_OUT or CHINESE_NUMERAL.search(value) is None:
        return None
    match = _SPELT_OUT.fullmatch(value)
    if match is None:
        return None
    numeral, multiplier = _split_multiplier(match["number"])
    unit = "%" if match["percent"] else multiplier
    number = chinese_number(numeral) if unit or unit_end(match["after"], 0) else None
    return None if number is None else _in_digits(match, number, unit)


def _split_multiplier(numeral: str) -> tuple[str, str]:
    """Leave 万 and 亿 at the end of a numeral to the unit, as in 两万户."""
    short = numeral.rstrip("万亿")
    return (short, numeral[len(short) :]) if short else (numeral, "")


def _in_digits(match: re.Match[str], number: Decimal, multiplier: str) -> NumberTarget | None:
    """Read the value once more with digits; it must be one quantity from end to end."""
    before = match["before"].removeprefix("共").removeprefix("累计").removesuffix("各")
    value = f"{before}{number:f}{multiplier}{match['after']}"
    stretch = within(value)
    quantities = find_quantities(value)
    if stretch is not None or len(quantities) != 1:
        return stretch
    quantity = quantities[0]
    whole = quantity.start == 0 and quantity.end == len(value)
    known = unit_end(quantity.unit, 0) == len(quantity.unit) > 0
    if not whole or not known or quantity.approximate or quantity.unit in _NAMED_BY_NUMERAL:
        return None
    return number_of(quantity)


def number_of(quantity: Quantity) -> NumberTarget:
    """Return what a quantity asks for; a bare number is to be met exactly."""
    return NumberTarget(op=quantity.op or "=", number=quantity.number, unit=quantity.unit)


def not_to_happen(quantity: Quantity) -> NumberTarget | None:
    """Return what is asked for where a number is not to be reached: 不发生1起, 未出现3起以上.

    Only of what is counted one by one: 不发生3人以上事故 says nothing of any number of people.
    """
    if quantity.unit not in _EVENTS or quantity.approximate or quantity.op not in (None, "≥"):
        return None
    if quantity.number == 1:
        return NumberTarget(op="=", number=_NONE, unit=quantity.unit)
    if quantity.op is None:
        return None
    return NumberTarget(op="<", number=quantity.number, unit=quantity.unit)


def signed(value: str) -> NumberTarget | None:
    """Read a whole value whose sign says that it counts something, which 10G alone would not."""
    match = _SIGNED.fullmatch(value)
    op = lead(value, match.start("number"), 0).op if match else None
    if match is None or op is None:
        return None
    return NumberTarget(op=op, number=printed_number(match["number"]), unit=match["unit"])


def completed(value: str, quantity: Quantity) -> Quantity:
    """Return the only quantity of a value with the sign or unit that stands around it."""
    before, rest = value[: quantity.start], value[quantity.end :]
    if not before and value.endswith(quantity.unit, 0, quantity.end):
        more = _COUNTED if quantity.unit in MULTIPLIERS else _REST_OF_UNIT
        if (more if quantity.unit else _PER).fullmatch(rest):
            return replace(quantity, end=len(value), unit=quantity.unit + rest)
    if rest in _OR_MORE and quantity.op in (None, "=", "≥"):
        return replace(quantity, end=len(value), op="≥")
    if quantity.op is None and _SIGN_AND_WORDS.fullmatch(before):
        return replace(quantity, start=0, op=lead(value, 1, 0).op)
    return quantity
