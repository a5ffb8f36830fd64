"""Results of surveys as values of the indicators they are bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng_web.results.content import SURVEY
from jiheng_web.surveys.models import Binding
from jiheng_web.surveys.results import survey_actual

if TYPE_CHECKING:
    from jiheng.model import Actual
    from jiheng_web.projects.models import Project


def survey_values(project: Project) -> dict[str, tuple[Actual, str]]:
    """Return by name of indicator what the surveys of a project found, and that they did."""
    found: dict[str, tuple[Actual, str]] = {}
    for binding in Binding.objects.filter(project=project).select_related("survey").order_by("pk"):
        actual = survey_actual(binding.survey, binding.question)
        if actual is not None:
            found[binding.indicator] = (actual, SURVEY)
    return found
