"""The money of a form whose labels no word list knows: 预算支出, 一上金额, 资金申请情况."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.reading.grammar.money import read_amount
from jiheng.reading.layouts import notes
from jiheng.reading.layouts.drafts import MONEY
from jiheng.reading.layouts.roles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Entry, Problem
    from jiheng.reading.layouts.drafts import RowDraft

LONGEST = 40
"""Characters that an amount and the words on it have at most."""

_NAMES_MONEY = re.compile(
    r"金额|资金|经费|预算|投资|支出|总额|额度|拨款|补助|[(（]百?[亿万千]?元[)）]"
)
_NAMES_ELSE = re.compile(
    "率|依据|用途|方向|单价|测算|办法|文号|科目|来源|分类|日期|时间|部门|单位|上年|历史"
)
_SAYS_AMOUNT = re.compile(r"\d(?:[\d,，.]*\d)?(?:[百千]?[万亿])?元")


def take_unnamed(draft: RowDraft, problems: list[Problem]) -> None:
    """Take the one amount of a form without money for its total; tell of it, or of several.

    An amount stays in `further` where other labels name amounts too: which of them is the money
    of the year, nobody knows.
    """
    if draft.lines or any(role in draft.texts for role in MONEY):
        return
    asked = [entry for entry in draft.further if _may_be_money(entry)]
    amounts = [entry for entry in asked if _is_amount(entry.value)]
    if len(asked) == 1 == len(amounts):
        (entry,) = amounts
        draft.further.remove(entry)
        draft.has_money = True
        draft.texts["total"] = [entry.trace] if entry.trace else []
        problems.append(notes.taken_for_total(entry))
    elif _says_any(asked):
        problems.append(notes.no_total(asked))


def _may_be_money(entry: Entry) -> bool:
    label = plain(entry.label)
    named = _NAMES_MONEY.search(label) and not _NAMES_ELSE.search(label)
    return bool(named) and bool(entry.trace) and _says_any([entry])


def _says_any(entries: Sequence[Entry]) -> bool:
    said = (entry.value[:LONGEST] for entry in entries)
    return any(_is_amount(value) or _SAYS_AMOUNT.search(value) for value in said)


def _is_amount(value: str) -> bool:
    short = len(value) <= LONGEST
    return short and bool(read_amount(value) is not None or _SAYS_AMOUNT.fullmatch(value))
