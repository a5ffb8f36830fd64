"""Findings and comments as a page shows them: at cells, with words of the list beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from jiheng.model import Severity
from jiheng.standards.labels import SEVERITIES
from jiheng_web.editor.labels import COLUMNS, FIELDS
from jiheng_web.editor.sheet import MONEY
from jiheng_web.flow.commands import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from jiheng.bilingual import Bilingual
    from jiheng_web.flow.models import Comment


class Mark(NamedTuple):
    """A finding as shown.

    Attributes:
        places: Of the cells it is about, the first to start with; empty for the whole.
        passed: Whether a reviewer let it pass.
    """

    rule: str
    severity: str
    words: Bilingual
    title: object
    message: object
    fix: object
    basis: object
    places: tuple[str, ...]
    passed: bool


def marked(
    findings: Iterable[dict[str, object]],
    *,
    rows: Sequence[int] | None = None,
    passed: Collection[tuple[str, str]] = (),
) -> list[Mark]:
    """Return findings as shown.

    Args:
        findings: As a version keeps them.
        rows: Index of each indicator → row of the sheet; the same without.
        passed: Rule and place of those that reviewers let pass.
    """
    return [
        Mark(
            rule=str(finding["rule"]),
            severity=str(finding["severity"]),
            words=SEVERITIES[Severity(str(finding["severity"]))],
            title=finding["title"],
            message=finding["message"],
            fix=finding["fix"],
            basis=finding["basis"],
            places=tuple(dict.fromkeys(_places(finding, rows))),
            passed=(finding["rule"], place_of(finding)) in passed,
        )
        for finding in findings
    ]


def severities(marks: Iterable[Mark]) -> dict[str, str]:
    """Return how grave the first finding at each cell is that nobody let pass."""
    found: dict[str, str] = {}
    for mark in marks:
        if not mark.passed:
            for place in mark.places:
                found.setdefault(place, mark.severity)
    return found


def _places(finding: dict[str, object], rows: Sequence[int] | None) -> Iterable[str]:
    for location in cast("list[dict[str, object]]", finding["locations"]):
        field, index = str(location["field"]), cast("int | None", location["indicator"])
        if index is not None:
            column = field if field in COLUMNS else "name"
            yield f"indicators.{index if rows is None else rows[index]}.{column}"
        elif field in MONEY:
            yield f"funding.{field}"
        elif field in FIELDS:
            yield field
        else:
            yield "indicators"


def by_place(comments: Iterable[Comment]) -> dict[str, list[Comment]]:
    """Return comments under the cells they are about."""
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        found.setdefault(comment.place, []).append(comment)
    return found
