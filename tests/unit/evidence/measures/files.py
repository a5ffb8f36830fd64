"""Measure files and tables for tests, made of few words."""

from __future__ import annotations

from decimal import Decimal

from jiheng.model import Indicator, Level, NumberTarget, Row, RowKind, TargetTable

HEAD = """\
version = 1
table = "table.json"
fiscal_year = 2025

[sources.pay]
path = "pay.csv"
date_column = "due"

[sources.pay.columns]
project = "text"
due = "date"
done = "date"
owed = "decimal"
paid = "decimal"
good = "boolean"
"""


def measure(*lines: str, project: str = "甲", name: str = "数量") -> str:
    """Return a measure with the given lines."""
    first = f'[[measures]]\nindicator = {{ project = "{project}", name = "{name}" }}\n'
    return first + "\n".join(lines) + "\n"


def measure_file(*measures: str, head: str = HEAD) -> bytes:
    """Return a file with the given measures."""
    return "\n".join([head, *measures]).encode()


def indicator(name: str, value: str = "≥3家", level2: str | None = None) -> Indicator:
    """Return an indicator that asks for 3."""
    return Indicator(
        name=name,
        annual_value=value,
        level2=Level(code=None, label=level2) if level2 else None,
        target=NumberTarget(op="≥", number=Decimal(3), unit=""),
    )


def table(**projects: list[Indicator]) -> TargetTable:
    """Return a table of projects with their indicators."""
    rows = (
        Row(kind=RowKind.PROJECT, name=name, indicators=tuple(indicators))
        for name, indicators in projects.items()
    )
    return TargetTable(title="绩效目标表", fiscal_year=2025, rows=tuple(rows))
