"""Reviews: points proposed by findings, decided by people, and what each grade leads to."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from jiheng_web.audit.models import Record
from jiheng_web.errors import InvalidInput, NotFound, NotPermitted, WrongState
from jiheng_web.flow import reviewing
from jiheng_web.flow.models import Level, Review
from jiheng_web.flow.points import DIMENSIONS, ITEMS, Grade, grade_of, proposal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    from jiheng_web.projects.models import Project

FULL = {name: item.full for name, item in ITEMS.items()}
SUBMITTED = (("head", "project.check"), ("head", "project.submit"))


def finding(family: str, severity: str) -> dict[str, object]:
    return {"family": family, "severity": severity}


def form(grade: str = "优", **changes: str) -> dict[str, str]:
    points = {f"points-{name}": str(full) for name, full in FULL.items()}
    return {**points, "grade": grade, "opinion": "同意", **changes}


def reviewed(city: City, project: Project, grade: Grade, opinion: str = "请修改") -> Review:
    return reviewing.review(
        city.principal("department"),
        city.actor("department"),
        project.pk,
        Level.DEPARTMENT,
        grade,
        FULL,
        opinion=opinion,
    )


def test_the_form_has_four_dimensions_eight_items_and_a_hundred_points() -> None:
    assert len(DIMENSIONS) == 4
    assert len(ITEMS) == 8
    assert sum(item.full for item in ITEMS.values()) == 100


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.5", "差")],
)
def test_a_total_lies_in_the_band_of_a_grade(total: str, grade: str) -> None:
    assert grade_of(Decimal(total)) == grade


def test_musts_cost_three_points_and_advice_one() -> None:
    found = proposal([finding("relevance", "must"), finding("relevance", "advice")], blocked=False)

    assert found.points["goal"] + found.points["indicators"] == 26
    assert found.total == 96


def test_a_dimension_never_falls_below_nothing() -> None:
    found = proposal([finding("completeness", "must")] * 30, blocked=False)

    assert found.points["form"] == 0
    assert found.total == 80


def test_findings_about_publishing_cost_nothing() -> None:
    assert proposal([finding("disclosure", "must")], blocked=False).total == 100


def test_what_blocks_makes_the_proposal_poor() -> None:
    assert proposal([finding("relevance", "block")], blocked=True).grade is Grade.POOR


@pytest.mark.parametrize("grade", [Grade.EXCELLENT, Grade.GOOD])
def test_good_targets_go_on(city: City, grade: Grade) -> None:
    project = city.move(city.project(), *SUBMITTED)
    reviewed(city, project, grade)

    project.refresh_from_db()
    assert project.state == "department_reviewed"


@pytest.mark.parametrize("grade", [Grade.FAIR, Grade.POOR])
def test_fair_and_poor_targets_are_returned(city: City, grade: Grade) -> None:
    project = city.move(city.project(), *SUBMITTED)
    reviewed(city, project, grade)

    project.refresh_from_db()
    assert project.state == "returned"
    assert project.steps.last().reason == "请修改"  # type: ignore[union-attr]


def test_a_review_and_its_move_are_one_record(city: City) -> None:
    project = city.move(city.project(), *SUBMITTED)
    before = Record.objects.count()
    reviewed(city, project, Grade.POOR)

    assert Record.objects.count() == before + 1


def test_what_is_returned_says_what_to_revise(city: City) -> None:
    project = city.move(city.project(), *SUBMITTED)

    with pytest.raises(InvalidInput):
        reviewed(city, project, Grade.FAIR, opinion=" ")
    assert not Review.objects.exists()


def test_a_grade_is_no_better_than_its_points(city: City) -> None:
    project = city.move(city.project(), *SUBMITTED)
    points = {**FULL, "goal": Decimal(0)}

    with pytest.raises(InvalidInput, match="85"):
        reviewing.review(
            city.principal("department"),
            city.actor("department"),
            project.pk,
            Level.DEPARTMENT,
            Grade.EXCELLENT,
            points,
        )


def test_both_what_was_proposed_and_what_was_decided_are_kept(city: City) -> None:
    project = city.move(city.project(), *SUBMITTED)
    made = reviewed(city, project, Grade.GOOD)

    assert set(json.loads(made.proposed)) == set(json.loads(made.points)) == set(ITEMS)
    assert made.total == 100


def test_the_review_page_shows_what_is_proposed(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.move(city.project(), *SUBMITTED)
    page = as_person("department").get(f"/projects/{project.pk}/review/department")

    assert page.status_code == 200
    assert page.content.decode().count('name="points-') == 8


def test_a_review_is_given_by_form(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.move(city.project(), *SUBMITTED)
    answer = as_person("department").post(f"/projects/{project.pk}/review/department", form())

    project.refresh_from_db()
    assert answer.status_code == 302
    assert project.state == "department_reviewed"


def test_what_was_filled_in_wrongly_is_shown_again(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.move(city.project(), *SUBMITTED)
    answer = as_person("department").post(
        f"/projects/{project.pk}/review/department",
        form(opinion="保留这句话", **{"points-goal": "16"}),
    )

    assert answer.status_code == 400
    assert "保留这句话" in answer.content.decode()


@pytest.mark.parametrize(
    ("username", "level", "status"),
    [
        ("other_department", "department", 404),
        ("head", "department", 403),
        ("auditor", "department", 403),
        ("clerk", "department", 403),
        ("department", "finance", 403),
        ("finance", "finance", 409),
        ("finance", "department", 403),
        ("evaluator", "evaluator", 403),
    ],
)
def test_only_the_level_that_has_it_reviews(
    city: City, as_person: Callable[[str], Client], username: str, level: str, status: int
) -> None:
    project = city.move(city.project(), *SUBMITTED)
    answer = as_person(username).post(f"/projects/{project.pk}/review/{level}", form())

    assert answer.status_code == status
    assert not Review.objects.exists()


def invited(city: City, project: Project) -> None:
    reviewing.invite(
        city.principal("finance"),
        city.actor("finance"),
        project.pk,
        "evaluator",
        timezone.localdate() + timedelta(days=3),
    )


def test_an_evaluator_sees_nothing_before_the_invitation(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.move(city.project(), *SUBMITTED)

    assert as_person("evaluator").get(f"/projects/{project.pk}/versions").status_code == 403


def test_an_invited_evaluator_gives_an_opinion_that_moves_nothing(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.move(city.project(), *SUBMITTED)
    invited(city, project)
    answer = as_person("evaluator").post(f"/projects/{project.pk}/review/evaluator", form("良"))

    project.refresh_from_db()
    assert answer.status_code == 302
    assert project.state == "submitted"
    assert Review.objects.get().level == "evaluator"


def test_an_invitation_is_to_one_project(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.move(city.project(), *SUBMITTED)
    invited(city, project)
    other = city.project("102")

    assert as_person("evaluator").get(f"/projects/{other.pk}/versions").status_code == 404


def test_an_evaluator_is_heard_only_under_review(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    invited(city, project)
    answer = as_person("evaluator").post(f"/projects/{project.pk}/review/evaluator", form())

    assert answer.status_code == 409


def test_an_evaluator_must_say_why(city: City) -> None:
    project = city.move(city.project(), *SUBMITTED)
    invited(city, project)

    with pytest.raises(InvalidInput):
        reviewing.evaluate(
            city.principal("evaluator"), city.actor("evaluator"), project.pk, Grade.GOOD, FULL, ""
        )


def test_only_evaluators_are_invited(city: City) -> None:
    with pytest.raises(InvalidInput):
        reviewing.invite(
            city.principal("finance"),
            city.actor("finance"),
            city.project().pk,
            "clerk",
            timezone.localdate(),
        )


@pytest.mark.parametrize(
    ("username", "error"), [("clerk", NotPermitted), ("other_department", NotFound)]
)
def test_only_reviewers_invite(city: City, username: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        reviewing.invite(
            city.principal(username),
            city.actor(username),
            city.project().pk,
            "evaluator",
            timezone.localdate(),
        )


def test_agreeing_stores_what_was_proposed(city: City) -> None:
    project = city.move(city.project(), *SUBMITTED)
    made = reviewing.agree(
        city.principal("department"), city.actor("department"), project.pk, Level.DEPARTMENT
    )

    assert made.points == made.proposed


def test_a_review_out_of_turn_is_refused(city: City) -> None:
    with pytest.raises(WrongState):
        reviewed(city, city.project(), Grade.GOOD)
