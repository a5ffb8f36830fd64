"""What stands in a row as plain data: money, printed lines of it, tasks, further entries."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from jiheng.writing.spans import span_record, where

if TYPE_CHECKING:
    from jiheng.model import Entry, Funding, FundingLine, Task
    from jiheng.writing.spans import Record

LINE_AMOUNTS = (
    "amount",
    "initial_budget",
    "budget",
    "executed",
    "rate",
    "forecast",
    "weight",
    "score",
)
"""The columns of money and points of a printed line, in the order of the contract."""


def amount(number: Decimal | None) -> str | None:
    """Return a decimal with its printed digits, never with an exponent."""
    return None if number is None else f"{number:f}"


def said(record: Record) -> Record:
    """Leave out what holds nothing: most forms print few of the fields."""
    return {name: value for name, value in record.items() if value is not None and value != []}


class Seldom:
    """Fields that most things of a kind do not hold, and that are left out then."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._values = attrgetter(*names)
        self._nothing = tuple(() if name == "further" else None for name in names)

    def of(self, thing: object) -> Record:
        """Return those of the fields that something holds."""
        values = self._values(thing)
        if values == self._nothing:
            return {}
        return {
            name: _written(value)
            for name, value in zip(self._names, values, strict=True)
            if value is not None and value != ()
        }


def _written(value: str | Decimal | tuple[Entry, ...]) -> object:
    if isinstance(value, Decimal):
        return amount(value)
    return entry_records(value) if isinstance(value, tuple) else value


_OF_LINE = Seldom(*LINE_AMOUNTS, "further")


def funding_record(funding: Funding | None) -> Record | None:
    """Return the money of a row or task; None when there are no columns of money."""
    if funding is None:
        return None
    return {
        "total": amount(funding.total),
        "fiscal_appropriation": amount(funding.fiscal_appropriation),
        "special_account": amount(funding.special_account),
        "other": amount(funding.other),
    }


def line_record(line: FundingLine) -> Record:
    """Return a printed line of money."""
    return {
        "label": line.label,
        **_OF_LINE.of(line),
        **where(line.traces),
    }


def task_record(task: Task) -> Record:
    """Return a task with its money."""
    return {
        "name": task.name,
        **said(
            {
                "content": task.content,
                "expected": task.expected,
                "funding": funding_record(task.funding),
                "further": entry_records(task.further),
            }
        ),
        **where(task.traces),
    }


def entry_records(entries: tuple[Entry, ...]) -> list[Record]:
    """Return each label with its value and where the value stands."""
    return [
        {"label": entry.label, "value": entry.value, **said({"span": entry_span(entry)})}
        for entry in entries
    ]


def entry_span(entry: Entry) -> Record | None:
    """Return where the value of an entry stands; None when unknown."""
    return None if entry.trace is None else span_record(entry.trace.span())
