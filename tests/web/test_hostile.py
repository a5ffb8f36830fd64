"""What attackers send: forged forms, scripts in words, odd addresses, huge bodies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.web.city import sound_table
from tests.web.routes import routes
from tests.web.test_permissions import ask, cells, world

from jiheng_web.flow import commands, remarks
from jiheng_web.projects.models import Project
from jiheng_web.protection import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.city import City

    from jiheng.model import TargetTable

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
ESCAPED = "&lt;script&gt;"


def scripted() -> TargetTable:
    """Return a table with a script in every text of its project."""
    table = sound_table(SCRIPT)
    row = table.rows[0]
    indicators = tuple(
        replace(one, name=SCRIPT, annual_value=SCRIPT, target=None, explanation=SCRIPT)
        for one in row.indicators
    )
    row = replace(row, name=SCRIPT, goal=SCRIPT, code="<b>1</b>", indicators=indicators)
    return replace(table, rows=(row,), title=SCRIPT, department=SCRIPT)


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["clerk", "department", "auditor"])
def test_scripts_in_words_are_shown_and_not_run(username: str) -> None:
    made = world()
    who = made.city.principal("clerk"), made.city.actor("clerk")
    key = made.keys["project"]["101"]
    commands.save(*who, key, scripted(), revision=1)
    remarks.comment(*who, key, "goal", SCRIPT)
    client = Client(raise_request_exception=False)
    client.force_login(made.city.people[username], "none")
    shown = []
    for route in routes():
        if route.method != "GET" or not route.access or not route.access.login:
            continue
        answer: Any = ask(client, route, "101", made)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            words = answer.content.decode()
            assert "<script>alert" not in words, route.pattern
            assert "<img src=x" not in words, route.pattern
            shown += [route.pattern] if ESCAPED in words else []

    assert {"projects", "projects/<int:key>"} <= set(shown)


@pytest.mark.django_db
def test_forms_without_a_csrf_token_are_refused() -> None:
    made = world()
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(made.city.people["clerk"], "none")
    taken = [
        f"{route.method} {route.pattern}"
        for route in routes()
        if route.method != "GET" and ask(client, route, "101", made).status_code != 403
    ]

    assert taken == []


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["clerk", "sysadmin", "auditadmin", None])
def test_every_answer_carries_the_headers_that_protect(username: str | None) -> None:
    made = world()
    client = Client(raise_request_exception=False)
    if username:
        client.force_login(made.city.people[username], "none")
    bare = []
    for route in routes():
        answer = ask(client, route, next(cells(route)), made)
        open_to_all = route.access is not None and not route.access.login
        good = (
            answer.headers.get("Content-Security-Policy") == POLICY
            and answer.headers.get("X-Content-Type-Options") == "nosniff"
            and (open_to_all or answer.headers.get("Cache-Control", "").startswith("no-store"))
        )
        bare += [] if good else [f"{route.method} {route.pattern}: {dict(answer.headers)}"]

    assert not bare, "\n".join(bare)


def test_the_policy_allows_no_script_within_pages_and_no_frames() -> None:
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert "default-src 'none'" in POLICY


@pytest.mark.django_db
def test_pages_hold_neither_scripts_nor_styles_of_their_own() -> None:
    made = world()
    client = Client(raise_request_exception=False)
    client.force_login(made.city.people["clerk"], "none")
    for route in routes():
        if route.method != "GET":
            continue
        answer: Any = ask(client, route, "101", made)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            words = answer.content.decode()
            assert " style=" not in words, route.pattern
            assert "<style" not in words, route.pattern
            assert " onclick=" not in words, route.pattern
            assert "javascript:" not in words, route.pattern


@pytest.mark.parametrize(
    "words",
    ["'", "' OR 1=1 --", '"; DROP TABLE projects_project; --', "%", "_", "\\", "\x00", "长" * 9999],
)
@pytest.mark.parametrize("page", ["projects", "documents", "audit", "public", "people", "overview"])
def test_odd_words_in_filters_are_words(
    as_person: Callable[[str], Client], city: City, page: str, words: str
) -> None:
    city.project()
    username = {"audit": "auditadmin", "people": "sysadmin"}.get(page, "clerk")
    names = ("q", "text", "year", "state", "organization", "page", "sort", "actor", "act", "from")

    answer = as_person(username).get(f"/{page}", dict.fromkeys(names, words))

    assert answer.status_code < 500
    assert Project.objects.count() == 1


def test_a_nul_in_a_form_is_refused(as_person: Callable[[str], Client]) -> None:
    assert as_person("clerk").post("/projects/new", {"name": "a\0b"}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static//etc/passwd",
        "/documents/1/pages/..%2f..%2f/1",
        "/public/..%2f..%2fetc%2fpasswd",
        "/projects/1%00",
        "/projects/٣",
        "/projects/" + "9" * 400,
        "/api/projects/" + "9" * 5000,
    ],
)
def test_odd_addresses_lead_nowhere(as_person: Callable[[str], Client], path: str) -> None:
    assert as_person("clerk").get(path).status_code in {400, 404}


@pytest.mark.parametrize(
    "where", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
@pytest.mark.parametrize("page", ["/language", "/login"])
def test_nobody_is_led_elsewhere(city: City, page: str, where: str) -> None:  # noqa: ARG001
    form = {"next": where, "language": "en", "username": "clerk", "password": "Right-Horse-7"}

    answer = Client().post(page, form)

    assert answer.headers.get("Location", "/").startswith("/")
    assert "evil" not in answer.headers.get("Location", "")


def test_forms_of_too_many_bytes_are_refused(as_person: Callable[[str], Client]) -> None:
    answer = as_person("clerk").post("/projects/new", {"name": "长" * 4_000_000}, "text/plain")

    assert answer.status_code in {400, 413}


def test_forms_of_too_many_fields_are_refused(as_person: Callable[[str], Client]) -> None:
    body = "&".join(f"a{n}=1" for n in range(20_001))

    answer = as_person("clerk").post(
        "/projects/new", body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 400


def test_hosts_that_are_not_ours_are_refused(as_person: Callable[[str], Client]) -> None:
    assert as_person("clerk").get("/projects", headers={"Host": "evil.example"}).status_code == 400
