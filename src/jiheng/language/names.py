"""Digits that count nothing: ordinals, list and document numbers, names such as 5G or 2+3+N."""

from __future__ import annotations

import re

from jiheng.language.comparators import SIGNS
from jiheng.language.patterns import seldom
from jiheng.language.units import letters_end

_TITLE_OR_LINK = seldom(r"《[^《》]*》|https?://[!-~]+|www\.[!-~]+", re.IGNORECASE)
_NAME_REST = re.compile(r"[A-Za-z0-9.\-/+_]*")
_JOINED_BY = {
    ".．": re.compile(r"(?:[.．]\d+)+"),  # version 1.2.3
    "+＋": re.compile(r"(?:[+＋](?:\d+|[A-Za-z]+))+"),  # strategy 2+3+N
    "×*xX": re.compile(r"(?:[×*xX]\d+(?:\.\d+)?)+"),  # 7×24
    ":：": seldom(r"(?:[:：]\d+(?:\.\d+)?)+(?![.\d%％‰])"),  # 1:1, 8:30
    "/": re.compile(r"(?:/(?!10*[万千百亿])\d+)+"),  # 1/3, but not 12/10万
}
_JOINED = {mark: pattern for marks, pattern in _JOINED_BY.items() for mark in marks}
_LABEL_MARKS = frozenset(".．:：")
_DATED = re.compile(r"\d{4}年")
_NUMBER_SIGNS = frozenset("#＃")
_FULL_STOPS = frozenset("。；;\n")
_NAMING_WORDS = re.compile(
    r"届|号|代|级|星|周年|年级|热线|计划|工程|行动|高校|联盟|条政策|度电|路|师|后|编码|政务"
)
_ORDINAL_BEFORE = frozenset("第每前№")
_RANKS_REST = seldom(r"(?:[-—–~～至到、]第?\d+)*")
_OPENING, _CLOSING = frozenset("（(〔[【〖"), frozenset("）)〕]】〗")
_SENTENCE_END = frozenset("。；;：:，,、\n")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIST_DIGITS = 2


def titles_and_links(text: str) -> list[tuple[int, int]]:
    """Return the stretches of 《titles》 and links, last one first."""
    if "《" in text or "://" in text or "www." in text:
        return [match.span() for match in _TITLE_OR_LINK.finditer(text)][::-1]
    return []


def name_end(text: str, start: int, end: int) -> int | None:
    """Return where the name around a number ends, or None if the number may be a quantity."""
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if before in _ORDINAL_BEFORE:
        ranks = _RANKS_REST.match(text, end)
        return ranks.end() if ranks else end
    if before in _OPENING and after in _CLOSING:
        return end
    passed = None
    if before and before.isascii() and (before.isalpha() or before in "-_+"):
        passed = _latin_name_end(text, start, end, after)
    if passed is None and after:
        passed = _named_after_end(text, start, end, after)
    return passed


def _named_after_end(text: str, start: int, end: int, after: str) -> int | None:
    pattern = _JOINED.get(after)
    rest = pattern.match(text, end) if pattern else None
    if rest is not None:
        return rest.end()
    if after in _LABEL_MARKS:
        return end if end + 1 < len(text) else None
    if after in _NUMBER_SIGNS:
        return end + 1
    if after.isascii():
        return _ascii_after_end(text, start, end, after)
    if _NAMING_WORDS.match(text, end):
        return end
    return end if _is_list_number(text, start, end, after) else None


def is_bare_name(text: str, start: int, end: int) -> bool:
    """Return whether a number without comparator and unit is a year or a version (工业4.0)."""
    inside_prose = start > 0 and text[start - 1].isalpha()
    if text.endswith(".0", start, end):
        return inside_prose
    followed = end < len(text) and text[end].isalpha()
    return (inside_prose or followed) and _YEAR.fullmatch(text, start, end) is not None


def _latin_name_end(text: str, start: int, end: int, after: str) -> int | None:
    """Skip L3, DCMM2, T+3, GB/T36073-2018; but 占GDP30% and a minus sign are not names."""
    letter = text[start - 2 : start - 1] if text[start - 1] in "-_+" else text[start - 1]
    if not (letter.isascii() and letter.isalpha()) or after in ("%", "％", "‰"):
        return None
    rest = _NAME_REST.match(text, end)
    return rest.end() if rest else end


def _ascii_after_end(text: str, start: int, end: int, after: str) -> int | None:
    if after == ")":
        return end if _begins_item(text, start) else None
    if not after.isalpha() or letters_end(text, end) > end:
        return None
    rest = _NAME_REST.match(text, end)
    return rest.end() if rest else end


def _is_list_number(text: str, start: int, end: int, after: str) -> bool:
    if after == "）":
        return _begins_item(text, start)
    if after != "、" or end - start > _LIST_DIGITS or end + 1 == len(text):
        return False
    following = text[end + 1]
    if following.isdigit():
        return _DATED.match(text, end + 1) is not None or text[max(start - 1, 0)] in _FULL_STOPS
    return following not in SIGNS


def _begins_item(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _SENTENCE_END
