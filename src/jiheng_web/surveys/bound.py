"""Indicators that a survey may be the evidence of: those of the approved targets of a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiheng_web.projects.content import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jiheng.bilingual import Bilingual
    from jiheng_web.projects.models import Project
    from jiheng_web.surveys.models import Binding


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding as it is shown.

    Attributes:
        label: Words of its question; None where the last round does not ask it.
        there: Whether the approved targets have its indicator.
    """

    binding: Binding
    label: Bilingual | None
    there: bool


def indicators_of(project: Project) -> list[str]:
    """Return the indicators of the newest approved targets, each once; empty without any."""
    version = project.versions.filter(approved__isnull=False).order_by("-number").first()
    if version is None:
        return []
    named = (one.name for one in table_of(version.content).rows[0].indicators)
    return [*dict.fromkeys(name for name in named if name)]


def shown(bindings: Iterable[Binding], labels: Mapping[str, Bilingual]) -> list[Bound]:
    """Return bindings with the words of their questions.

    Args:
        labels: Name of a question → its words.
    """
    known: dict[int, list[str]] = {}
    made = []
    for one in bindings:
        if one.project_id not in known:
            known[one.project_id] = indicators_of(one.project)
        there = one.indicator in known[one.project_id]
        made.append(Bound(one, labels.get(one.question), there))
    return made
