"""Recomputed self-evaluations as JSON, schema `jiheng/score/1`; decimals are strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.scoring.recomputation import Check, Recomputation, RecomputedLine
    from jiheng.writing.recomputed.documents import RecomputedTable

SCHEMA = "jiheng/score/1"


def render(tables: Sequence[RecomputedTable], language: Language) -> bytes:
    """Return the recomputations as JSON in UTF-8."""
    document = {
        "schema": SCHEMA,
        "language": language,
        "faults": sum(table.faults for table in tables),
        "unchecked": sum(table.unchecked for table in tables),
        "tables": [_table(table, language) for table in tables],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _table(table: RecomputedTable, language: Language) -> dict[str, Any]:
    source = table.table.source
    return {
        "title": table.table.title,
        "fiscal_year": table.table.fiscal_year,
        "source": source.name if source else None,
        "sha256": source.sha256 if source else None,
        "faults": table.faults,
        "evaluations": [_evaluation(table, each, language) for each in table.recomputations],
    }


def _evaluation(
    table: RecomputedTable, recomputation: Recomputation, language: Language
) -> dict[str, Any]:
    return {
        "row": recomputation.row,
        "name": recomputation.name,
        "standard": recomputation.standard,
        "faults": recomputation.faults,
        "unchecked": recomputation.unchecked,
        "lines": [_line(table, recomputation.row, line, language) for line in recomputation.lines],
        "checks": [_check(check, language) for check in recomputation.checks],
    }


def _line(
    table: RecomputedTable, row: int, line: RecomputedLine, language: Language
) -> dict[str, Any]:
    due = line.due
    return {
        "indicator": line.indicator,
        "name": line.name,
        "weight": line.weight,
        "printed": line.printed,
        "due": due.points if due else None,
        "least": due.least if due else None,
        "most": due.most if due else None,
        "formula": due.formula if due else None,
        "steps": [step.text.text(language) for step in due.steps] if due else [],
        "agreement": line.agreement,
        "explanation": line.explanation.text(language),
        "reason": line.reason,
        "lacks_reason": line.lacks_reason,
        "place": table.place(row, line) or None,
    }


def _check(check: Check, language: Language) -> dict[str, Any]:
    return {
        "what": check.what.text(language),
        "printed": check.printed,
        "due": check.due,
        "right": check.right,
        "explanation": check.explanation.text(language),
    }
