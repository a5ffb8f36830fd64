"""Surveys as values of indicators: how many have to answer, and up to which day they tell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from tests.web.monitored import begun, opened, who
from tests.web.surveying import many
from tests.web.surveying import opened as asked

from jiheng.results import Obstacle
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.results import monitoring_commands, self_evaluation_commands
from jiheng_web.results.content import SelfEvaluationContent, SheetContent, loaded
from jiheng_web.surveys import commands
from jiheng_web.surveys.models import Binding

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.projects.models import Project

JULY, NOVEMBER = date(2026, 7, 20), date(2026, 11, 22)


def surveyed(city: City, answers: int, day: date) -> Project:
    """Return a project with whose last indicator so many are satisfied; 30 were to be asked."""
    project = city.approved(city.project())
    found = asked(city, open_link=False)
    with patch("jiheng_web.surveys.answering.timezone.localdate", return_value=day):
        many(city, found, ["satisfied"] * answers)
    commands.close_round(*who(city, "clerk"), found.pk)
    with act(PROGRAM, "test.binding"):
        Binding.objects.create(
            survey=found.survey, project=project, indicator="参观公众满意度", question="overall"
        )
    return project


def test_a_survey_too_small_gets_no_light(city: City, as_person: Callable[[str], Client]) -> None:
    surveyed(city, 7, JULY)
    sheet = opened(city).sheets.get()
    line = monitoring_commands.looked(sheet).lines[-1]

    assert (line.reading.light, line.reading.obstacle) == (None, Obstacle.SAMPLE_TOO_SMALL)
    page = as_person("clerk").get(f"/sheets/{sheet.pk}").content.decode()
    assert "有效答卷 7 份，少于 30 份" in page


def test_a_survey_too_small_gets_no_points(city: City) -> None:
    found = begun(city, surveyed(city, 7, JULY))
    line = self_evaluation_commands.scored(found).lines[-1]

    assert line.score.points is None
    assert "样本过少" in line.lacks[0].message.zh


@pytest.mark.parametrize(("day", "text"), [(JULY, "100%"), (NOVEMBER, "")])
def test_a_survey_after_the_last_day_of_a_sheet_is_not_used(
    city: City, as_person: Callable[[str], Client], day: date, text: str
) -> None:
    surveyed(city, 35, day)
    sheet = opened(city).sheets.get()
    page = as_person("clerk").get(f"/sheets/{sheet.pk}").content.decode()

    assert loaded(sheet.content, SheetContent).lines[-1].reached.text == text
    assert ("晚于 2026-07-31，没有采用" in page) is (not text)


def test_people_are_asked_after_the_year_that_is_evaluated(city: City) -> None:
    found = begun(city, surveyed(city, 35, date(2027, 2, 1)))

    assert loaded(found.content, SelfEvaluationContent).lines[-1].reached.text == "100%"


def test_fewer_than_five_anonymous_answers_are_no_value(city: City) -> None:
    found = begun(city, surveyed(city, 4, JULY))

    assert loaded(found.content, SelfEvaluationContent).lines[-1].reached.text == ""
