"""The desk, the table of projects, its views and workbook, and the overview."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.city import sound_table

from jiheng_web.access.policy import Action
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.guard import unattended
from jiheng_web.audit.models import Record
from jiheng_web.desk.exports import workbook
from jiheng_web.desk.figures import figures, organizations
from jiheng_web.desk.listing import Choice, choice_of, chosen
from jiheng_web.desk.waiting import invitations, sections, to_answer, waits_for
from jiheng_web.flow import commands, remarks, reviewing
from jiheng_web.flow.deadlines import set_deadline
from jiheng_web.flow.models import Invitation, SavedView
from jiheng_web.flow.points import ITEMS, Grade
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City


def many(city: City, count: int, **fields: object) -> None:
    """Put projects into the list without their versions."""
    unit, owner = city.organizations["101"], city.people["clerk"]
    with act(PROGRAM, "test.many"):
        Project.objects.bulk_create(
            Project(
                **{
                    "organization": unit,
                    "owner": owner,
                    "fiscal_year": 2026,
                    "name": f"项目{number:05}",
                    "total": Decimal(number),
                    **fields,
                }
            )
            for number in range(count)
        )


def names(city: City, username: str, **said: str) -> list[str]:
    found = chosen(city.principal(username), choice_of(said))
    return [project.name for project in found]


@pytest.mark.parametrize(
    ("username", "where"),
    [
        ("clerk", "/desk"),
        ("finance", "/desk"),
        ("auditor", "/desk"),
        ("auditadmin", "/audit"),
        ("sysadmin", "/organizations"),
        ("secadmin", "/organizations"),
        ("librarian", "/organizations"),
        ("evaluator", "/account"),
    ],
)
def test_everybody_is_led_to_their_work(
    as_person: Callable[[str], Client], username: str, where: str
) -> None:
    assert as_person(username).get("/")["Location"] == where


@pytest.fixture
def invited(city: City) -> Project:
    """Return a project that was submitted, to which the evaluator is invited."""
    project = city.move(city.project(), ("head", "project.check"), ("head", "project.submit"))
    with act(PROGRAM, "test.invite"):
        Invitation.objects.create(
            user=city.people["evaluator"],
            project=project,
            until=timezone.localdate(),
            invited_by=city.people["finance"],
        )
    return project


def test_an_invitation_stands_on_the_desk_until_and_after_the_opinion(
    city: City, invited: Project
) -> None:
    (before,) = invitations(city.principal("evaluator"))
    full = {name: item.full for name, item in ITEMS.items()}
    who = city.principal("evaluator"), city.actor("evaluator")
    reviewing.evaluate(*who, invited.pk, Grade.EXCELLENT, full, "可行。")
    (after,) = invitations(city.principal("evaluator"))

    assert (before.project, before.given, before.is_open) == (invited, None, True)
    assert after.given is not None


def test_an_invitation_to_what_is_under_no_review_says_so(city: City, invited: Project) -> None:
    city.move(invited, ("department", "project.return"))

    assert [one.is_open for one in invitations(city.principal("evaluator"))] == [False]


@pytest.mark.usefixtures("city")
def test_nobody_else_has_the_invitation(as_person: Callable[[str], Client]) -> None:
    assert "评审邀请" not in as_person("clerk").get("/desk").content.decode()


def test_an_invited_evaluator_is_led_to_the_desk_and_finds_the_project(
    invited: Project, as_person: Callable[[str], Client]
) -> None:
    project = invited
    browser = as_person("evaluator")

    assert browser.get("/")["Location"] == "/desk"
    assert project.name in browser.get("/desk").content.decode()
    assert browser.get("/overview").status_code == 302


@pytest.mark.parametrize("address", ["/desk", "/projects", "/overview", "/projects/export"])
@pytest.mark.parametrize(("username", "status"), [("librarian", 403), ("sysadmin", 403)])
def test_who_has_nothing_to_do_with_projects_sees_none(
    as_person: Callable[[str], Client], address: str, username: str, status: int
) -> None:
    assert as_person(username).get(address).status_code == status


@pytest.mark.parametrize(
    ("steps", "who"),
    [
        ((), {"clerk"}),
        ((("clerk", "project.finish"),), {"head"}),
        ((("clerk", "project.finish"), ("head", "project.return")), {"clerk"}),
        ((("head", "project.check"),), {"head"}),
        ((("head", "project.check"), ("head", "project.submit")), {"department"}),
    ],
)
def test_a_project_waits_for_who_does_the_next_act(
    city: City, steps: tuple[tuple[str, str], ...], who: set[str]
) -> None:
    city.move(city.project(), *steps)
    found = {
        username
        for username in ("clerk", "clerk2", "museum", "head", "department", "finance", "auditor")
        if Project.objects.filter(waits_for(city.principal(username))).exists()
    }

    assert found == who


def test_what_was_approved_waits_for_nobody(city: City) -> None:
    city.approved(city.project())

    assert not any(
        Project.objects.filter(waits_for(city.principal(username))).exists()
        for username in city.people
    )


def test_what_came_back_and_what_is_overdue_stand_on_the_desk(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.move(city.project(), ("head", "project.check"), ("head", "project.return"))
    set_deadline(
        city.principal("finance"),
        city.actor("finance"),
        city.organizations["000"],
        2026,
        Action.PROJECT_SUBMIT,
        timezone.localdate().replace(year=2020, day=1),
    )

    assert len(sections(city.principal("clerk"))) == 3
    assert project.name in as_person("clerk").get("/desk").content.decode()


def test_comments_stand_on_the_desk_of_who_answers_then_of_who_asked(city: City) -> None:
    project = city.project()
    made = remarks.comment(
        city.principal("department"), city.actor("department"), project.pk, "goal", "请细化"
    )
    assert to_answer(city.principal("clerk")) == [made]
    assert to_answer(city.principal("department")) == []

    remarks.answer(city.principal("clerk"), city.actor("clerk"), made.pk, "已细化")
    assert to_answer(city.principal("clerk")) == []
    assert to_answer(city.principal("department")) == [made]


def test_each_sees_the_projects_of_their_subtree(city: City) -> None:
    for code, name in (("101", "科技"), ("102", "科技馆"), ("201", "民政")):
        city.project(code, name)

    assert set(names(city, "clerk")) == {"科技"}
    assert set(names(city, "department")) == {"科技", "科技馆"}
    assert set(names(city, "auditor")) == {"科技", "科技馆", "民政"}
    assert names(city, "sysadmin") == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"q": "甲"}, {"甲项目"}),
        ({"year": "2027"}, {"乙项目"}),
        ({"state": "unit_checked"}, {"甲项目"}),
        ({"findings": "block"}, {"乙项目"}),
        ({"todo": "1"}, {"甲项目", "乙项目"}),
        ({"late": "1"}, set()),
        ({"unit": "999999"}, set()),
        ({"state": "nonsense", "year": "x", "sort": "no"}, {"甲项目", "乙项目"}),
    ],
)
def test_the_table_is_filtered(city: City, said: dict[str, str], found: set[str]) -> None:
    city.move(city.project(name="甲项目"), ("head", "project.check"))
    many(city, 1, name="乙项目", fiscal_year=2027, blocking=2)
    with act(PROGRAM, "test.ready"):
        Project.objects.filter(name="乙项目").update(
            owner=city.people["head"], state="unit_checked"
        )
        Project.objects.filter(name="乙项目").update(
            state="unit_checked" if said.get("todo") else "draft"
        )

    assert set(names(city, "head", **said)) == found


@pytest.mark.parametrize(("sort", "first"), [("total", "项目00000"), ("-total", "项目00002")])
def test_the_table_is_sorted_both_ways(city: City, sort: str, first: str) -> None:
    many(city, 3)

    assert names(city, "auditor", sort=sort)[0] == first


def test_a_choice_is_its_address(city: City) -> None:
    assert city.people
    choice = Choice(q="科普 & 展览", year=2026, late=True, sort="-total")

    assert choice_of({"q": "科普 & 展览", "year": "2026", "late": "1", "sort": "-total"}) == choice
    assert Choice().query() == ""


def test_pages_of_ten_thousand_projects_take_few_queries(
    city: City, as_person: Callable[[str], Client]
) -> None:
    many(city, 10_000)
    browser = as_person("auditor")
    for address in ("/projects", "/projects?sort=-total&page=150", "/desk", "/overview"):
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert browser.get(address).status_code == 200
        assert len(taken) <= 16, address


def test_the_number_of_queries_does_not_grow_with_the_lines(
    city: City, as_person: Callable[[str], Client]
) -> None:
    browser = as_person("auditor")
    browser.get("/projects")  # The first request notes its time in the session.
    counts = []
    for _ in range(2):
        many(city, 20)
        with CaptureQueriesContext(connection) as taken:
            browser.get("/projects")
        counts.append(len(taken))

    assert counts[0] == counts[1]


def test_a_part_of_the_page_is_the_table_alone(as_person: Callable[[str], Client]) -> None:
    answer = as_person("auditor").get("/projects", headers={"HX-Target": "projects-table"})

    assert answer.status_code == 200
    assert b"<html" not in answer.content


def test_a_view_is_kept_used_and_forgotten(city: City, as_person: Callable[[str], Client]) -> None:
    assert city.people
    browser = as_person("auditor")
    answer = browser.post("/projects/views", {"name": "退回的", "state": "returned"})
    view = SavedView.objects.get()

    assert answer["Location"] == "/projects?state=returned"
    assert "退回的" in browser.get("/projects").content.decode()
    assert as_person("clerk").post(f"/projects/views/{view.pk}/forget").status_code == 404
    assert browser.post(f"/projects/views/{view.pk}/forget").status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "长" * 61])
def test_a_view_has_a_name(as_person: Callable[[str], Client], name: str) -> None:
    assert as_person("clerk").post("/projects/views", {"name": name}).status_code == 400


def texts(body: bytes) -> tuple[str, list[str]]:
    with ZipFile(BytesIO(body)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        shared = fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - our own
    return sheet, ["".join(one.itertext()) for one in shared]


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "https://a.b"])
def test_no_text_becomes_a_formula_or_a_link(city: City, name: str) -> None:
    many(city, 1, name=name)
    body, count = workbook(chosen(city.principal("auditor"), Choice()))
    sheet, shared = texts(body)

    assert count == 1
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert name in shared


def test_a_workbook_holds_what_was_chosen_with_its_unit_named(
    city: City, as_person: Callable[[str], Client]
) -> None:
    many(city, 60)
    many(city, 1, name="别的")
    before = Record.objects.count()
    answer = as_person("auditor").get(
        "/projects/export?q=项目", headers={"Accept-Language": "zh-hans"}
    )
    _, shared = texts(answer.content)

    assert sum(1 for text in shared if text.startswith("项目0")) == 60
    assert "别的" not in shared
    assert any("ten thousand yuan" in text or "万元" in text for text in shared)
    assert Record.objects.count() == before + 1


def test_a_workbook_holds_nothing_out_of_sight(
    city: City, as_person: Callable[[str], Client]
) -> None:
    city.project("201", "民政项目")
    _, shared = texts(as_person("department").get("/projects/export").content)

    assert "民政项目" not in shared


def test_money_that_is_not_known_is_no_nought(city: City) -> None:
    found = city.project("101", "甲")
    with unattended():
        Project.objects.filter(pk=found.pk).update(total=None)
    reach = organizations(city.principal("finance"))
    whole, _ = figures(reach, city.organizations["100"], 2026)

    assert (whole.total, whole.unpriced) == (None, 1)


def test_the_overview_adds_up_by_unit_and_state(city: City) -> None:
    city.move(city.project("101", "甲"), ("head", "project.check"))
    city.project("102", "乙")
    city.project("201", "丙")
    reach = organizations(city.principal("finance"))
    whole, parts = figures(reach, city.organizations["100"], 2026)

    assert whole.projects == 2
    assert whole.total == 240
    assert (whole.judgeable, whole.indicators) == (12, 12)
    assert {part.organization.code: dict(part.counts) for part in parts} == {
        "101": {"unit_checked": 1},
        "102": {"draft": 1},
    }


def test_the_bureau_is_shown_by_department(city: City) -> None:
    city.project("101", "甲")
    city.project("201", "丙")
    _, parts = figures(organizations(city.principal("finance")), city.organizations["000"], None)

    assert [(part.organization.code, part.projects) for part in parts] == [("100", 1), ("200", 1)]


def test_a_department_is_not_shown_to_another(
    city: City, as_person: Callable[[str], Client]
) -> None:
    hidden = city.organizations["200"].pk

    assert as_person("department").get(f"/overview?unit={hidden}").status_code == 404
    assert as_person("department").get("/overview").status_code == 200


def test_a_page_that_names_a_project_escapes_it(
    city: City, as_person: Callable[[str], Client]
) -> None:
    who = city.principal("clerk"), city.actor("clerk")
    commands.create(*who, city.organizations["101"], sound_table("<script>alert(1)</script>"))

    for address in ("/projects", "/desk"):
        assert "<script>alert" not in as_person("clerk").get(address).content.decode()
