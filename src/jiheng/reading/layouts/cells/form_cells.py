"""The cells of a form outside its indicators: labels and the values beside or below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.language.comparators import SIGNS
from jiheng.language.patterns import seldom
from jiheng.model import Entry, Run, Traced
from jiheng.reading.grammar.money import (
    is_blank_amount,
    is_figure,
    is_money_unit,
    read_amount,
)
from jiheng.reading.layouts.drafts import parted_amount
from jiheng.reading.layouts.words.roles import CACHED, is_block, label_role, money_role, plain
from jiheng.reading.layouts.words.terms import term_in

if TYPE_CHECKING:
    from jiheng.reading.layouts.grids.lattice import Cell, Lattice

LONGEST_LABEL = 30
_BOTH = seldom(r"(?P<label>[^（()）\d]{2,20})[（(](?P<value>\d{1,3}分)[）)]")
_SAID = seldom(
    r"(?!其中)(?P<label>[\u4e00-\u9fff、/（）()]{1,12})[:：]\s*(?P<value>[^\s:：][^:：]*)"
)
_TICK = seldom("[□☐☑☒■√✓✔]")
_DATE = seldom(r"20\d{2}[-年./]\d{1,2}[-月./]")

_COLON = re.compile("[:：]")
_POINTS = seldom(r"\s*[（(]\d{1,3}分[)）]\s*")
"""How many points that is worth which a label names: 年度目标1：（40分）."""

_VALUE = re.compile(rf"[{''.join(map(re.escape, SIGNS))}]\d.*|\d[\d.,]*[%％]")
_AMOUNT = seldom(
    r"[\s,，;；、(（]*(?:其中[:：]?\s*)?"
    r"(?:(?P<label>[^\s:：\d,，;；]{2,20})[:：]\s*|(?P<before>[^\s:：\d,，;；￥¥()（）]{2,20})(?=[￥¥\d]))"
    r"(?P<value>[￥¥]?\d(?:[\d,，.]*\d)?(?:[万亿]?元)?|)[\s。)）]*"
)
_LIKE_AMOUNT = re.compile(
    r"[约近大概不超过≤<≥>￥¥]{0,4}\d[\d,，.．~～—–至到Ee+\-万亿千百元余多左右以内上下]{0,18}"
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_OF_PERIOD = seldom("总体|总目标|整体|长期|周期|实施期")
_MULTIPLE = re.compile("(?:百万|[千万亿])$")
_RUN_ON = re.compile(r"(?P<label>(?:专项[（(]项目[）)]|项目)名称)(?P<value>[^:：（(\[*].*)")
"""A name set right behind its label, in one cell and without a colon."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the value that belongs to it, which may be empty."""

    label: Traced
    value: Traced


@lru_cache(maxsize=CACHED)
def is_label(text: str) -> bool:
    """Return whether a text is a label of forms, or names a part of one."""
    return bool(text) and (
        label_role(text) is not None or money_role(text) is not None or is_block(text)
    )


def with_colon(label: Traced) -> Traced:
    """Return a label with a colon behind it, which stands nowhere if none is printed."""
    if label.text[-1:] in ":：":
        return label
    last = [*label.runs()][-1:]
    colon = [Run(1, run.origin, run.offset + run.width, 0) for run in last]
    return label + Traced.of("：", colon)


def inline_pair(text: Traced) -> Pair | None:
    """Return label and value of a cell that holds both: 其中：财政拨款：1778.31."""
    ends = _ends_of_pair(text.text)
    return Pair(text.cut(0, ends[0]), text.cut(ends[1])) if ends else None


@lru_cache(maxsize=CACHED)
def _ends_of_pair(text: str) -> tuple[int, int] | None:
    """Return where the label in a cell ends and its value begins; None in one without both."""
    for colon in _COLON.finditer(text, 0, LONGEST_LABEL):
        label = text[: colon.start()]
        known = label_role(label) or money_role(label)
        rest = text[colon.end() :]
        if known and rest and not _states_unit(label, rest) and not _POINTS.fullmatch(rest):
            return colon.span()
    run_on = _RUN_ON.fullmatch(text)
    if run_on is None or is_label(text):
        return None
    return run_on.end("label"), run_on.start("value")


