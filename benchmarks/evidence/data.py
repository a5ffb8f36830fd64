"""Evidence, targets and measures of any size, made by a formula: the same at every run."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from jiheng.model import Indicator, NumberTarget, Row, RowKind, TargetTable
from jiheng.writing.json import write

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("count", "sum", "on_time", "accuracy")
FEWEST, LEAST = 10, 1000
"""Targets of every project: so many payments, so much money; all in time and all exact."""

_HEAD = """\
version = 1
table = "table.json"
fiscal_year = 2025
as_of = 2025-12-31

[limits]
memory_mb = 2048
seconds = 120

[sources.payments]
path = "payments.csv"
date_column = "due_on"

[sources.payments.columns]
project = "text"
due_on = "date"
paid_on = "date"
owed = "decimal"
paid = "decimal"
"""
_OF_KIND = {
    "count": "",
    "sum": 'column = "paid"\nunit = "元"',
    "on_time": 'done_column = "paid_on"\ndue_column = "due_on"',
    "accuracy": 'paid_column = "paid"\nowed_column = "owed"',
}
_TARGETS = {
    "count": NumberTarget(op="≥", number=Decimal(FEWEST), unit="笔"),
    "sum": NumberTarget(op="≥", number=Decimal(LEAST), unit="元"),
    "on_time": NumberTarget(op="=", number=Decimal(100), unit="%"),
    "accuracy": NumberTarget(op="=", number=Decimal(100), unit="%"),
}


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: rows of evidence, and projects of four measures each."""

    rows: int
    projects: int

    @property
    def measures(self) -> int:
        """Return how many measures there are."""
        return self.projects * len(KINDS)


def make(folder: Path, size: Size, measured: int | None = None) -> Path:
    """Write evidence, table and measures; return the file of measures.

    Args:
        folder: Where to.
        size: Rows and projects.
        measured: How many of the projects have measures; None for all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    evidence = folder / "payments.csv"
    if not evidence.exists():
        rows = (
            f"FROM range({size.rows}) r(i) SELECT 'P' || (i * 7919 % {size.projects}) AS project,"
            " DATE '2025-01-01' + CAST(i % 360 AS INT) AS due_on,"
            " DATE '2025-01-01' + CAST(i % 360 AS INT) - CAST(i % 5 AS INT)"
            " + CASE WHEN i % 100003 = 0 THEN 9 ELSE 0 END AS paid_on,"
            " 100 + i % 900 AS owed, 100 + i % 900 + CASE WHEN i % 90001 = 0 THEN 1 ELSE 0 END"
            " AS paid"
        )
        duckdb.connect().execute(f"COPY ({rows}) TO '{evidence}' (HEADER)")
    projects = [f"P{n}" for n in range(size.projects if measured is None else measured)]
    (folder / "table.json").write_bytes(write([_table(projects)]))
    parts = [_HEAD]
    parts += [_measure(project, kind) for project in projects for kind in KINDS]
    file = folder / "measures.toml"
    file.write_text("\n".join(parts), "utf-8")
    return file


def _table(projects: list[str]) -> TargetTable:
    rows = tuple(
        Row(
            kind=RowKind.PROJECT,
            name=project,
            indicators=tuple(
                Indicator(name=kind, annual_value=_printed(target), target=target)
                for kind, target in _TARGETS.items()
            ),
        )
        for project in projects
    )
    return TargetTable(title="绩效目标表", fiscal_year=2025, rows=rows)


def _printed(target: NumberTarget) -> str:
    return f"{target.op}{target.number}{target.unit}"


def _measure(project: str, kind: str) -> str:
    return (
        f'[[measures]]\nindicator = {{ project = "{project}", name = "{kind}" }}\n'
        f'kind = "{kind}"\nsource = "payments"\nwhere = {{ project = "{project}" }}\n'
        f"{_OF_KIND[kind]}\n"
    )
