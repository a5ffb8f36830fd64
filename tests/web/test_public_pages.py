"""The public pages: what was published, nothing else, for everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.web.city import sound_table
from tests.web.publishing import prepared, publish, published, sign

from jiheng_web.disclosure import commands
from jiheng_web.flow import commands as flow

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.city import City

FILES = ("json", "zip", "xlsx", "docx", "pdf")


def _addresses(slug: str) -> list[str]:
    files = [f"/public/{slug}/data.{form}" for form in FILES]
    return [f"/public/{slug}", f"/public/{slug}/1", f"/public/{slug}/datapackage.json", *files]


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_published_table_is_shown_without_a_login(city: City, stranger: Client) -> None:
    made = published(city)
    answer = stranger.get(f"/public/{made.slug}")

    assert answer.status_code == 200
    assert "智慧科普项目" in answer.content.decode()


def test_a_project_has_a_page_of_its_own(city: City, stranger: Client) -> None:
    made = published(city, "甲项目", "乙项目")

    assert "<h1>乙项目</h1>" in _text(stranger, f"/public/{made.slug}/2")


@pytest.mark.parametrize("position", [0, 2, 10**30])
def test_there_is_no_page_of_a_project_that_is_not_in_it(
    city: City, stranger: Client, position: int
) -> None:
    made = published(city)

    assert stranger.get(f"/public/{made.slug}/{position}").status_code == 404


@pytest.mark.parametrize("signers", [(), ("finance",), ("finance", "department")])
def test_what_is_not_published_is_nowhere(
    city: City, stranger: Client, signers: tuple[str, ...]
) -> None:
    made = prepared(city, "尚未公开的项目")
    for username in signers:
        sign(city, made, username)

    assert {stranger.get(one).status_code for one in _addresses(made.slug)} == {404}
    assert "尚未公开的项目" not in _text(stranger, "/public?q=项目")
    assert made.slug not in _text(stranger, "/public/list.json")


def test_a_draft_of_a_published_project_leaks_nowhere(city: City, stranger: Client) -> None:
    made = published(city)
    project = made.entries.get().version.project
    flow.adjust(city.principal("clerk"), city.actor("clerk"), project.pk, "事由", "批1号")
    who = city.principal("clerk"), city.actor("clerk")
    flow.save(*who, project.pk, sound_table("改名之后"), revision=project.newest.revision)

    pages = ["/public", "/public?q=改名之后", *_addresses(made.slug)[:4]]
    assert not [one for one in pages if "<h1>改名之后" in _text(stranger, one)]
    assert '"count": 0' in _text(stranger, "/public/list.json?q=改名之后")


def test_a_project_left_out_and_its_reason_are_not_public(city: City, stranger: Client) -> None:
    made = prepared(city)
    secret = city.approved(city.project(name="涉密的项目"))
    who = city.principal("department"), city.actor("department")
    commands.omit(*who, made.pk, secret.pk, "保密审查的结论")
    publish(city, made)

    for address in _addresses(made.slug)[:4]:
        assert "涉密的项目" not in _text(stranger, address)
        assert "保密审查的结论" not in _text(stranger, address)


def test_what_is_withdrawn_says_when_and_why_and_nothing_else(city: City, stranger: Client) -> None:
    made = published(city)
    who = city.principal("finance"), city.actor("finance")
    commands.withdraw(*who, made.pk, "金额有误")

    for address in _addresses(made.slug):
        answer = stranger.get(address)
        assert answer.status_code == 410
        assert "金额有误" in answer.content.decode()
        assert "智慧科普" not in answer.content.decode()
        assert "科技局" not in answer.content.decode()


def test_a_replaced_edition_leads_to_the_new_one(city: City, stranger: Client) -> None:
    old = published(city)
    new = commands.correct(city.principal("department"), city.actor("department"), old.pk)
    assert new.slug not in _text(stranger, f"/public/{old.slug}")
    publish(city, new)

    assert f"/public/{new.slug}" in _text(stranger, f"/public/{old.slug}")
    front = _text(stranger, "/public")
    assert f"/public/{new.slug}" in front
    assert f"/public/{old.slug}" not in front


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=科普", True),
        ("q=智慧 科技局", True),
        ("q=农业", False),
        ("q=%25", False),
        ("department=100&year=2026", True),
        ("department=200", False),
        ("year=2025", False),
        ("year=abc", False),
        ("page=99", True),
    ],
)
def test_the_search_finds_by_name_department_and_year(
    city: City, stranger: Client, query: str, *, found: bool
) -> None:
    made = published(city)

    assert (f"/public/{made.slug}" in _text(stranger, f"/public?{query}")) is found


def test_a_found_project_is_linked_directly(city: City, stranger: Client) -> None:
    made = published(city, "甲项目", "乙项目")

    assert f"/public/{made.slug}/2" in _text(stranger, "/public?q=乙项目")


def test_names_are_shown_as_text(city: City, stranger: Client) -> None:
    made = published(city, "<script>alert(1)</script>项目")
    pages = [*_addresses(made.slug)[:2], "/public?q=script"]

    assert not [one for one in pages if "<script>alert" in _text(stranger, one)]


def test_what_is_asked_about_by_head_is_answered_without_a_body(
    city: City, stranger: Client
) -> None:
    made = published(city)
    answers = [stranger.head(one) for one in _addresses(made.slug)[:3]]

    assert [(one.status_code, one.content) for one in answers] == [(200, b"")] * 3


def test_money_is_shown_with_its_unit(city: City, stranger: Client) -> None:
    made = published(city)

    assert "120.00 万元" in _text(stranger, f"/public/{made.slug}/1")


def test_a_table_without_money_is_shown_too(city: City, stranger: Client) -> None:
    table = sound_table()
    row = replace(table.rows[0], funding=None)
    who = city.principal("clerk"), city.actor("clerk")
    project = flow.create(*who, city.organizations["101"], replace(table, rows=(row,)))
    for finding in flow.open_blocks(project.newest):
        place = flow.place_of(finding)
        reviewer = city.principal("finance"), city.actor("finance")
        flow.override(*reviewer, project.pk, str(finding["rule"]), place, "测试")
    city.approved(project)
    made = commands.prepare(
        city.principal("department"), city.actor("department"), city.organizations["100"], 2026
    )
    publish(city, made)

    assert stranger.get(f"/public/{made.slug}").status_code == 200
