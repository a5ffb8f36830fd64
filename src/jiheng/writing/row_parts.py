"""What stands in a row as plain data: money, printed lines of it, tasks, further entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.writing.spans import span_record, where

if TYPE_CHECKING:
    from decimal import Decimal

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
        **said({name: amount(getattr(line, name)) for name in LINE_AMOUNTS}),
        **said({"further": entry_records(line.further)}),
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