def _states_unit(label: str, words: str) -> bool:
    """Whether the words behind a label of money are its unit: 资金总额：万元."""
    return is_money_unit(words) and money_role(label) is not None


def inline_amounts(text: Traced) -> list[Pair]:
    """Return the labels and amounts of a cell with several: 基本支出：10.00 项目支出：3.00."""
    found = labelled_amounts(text)
    return found if len(found) > 1 else []


def labelled_amounts(text: Traced) -> list[Pair]:
    """Return the labels and amounts that are all of a text: 其中财政拨款35万元，自筹5万元.

    One of them is known; all those are behind which no colon stands.
    """
    found: list[Pair] = []
    at, known = 0, False
    while at < len(text) and (match := _AMOUNT.match(text.text, at)):
        part = "label" if match["label"] else "before"
        label, value = text.cut(*match.span(part)), text.cut(*match.span("value"))
        own = money_role(label.text) is not None
        if part == "before" and not own:
            return []
        known = known or own
        found.append(Pair(label, value))
        at = match.end()
    return found if known and at == len(text) else []


def aside(text: Traced) -> Entry:
    """Return what no label explains as an entry; 执行率分值（10分） and 填表人：某某 hold both."""
    both = _BOTH.fullmatch(text.text) or _SAID.fullmatch(text.text)
    if both is None:
        return Entry(label="", value=text.text, trace=text)
    value = text.cut(*both.span("value"))
    return Entry(label=both["label"], value=value.text, trace=text)


def is_value(text: str) -> bool:
    """Return whether a text is the value of an indicator and nothing else: ≥95%, 100%."""
    return _VALUE.fullmatch(text) is not None


def may_be_label(text: str) -> bool:
    """Return whether a text beside which nothing stands may be a label: no date, no ticks."""
    no_label = _DATE.match(text) or is_ticked(text) or _SAID.fullmatch(text)
    return not no_label


def is_ticked(text: str) -> bool:
    """Return whether a text holds boxes that are ticked or to be ticked: □新增 ☑延续."""
    return _TICK.search(text) is not None


@lru_cache(maxsize=CACHED)
def is_amount(text: str) -> bool:
    """Return whether a cell of money holds an amount, or says that there is none."""
    if is_blank_amount(text):
        return True
    if read_amount(text) is not None:
        return True
    amount, _ = parted_amount(Traced(text))
    bare = _MULTIPLE.sub("", amount.text.removesuffix("元"))
    return read_amount(bare) is not None


def is_labelled_amount(text: Traced) -> bool:
    """Return whether a cell holds a label of money and its amount: 资金总额：75.30."""
    pair = inline_pair(text)
    return bool(pair and money_role(pair.label.text) and is_amount(pair.value.text))


def is_like_amount(text: str) -> bool:
    """Return whether a text may be typed in place of an amount: 约100, 20.5-25, 1.2E2."""
    return is_figure(text) or _LIKE_AMOUNT.fullmatch(text) is not None


def label_of_goal(label: str) -> str:
    """Return a label without its brackets, unless they alone say of which time it is."""
    words = plain(label)
    bare = _IN_BRACKETS.sub("", words)
    return words if term_in(words) and not _OF_PERIOD.search(bare) else bare


def beside(lattice: Lattice, cell: Cell, row: int) -> Cell | None:
    """Return the cell to the right of one; None at the end of the row."""
    line = lattice.places[row]
    return line[cell.stop] if cell.stop < len(line) else None


def below(lattice: Lattice, cell: Cell) -> Cell | None:
    """Return the cell under one, if it begins right there.

    Where columns have no lines between them, it may begin before a label in the middle of its own.
    """
    row = cell.row + cell.height
    if row >= len(lattice):
        return None
    under = lattice.places[row][cell.column]
    begins = under.column == cell.column or _is_over(lattice, cell, under)
    return under if under.row == row and begins else None


def _is_over(lattice: Lattice, cell: Cell, under: Cell) -> bool:
    """Whether a label stands alone over the whole of a cell that begins before it."""
    over = lattice.places[cell.row][under.column : max(under.stop, cell.stop)]
    return under.stop >= cell.stop and all(each is cell or not each.text for each in over)
