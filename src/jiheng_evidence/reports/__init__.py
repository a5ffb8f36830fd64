"""Reports of a run: text, JSON, JUnit XML and a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_evidence.reports import html, json, junit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jiheng.bilingual import Language
    from jiheng_evidence.running.outcome import Run

REPORTS: Mapping[str, Callable[[Run, Language], bytes]] = {
    "json": json.render,
    "junit": junit.render,
    "html": html.render,
}
"""Forms of a report that are files; text is printed line by line."""

__all__ = ["REPORTS"]
