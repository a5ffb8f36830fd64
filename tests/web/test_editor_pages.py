"""The project file is shown, written as a plain form, and closed to those it is not for."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table

from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.flow.models import Comment
from jiheng_web.projects.content import table_of
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

_FIELD = re.compile(
    r'<textarea[^>]*name="((?:field|row)\.[^"]+)"[^>]*>\n(.*?)</textarea>'
    r'|<input[^>]*name="((?:row\.[^"]+)|revision)" value="([^"]*)"',
    re.DOTALL,
)


def form_of(page: str) -> dict[str, str]:
    """Return what a browser without scripts sends back when nothing is touched."""
    sent = {}
    for area, text, name, value in _FIELD.findall(page):
        sent[area or name] = unescape(text or value).replace("\n", "\r\n")
    selected = re.search(r'name="field.money_unit">.*?<option selected>([^<]*)', page, re.DOTALL)
    assert selected
    return {**sent, "field.money_unit": selected[1]}


def opened(browser: Client, project: Project) -> dict[str, str]:
    """Return the fields of the form of a project."""
    return form_of(browser.get(f"/projects/{project.pk}/edit").content.decode())


def row_of(project: Project) -> object:
    """Return what a project says."""
    return table_of(project.newest.content).rows[0]


def test_a_form_sent_back_untouched_saves_nothing(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    browser = as_person("clerk")

    answer = browser.post(f"/projects/{project.pk}/save", opened(browser, project))

    assert answer.status_code == 302
    assert project.newest.revision == 1


def test_a_plain_form_saves_what_was_typed(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.project()
    browser = as_person("clerk")
    sent = opened(browser, project) | {
        "field.goal": "第一行\r\n第二行",
        "field.funding.total": "1,234.50",
        "row.2.annual_value": "≥97%",
    }

    answer = browser.post(f"/projects/{project.pk}/save", sent, follow=True)

    row = row_of(project)
    assert answer.status_code == 200
    assert row.goal == "第一行\n第二行"  # type: ignore[attr-defined]
    assert str(row.funding.total) == "1234.50"  # type: ignore[attr-defined]
    assert str(row.indicators[2].target.number) == "97"  # type: ignore[attr-defined]


def test_rows_are_added_moved_and_removed_without_scripts_and_nothing_is_written(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    browser = as_person("clerk")
    sent = opened(browser, project)

    for button in ("add", "up.6", "down.0", "remove.3"):
        page = browser.post(f"/projects/{project.pk}/save", sent | {"do": button})
        sent = form_of(page.content.decode())

    origins = [sent[f"row.{n}.origin"] for n in range(6)]
    assert origins == ["1", "0", "2", "4", "", "5"]
    assert project.newest.revision == 1


def test_a_safe_change_is_offered_and_made_without_scripts(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    browser = as_person("clerk")
    sent = opened(browser, project) | {"row.1.annual_value": "≥３００人。", "do": "look"}

    page = browser.post(f"/projects/{project.pk}/save", sent).content.decode()
    fixed = browser.post(
        f"/projects/{project.pk}/save", sent | {"do": "fix.indicators.1.annual_value"}
    ).content.decode()

    assert "<del>≥３００人。</del> → <ins>≥300人</ins>" in page
    assert form_of(fixed)["row.1.annual_value"] == "≥300人"


def test_what_is_no_amount_is_said_at_its_field_and_what_was_typed_stays(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.project()
    browser = as_person("clerk")
    sent = opened(browser, project) | {"field.funding.total": "很多", "field.goal": "新目标"}

    answer = browser.post(f"/projects/{project.pk}/save", sent)

    again = form_of(answer.content.decode())
    assert answer.status_code == 400
    assert 'id="fault-funding.total"' in answer.content.decode()
    assert (again["field.funding.total"], again["field.goal"]) == ("很多", "新目标")
    assert project.newest.revision == 1


@pytest.mark.parametrize("username", ["head", "department", "finance", "auditor"])
def test_who_only_reads_is_shown_the_file_without_the_form(
    city: City, as_person: Callable[[str], Client], username: str
) -> None:
    project = city.project()
    browser = as_person(username)

    assert "智慧科普项目" in browser.get(f"/projects/{project.pk}").content.decode()
    assert browser.get(f"/projects/{project.pk}/edit").status_code == 403


@pytest.mark.parametrize(
    ("method", "tail"),
    [
        ("get", ""),
        ("get", "/edit"),
        ("post", "/save"),
        ("post", "/look"),
        ("get", "/suggestions?name=x"),
        ("get", "/conflict"),
    ],
)
def test_a_project_out_of_sight_does_not_exist(
    city: City, as_person: Callable[[str], Client], method: str, tail: str
) -> None:
    project = city.project()

    answer = getattr(as_person("other"), method)(f"/projects/{project.pk}{tail}")

    assert answer.status_code == 404


def test_what_was_submitted_is_not_opened_for_writing(
    city: City, as_person: Callable[[str], Client]
) -> None:
    project = city.move(city.project(), ("head", "project.check"))

    assert as_person("clerk").get(f"/projects/{project.pk}/edit").status_code == 409
    assert (
        f"/{project.pk}/edit"
        not in as_person("clerk").get(f"/projects/{project.pk}").content.decode()
    )


def test_text_of_people_is_never_markup(city: City, as_person: Callable[[str], Client]) -> None:
    evil = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    table = sound_table(evil)
    project = city.project()
    indicator = replace(table.rows[0].indicators[0], name=evil, annual_value=evil)
    table = replace(table, rows=(replace(table.rows[0], goal=evil, indicators=(indicator,)),))
    from jiheng_web.flow import commands  # noqa: PLC0415

    commands.save(city.principal("clerk"), city.actor("clerk"), project.pk, table, revision=1)

    for tail in ("", "/edit"):
        page = as_person("clerk").get(f"/projects/{project.pk}{tail}").content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_comments_stand_at_their_cells(city: City, as_person: Callable[[str], Client]) -> None:
    project = city.project()
    with act(PROGRAM, "test.comment"):
        Comment.objects.create(
            version=project.newest,
            place="indicators.3.annual_value",
            text="请写明时间",
            author=city.people["department"],
        )

    for tail in ("", "/edit"):
        page = as_person("clerk").get(f"/projects/{project.pk}{tail}").content.decode()
        cell = page[page.index('id="cell-indicators.3.annual_value"') :]
        assert "请写明时间" in cell[: cell.index("</td>")]


def test_a_new_project_begins_with_its_name(city: City, as_person: Callable[[str], Client]) -> None:
    unit = city.organizations["101"].pk
    data = {"unit": unit, "year": "2027", "name": "新建项目甲"}

    answer = as_person("clerk").post("/projects/new", data)

    made = Project.objects.get()
    assert (made.name, made.fiscal_year, made.organization_id) == ("新建项目甲", 2027, unit)
    assert answer["Location"] == f"/projects/{made.pk}/edit"


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "year": "2027"},
        {"name": "x", "year": "27"},
        {"name": "x" * 301, "year": "2027"},
        {"name": "x", "year": "2027", "unit": "1"},
        {"name": "x", "year": "2027", "unit": "不是数"},
    ],
)
def test_a_new_project_needs_a_name_a_year_and_a_unit_of_ones_own(
    city: City, as_person: Callable[[str], Client], data: dict[str, str]
) -> None:
    answer = as_person("clerk").post(
        "/projects/new", {"unit": str(city.organizations["101"].pk)} | data
    )

    assert answer.status_code == 400
    assert not Project.objects.exists()


def test_a_project_of_last_year_is_copied_and_the_copy_is_watched(
    city: City, as_person: Callable[[str], Client]
) -> None:
    source = city.project()
    browser = as_person("clerk")

    browser.post("/projects/new", {"previous": source.pk, "year": "2027"})

    made = Project.objects.get(fiscal_year=2027)
    assert made.previous_id == source.pk
    assert row_of(made) == row_of(source)
    page = browser.get(f"/projects/{made.pk}").content.decode()
    assert "100%" in page
    assert f'href="/projects/{source.pk}"' in page


def test_a_copy_goes_to_a_later_year(city: City, as_person: Callable[[str], Client]) -> None:
    source = city.project()

    answer = as_person("clerk").post("/projects/new", {"previous": source.pk, "year": "2026"})

    assert answer.status_code == 400


def test_a_project_of_others_cannot_be_copied(
    city: City, as_person: Callable[[str], Client]
) -> None:
    source = city.project()

    answer = as_person("other").post("/projects/new", {"previous": source.pk, "year": "2027"})

    assert answer.status_code == 404


def test_the_same_for_more_money_is_pointed_out(
    city: City, as_person: Callable[[str], Client]
) -> None:
    source = city.project()
    browser = as_person("clerk")
    browser.post("/projects/new", {"previous": source.pk, "year": "2027"})
    made = Project.objects.get(fiscal_year=2027)
    sent = opened(browser, made) | {"field.funding.total": "162", "field.goal": "完全不同的话"}

    page = browser.post(f"/projects/{made.pk}/save", sent, follow=True).content.decode()

    assert "35%" in page
