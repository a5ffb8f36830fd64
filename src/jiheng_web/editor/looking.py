"""What a machine sees in a sheet: findings at cells, readings, safe fixes, sum of weights."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.template.loader import render_to_string

from jiheng_web.editor.fixes import fixes
from jiheng_web.editor.labels import label_of
from jiheng_web.editor.marks import marked
from jiheng_web.editor.readings import weights, words_of
from jiheng_web.failures import language
from jiheng_web.flow.commands import standard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from jiheng.bilingual import Bilingual
    from jiheng_web.editor.sheet import Sheet
    from jiheng_web.editor.taking import Taken


def look(
    request: HttpRequest, taken: Taken, sheet: Sheet, findings: Iterable[dict[str, object]]
) -> dict[str, object]:
    """Return what the grid shows beside what was typed, in the language of the page.

    Args:
        findings: What the rules find in the table that was taken.
    """
    marks = marked(findings, rows=taken.places)
    context = {"marks": marks, "place_label": label_of}
    return {
        "findings": render_to_string("editor/findings.html", context, request),
        "marks": [
            {"severity": mark.severity, "title": said_now(mark.title), "places": mark.places}
            for mark in marks
        ],
        "counts": {
            severity: sum(1 for mark in marks if mark.severity == severity)
            for severity in ("block", "must", "advice")
        },
        "targets": readings(taken, len(sheet.rows)),
        "fixes": [
            {"place": fix.place, "before": fix.before, "after": fix.after} for fix in fixes(sheet)
        ],
        "weights": _weights(taken),
        "faults": said_faults(taken.faults),
    }


def readings(taken: Taken, rows: int) -> list[str]:
    """Return how the value of each row of a sheet is read."""
    found = [""] * rows
    for place, one in zip(taken.places, taken.table.rows[0].indicators, strict=True):
        found[place] = words_of(one.target).text(language())
    return found


def said_faults(faults: dict[str, Bilingual]) -> dict[str, str]:
    """Return faults in the language of the page."""
    return {place: why.text(language()) for place, why in faults.items()}


def said_now(words: object) -> str:
    """Return a stored pair in the language of the page."""
    return str(words[language()]) if isinstance(words, dict) else str(words)


def stored_findings(text: str) -> list[dict[str, object]]:
    """Return findings just made."""
    found: list[dict[str, object]] = json.loads(text)
    return found


def _weights(taken: Taken) -> dict[str, object] | None:
    found = weights(taken.table.rows[0], standard())
    if found is None:
        return None
    return {
        "total": f"{found.total:f}",
        "expected": f"{found.expected:f}",
        "agrees": found.agrees,
    }
