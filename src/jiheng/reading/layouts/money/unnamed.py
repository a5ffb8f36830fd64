"""Money whose labels or heads no word list knows: 预算支出, 一上金额, 资金申请情况."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiheng.model import FundingLine, Traced
from jiheng.reading.grammar.money import is_blank_amount, read_amount
from jiheng.reading.layouts.drafts import MONEY, figure_of, parted_amount, unit_of
from jiheng.reading.layouts.problems import money_notes
from jiheng.reading.layouts.words.roles import item_role, money_role, plain
from jiheng.reading.layouts.words.terms import Term, term_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jiheng.model import Entry, Problem
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

LONGEST = 40
"""Characters that an amount and the words on it have at most."""

_NAMES_MONEY = re.compile(
    "金额|资金|经费|预算|投资|支出|总额|额度|拨款|补助|控制数|[一二][上下]数?$"
    "|[(（](?:百?[万千]|亿)?元[)）]"
)
_NAMES_ELSE = re.compile(
    "率|依据|用途|方向|单价|测算|办法|文号|科目|来源|分类|日期|时间|部门|单位|上年|历史"
    "|去年|往年|历年|以前|前年|结转|结余|执行|累计|已|实际"
)
_NAMES_SOURCE = re.compile("^(?:中央|[省市区县本上]级|其[他它])|配套|自筹|补助$|拨款$")
_YEAR = re.compile(r"20\d{2}年?(?:度)?")
_SAYS_AMOUNT = re.compile(r"\d(?:[\d,，.]*\d)?(?:[百千]?[万亿])?元")
_OF_OTHER_TIME = frozenset((Term.EARLIER, Term.PART, Term.REPLACED))


def take_unnamed(draft: RowDraft, problems: list[Problem]) -> None:
    """Take the one amount of a form without a total for it; tell of it, or of several.

    An amount stays in `further` where other labels name amounts too: which of them is the money
    of the year, nobody knows, nor of which its sources are that are told twice.
    """
    named = any(money_role(line.label) == "total" for line in draft.lines)
    itemized = any(item_role(entry.label) == "item" for entry in draft.further)
    asked = [
        entry
        for entry in draft.further
        if _may_be_money(entry) and not (itemized and item_role(entry.label))
    ]
    if not asked and not draft.lines and any(names_money(item.label) for item in draft.further):
        asked = [item for item in draft.further if not item.label and _is_amount(item.value)]
    if not asked or named or ("total" in draft.texts and not draft.is_of_period):
        return
    (entry, *others) = asked
    if draft.is_of_period:
        problems.append(money_notes.total_of_period(asked))
    elif not others and _is_alone(entry) and _covers(_own_of(entry), draft):
        draft.further.remove(entry)
        draft.has_money = True
        own = _own_of(entry)
        draft.texts["total"] = [own]
        amount, traces = figure_of(own), {"amount": own}
        draft.lines.insert(0, FundingLine(label=entry.label, amount=amount, traces=traces))
        problems.append(money_notes.taken_for_total(entry))
    else:
        _leave_out_twice_told(draft)
        problems.append(money_notes.no_total(asked))


def unnamed_column(
    lattice: Lattice, heads: Sequence[Head], problems: list[Problem], year: int | None
) -> int | None:
    """Return which column of a list without any of money holds it by its head and its cells.

    Of several that are headed by years alone it is that of the year of the table. It is told that
    it was taken, or that several are like that; none is returned then.
    """
    head = heads[0]
    if "total" in head.roles:
        return None
    rows = [row for row in range(head.stop, len(lattice)) if not _is_of_head(row, heads)]
    asked = _asked(head)
    said = {
        index: _said_in(lattice, rows, column)
        for index, column in enumerate(head.columns)
        if index in asked
    }
    projects = len(_said_in(lattice, rows, head.column("name")))
    like = [
        index
        for index, texts in said.items()
        if _are_mostly(_holds_amount, texts)
        and (head.columns[index].stop <= head.first_of_indicators or len(texts) <= projects)
    ]
    like = _of_year(head, like, year)
    sources = not head.roles.isdisjoint(MONEY)
    taken = len(like) == 1 and not sources and _are_mostly(_begins_with_amount, said[like[0]])
    if like:
        labels = [head.columns[index].label for index in like]
        problems.append(money_notes.column_of_money(labels, taken=taken))
    return like[0] if taken else None


def _asked(head: Head) -> set[int]:
    """Return the columns that may hold money by their heads.

    Sources of it, 本级安排 and 其他来源, are asked where one of them names money, as 上级补助 does;
    years where several stand before the indicators.
    """
    unknown = {at: plain(c.label) for at, c in enumerate(head.columns) if c.role is None}
    asked = {at for at, label in unknown.items() if names_money(label)}
    sources = {at for at, label in unknown.items() if _NAMES_SOURCE.search(label)}
    first = head.first_of_indicators
    years = {at for at in _years_in(unknown) if head.columns[at].stop <= first}
    return asked | (sources if asked & sources else set()) | (years if len(years) > 1 else set())


def _years_in(labels: Mapping[int, str]) -> set[int]:
    return {at for at, label in labels.items() if _YEAR.fullmatch(label)}


def _of_year(head: Head, like: list[int], year: int | None) -> list[int]:
    """Return the one column of some that are headed by years which is that of a year, if any."""
    years = _years_in({at: plain(head.columns[at].label) for at in like})
    due = [at for at in years if head.columns[at].year == year]
    return due if len(years) == len(like) and due else like


def names_money(label: str) -> bool:
    """Return whether a label may be that of the money of a project, by its words."""
    words = plain(label)
    known = _NAMES_MONEY.search(words) and not _NAMES_ELSE.search(words)
    return bool(known) and term_in(words) not in _OF_OTHER_TIME


def says_amount(value: str) -> bool:
    """Return whether a short text is an amount of money, or begins by saying one: 申请100万元."""
    said = value[:LONGEST]
    return _is_amount(said) or _SAYS_AMOUNT.search(said) is not None


def _may_be_money(entry: Entry) -> bool:
    return bool(entry.trace) and names_money(entry.label) and says_amount(entry.value)


def _is_amount(value: str) -> bool:
    short = len(value) <= LONGEST
    return short and bool(read_amount(value) is not None or _SAYS_AMOUNT.fullmatch(value))


def _is_alone(entry: Entry) -> bool:
    return bool(entry.label) and _is_amount(entry.value)


def _own_of(entry: Entry) -> Traced:
    """Return the value of an entry, without its label where one cell holds both."""
    text = entry.trace or Traced()
    return text.cut(len(text) - len(entry.value))


def _covers(amount: Traced, draft: RowDraft) -> bool:
    """Whether an amount may be the sum of the sources that a form tells."""
    whole = figure_of(amount)
    own = [draft.text(role) for role in MONEY if role in draft.texts]
    if whole is None or any(unit_of(text).text != unit_of(amount).text for text in own):
        return not own
    sources = [figure_of(text) or 0 for text in own]
    lines = [line.amount or 0 for line in draft.lines]
    return all(each <= whole for each in (sum(sources), *lines))


def _leave_out_twice_told(draft: RowDraft) -> None:
    """Leave out sources of which several amounts are told, each under another unknown total."""
    for role in MONEY:
        told = {line.amount for line in draft.lines if money_role(line.label) == role}
        if len(told) > 1:
            draft.texts.pop(role, None)


def _is_of_head(row: int, heads: Sequence[Head]) -> bool:
    return any(head.first <= row < head.stop for head in heads)


def _said_in(lattice: Lattice, rows: Sequence[int], column: Column) -> list[str]:
    """Return what the filled cells of a column say."""
    own = (lattice.places[row][column.first] for row in rows)
    cells = {id(cell): cell.text.text for cell in own if not is_blank_amount(cell.text.text)}
    return [*cells.values()]


def _are_mostly(is_so: Callable[[str], bool], texts: Sequence[str]) -> bool:
    return 2 * sum(map(is_so, texts)) > len(texts)


def _holds_amount(text: str) -> bool:
    return says_amount(text) or _begins_with_amount(text)


def _begins_with_amount(text: str) -> bool:
    """Whether a text is an amount, with words on it behind perhaps: 80万元（中央50）."""
    return figure_of(parted_amount(Traced(text))[0]) is not None
