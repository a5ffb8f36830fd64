"""Rectifications: asked for, answered with evidence, closed by another person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.web.monitored import file_of, opened, who

from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.errors import InvalidInput, NotApart, NotFound, NotPermitted, WrongState
from jiheng_web.results import rectification_commands as commands
from jiheng_web.results.models import Rectification

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

FAR = date(2099, 12, 31)


@pytest.fixture
def item(city: City) -> Rectification:
    """Return an open item, found in the monitoring of a project."""
    project = city.approved(city.project())
    sheet = opened(city).sheets.get()
    wanted = commands.Wanted(title="展览场次进度滞后", due=FAR, thing=sheet.pk)
    return commands.open_item(*who(city, "department"), project.pk, wanted)


def answered(city: City, item: Rectification) -> Rectification:
    """Let the clerk answer."""
    file = file_of(city, item.project)
    return commands.answer(*who(city, "clerk"), item.pk, "已加排三场展览", file.pk)


def test_the_clerk_in_charge_answers_for_it(item: Rectification) -> None:
    assert (item.owner.username, item.state) == ("clerk", "open")


def test_an_item_goes_to_its_close(city: City, item: Rectification) -> None:
    answered(city, item)
    closed = commands.close(*who(city, "department"), item.pk, "已核实")

    assert closed.state == "closed"
    targets = [step.target for step in closed.steps.all()]
    assert targets == ["open", "answered", "closed"]


def test_without_evidence_nothing_is_done(city: City, item: Rectification) -> None:
    with pytest.raises(InvalidInput):
        commands.answer(*who(city, "clerk"), item.pk, "已加排三场展览")


def test_evidence_of_another_project_is_none(city: City, item: Rectification) -> None:
    far = file_of(city, city.project(name="别的项目"))

    with pytest.raises(NotFound):
        commands.answer(*who(city, "clerk"), item.pk, "已加排", far.pk)


def test_who_answered_does_not_close(city: City, item: Rectification) -> None:
    answered(city, item)
    with act(PROGRAM, "test.things"):
        person = city.principal("department").person
        Rectification.objects.filter(pk=item.pk).update(answered_by=person)

    with pytest.raises(NotApart):
        commands.close(*who(city, "department"), item.pk, "")


def test_what_is_not_answered_is_not_closed(city: City, item: Rectification) -> None:
    with pytest.raises(WrongState):
        commands.close(*who(city, "department"), item.pk, "")


def test_what_is_not_enough_goes_back(city: City, item: Rectification) -> None:
    answered(city, item)

    assert commands.reopen(*who(city, "department"), item.pk, "场次仍不足").state == "open"
    with pytest.raises(WrongState):
        commands.reopen(*who(city, "department"), item.pk, "再次")


@pytest.mark.parametrize(
    ("title", "due"), [("", FAR), ("问题", date(2020, 1, 1))], ids=["no words", "past"]
)
def test_an_item_says_what_and_until_when(city: City, title: str, due: date) -> None:
    project = city.project()
    wanted = commands.Wanted(title=title, due=due)

    with pytest.raises(InvalidInput):
        commands.open_item(*who(city, "finance"), project.pk, wanted)


def test_the_owner_is_of_the_unit(city: City) -> None:
    project = city.project()
    wanted = commands.Wanted(title="问题", due=FAR, owner=city.people["other"])

    with pytest.raises(InvalidInput):
        commands.open_item(*who(city, "finance"), project.pk, wanted)


def test_what_it_was_found_in_is_of_the_project(city: City, item: Rectification) -> None:
    other = city.project(name="别的项目")
    wanted = commands.Wanted(title="问题", due=FAR, thing=item.thing)

    with pytest.raises(NotFound):
        commands.open_item(*who(city, "finance"), other.pk, wanted)


def test_units_do_not_ask_themselves(city: City) -> None:
    project = city.project()
    wanted = commands.Wanted(title="问题", due=FAR)

    with pytest.raises(NotPermitted):
        commands.open_item(*who(city, "head"), project.pk, wanted)


def test_the_pages_lead_to_the_close(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.project()
    finance = as_person("finance")
    assert "要整改" in finance.get(f"/rectifications?project={project.pk}").content.decode()
    said = {"project": project.pk, "title": "佐证不足", "due": "2099-12-31", "source": "review"}
    at = finance.post("/rectifications/new", said).headers["Location"]
    file = file_of(city, project)
    as_person("clerk").post(f"{at}/answer", {"measures": "已补", "evidence": file.pk})
    finance.post(f"{at}/close", {"reason": "已核实"})

    item = Rectification.objects.get()
    assert (item.state, item.source) == ("closed", "review")
    assert item.title in as_person("auditor").get("/rectifications").content.decode()
    assert as_person("auditor").get(at).status_code == 200
    assert as_person("other").get(at).status_code == 404


def test_overdue_items_are_told(item: Rectification, as_person: Callable[[str], Client]) -> None:
    with act(PROGRAM, "test.things"):
        Rectification.objects.filter(pk=item.pk).update(due=date(2020, 1, 1))

    page = as_person("clerk").get("/rectifications?late=1").content.decode()

    assert item.title in page
    assert "逾期" in page
