"""Tables, rows, indicators and problems as the cells of the data package's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jiheng.model import Funding
from jiheng.writing.record import problem_record, target_record
from jiheng.writing.row_parts import amount
from jiheng.writing.spans import span_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import Indicator, Level, Problem, Row, TargetTable, Traced

Cells = dict[str, object]

TARGET_FIELDS = ("op", "number", "low", "high", "unit", "year", "month", "day")


def table_cells(at: int, table: TargetTable) -> Cells:
    """Return the line of a table, `at` being its place among the tables."""
    source = table.source
    return {
        "table": at,
        "title": table.title,
        "department": table.department,
        "fiscal_year": table.fiscal_year,
        "money_unit": table.money_unit,
        "layout": table.layout,
        "source_name": source and source.name,
        "source_sha256": source and source.sha256,
        "source_media_type": source and source.media_type,
        "source_pages": source and source.pages,
        "spans": _spans(table.traces),
    }


def row_cells(row: Row) -> Cells:
    """Return the line of a row, without its keys."""
    funding = row.funding or Funding()
    return {
        "kind": row.kind.value,
        "name": row.name,
        "organization": row.organization,
        "has_money": row.funding is not None,
        "total": amount(funding.total),
        "fiscal_appropriation": amount(funding.fiscal_appropriation),
        "special_account": amount(funding.special_account),
        "other": amount(funding.other),
        "goal": row.goal,
        "spans": _spans(row.traces),
    }


def indicator_cells(indicator: Indicator) -> Cells:
    """Return the line of an indicator, without its keys."""
    target = {} if indicator.target is None else target_record(indicator.target)
    return {
        "seq": indicator.seq,
        **_level("level1", indicator.level1),
        **_level("level2", indicator.level2),
        "name": indicator.name,
        "period_value": indicator.period_value,
        "annual_value": indicator.annual_value,
        "target_kind": target.get("kind"),
        **{f"target_{name}": target.get(name) for name in TARGET_FIELDS},
        "target_parts": _json(target.get("parts")),
        "complete": indicator.complete,
        "spans": _spans(indicator.traces),
    }


def problem_cells(problem: Problem) -> Cells:
    """Return the line of a problem, without its keys."""
    record = problem_record(problem)
    return {**record, "span": _json(record["span"])}


def _level(name: str, level: Level | None) -> Cells:
    return {f"{name}_code": level and level.code, name: level and level.label}


def _spans(traces: Mapping[str, Traced]) -> str | None:
    return _json(span_records(traces) or None)


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
