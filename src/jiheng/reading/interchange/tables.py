"""Records that follow the contract → tables of the model, places included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng.model import (
    Indicator,
    Level,
    Problem,
    ProblemSeverity,
    Row,
    RowKind,
    Source,
    TableKind,
    TargetTable,
)
from jiheng.reading.interchange.row_parts import (
    decimal_of,
    entries_of,
    funding_of,
    line_of,
    task_of,
    traces_with_money,
)
from jiheng.reading.interchange.targets import target_of
from jiheng.reading.interchange.traces import span_of, traces_of

if TYPE_CHECKING:
    from jiheng.reading.interchange.shapes import (
        IndicatorRecord,
        LevelRecord,
        ProblemRecord,
        RowRecord,
        SourceRecord,
        TableRecord,
    )


def table_of(record: TableRecord) -> TargetTable:
    """Return the table a record describes."""
    return TargetTable(
        title=record.title,
        department=record.department,
        fiscal_year=record.fiscal_year,
        money_unit=record.money_unit,
        months=record.months,
        layout=record.layout,
        kind=TableKind(record.kind),
        confidence=record.confidence,
        rows=tuple(map(_row, record.rows)),
        source=_source(record.source),
        problems=tuple(map(_problem, record.problems)),
        traces=traces_of(record, record.spans),
    )


def _source(record: SourceRecord | None) -> Source | None:
    if record is None:
        return None
    return Source(
        name=record.name,
        sha256=record.sha256,
        media_type=record.media_type,
        pages=record.pages,
    )


def _row(record: RowRecord) -> Row:
    return Row(
        kind=RowKind(record.kind),
        name=record.name,
        organization=record.organization,
        funding=funding_of(record.funding),
        goal=record.goal,
        indicators=tuple(map(_indicator, record.indicators)),
        code=record.code,
        department=record.department,
        period=record.period,
        period_goal=record.period_goal,
        goal_actual=record.goal_actual,
        lines=tuple(map(line_of, record.lines)),
        tasks=tuple(map(task_of, record.tasks)),
        score=decimal_of(record.score),
        grade=record.grade,
        further=entries_of(record.further),
        traces=traces_with_money(record),
    )


def _indicator(record: IndicatorRecord) -> Indicator:
    return Indicator(
        seq=record.seq,
        level1=_level(record.level1),
        level2=_level(record.level2),
        name=record.name,
        period_value=record.period_value,
        annual_value=record.annual_value,
        target=None if record.target is None else target_of(record.target),
        complete=record.complete,
        sign=record.sign,
        unit=record.unit,
        explanation=record.explanation,
        scoring_rule=record.scoring_rule,
        weight=decimal_of(record.weight),
        actual=record.actual,
        forecast=record.forecast,
        score=decimal_of(record.score),
        deviation=record.deviation,
        likelihood=record.likelihood,
        further=entries_of(record.further),
        traces=traces_of(record, record.spans),
    )


def _level(record: LevelRecord | None) -> Level | None:
    return None if record is None else Level(code=record.code, label=record.label)


def _problem(record: ProblemRecord) -> Problem:
    return Problem(
        code=record.code,
        message=Bilingual(record.message, record.message_en),
        severity=ProblemSeverity(record.severity),
        span=span_of(record.span),
        excerpt=record.excerpt,
        row=record.row,
        indicator=record.indicator,
    )
