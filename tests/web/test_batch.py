"""Many projects at once: each its own act, and one failure stops no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng_web.access.policy import Action
from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted, WrongState
from jiheng_web.flow import batches
from jiheng_web.flow.models import Review

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City


def done(
    city: City, username: str, keys: list[int], action: Action, reason: str = ""
) -> tuple[batches.Outcome, ...]:
    return batches.run(city.principal(username), city.actor(username), keys, action, reason)


def test_each_project_is_an_act_of_its_own(city: City) -> None:
    keys = [city.project(name=f"项目{number}").pk for number in range(3)]
    before = Record.objects.count()
    outcomes = done(city, "head", keys, Action.PROJECT_CHECK)

    assert [one.error for one in outcomes] == [None] * 3
    assert Record.objects.count() == before + 3


def test_one_failure_stops_no_other(city: City) -> None:
    ready, draft = city.project(name="甲"), city.project(name="乙")
    city.move(ready, ("head", "project.check"))
    outcomes = done(city, "head", [draft.pk, ready.pk], Action.PROJECT_SUBMIT)

    assert [type(one.error) for one in outcomes] == [WrongState, type(None)]
    ready.refresh_from_db()
    assert ready.state == "submitted"


def test_what_is_out_of_sight_is_not_named(city: City) -> None:
    hidden = city.project("201")
    (outcome,) = done(city, "head", [hidden.pk], Action.PROJECT_CHECK)

    assert isinstance(outcome.error, NotFound)
    assert outcome.name == ""


def test_who_may_not_do_it_once_may_not_do_it_often(city: City) -> None:
    (outcome,) = done(city, "clerk", [city.project().pk], Action.PROJECT_CHECK)

    assert isinstance(outcome.error, NotPermitted)


def test_reviewing_many_agrees_with_what_is_proposed(city: City) -> None:
    project = city.move(city.project(), ("head", "project.check"), ("head", "project.submit"))
    (outcome,) = done(city, "department", [project.pk], Action.PROJECT_REVIEW)

    assert outcome.error is None
    review = Review.objects.get()
    assert review.points == review.proposed


def test_returning_many_takes_a_reason(city: City) -> None:
    project = city.move(city.project(), ("head", "project.check"))
    (outcome,) = done(city, "head", [project.pk], Action.PROJECT_RETURN)

    assert isinstance(outcome.error, InvalidInput)


def test_a_project_named_twice_is_moved_once(city: City) -> None:
    key = city.project().pk

    assert len(done(city, "head", [key, key], Action.PROJECT_CHECK)) == 1


@pytest.mark.parametrize("keys", [[], list(range(1, 202))])
def test_a_batch_has_one_to_two_hundred_projects(city: City, keys: list[int]) -> None:
    with pytest.raises(InvalidInput):
        done(city, "head", keys, Action.PROJECT_CHECK)


def test_not_every_act_is_done_to_many(city: City) -> None:
    with pytest.raises(InvalidInput):
        done(city, "clerk", [city.project().pk], Action.PROJECT_ADJUST)


def test_the_page_lists_every_outcome(city: City, as_person: Callable[[str], Client]) -> None:
    first, second = city.project(name="甲项目"), city.project(name="乙项目")
    city.move(first, ("head", "project.check"))
    answer = as_person("head").post(
        "/projects/batch", {"action": "project.check", "keys": [first.pk, second.pk]}
    )

    assert answer.status_code == 200
    assert "甲项目" in answer.content.decode()
    assert "乙项目" in answer.content.decode()


@pytest.mark.parametrize(
    "said", [{"action": "no", "keys": ["1"]}, {"action": "project.check", "keys": ["x"]}]
)
def test_a_batch_of_nonsense_is_not_found(
    city: City, as_person: Callable[[str], Client], said: dict[str, object]
) -> None:
    assert city.people
    assert as_person("head").post("/projects/batch", said).status_code == 404
