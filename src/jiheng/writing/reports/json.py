"""Reviews as JSON by the published schema `jiheng/review/1`, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from jiheng.model import Family, Severity
from jiheng.writing.reports.places import indicator_at, row_at
from jiheng.writing.reports.tally import tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.bilingual import Language
    from jiheng.model import Finding, Location, Problem, Review, Span, TargetTable

SCHEMA = "jiheng/review/1"


def render(reviews: Sequence[Review], language: Language) -> bytes:
    """Return the reviews as JSON in UTF-8; decimals are strings."""
    document = {
        "schema": SCHEMA,
        "language": language,
        "summary": _summary(reviews),
        "reviews": [_review(review, language) for review in reviews],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _summary(reviews: Sequence[Review]) -> dict[str, Any]:
    numbers = tally(reviews)
    return {
        "tables": numbers.tables,
        "projects": numbers.projects,
        "indicators": numbers.indicators,
        "measurable_targets": numbers.measurable,
        "money": numbers.money,
        "money_unit": numbers.money_unit,
        "findings": numbers.total(),
        "by_severity": {severity: numbers.of_severity(severity) for severity in Severity},
        "by_family": {family: numbers.of_family(family) for family in Family},
    }


def _review(review: Review, language: Language) -> dict[str, Any]:
    return {
        "table": _head(review.table),
        "profile": review.profile,
        "summary": _summary([review]),
        "findings": [_finding(review.table, finding, language) for finding in review.findings],
        "unchecked": [
            {
                "rule": item.rule,
                "kind": item.kind,
                "reason": item.reason.text(language),
                "count": item.count,
            }
            for item in review.unchecked
        ],
        "checked": dict(review.checked),
        "problems": [_problem(problem, language) for problem in review.table.problems],
    }


def _head(table: TargetTable) -> dict[str, Any]:
    source = table.source
    return {
        "title": table.title,
        "department": table.department,
        "fiscal_year": table.fiscal_year,
        "money_unit": table.money_unit,
        "layout": table.layout,
        "source": source
        and {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "pages": source.pages,
        },
    }


def _finding(table: TargetTable, finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "title": finding.title.text(language),
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message.text(language),
        "fix": finding.fix.text(language),
        "basis": finding.basis.text(language),
        "locations": [_location(table, location) for location in finding.locations],
    }


def _location(table: TargetTable, location: Location) -> dict[str, Any]:
    row, indicator = row_at(table, location), indicator_at(table, location)
    return {
        "row": location.row,
        "row_kind": row.kind if row else None,
        "row_name": row.name if row else None,
        "organization": row.organization if row else None,
        "indicator": location.indicator,
        "indicator_seq": indicator.seq if indicator else None,
        "indicator_name": indicator.name if indicator else None,
        "field": location.field,
        "start": location.start,
        "end": location.end,
        "excerpt": location.excerpt,
        "span": _span(location.span),
    }


def _problem(problem: Problem, language: Language) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message.text(language),
        "row": problem.row,
        "indicator": problem.indicator,
        "excerpt": problem.excerpt,
        "span": _span(problem.span),
    }


def _span(span: Span) -> list[dict[str, Any]]:
    """Return the places; what a place does not say is left out."""
    names = ("line", "page", "sheet", "cell", "box", "start", "end")
    return [
        {name: value for name in names if (value := getattr(place, name)) is not None}
        for place in span
    ]
