"""Comments on cells: written by those who may, answered, closed, and shown where they matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jiheng_web.errors import InvalidInput, NotFound, NotPermitted
from jiheng_web.flow import remarks
from jiheng_web.flow.models import Comment
from jiheng_web.flow.places import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

PLACE = "indicators.2.annual_value"


def written(
    city: City, place: str = PLACE, text: str = "请补充依据", by: str = "department"
) -> Comment:
    project = city.project()
    return remarks.comment(city.principal(by), city.actor(by), project.pk, place, text)


@pytest.mark.parametrize("place", ["", "goal", "funding.total", "indicators.5.annual_value"])
def test_a_comment_names_a_cell_or_the_whole(city: City, place: str) -> None:
    assert written(city, place).place == place


@pytest.mark.parametrize("place", ["indicators.6.name", "<script>", "a.b.c", "indicators.x.name"])
def test_a_cell_that_is_not_there_takes_no_comment(city: City, place: str) -> None:
    with pytest.raises(NotFound):
        written(city, place)


@pytest.mark.parametrize("text", ["", "  ", "长" * 2001])
def test_a_comment_says_something_but_no_book(city: City, text: str) -> None:
    with pytest.raises(InvalidInput):
        written(city, text=text)


@pytest.mark.parametrize(
    ("username", "error"), [("other_department", NotFound), ("auditor", NotPermitted)]
)
def test_who_may_not_comment(city: City, username: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        written(city, by=username)


def test_the_clerk_answers(city: City) -> None:
    found = written(city)
    remarks.answer(city.principal("clerk"), city.actor("clerk"), found.pk, "已补充")

    found.refresh_from_db()
    assert (found.answer, found.answered_by) == ("已补充", city.people["clerk"])
    assert found.resolved is None


def test_an_answer_does_not_close_a_comment_its_author_does(city: City) -> None:
    found = written(city)
    remarks.resolve(city.principal("department"), city.actor("department"), found.pk)

    assert remarks.open_comments(found.version.project) == []


def test_a_clerk_does_not_close_the_comment_of_a_reviewer(city: City) -> None:
    found = written(city)

    with pytest.raises(NotPermitted):
        remarks.resolve(city.principal("clerk"), city.actor("clerk"), found.pk)


@pytest.mark.parametrize("username", ["other", "other_department"])
def test_comments_of_others_do_not_exist(
    city: City, as_person: Callable[[str], Client], username: str
) -> None:
    found = written(city)
    answer = as_person(username).post(f"/comments/{found.pk}/answer", {"text": "回答"})

    assert answer.status_code == 404


def test_a_closed_comment_takes_no_answer(city: City) -> None:
    found = written(city)
    remarks.resolve(city.principal("department"), city.actor("department"), found.pk)

    with pytest.raises(NotFound):
        remarks.answer(city.principal("clerk"), city.actor("clerk"), found.pk, "晚了")


def test_a_comment_is_written_by_form(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.project()
    answer = as_person("department").post(
        f"/projects/{project.pk}/comments", {"place": "goal", "text": "目标不明确"}
    )

    assert answer.status_code == 302
    assert Comment.objects.get().text == "目标不明确"


@pytest.mark.parametrize(
    ("place", "zh"),
    [
        ("", "整个项目"),
        ("goal", "年度绩效目标"),
        ("funding.total", "资金总额"),
        (PLACE, "第3项指标·年度指标值"),
        ("indicators.2.name", "第3项指标·三级指标"),
        ("indicators.0.other", "第1项指标·other"),
    ],
)
def test_cells_have_names_for_people(place: str, zh: str) -> None:
    assert named(place).zh == zh
