"""Columns of a list of projects that say what became of their money: 全年执行数, 执行率."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jiheng.model import FundingLine
from jiheng.reading.grammar.money import read_amount
from jiheng.reading.layouts.drafts import figure_of
from jiheng.reading.layouts.heads.fields import points
from jiheng.reading.layouts.words.roles import CACHED, plain, role_in
from jiheng.reading.ledger import RECORDED

if TYPE_CHECKING:
    from decimal import Decimal

    from jiheng.model import Entry, Traced
    from jiheng.reading.layouts.drafts import RowDraft
    from jiheng.reading.layouts.heads.head import Head
    from jiheng.reading.ledger import Ledger

_BUDGETS = frozenset(("initial_budget", "budget"))
_DONE = frozenset(("executed", "rate"))
_POINTS = frozenset(("weight", "score"))


_GROUPED = re.compile(
    r"(?:项目|年度|财政)?(?:预算|资金|经费|支出){1,2}(?:安排|执行|使用|支出|投入|收支|到位|及|和|与)*"
    r"(?:情况|进度)?(?:[(（][^()（）]*[)）])?(?P<own>.{2,})"
)
"""A head below that of the columns of money: 预算执行情况 above 全年执行数."""


@lru_cache(maxsize=CACHED)
def execution_role(label: str) -> str | None:
    """Return what of the model's lines of money a column of a list of projects holds."""
    role = role_in(label, "money_columns")
    if role is None and (under := _GROUPED.fullmatch(plain(label))):
        role = role_in(under["own"], "money_columns")
    return role if role in _BUDGETS | _DONE else None


@lru_cache(maxsize=CACHED)
def _points_role(label: str) -> str | None:
    """Return `weight` or `score` for a column of the points of execution: below its head."""
    under = _GROUPED.fullmatch(plain(label))
    role = role_in(under["own"], "money_columns") if under else None
    return role if role in _POINTS else None


def _role_of(label: str) -> str | None:
    return execution_role(label) or _points_role(label)


def gives_points_of_execution(label: str) -> bool:
    """Return whether a column holds the points of execution: 预算执行情况 above 得分."""
    return _points_role(label) is not None


@dataclass(frozen=True, slots=True)
class Execution:
    """Makes of such columns the line of money of a project.

    Attributes:
        label: What the money is called where its columns have no head of their own.
    """

    label: str
    ledger: Ledger

    def take(self, draft: RowDraft) -> None:
        """Take in what the columns of one project say; what is no number stays as it is."""
        said = {role: item for item in draft.further if (role := _role_of(item.label))}
        found = {role: self._number(role, item) for role, item in said.items()}
        amounts = {role: number for role, number in found.items() if number is not None}
        total = draft.text("total")
        first = said["initial_budget"].trace if "initial_budget" in amounts else None
        if first and not total:
            draft.add("total", first)
        if _DONE.isdisjoint(amounts):
            return
        traces = {role: trace for role in amounts if (trace := said[role].trace)}
        own = {id(said[role]) for role in amounts}
        draft.further = [item for item in draft.further if id(item) not in own]
        draft.lines.append(self._line(total, amounts, traces))

    def _number(self, role: str, item: Entry) -> Decimal | None:
        read = points if role == "rate" or role in _POINTS else read_amount
        number = read(item.value)
        if item.trace is not None and number is not None:
            self.ledger.mark(item.trace, RECORDED)
        return number

    def _line(
        self,
        total: Traced,
        amounts: dict[str, Decimal],
        traces: dict[str, Traced],
    ) -> FundingLine:
        budget = figure_of(total) if total else None
        if budget is not None and "budget" not in amounts:
            amounts, traces = {**amounts, "budget": budget}, {**traces, "budget": total}
        return FundingLine(label=self.label, **amounts, further=(), traces=traces)


def execution_of(head: Head, ledger: Ledger) -> Execution | None:
    """Return what takes such columns in; None below a head without them before the indicators."""
    first = head.first_of_indicators
    own = (column for column in head.columns if not column.role and column.first < first)
    roles = {execution_role(column.label) for column in own}
    if _DONE.isdisjoint(roles):
        return None
    label = next((column.label for column in head.columns if column.role == "total"), "")
    return Execution(label, ledger)
