"""A column of target values that calls itself something else: 绩效标准, 控制水平, 数量."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from jiheng.language.patterns import seldom
from jiheng.language.wording import is_blank
from jiheng.reading.layouts.heads.head import head_of
from jiheng.reading.layouts.problems import notes
from jiheng.reading.layouts.words.roles import plain
from jiheng.reading.layouts.words.terms import Term, term_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import Problem
    from jiheng.reading.layouts.grids.lattice import Lattice
    from jiheng.reading.layouts.heads.head import Column, Head

LOOKED_AT = 20
"""Rows that tell what a column holds."""

LONGEST = 30
"""Characters that the value of an indicator has at most, where nothing but its cell tells it."""

_DIGIT = re.compile(r"\d")
_NO_VALUE = seldom(
    r"20\d\d|历史|上年|去年|前.年|以前|基[期数准]|现状|[得评]分|分[值数]|权重|金额|资金|预算|支出|单价"
    "|备注|依据|来源|编[号码]|序号|时间|日期|电话|责任|单位|部门|项目|级"
)
_NAMES_VALUES = seldom(r"(?:值|标准|目标|要求|水平|程度)$")
_TIMED = frozenset((Term.PART, Term.EARLIER, Term.REPLACED))


def with_values(lattice: Lattice, head: Head, problems: list[Problem]) -> Head:
    """Return a head that lacks values with the one unknown column that seems to hold them.

    It stands behind the names, its cells are filled where theirs are, and hold figures or are
    called values. It is told that it was taken, or that no column is like that, or several are.
    """
    names = head.column("name3")
    asked = [
        column
        for column in head.columns
        if column.role is None and column.first >= names.stop and _may_name(plain(column.label))
    ]
    like = [column for column in asked if _holds_values(lattice, head, names, column)]
    if len(like) != 1:
        problems.append(notes.valueless([column.label for column in head.columns]))
        return head
    problems.append(notes.taken_for_values(like[0].label))
    return with_role(head, head.columns.index(like[0]), "annual_value")


def with_role(head: Head, index: int, role: str) -> Head:
    """Return a head of which one column has another role."""
    columns = list(head.columns)
    columns[index] = replace(columns[index], role=role)
    return head_of(head.first, head.stop, tuple(columns))


def _may_name(label: str) -> bool:
    return term_in(label) not in _TIMED and _NO_VALUE.search(label) is None


def _holds_values(lattice: Lattice, head: Head, names: Column, column: Column) -> bool:
    """Whether most names have a short text beside them, most a figure or under 标准 and so on."""
    rows = (row for row in lattice.places[head.stop :] if not is_blank(row[names.first].text.text))
    beside = [row[column.first].text.text for row in islice(rows, LOOKED_AT)]
    said = [text for text in beside if not is_blank(text)]
    return 3 * len(said) >= 2 * len(beside) > 0 and _are_short(said) and _are_values(column, said)


def _are_short(said: Sequence[str]) -> bool:
    return 2 * sum(len(text) <= LONGEST for text in said) > len(said)


def _are_values(column: Column, said: Sequence[str]) -> bool:
    figures = sum(_DIGIT.search(text) is not None for text in said)
    return 2 * figures > len(said) or _NAMES_VALUES.search(plain(column.label)) is not None
