"""Tables, rows and what stands in them as the cells of the data package's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from jiheng.model import Funding
from jiheng.writing.record import problem_record, target_record
from jiheng.writing.row_parts import LINE_AMOUNTS, amount, entry_span
from jiheng.writing.spans import confidence, span_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiheng.model import (
        Entry,
        FundingLine,
        Indicator,
        Level,
        Problem,
        Row,
        TargetTable,
        Task,
        Traced,
    )

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
        "months": table.months,
        "kind": table.kind.value,
        "layout": table.layout,
        "confidence": confidence(table.confidence),
        "source_name": source and source.name,
        "source_sha256": source and source.sha256,
        "source_media_type": source and source.media_type,
        "source_pages": source and source.pages,
        "spans": _spans(table.traces),
    }


def row_cells(row: Row) -> Cells:
    """Return the line of a row, without its keys."""
    return {
        "kind": row.kind.value,
        "name": row.name,
        "code": row.code,
        "organization": row.organization,
        "department": row.department,
        "period": row.period,
        **_money(row.funding),
        "goal": row.goal,
        "period_goal": row.period_goal,
        "goal_actual": row.goal_actual,
        "score": amount(row.score),
        "grade": row.grade,
        "spans": _spans(row.traces),
    }


def line_cells(line: FundingLine) -> Cells:
    """Return the line of a printed line of money, without its keys."""
    return {
        "label": line.label,
        **{name: amount(getattr(line, name)) for name in LINE_AMOUNTS},
        "spans": _spans(line.traces),
    }


def task_cells(task: Task) -> Cells:
    """Return the line of a task, without its keys."""
    return {
        "name": task.name,
        "content": task.content,
        "expected": task.expected,
        **_money(task.funding),
        "spans": _spans(task.traces),
    }


def entry_cells(entry: Entry) -> Cells:
    """Return the line of a further entry, without its keys."""
    return {"label": entry.label, "value": entry.value, "span": _json(entry_span(entry))}


def indicator_cells(indicator: Indicator) -> Cells:
    """Return the line of an indicator, without its keys."""
    target = {} if indicator.target is None else target_record(indicator.target)
    return {
        "seq": indicator.seq,
        **_level("level1", indicator.level1),
        **_level("level2", indicator.level2),
        "name": indicator.name,
        "explanation": indicator.explanation,
        "period_value": indicator.period_value,
        "annual_value": indicator.annual_value,
        "sign": indicator.sign,
        "unit": indicator.unit,
        "target_kind": target.get("kind"),
        **{f"target_{name}": target.get(name) for name in TARGET_FIELDS},
        "target_parts": _json(target.get("parts")),
        "complete": indicator.complete,
        "weight": amount(indicator.weight),
        "scoring_rule": indicator.scoring_rule,
        "actual": indicator.actual,
        "forecast": indicator.forecast,
        "score": amount(indicator.score),
        "deviation": indicator.deviation,
        "likelihood": indicator.likelihood,
        "spans": _spans(indicator.traces),
    }


def problem_cells(problem: Problem) -> Cells:
    """Return the line of a problem, without its keys."""
    record = problem_record(problem)
    return {**record, "span": _json(record["span"])}


def _money(funding: Funding | None) -> Cells:
    said = funding or Funding()
    return {
        "has_money": funding is not None,
        "total": amount(said.total),
        "fiscal_appropriation": amount(said.fiscal_appropriation),
        "special_account": amount(said.special_account),
        "other": amount(said.other),
    }


def _level(name: str, level: Level | None) -> Cells:
    return {f"{name}_code": level and level.code, name: level and level.label}


def _spans(traces: Mapping[str, Traced]) -> str | None:
    return _json(span_records(traces) or None)


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
