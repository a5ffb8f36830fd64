"""Indicators read a second, against the naive script, and at 1, 10 and 100 times the size."""

from __future__ import annotations

from functools import partial

from benchmarks import naive
from benchmarks.documents import documents, longer
from benchmarks.timing import best, head, row
from jiheng.pipeline import read


def count(data: bytes) -> int:
    """Return how many indicators Jiheng reads from a document."""
    tables = read(data, name="benchmark").tables
    return sum(len(item.indicators) for table in tables for item in table.rows)


def run() -> None:
    """Print both tables."""
    work = documents()
    ours, theirs = sum(map(count, work)), sum(len(naive.indicators(data)) for data in work)
    our_time = best(lambda: [read(data, name="x") for data in work])
    their_time = best(lambda: [naive.indicators(data) for data in work])
    print("\n## Reading the five tables\n")
    head("reader", "indicators", "indicators/s", "time against naive")
    row("jiheng", ours, f"{ours / our_time:,.0f}", f"{our_time / their_time:.1f}×")
    row("naive script", theirs, f"{theirs / their_time:,.0f}", "1.0×")
    print("\n## Reading one document, made longer\n")
    head("rows", "MB", "indicators", "indicators/s", "time per indicator against 1×")
    single = 0.0
    for times in (1, 10, 100):
        data = longer(times)
        found, seconds = count(data), best(partial(read, data, name="x"), runs=2)
        single = single or seconds / found
        rate, against = f"{found / seconds:,.0f}", f"{seconds / found / single:.2f}×"
        row(f"{times}×", f"{len(data) / 1e6:.2f}", found, rate, against)
