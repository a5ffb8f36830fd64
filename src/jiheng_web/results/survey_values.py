"""Results of surveys as values of the indicators they are bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiheng.bilingual import Bilingual
from jiheng_web.results.content import SURVEY
from jiheng_web.surveys.actuals import survey_actual
from jiheng_web.surveys.models import Binding
from jiheng_web.surveys.results import closed_rounds

if TYPE_CHECKING:
    from datetime import date

    from jiheng.model import Actual
    from jiheng_web.projects.models import Project


def survey_values(project: Project, until: date) -> dict[str, tuple[Actual, str]]:
    """Return by name of indicator what surveys found up to a day, and that they did."""
    found: dict[str, tuple[Actual, str]] = {}
    for binding in Binding.objects.filter(project=project).select_related("survey").order_by("pk"):
        actual = survey_actual(binding.survey, binding.question, until)
        if actual is not None:
            found[binding.indicator] = (actual, SURVEY)
    return found


def unused_surveys(project: Project, until: date) -> list[Bilingual]:
    """Return what surveys of a project say nothing up to a day, each with why."""
    told: list[Bilingual] = []
    for binding in Binding.objects.filter(project=project).select_related("survey").order_by("pk"):
        survey, question = binding.survey, binding.question
        rounds = closed_rounds(survey)
        last = max((day for _found, day in rounds if day), default=None)
        if last is not None and last > until:
            zh = f"问卷“{survey.title}”最后一轮的答卷截至 {last}，晚于 {until}，没有采用。"
            en = f"Survey “{survey.title}”: its last round goes up to {last}, after {until}."
        elif rounds and survey_actual(survey, question, until) is None:
            zh = f"问卷“{survey.title}”没有可用的结果：无人作答，或匿名答卷过少不予显示。"
            en = f"Survey “{survey.title}” has no result: nobody, or too few of anonymous answers."
        else:
            continue
        told.append(Bilingual(f"{binding.indicator}：{zh}", f"{binding.indicator}: {en}"))
    return told
