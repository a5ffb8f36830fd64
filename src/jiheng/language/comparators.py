"""Words and signs that say how a number is meant: ≥, 不少于, 以上, 约."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model.target import Operator

_SIGNS_OF: Mapping[Operator, str] = {
    "≥": "≥≧⩾≮",
    ">": ">＞﹥》〉",
    "≤": "≤≦⩽≯",
    "<": "<＜﹤",
    "=": "=＝﹦",
}
SIGNS: Mapping[str, Operator] = {sign: op for op, signs in _SIGNS_OF.items() for sign in signs}
"""A closing title mark directly before a digit is a misread >, if no title was opened."""

UNEQUAL = "".join(sign for sign, op in SIGNS.items() if op != "=" and sign not in "》〉")
COMPARING = UNEQUAL + _SIGNS_OF["="]
"""Signs that compare and mean nothing else, for classes of characters in patterns."""

_REACH = 14  # the longest comparator, a gap such as 每季度, and 约
_AT_LEAST = ("至少", "最少")
_WITH_EQUAL: Mapping[Operator, Operator] = {">": "≥", "≥": "≥", "<": "≤", "≤": "≤", "=": "="}
_WITHOUT_EQUAL: Mapping[Operator, Operator] = {">": ">", "≥": ">", "<": "<", "≤": "<"}
_ORDER: Mapping[str, Operator] = {
    "ge": "≥",
    "gt": ">",
    "le": "≤",
    "lt": "<",
    "eq": "=",
    "down": "≤",
}

_BEFORE = seldom(
    r"""
    (?:(?P<ge>不(?:[得能应可])?(?:少于|低于|小于)|至少|最少|≥|≧
        |(?:[大高多]于|超过)(?:或者?|及|和|、)?等于|等于(?:或者?|及|和|、)?(?:[大高多]于|超过))
      |(?P<le>(?:不得?能?|未)(?:超过|高于|多于|大于|突破|超出|超)|至多|最多|≤|≦
        |[小低少]于(?:或者?|及|和|、)?等于|等于(?:或者?|及|和|、)?[小低少]于)
      |(?P<gt>超过|超出|大于|高于|多于|优于|突破|超|[>＞])
      |(?P<lt>低于|少于|小于|不足|不到|[<＜])
      |(?P<eq>等于|达到|达|[=＝])
      |(?P<down>(?:缩短|压缩|压减|压降|缩减|削减|减少|降低|下降|下调|减低|回落|降|减|控制)[至到]|[控限]制在)
    )?
    [:：]?(?:每个?(?:季度|[年月日周季天次人家])度?|平均|各)?
    (?P<approximate>大?约为?|将?近)?$
    """,
    re.VERBOSE,
)
_LAST_CHARACTERS = frozenset("于至在少过超出破多足到达约近年月日周季度天次人家均各为:：")
_AFTER = re.compile(
    r"""
    (?:人民币)?
    (?:(?:（含）|\(含\)|含|(?P<but>[（(]不含(?:本数)?[)）]))?(?:[及或和])?
      (?:(?P<ge>以上|之上)|(?P<le>以[内下]|之[内下]))
      (?:（含）|\(含\)|(?P<without>[（(]不含(?:本数)?[)）]))?
     |(?P<approximate>左右|上下(?!游|级|班)))?
    """,
    re.VERBOSE,
)
_EXCLUDED = seldom(r"[（(]不含(?:本数)?[)）]")
_BRACKETED = seldom(r"[(（][^()（）]*[)）]")
_WORD_GAP = seldom(r"[\u4e00-\u9fff]{0,8}")


@dataclass(frozen=True, slots=True)
class Lead:
    """What precedes a number: where that begins, and what it says.

    Attributes:
        lowered: Whether 降至 or 控制在 alone makes the number a ceiling, which 以上 may deny.
    """

    start: int
    op: Operator | None = None
    approximate: bool = False
    lowered: bool = False


def lead(text: str, start: int, floor: int) -> Lead:
    """Return the comparator that ends where a number starts, without going before `floor`."""
    if start == floor:
        return Lead(start)
    last = text[start - 1]
    sign = SIGNS.get(last)
    if sign is not None:
        return _signed(text, start, floor, sign)
    begin = max(floor, start - _REACH)
    if last in _LAST_CHARACTERS:
        found = _worded(text, start, begin)
        if found.op is not None or found.approximate:
            return found
    for word in _AT_LEAST:
        at = text.rfind(word, begin, start)
        if at >= 0 and _WORD_GAP.fullmatch(text, at, start):
            return Lead(at, "≥")
    return Lead(start)


@lru_cache(maxsize=1024)
def as_lead(said: str) -> str:
    """Return a sign or word that stands in a cell of its own as it is put before a number.

    Empty where it compares nothing, as 定性 does.
    """
    bare = _BRACKETED.sub("", said).strip()
    found = lead(bare, len(bare), 0)
    return bare if found.op is not None and found.start == 0 and not found.approximate else ""


def trail(text: str, end: int) -> tuple[int, Operator | None, bool]:
    """Return the end, comparator and vagueness of 以上, 以内, 左右 after a number and its unit."""
    match = _AFTER.match(text, end)
    if match is None or match.end() == end:
        return end, None, False
    if match["approximate"]:
        return match.end(), None, True
    bound: Operator | None = "≥" if match["ge"] else "≤" if match["le"] else None
    if bound and (match["but"] or match["without"]):
        bound = _WITHOUT_EQUAL[bound]
    return match.end(), bound, False


def excluding(text: str, end: int, op: Operator | None) -> tuple[int, Operator | None]:
    """Return end and comparator where a bracket behind a number takes the bound itself away."""
    match = _EXCLUDED.match(text, end)
    strict = None if op is None or match is None else _WITHOUT_EQUAL.get(op)
    if match is None or strict is None:
        return end, op
    return match.end(), strict


def _signed(text: str, start: int, floor: int, sign: Operator) -> Lead:
    """Read one sign, or two that are printed for one (>=, ＞＝, ≥=, =>)."""
    first = SIGNS.get(text[start - 2]) if start - 2 >= floor else None
    if first is None:
        return Lead(start - 1, sign)
    main = first if sign == "=" else sign
    if "=" in (first, sign):
        return Lead(start - 2, _WITH_EQUAL[main])
    return Lead(start - 1, sign)


def _worded(text: str, start: int, begin: int) -> Lead:
    window = text[begin:start]
    match = _BEFORE.search(window)
    if match is None or match.start() == len(window):
        return Lead(start)
    op = next((_ORDER[name] for name in _ORDER if match[name]), None)
    return Lead(begin + match.start(), op, bool(match["approximate"]), bool(match["down"]))
