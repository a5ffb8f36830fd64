"""Deadlines: set by the finance bureau; what is late by them, and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from jiheng_web.access.policy import Action
from jiheng_web.errors import InvalidInput, NotPermitted
from jiheng_web.flow import commands
from jiheng_web.flow.deadlines import every_deadline, late, set_deadline, with_due
from jiheng_web.flow.models import Deadline
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

TODAY = date(2025, 10, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def fixed(
    city: City,
    code: str,
    day: date | None,
    action: Action = Action.PROJECT_SUBMIT,
    by: str = "finance",
    year: int = 2026,
) -> None:
    set_deadline(city.principal(by), city.actor(by), city.organizations[code], year, action, day)


def late_names() -> set[str]:
    found = Project.objects.filter(late(every_deadline(), TODAY))
    return set(found.values_list("name", flat=True))


def test_a_project_is_late_the_day_after_the_last(city: City) -> None:
    city.project()
    fixed(city, "000", YESTERDAY)

    assert late_names() == {"智慧科普项目"}


def test_on_the_last_day_nothing_is_late(city: City) -> None:
    city.project()
    fixed(city, "000", TODAY)

    assert late_names() == set()


def test_what_was_submitted_in_time_is_not_late(city: City) -> None:
    project = city.project()
    city.move(project, ("head", "project.check"), ("head", "project.submit"))
    fixed(city, "000", YESTERDAY)

    assert late_names() == set()


def test_another_year_is_not_late(city: City) -> None:
    city.project()
    fixed(city, "000", YESTERDAY, year=2025)

    assert late_names() == set()


def test_a_later_day_further_down_goes_before(city: City) -> None:
    city.project("101", "科技")
    city.project("201", "民政")
    fixed(city, "000", YESTERDAY)
    fixed(city, "200", TOMORROW)

    assert late_names() == {"科技"}


def test_an_adjustment_is_not_late(city: City) -> None:
    project = city.approved(city.project())
    commands.adjust(city.principal("clerk"), city.actor("clerk"), project.pk, "理由", "1号")
    fixed(city, "000", YESTERDAY)

    assert late_names() == set()
    assert with_due([commands.visible(city.principal("clerk"), project.pk)])[0][1] is None


def test_the_next_day_to_meet_is_the_earliest_open_one(city: City) -> None:
    project = city.project()
    fixed(city, "000", TOMORROW, Action.PROJECT_APPROVE)
    fixed(city, "000", TODAY, Action.PROJECT_CHECK)

    ((_, found),) = with_due([commands.visible(city.principal("clerk"), project.pk)])
    assert found is not None
    assert found.day == TODAY


def test_a_deadline_is_changed_and_taken_away(city: City) -> None:
    fixed(city, "000", YESTERDAY)
    fixed(city, "000", TOMORROW)
    assert [one.day for one in Deadline.objects.all()] == [TOMORROW]

    fixed(city, "000", None)
    assert not Deadline.objects.exists()


@pytest.mark.parametrize("username", ["department", "clerk", "auditor", "sysadmin"])
def test_only_the_finance_bureau_sets_deadlines(city: City, username: str) -> None:
    with pytest.raises(NotPermitted):
        fixed(city, "100", TODAY, by=username)


@pytest.mark.parametrize(
    ("action", "year"), [(Action.PROJECT_EDIT, 2026), (Action.PROJECT_SUBMIT, 26)]
)
def test_what_is_no_step_or_year_takes_no_deadline(city: City, action: Action, year: int) -> None:
    with pytest.raises(InvalidInput):
        fixed(city, "000", TODAY, action, year=year)


def test_a_deadline_is_set_by_form(city: City, as_person: Callable[[str], Client]) -> None:
    answer = as_person("finance").post(
        "/deadlines/set",
        {
            "organization": city.organizations["100"].pk,
            "fiscal_year": "2026",
            "action": "project.submit",
            "day": "2025-10-31",
        },
    )

    assert answer.status_code == 302
    assert Deadline.objects.get().day == date(2025, 10, 31)


@pytest.mark.parametrize(
    "change",
    [{"day": "someday"}, {"day": "2025-13-40"}, {"fiscal_year": "x"}, {"action": "no.such"}],
)
def test_a_form_filled_in_wrongly_is_refused(
    city: City, as_person: Callable[[str], Client], change: dict[str, str]
) -> None:
    said = {
        "organization": city.organizations["100"].pk,
        "fiscal_year": "2026",
        "action": "project.submit",
        "day": "2025-10-31",
    }

    assert as_person("finance").post("/deadlines/set", {**said, **change}).status_code == 400


def test_everybody_with_projects_sees_the_deadlines(
    city: City, as_person: Callable[[str], Client]
) -> None:
    fixed(city, "000", timezone.localdate())
    page = as_person("clerk").get("/deadlines")

    assert page.status_code == 200
    assert timezone.localdate().isoformat() in page.content.decode()
    assert "/deadlines/set" not in page.content.decode()
