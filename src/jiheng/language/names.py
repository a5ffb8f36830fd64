"""Digits that count nothing: ordinals, list and document numbers, names such as 5G or 2+3+N."""

from __future__ import annotations

import re

from jiheng.language.units import letters_end, unit_end

_TITLE_OR_LINK = re.compile(r"《[^《》]*》|https?://[!-~]+|www\.[!-~]+", re.IGNORECASE)
_NAME_REST = re.compile(r"[A-Za-z0-9.\-/+_]*")
_VERSION_REST = re.compile(r"(?:[.．]\d+)+")
_SUM_REST = re.compile(r"(?:\+(?:\d+|[A-Za-z]+))+")
_PRODUCT_REST = re.compile(r"(?:[×*xX]\d+(?:\.\d+)?)+")
_RATIO_REST = re.compile(r"(?:[:：]\d+(?:\.\d+)?)+(?![.\d%％‰])")
_FRACTION_REST = re.compile(r"/\d+")
_NAMING_WORDS = re.compile(
    r"届|号|代|级|星|周年|年级|热线|计划|工程|行动|高校|联盟|条政策|度电|路|师|后|编码|政务"
)
_ORDINAL_BEFORE = frozenset("第每前№")
_OPENING, _CLOSING = frozenset("（(〔[【〖"), frozenset("）)〕]】〗")
_SENTENCE_END = frozenset("。；;：:，,、\n")
_LIST_POINT = frozenset(".．")
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
    if before in _ORDINAL_BEFORE or (before in _OPENING and after in _CLOSING):
        return end
    passed = None
    if before and before.isascii() and (before.isalpha() or before in "-_"):
        passed = _latin_name_end(text, start, end, after)
    if passed is None and after:
        passed = _named_after_end(text, start, end, after)
    return passed


def _named_after_end(text: str, start: int, end: int, after: str) -> int | None:
    if after in "+×*xX:：/.．":
        return _joined_end(text, end, after)
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
    """Skip L3, DCMM2, GB/T36073-2018; but 占GDP30% and a minus sign are not names."""
    if text[start - 1] in "-_" and not text[start - 2 : start - 1].isascii():
        return None
    if text[start - 1] in "-_" and (start == 1 or not text[start - 2].isalpha()):
        return None
    if after in ("%", "％", "‰"):
        return None
    rest = _NAME_REST.match(text, end)
    return rest.end() if rest else end


def _joined_end(text: str, end: int, mark: str) -> int | None:
    """Skip 2+3+N, 7×24, 1:1, 1/3 and 1.2.3 as a whole; a list number ends at its point."""
    patterns = {"+": _SUM_REST, "/": _FRACTION_REST, ":": _RATIO_REST, "：": _RATIO_REST}
    pattern = patterns.get(mark, _VERSION_REST if mark in _LIST_POINT else _PRODUCT_REST)
    rest = pattern.match(text, end)
    if rest is not None:
        after = rest.end()
        is_ratio = pattern is _RATIO_REST
        return None if is_ratio and unit_end(text, after) > after else after
    return end if mark in _LIST_POINT and end + 1 < len(text) else None


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
    following = text[end + 1 : end + 2]
    return (
        after == "、"
        and end - start <= _LIST_DIGITS
        and following != ""
        and not following.isdigit()
        and following not in "≥>≤<"
    )


def _begins_item(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _SENTENCE_END
