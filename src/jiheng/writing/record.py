"""A table as plain data: the object that `schema/table-1.json` describes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from jiheng.model import (
    DeadlineTarget,
    NumberTarget,
    RangeTarget,
    SeveralTargets,
    TextTarget,
)
from jiheng.writing.row_parts import (
    Seldom,
    amount,
    entry_records,
    funding_record,
    line_record,
    said,
    task_record,
)
from jiheng.writing.spans import confidence, span_record, span_records, where

if TYPE_CHECKING:
    from jiheng.model import Indicator, Level, Problem, Row, Source, Target, TargetTable
    from jiheng.writing.spans import Record

SCHEMA = "jiheng/table/1"


def table_record(table: TargetTable) -> Record:
    """Return a table as nested dictionaries, keys in the order of the contract."""
    return {
        "schema": SCHEMA,
        "title": table.title,
        "department": table.department,
        "fiscal_year": table.fiscal_year,
        "money_unit": table.money_unit,
        "months": table.months,
        "kind": table.kind.value,
        "layout": table.layout,
        "confidence": confidence(table.confidence),
        "source": _source(table.source),
        "rows": [_row(row) for row in table.rows],
        "problems": [problem_record(problem) for problem in table.problems],
        "spans": span_records(table.traces),
    }


def _source(source: Source | None) -> Record | None:
    if source is None:
        return None
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": source.pages,
    }


def _row(row: Row) -> Record:
    return {
        "kind": row.kind.value,
        "name": row.name,
        **said({"code": row.code}),
        "organization": row.organization,
        **said({"department": row.department, "period": row.period}),
        "funding": funding_record(row.funding),
        **said({"lines": [line_record(line) for line in row.lines]}),
        "goal": row.goal,
        **said(
            {
                "period_goal": row.period_goal,
                "goal_actual": row.goal_actual,
                "tasks": [task_record(task) for task in row.tasks],
                "score": amount(row.score),
                "grade": row.grade,
                "further": entry_records(row.further),
            }
        ),
        **where(row.traces),
        "indicators": [_indicator(indicator) for indicator in row.indicators],
    }


_DESCRIBED = Seldom("sign", "unit")
_JUDGED = Seldom(
    "weight",
    "scoring_rule",
    "actual",
    "forecast",
    "score",
    "deviation",
    "likelihood",
    "further",
)


def _indicator(indicator: Indicator) -> Record:
    explained = indicator.explanation is not None
    return {
        "seq": indicator.seq,
        "level1": _level(indicator.level1),
        "level2": _level(indicator.level2),
        "name": indicator.name,
        **({"explanation": indicator.explanation} if explained else {}),
        "period_value": indicator.period_value,
        "annual_value": indicator.annual_value,
        **_DESCRIBED.of(indicator),
        "target": None if indicator.target is None else target_record(indicator.target),
        "complete": indicator.complete,
        **_JUDGED.of(indicator),
        **where(indicator.traces),
    }


def _level(level: Level | None) -> Record | None:
    return None if level is None else {"code": level.code, "label": level.label}


def target_record(target: Target) -> Record:
    """Return a target with its kind."""
    match target:
        case NumberTarget(op=op, number=number, unit=unit):
            return {"kind": "number", "op": op, "number": amount(number), "unit": unit}
        case RangeTarget(low=low, high=high, unit=unit):
            return {"kind": "range", "low": amount(low), "high": amount(high), "unit": unit}
        case DeadlineTarget(year=year, month=month, day=day):
            return {"kind": "deadline", "year": year, "month": month, "day": day}
        case SeveralTargets(parts=parts):
            return {"kind": "several", "parts": [target_record(part) for part in parts]}
        case TextTarget():
            return {"kind": "text"}
        case _:
            assert_never(target)


def problem_record(problem: Problem) -> Record:
    """Return a problem with its message in both languages."""
    return {
        "code": problem.code,
        "message": problem.message.zh,
        "message_en": problem.message.en,
        "severity": problem.severity.value,
        "span": span_record(problem.span),
        "excerpt": problem.excerpt,
        "row": problem.row,
        "indicator": problem.indicator,
    }
