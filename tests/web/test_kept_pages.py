"""A page that is kept is the page that would be made: any act that changes it makes it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.city import sound_table

from jiheng_web.audit.acts import act
from jiheng_web.flow import commands
from jiheng_web.kept import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from django.test import Client
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_a_page_asked_again_takes_few_queries(
    city: City, as_person: Callable[[str], Client]
) -> None:
    clerk, path = as_person("clerk"), f"/projects/{city.project().pk}"
    clerk.get(path)
    clerk.get(path)

    assert queries(clerk, path) == 3


def test_a_page_shows_what_somebody_else_saved(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    clerk, path = as_person("clerk"), f"/projects/{project.pk}"
    clerk.get(path)
    clerk.get(path)

    commands.save(
        city.principal("clerk2"), city.actor("clerk2"), project.pk, sound_table("改名"), revision=1
    )

    assert "改名" in clerk.get(path).content.decode()


def test_a_page_made_while_somebody_else_acts_is_not_kept_for_true(
    city: City, as_person: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = city.project()
    clerk, path = as_person("clerk"), f"/projects/{project.pk}"
    clerk.get(path)

    def load_too_early(principal: Principal, key: int) -> Project:
        found = commands.visible(principal, key)
        city.move(project, ("head", "project.check"))
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("jiheng_web.editor.views.visible", load_too_early)
        early = clerk.get(path).content.decode()
    late = clerk.get(path).content.decode()

    assert ("单位已审核" in early, "单位已审核" in late) == (False, True)


def test_a_page_shows_that_the_unit_was_renamed(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    clerk, path = as_person("clerk"), f"/projects/{project.pk}"
    clerk.get(path)
    clerk.get(path)
    unit = city.organizations["101"]

    with act(city.actor("sysadmin"), "organization.rename", unit):
        unit.name = "新名称单位"
        unit.save()

    assert "新名称单位" in clerk.get(path).content.decode()


def test_a_page_is_kept_for_one_person_only(city: City, as_person: Callable[[str], Client]) -> None:
    path = f"/projects/{city.project().pk}"
    clerk, auditor = as_person("clerk"), as_person("auditor")
    for person in (clerk, auditor, clerk, auditor):
        person.get(path)

    assert "/edit" in clerk.get(path).content.decode()
    assert f"{path}/edit" not in auditor.get(path).content.decode()


def test_a_person_who_lost_the_role_is_not_shown_a_kept_page(
    city: City, as_person: Callable[[str], Client]
) -> None:
    path = f"/projects/{city.project().pk}"
    clerk = as_person("clerk")
    clerk.get(path)
    clerk.get(path)

    with act(city.actor("secadmin"), "role.revoke"):
        city.people["clerk"].memberships.all().delete()

    assert clerk.get(path).status_code in {403, 404}


def test_the_longest_unasked_is_thrown_away_first() -> None:
    shelf: Shelf[str] = Shelf(most=10)
    shelf.put("a", "a", 5)
    shelf.put("b", "b", 5)
    shelf.get("a")
    shelf.put("a", "a", 5)
    shelf.put("c", "c", 5)

    assert [shelf.get(key) is None for key in "abc"] == [False, True, False]
