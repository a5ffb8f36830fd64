"""What a version says: the core's table of one row ↔ text in the database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from jiheng.model import Row, RowKind, TargetTable, is_measurable
from jiheng.pipeline import check
from jiheng.reading.interchange.json_records import read_json
from jiheng.writing.record import table_record
from jiheng_web.projects.requirements import unmet

if TYPE_CHECKING:
    from jiheng.model import Finding

MONEY_UNIT = "万元"
_TENTHOUSANDS = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000)}


@dataclass(frozen=True, slots=True)
class Stored:
    """What is written to the database of a row, all at once.

    Attributes:
        content: The row, as `Version.content`.
        findings: As `Version.findings`.
        total: In 万元.
    """

    content: str
    findings: str
    total: Decimal | None
    indicators: int
    judgeable: int
    blocking: int
    musts: int
    advices: int


@lru_cache(maxsize=64)
def table_of(content: str) -> TargetTable:
    """Return the table of one row that a version holds.

    Raises:
        InvalidTable: It follows no schema; never of what this module wrote.
    """
    (table,) = read_json(content.encode(), name="version")
    return table


def text_of(table: TargetTable) -> str:
    """Return a table as text: the same for the same table, places left out."""
    record = _bare(table_record(replace(table, source=None, problems=())))
    return msgspec.json.encode(record).decode()


def new_table(name: str, *, fiscal_year: int, department: str | None = None) -> TargetTable:
    """Return the table of a project that says nothing yet but its name."""
    row = Row(kind=RowKind.PROJECT, name=name)
    return TargetTable(
        fiscal_year=fiscal_year, money_unit=MONEY_UNIT, department=department, rows=(row,)
    )


def stored(table: TargetTable, profile: str) -> Stored:
    """Return what to write of a table of one row, with what the rules find in it."""
    # What went wrong in reading a document is told beside it, by the numbers of its rows.
    table = replace(table, problems=())
    row = table.rows[0]
    findings = (*unmet(table), *check(table, profile=profile).findings)
    severities = [str(finding.severity) for finding in findings]
    factor = _TENTHOUSANDS.get(table.money_unit or "")
    total = row.funding.total if row.funding else None
    return Stored(
        content=text_of(table),
        findings=json.dumps([_finding(one) for one in findings], ensure_ascii=False),
        total=total * factor if total is not None and factor is not None else None,
        indicators=len(row.indicators),
        judgeable=sum(1 for one in row.indicators if is_measurable(one.target)),
        blocking=severities.count("block"),
        musts=severities.count("must"),
        advices=severities.count("advice"),
    )


def fingerprint(content: str) -> str:
    """Return the digest by which two contents are told apart."""
    return hashlib.sha256(content.encode()).hexdigest()


@lru_cache(maxsize=512)
def findings_of(text: str) -> tuple[dict[str, object], ...]:
    """Return stored findings: each with its rule, words in both languages, and locations."""
    return tuple(json.loads(text))


def _finding(finding: Finding) -> dict[str, object]:
    both = {
        name: {"zh": getattr(finding, name).zh, "en": getattr(finding, name).en}
        for name in ("title", "message", "fix", "basis")
    }
    return {
        "rule": finding.rule,
        "name": finding.name,
        "family": str(finding.family),
        "severity": str(finding.severity),
        **both,
        "locations": [
            {
                "indicator": place.indicator,
                "field": place.field,
                "start": place.start,
                "end": place.end,
                "excerpt": place.excerpt,
            }
            for place in finding.locations
        ],
    }


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in {"span", "spans"}}
    if isinstance(value, (list, tuple)):
        return [_bare(one) for one in value]
    return value
