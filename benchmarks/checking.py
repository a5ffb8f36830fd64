"""Indicators checked a second by the whole catalogue, at 1, 10 and 100 times the size."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.documents import documents, longer
from benchmarks.timing import best, head, row
from jiheng.pipeline import check, read
from jiheng.rules import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable


def run() -> None:
    """Print the tables."""
    tables = [table for data in documents() for table in read(data, name="x").tables]
    found = sum(len(item.indicators) for table in tables for item in table.rows)
    seconds = best(partial(_check, tables))
    print(f"\n## Checking with {len(CATALOGUE)} rules\n")
    head("work", "indicators", "indicators/s", "time per indicator against 1×")
    row("the five tables", found, f"{found / seconds:,.0f}", "")
    single = 0.0
    for times in (1, 10, 100):
        several = read(longer(times), name="x").tables
        count = sum(len(item.indicators) for table in several for item in table.rows)
        spent = best(partial(_check, several), runs=2)
        single = single or spent / count
        against = f"{spent / count / single:.2f}×"
        row(f"one document, {times}× rows", count, f"{count / spent:,.0f}", against)


def _check(tables: Sequence[TargetTable]) -> None:
    for table in tables:
        check(table)
