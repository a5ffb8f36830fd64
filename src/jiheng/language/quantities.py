"""Quantities in prose: a number, its comparator and its unit, with their characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jiheng.language.comparators import COMPARING, excluding, lead, trail
from jiheng.language.dates import date_form_end
from jiheng.language.names import is_bare_name, name_end, titles_and_links
from jiheng.language.numerals import printed_number
from jiheng.language.patterns import seldom
from jiheng.language.units import TIME_UNITS, counted_end, letters_end, unit_end

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model.target import Operator

DASHES = "-—–－~～至到"
"""Between two numbers they make a range."""

_NUMBER = re.compile(r"(?:\d{1,3}(?:[,，]\d{3}(?!\d))+|\d+)(?:[.．]\d+)?")
_LONGEST_NUMBER = 30
_BEFORE_DATE_PARTS = frozenset("年月日号./-－—–~～至到")
_VAGUE = ("余", "多")
_UNKNOWN_UNIT = seldom(r"大?[\u4e00-\u9fff]{1,2}(?=$|[，。；、,;：:）)！!])")
_TIME_FRAME_BEFORE = frozenset("近来去后续")
_TIME_FRAME_AFTER = seldom(r"行动|规划|计划|期|来|以来|以?前|以?后|间|之?内")
_MINUS = frozenset("-−－")
_MINUS_AFTER = frozenset("：:（(，,于在达到至为" + COMPARING)
_POWERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_NO_UNIT = frozenset(("以上", "以下", "以内", "之内", "之间", "左右", "内"))
_OPENING = ("(", "（")
_SLASHES = ("/", "／")
_CLOSING = (")", "）")
_CURRENCIES = {"¥": "元", "￥": "元", "$": "美元", "＄": "美元", "€": "欧元"}
_SHARES, _WHOLE = frozenset("%％﹪"), 100
_PERCENT = {"％": "%", "﹪": "%"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number somewhere in a text.

    Attributes:
        start: First character, comparator included.
        end: One past the last, unit and 以上-like endings included.
        op: Comparator as printed, `None` when there is none (a bare number).
        number: In the printed unit.
        unit: As printed; empty when there is none.
        approximate: Whether 约, 左右, 余 or 多 make the number vague.
        lowered: Whether 降至 or 控制在 alone makes it a ceiling.
    """

    start: int
    end: int
    op: Operator | None
    number: Decimal
    unit: str
    approximate: bool = False
    lowered: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order.

    Years, dates, ordinals (第25届), list numbers, document numbers and names such as 5G, 3D, 4K or
    700MHz are not quantities.
    """
    match = _NUMBER.search(text)
    if match is None:
        return ()
    found: list[Quantity] = []
    skipped = titles_and_links(text)
    floor = 0
    while match is not None:
        while skipped and skipped[-1][1] <= match.start():
            floor = max(floor, skipped.pop()[1])
        if skipped and skipped[-1][0] <= match.start():
            floor = skipped.pop()[1]
        else:
            floor = _step(text, match, floor, found)
        match = _NUMBER.search(text, floor)
    return tuple(found)


def _step(text: str, match: re.Match[str], floor: int, found: list[Quantity]) -> int:
    """Read what stands at a number, add it if it is a quantity, and return where to go on."""
    start, end = match.span()
    if end - start > _LONGEST_NUMBER:
        return end
    if text[end : end + 1] in _BEFORE_DATE_PARTS or "." in match[0]:
        passed = date_form_end(text, start)
        if passed is not None:
            return passed
    passed = name_end(text, start, end)
    if passed is not None:
        return passed
    quantity = _quantity(text, start, end, floor)
    if quantity is None:
        return end
    if found and _is_range_end(text, found[-1], quantity):
        found[-1] = replace(found[-1], unit=quantity.unit)
    found.append(quantity)
    return quantity.end


def _quantity(text: str, start: int, end: int, floor: int) -> Quantity | None:
    """Return the quantity whose digits are given, None for a year or a stretch of time.

    A power (10⁴) is none either: its digits are not its number.
    """
    if text[end : end + 1] in _POWERS:
        return None
    first = _minus(text, start, floor)
    below = _below_nought(text, first, floor)
    first -= below
    currency = _CURRENCIES.get(text[first - 1], "") if first > floor else ""
    before = lead(text, first - bool(currency), floor)
    vague = text[end : end + 1] in _VAGUE
    after_number = end + vague
    after_unit = _unit_end(text, after_number)
    unit = _bare(text[after_number:after_unit]) or currency
    if unit in TIME_UNITS and before.op is None and _is_time_frame(text, start, after_unit):
        return None
    if not unit and before.op is None and is_bare_name(text, start, end):
        return None
    stop, ending, around = trail(text, after_unit)
    lowered = before.lowered and ending is None
    open_to_ending = before.lowered or before.op in (None, "=")
    stop, op = excluding(text, stop, ending if ending and open_to_ending else before.op)
    number = -printed_number(text[start:end]) if below else printed_number(text[first:end])
    if lowered and unit in _SHARES and number == _WHOLE:
        op = "="  # what no share exceeds is no ceiling
    return Quantity(
        start=before.start,
        end=stop,
        op=op,
        number=number,
        unit=_written(unit),
        approximate=before.approximate or vague or around or "余" in unit or "多" in unit,
        lowered=lowered,
    )


def _unit_end(text: str, start: int) -> int:
    end = unit_end(text, start)
    if end > start or start == len(text):
        return end
    if text[start] in _OPENING:
        return _bracketed_unit_end(text, start)
    if text[start] in _SLASHES:
        return counted_end(text, start)
    letters = letters_end(text, start)
    if letters > start or text[start].isascii():
        return letters
    unknown = _UNKNOWN_UNIT.match(text, start)
    return start if unknown is None or unknown[0] in _NO_UNIT else unknown.end()


def _bracketed_unit_end(text: str, start: int) -> int:
    """Return where brackets that hold a unit and nothing else end: `1250（人）`, not `5（含）`."""
    end = unit_end(text, start + 1)
    if end == start + 1 or text[end : end + 1] not in _CLOSING or text[start + 1 : end] == "年":
        return start
    return end + 1


def _bare(unit: str) -> str:
    """Return a unit without the brackets around the whole of it."""
    return unit[1:-1] if unit[:1] in _OPENING else unit


def _written(unit: str) -> str:
    """Return a unit as printed, but for a wide per cent sign and 余 or 多 in its middle."""
    if "多" in unit or "余" in unit:
        unit = unit.replace("多", "").replace("余", "")
    return _PERCENT.get(unit, unit)


def _minus(text: str, start: int, floor: int) -> int:
    """Return the start of a number with its minus sign, where a dash can be nothing else."""
    if start > floor and text[start - 1] in _MINUS:
        before = text[start - 2 : start - 1]
        if start == 1 or before in _MINUS_AFTER:
            return start - 1
    return start


def _below_nought(text: str, start: int, floor: int) -> int:
    """Return the characters before a number that say it is negative: 零下5℃, 不低于负5%."""
    if text.endswith("零下", floor, start):
        return 2
    negative = text.endswith("负", floor, start) and lead(text, start - 1, floor).op is not None
    return int(negative)


def _is_time_frame(text: str, start: int, end: int) -> bool:
    """Return whether 3年 is when something happens (近3年, 3年内) rather than how much."""
    if start > 0 and text[start - 1] in _TIME_FRAME_BEFORE:
        return True
    return _TIME_FRAME_AFTER.match(text, end) is not None


def _is_range_end(text: str, low: Quantity, high: Quantity) -> bool:
    between = text[low.end : high.start]
    return len(between) == 1 and between in DASHES and not low.unit
