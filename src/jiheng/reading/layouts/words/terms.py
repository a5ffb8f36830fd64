"""Of what time a label speaks: 指标值（实施期）, 1-6月目标值, 上年指标值, 调整前指标值."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEARS = r"20\d{2}年?(?:度)?[-至到]20\d{2}年?(?:度)?"
_MONTHS = r"\d{1,2}月?(?:份)?[-至到]\d{1,2}月(?:份)?"
_TO_COME = rf"(?:项目)?(?:实施期|实施周期|周期)|中期|中长期|长期|[二三四五]年(?:期)?|{_YEARS}"
_EARLIER = "上年(?:度)?|上一年(?:度)?|去年|往年|历年|前[一二三]年"
_CHANGED = "调整|变更|修改|修订"
_APPROVED = "批复|审核|审定|核定|批准|终审"
_PART = "[上下]?半年(?:度)?|第?[一二三四1-4]季度"
_DATED = re.compile(
    rf"(?:20\d{{2}}年(?:度)?)?(?P<term>{_TO_COME}|{_MONTHS}|{_PART}|(?:{_CHANGED})后)"
)
_BRACKETED = re.compile(r"[(\[【〔](?P<term>[^()\[\]【】〔〕]+)[)\]】〕]$")
_YEAR = re.compile(r"(?<![\d\-至到])(20\d{2})年?(?:度)?(?![\d\-至到年度])")
_CHANGE = re.compile(
    rf"(?:{_CHANGED})(?P<side>[前后])(?:情况|内容|数|金额|值|预算|(?:绩效)?目标)?"
    "|(?P<before>原)(?:来|有|定)?(?:内容|金额|值|预算|(?:绩效)?目标)"
)


_UNCHANGED = re.compile(
    "[无否]|不变|(?:未|没有|无)需?(?:调整|变更|变化).{0,6}|同(?:左|上|年初).{0,6}"
)


class Term(StrEnum):
    """A time, or a state, of which a label speaks."""

    PERIOD = "period"
    WHOLE = "whole"
    YEAR = "year"
    PART = "part"
    EARLIER = "earlier"
    REPLACED = "replaced"


_TERMS = tuple(
    (term, re.compile(pattern))
    for term, pattern in (
        (Term.YEAR, r"年度|本年(?:度)?|当年(?:度)?|全年|20\d{2}年?(?:度)?|1月?[-至到]12月"),
        (Term.PERIOD, _TO_COME),
        (Term.WHOLE, "总体|总"),
        (Term.PART, rf"{_MONTHS}|{_PART}|截至\d{{1,2}}月.*"),
        (Term.EARLIER, _EARLIER),
        (Term.REPLACED, f"(?:{_CHANGED})前"),
    )
)
_THIS_YEAR = "(?:本|当)?年(?:度)?"
_LIST = re.compile(
    rf"(?:项目|部门)?(?P<term>{_TO_COME}|总体?|{_THIS_YEAR})(?:目标)?(?:绩效)?(?:指标(?:体系)?表?|目标(?:表|指标表?))"
)
_GROUP = re.compile(
    rf"(?P<term>{_TO_COME}|总体?|{_MONTHS}|{_PART}|{_EARLIER}|(?:{_CHANGED})前)"
    "(?:绩效)?(?:指标|目标)?值?(?:情况)?"
)
"""A head of a time over several columns: 长期指标, 上年."""

_OF_VALUES = re.compile(
    rf"(?P<term>{_TO_COME}|总体?|{_THIS_YEAR}|年度|全年)(?:[(（]程[)）])?(?:绩效)?(?:指标|目标)?值?"
)
"""What stands under a head of values and says of what time they are: 实施期, 本年度, 年度目标."""

_OF_PERIOD = {"annual_value": "period_value", "goal": "period_goal"}
_MONEY = frozenset(("total", "fiscal_appropriation", "special_account", "other", "amount"))
_ASKED = frozenset(("annual_value", "goal", *_MONEY))
"""What is asked of the whole year; what was done is told of a part of it too."""

_NOT_OF_YEAR: Mapping[Term | None, frozenset[str]] = MappingProxyType(
    {Term.PART: _ASKED, Term.REPLACED: _ASKED, Term.EARLIER: _ASKED | {"actual", "forecast"}}
)


def term_in(label: str) -> Term | None:
    """Return the time of which a label speaks in brackets at its end, or by months before it."""
    match = _BRACKETED.search(label) or _DATED.match(label)
    return _term(match["term"]) if match else None


def term_of_list(label: str) -> Term | None:
    """Return the time of which the label of a list of indicators speaks: 长期绩效指标."""
    match = _LIST.fullmatch(label)
    return _term(match["term"]) if match else None


def names_list(label: str) -> bool:
    """Return whether a label is that of a list of indicators in a form, and no title of a form."""
    return _LIST.fullmatch(label) is not None


def undated(label: str) -> str:
    """Return a label without the years, months or change before it."""
    match = _DATED.match(label)
    return label[match.end() :] if match and match.end() < len(label) else label


def of_term(role: str, label: str, vocabulary: str) -> str | None:
    """Return the role of a label with its time counted, where it is known without.

    None where what it names is not that of the year.
    """
    term = term_in(label)
    if term is Term.PERIOD or (term is Term.WHOLE and role == "annual_value"):
        if role not in _MONEY:
            return _OF_PERIOD.get(role, role)
        if role == "total" and vocabulary == "money_lines":
            return "period_total"
        return role if _BRACKETED.search(label) else None
    return None if role in _NOT_OF_YEAR.get(term, ()) else role


def of_group(role: str, label: str) -> str | None:
    """Return the role of a column below a head that speaks of a time: 指标值 below 实施期指标.

    None where what it names is not that of the year.
    """
    match = _GROUP.fullmatch(label)
    term = _term(match["term"]) if match else None
    if term is Term.PERIOD or (term is Term.WHOLE and role == "annual_value"):
        return _OF_PERIOD.get(role, role)
    return None if role in _NOT_OF_YEAR.get(term, ()) else role


def of_time(label: str) -> str | None:
    """Return the role of a column that says below a head of values but their time: 本年度."""
    match = _OF_VALUES.fullmatch(label)
    if match is None:
        return None
    return "annual_value" if _term(match["term"]) is Term.YEAR else "period_value"


def year_in(label: str) -> int | None:
    """Return the one year of which a label speaks; None for a span of years."""
    found = {int(year) for year in _YEAR.findall(label)}
    return found.pop() if len(found) == 1 else None


def change_in(label: str) -> str | None:
    """Return 前 or 后 for a label that says nothing but before or after a change."""
    match = _CHANGE.fullmatch(label)
    return (match["side"] or "前") if match else None


def says_unchanged(text: str) -> bool:
    """Return whether a text in place of what holds after a change says that there was none."""
    return _UNCHANGED.fullmatch(text) is not None


def is_replaced(label: str) -> bool:
    """Return whether a label is that of what held before a change: 调整前, 指标值（调整前）."""
    return re.search(f"(?:{_CHANGED})前", label) is not None


def force_in(label: str) -> int:
    """Return how far what a label speaks of is in force: 2 after a change, 1 approved, 0 else."""
    if re.search(f"(?:{_CHANGED})后", label):
        return 2
    return int(re.search(f"(?:{_APPROVED})(?!前)", label) is not None)


@lru_cache(maxsize=1024)
def _term(words: str) -> Term | None:
    return next((term for term, pattern in _TERMS if pattern.fullmatch(words)), None)
