"""Self-evaluations as the official form, which reads back equal and recomputes alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jiheng.model import Entry, FundingLine, TableKind
from jiheng.writing import write_official
from jiheng.writing.drafts import EvaluatedLine, self_evaluation_report, write_report
from jiheng_web.results.content import SelfEvaluationContent, loaded
from jiheng_web.results.official import (
    TOTAL,
    execution_rate,
    form_row,
    form_table,
    media_type,
)

if TYPE_CHECKING:
    from jiheng.model import Indicator, TargetTable
    from jiheng_web.results.models import SelfEvaluation
    from jiheng_web.results.scored import Scored, ScoredSheet


def self_evaluation_form(found: SelfEvaluation, sheet: ScoredSheet, file: str) -> bytes:
    """Return the official form of a self-evaluation as a file."""
    media_type(file)
    return write_official([self_evaluation_table(found, sheet)], "self-evaluation", file)


def self_evaluation_draft(found: SelfEvaluation, sheet: ScoredSheet) -> bytes:
    """Return the draft of the report on a self-evaluation as a Word document."""
    row = self_evaluation_table(found, sheet).rows[0]
    lines = [
        EvaluatedLine(indicator=indicator, score=scored.score)
        for indicator, scored in zip(row.indicators, sheet.lines, strict=True)
    ]
    execution = sheet.execution if sheet.standard.execution_weight else None
    return write_report(self_evaluation_report(row, execution, lines, sheet.total))


def self_evaluation_table(found: SelfEvaluation, sheet: ScoredSheet) -> TargetTable:
    """Return a self-evaluation as a table of the core."""
    said = loaded(found.content, SelfEvaluationContent)
    line = FundingLine(
        label=TOTAL,
        initial_budget=sheet.money.initial,
        budget=sheet.money.budget,
        executed=sheet.money.executed,
        rate=execution_rate(sheet.money),
        weight=_short(sheet.execution.weight),
        score=_short(sheet.execution.points),
    )
    words = (
        ("预算执行偏差原因", said.reason),
        ("存在问题", said.problems),
        ("改进措施", said.measures),
        ("单位负责人", found.submitted_by.name if found.submitted_by else ""),
        ("主管部门审核人", found.confirmed_by.name if found.confirmed_by else ""),
    )
    row = replace(
        form_row(found.project, sheet.row),
        goal_actual=said.goal_actual or None,
        lines=(line,),
        indicators=tuple(map(_rated, sheet.lines)),
        score=_short(sheet.points),
        grade=sheet.grade,
        further=tuple(Entry(label=label, value=value) for label, value in words if value),
    )
    return form_table(found.project, row, TableKind.SELF_EVALUATION)


def _rated(scored: Scored) -> Indicator:
    return replace(
        scored.indicator,
        actual=scored.line.reached.text or None,
        weight=_short(scored.line.weight),
        score=_short(scored.score.points),
        deviation=scored.line.reason or None,
    )


def _short(number: Decimal | None) -> Decimal | None:
    """Return a number as people type it: 10, and not 10.0 or 1E+1."""
    return None if number is None else Decimal(f"{number.normalize():f}")
