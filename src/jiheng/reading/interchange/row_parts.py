"""Money, printed lines of it, tasks and further entries of data files."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import Entry, Funding, FundingLine, Task, Traced
from jiheng.reading.interchange.traces import span_of, traces_of

if TYPE_CHECKING:
    from jiheng.reading.interchange.shapes import (
        EntryRecord,
        FundingLineRecord,
        FundingRecord,
        RowRecord,
        TaskRecord,
    )

MONEY = ("total", "fiscal_appropriation", "special_account", "other")


def line_of(record: FundingLineRecord) -> FundingLine:
    """Return the printed line of money a record describes."""
    return FundingLine(
        label=record.label,
        amount=decimal_of(record.amount),
        initial_budget=decimal_of(record.initial_budget),
        budget=decimal_of(record.budget),
        executed=decimal_of(record.executed),
        rate=decimal_of(record.rate),
        forecast=decimal_of(record.forecast),
        weight=decimal_of(record.weight),
        score=decimal_of(record.score),
        further=entries_of(record.further),
        traces=traces_of(record, record.spans, nothing="-"),
    )


def task_of(record: TaskRecord) -> Task:
    """Return the task a record describes."""
    return Task(
        name=record.name,
        content=record.content,
        expected=record.expected,
        funding=funding_of(record.funding),
        further=entries_of(record.further),
        traces=traces_with_money(record),
    )


def entries_of(records: list[EntryRecord]) -> tuple[Entry, ...]:
    """Return the entries that records describe."""
    return tuple(map(_entry, records))


def _entry(record: EntryRecord) -> Entry:
    span = span_of(record.span)
    trace = Traced.at(record.value or record.label, span) if span else None
    return Entry(label=record.label, value=record.value, trace=trace)


def traces_with_money(record: RowRecord | TaskRecord) -> dict[str, Traced]:
    """Return the texts of a record and of its money, which stand under its own names."""
    traces = {}
    for name, span in record.spans.items():
        owner = record.funding if name in MONEY else record
        traces.update(traces_of(owner, {name: span}))
    return traces


def funding_of(record: FundingRecord | None) -> Funding | None:
    """Return the money a record describes; None when there are no columns of money."""
    if record is None:
        return None
    return Funding(
        total=decimal_of(record.total),
        fiscal_appropriation=decimal_of(record.fiscal_appropriation),
        special_account=decimal_of(record.special_account),
        other=decimal_of(record.other),
    )


def decimal_of(text: str | None) -> Decimal | None:
    """Return the exact decimal a text says."""
    return None if text is None else Decimal(text)
