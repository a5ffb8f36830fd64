"""Programs ask the office: with a token, strictly, told what is wrong in JSON."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.city import sound_table

from jiheng_web.accounts.models import Token
from jiheng_web.accounts.principals import digest
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.disclosure.commands import prepare
from jiheng_web.flow.points import ITEMS
from jiheng_web.intake.models import Document, Job, JobState
from jiheng_web.intake.proposals import propose
from jiheng_web.projects.content import text_of
from jiheng_web.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.city import City

    from jiheng_web.accounts.models import User

    Asking = Callable[..., Any]


def record(name: str = "智慧科普项目", **changes: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text_of(sound_table(name, **changes)))
    return found


def coded(name: str, code: str) -> dict[str, Any]:
    made = record(name)
    made["rows"][0]["code"] = code
    return made


def give_token(user: User, token: str) -> None:
    with act(PROGRAM, "test.token"):
        until = timezone.now() + timedelta(days=1)
        Token.objects.create(user=user, name="test", hash=digest(token), expires=until)


@pytest.fixture
def ask(city: City) -> Asking:
    """Return a function that asks as a person's program: (person, method, path, body)."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)

    def asked(username: str, method: str, path: str, body: object = None) -> Any:
        token = f"token-of-{username}"
        if not Token.objects.filter(hash=digest(token)).exists():
            give_token(city.people[username], token)
        return client.generic(
            method,
            f"/api/{path}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    return asked


def made(ask: Asking, name: str = "智慧科普项目") -> dict[str, Any]:
    found: dict[str, Any] = ask(
        "clerk", "POST", "projects", {"organization": "101", "table": record(name)}
    ).json()
    return found


def test_it_tells_who_asks(ask: Asking) -> None:
    assert ask("clerk", "GET", "me").json() == {
        "username": "clerk",
        "name": "李经办",
        "roles": [{"role": "clerk", "organization": "101"}],
    }


def test_without_a_token_nothing_is_told(stranger: Client, city: City) -> None:  # noqa: ARG001
    answer = stranger.get("/api/me")

    assert answer.status_code == 401
    assert answer.json()["message"]


def test_an_expired_token_is_none(ask: Asking) -> None:
    ask("clerk", "GET", "me")
    with act(PROGRAM, "test.token"):
        Token.objects.update(expires=timezone.now() - timedelta(seconds=1))

    headers = {"Authorization": "Bearer token-of-clerk"}
    assert Client().get("/api/me", headers=headers).status_code == 401


def test_a_session_without_a_csrf_token_changes_nothing(city: City) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.people["clerk"], "none")
    body = {"organization": "101", "table": record()}

    answer = client.post("/api/projects", body, content_type="application/json")

    assert (answer.status_code, Project.objects.count()) == (403, 0)


def test_a_wrong_token_beside_a_session_is_no_way_round_csrf(city: City) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(city.people["clerk"], "none")
    body = {"organization": "101", "table": record()}

    answer = client.post(
        "/api/projects",
        body,
        content_type="application/json",
        headers={"Authorization": "Basic Y2xlcms6"},
    )

    assert (answer.status_code, Project.objects.count()) == (403, 0)


def test_what_is_made_is_told_as_it_was_sent(ask: Asking) -> None:
    answer = made(ask)

    assert answer["table"] == {**record(), "department": "测试市科技局"}
    assert (answer["state"], answer["total"], answer["revision"]) == ("draft", "120", 1)


def test_a_clerk_makes_nothing_for_another_department(ask: Asking) -> None:
    body = {"organization": "201", "table": record()}

    assert ask("clerk", "POST", "projects", body).status_code == 404


def test_saving_on_an_old_revision_is_a_conflict(ask: Asking) -> None:
    key = made(ask)["key"]
    body = {"revision": 1, "table": record("新名称")}

    assert ask("clerk", "PUT", f"projects/{key}", body).json()["revision"] == 2
    assert ask("clerk2", "PUT", f"projects/{key}", body).status_code == 409


def test_every_fault_of_a_table_is_named(ask: Asking) -> None:
    table = record() | {"fiscal_year": "2026", "surprise": 1}

    answer = ask("clerk", "POST", "projects", {"organization": "101", "table": table})

    assert answer.status_code == 400
    assert len(answer.json()["faults"]) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"name": "长" * 301},
        {"code": "9" * 61},
        {"name": "空\x00字"},
        {"name": " "},
        {"kind": "organization"},
        {"funding": {"total": "9" * 13, "fiscal_appropriation": None}},
    ],
)
def test_what_no_list_can_hold_is_refused(ask: Asking, change: dict[str, Any]) -> None:
    table = record()
    for name, value in change.items():
        row = table["rows"][0]
        row[name] = row[name] | value if isinstance(value, dict) else value

    answer = ask("clerk", "POST", "projects", {"organization": "101", "table": table})

    assert answer.status_code == 400, answer.content
    assert Project.objects.count() == 0


def test_numbers_are_not_taken_for_text(ask: Asking) -> None:
    body = {"organization": 101, "table": record()}

    assert ask("clerk", "POST", "projects", body).status_code == 400


def test_projects_come_in_pages(ask: Asking) -> None:
    keys = [made(ask, f"项目{n}")["key"] for n in range(3)]

    first = ask("clerk", "GET", "projects?limit=2").json()
    second = ask("clerk", "GET", f"projects?limit=2&after={first['after']}").json()

    assert [one["key"] for one in first["items"] + second["items"]] == keys
    assert second["after"] is None


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("year=2026", 2),
        ("year=2025", 0),
        ("state=draft", 2),
        ("state=approved", 0),
        ("organization=100", 2),
        ("organization=102", 1),
        ("organization=none", 0),
        ("text=甲", 1),
        ("text=%25", 0),
    ],
)
def test_projects_are_filtered(ask: Asking, city: City, query: str, count: int) -> None:
    city.project("101", "甲")
    city.project("102", "乙")
    city.project("201", "甲")

    assert len(ask("department", "GET", f"projects?{query}").json()["items"]) == count


@pytest.mark.parametrize("query", ["limit=201", "limit=0", "year=x", "state=gone", "after=-1"])
def test_filters_that_mean_nothing_are_refused(ask: Asking, query: str) -> None:
    assert ask("clerk", "GET", f"projects?{query}").status_code == 400


def test_many_projects_are_put_at_once_and_again_without_effect(ask: Asking) -> None:
    rows = [coded("甲", "A1"), record("乙"), record("丙") | {"fiscal_year": None}]
    body = {"items": [{"organization": "101", "table": row} for row in rows]}

    first = ask("clerk", "POST", "projects/bulk", body).json()["items"]
    records = Record.objects.count()
    again = ask("clerk", "POST", "projects/bulk", body).json()["items"]

    assert [one["outcome"] for one in first] == ["created", "created", "ignored"]
    assert [one["outcome"] for one in again] == ["ignored"] * 3
    assert all(one["reason"] for one in again)
    assert Record.objects.count() == records


def test_a_code_finds_the_project_whose_name_changed(ask: Asking) -> None:
    first, second = (
        {"items": [{"organization": "101", "table": coded(name, "A1")}]}
        for name in ("旧名", "新名")
    )
    ask("clerk", "POST", "projects/bulk", first)

    (outcome,) = ask("clerk", "POST", "projects/bulk", second).json()["items"]

    assert outcome["outcome"] == "updated"
    assert [one.name for one in Project.objects.all()] == ["新名"]


def test_what_is_submitted_is_left_alone_by_many(ask: Asking, city: City) -> None:
    city.move(city.project(), ("head", "project.check"))
    body = {"items": [{"organization": "101", "table": record(title="另一标题")}]}

    (outcome,) = ask("clerk", "POST", "projects/bulk", body).json()["items"]

    assert outcome["outcome"] == "ignored"
    assert "单位已审核" in outcome["reason"]


def test_nobody_learns_by_many_what_others_have(ask: Asking, city: City) -> None:
    city.project("102")
    body = {"items": [{"organization": "102", "table": record()}]}

    (outcome,) = ask("clerk", "POST", "projects/bulk", body).json()["items"]

    assert (outcome["outcome"], outcome["key"]) == ("ignored", None)


def test_more_than_500_rows_are_refused(ask: Asking) -> None:
    body = {"items": [{"organization": "101", "table": {}}] * 501}

    assert ask("clerk", "POST", "projects/bulk", body).status_code == 400


def test_a_project_goes_all_the_way(ask: Asking) -> None:
    key = made(ask)["key"]
    points = {
        "level": "department",
        "grade": "优",
        "points": {name: f"{item.full}" for name, item in ITEMS.items()},
        "opinion": "同意",
    }
    ask("head", "POST", f"projects/{key}/check", {})
    ask("head", "POST", f"projects/{key}/submit", {})
    first = ask("department", "POST", f"projects/{key}/reviews", points)
    ask("finance", "POST", f"projects/{key}/reviews", points | {"level": "finance"})
    last = ask("finance", "POST", f"projects/{key}/approve", {})

    assert first.json()["points"].keys() == set(ITEMS)
    assert last.json()["state"] == "approved"
    assert len(ask("clerk", "GET", f"projects/{key}/reviews").json()) == 2


def test_returning_takes_a_reason(ask: Asking, city: City) -> None:
    project = city.move(city.project(), ("head", "project.check"))
    path = f"projects/{project.pk}/return"

    refused = ask("head", "POST", path, {})

    assert refused.json()["faults"][0]["field"] == "reason"
    assert ask("head", "POST", path, {"reason": "补充"}).json()["state"] == "returned"


def test_an_approved_project_is_adjusted_in_a_new_version(ask: Asking, city: City) -> None:
    key = city.approved(city.project()).pk
    body = {"reason": "预算追加", "approval_number": "测财〔2026〕1号"}

    assert ask("clerk", "POST", f"projects/{key}/adjust", body).json()["version"] == 2
    assert len(ask("clerk", "GET", f"projects/{key}/versions").json()) == 2
    assert ask("clerk", "GET", f"projects/{key}/versions/1").json()["approved"]
    assert ask("clerk", "GET", f"projects/{key}/versions/3").status_code == 404


def test_comments_are_written_answered_and_closed(ask: Asking, city: City) -> None:
    key = city.project().pk
    body = {"place": "goal", "text": "请细化"}
    comment = ask("department", "POST", f"projects/{key}/comments", body).json()["key"]
    ask("clerk", "POST", f"comments/{comment}/answer", {"text": "已改"})
    ask("department", "POST", f"comments/{comment}/resolve")

    (found,) = ask("clerk", "GET", f"projects/{key}/comments").json()
    assert (found["text"], found["answer"], bool(found["resolved"])) == ("请细化", "已改", True)


def test_a_finding_is_let_pass_with_a_reason(ask: Asking) -> None:
    empty = record()
    empty["rows"][0]["indicators"] = []
    body: dict[str, Any] = {"organization": "101", "table": empty}
    project = ask("clerk", "POST", "projects", body).json()
    finding = project["findings"][0]
    body = {"rule": finding["rule"], "place": finding["locations"][0]["field"], "reason": "已核实"}

    path = f"projects/{project['key']}/overrides"
    assert ask("department", "POST", path, body).status_code == 200
    assert ask("clerk", "POST", path, body).status_code == 403


def test_checking_stores_nothing(ask: Asking) -> None:
    ask("clerk", "GET", "me")
    records = Record.objects.count()
    table = record()
    table["rows"][0]["goal"] = None

    findings = ask("auditor", "POST", "check", {"table": table}).json()["findings"]

    assert findings
    assert Record.objects.count() == records + 1  # the token of this test
    assert not Project.objects.exists()


def test_checking_is_bounded(ask: Asking) -> None:
    table = record("长" * 400_000)

    assert ask("clerk", "POST", "check", {"table": table}).status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"NaN", b"[" * 100_000, b'{"table": 1}'])
def test_what_is_no_json_is_refused(ask: Asking, body: bytes) -> None:
    ask("clerk", "GET", "me")
    answer = Client(raise_request_exception=False).post(
        "/api/check",
        body,
        content_type="application/json",
        headers={"Authorization": "Bearer token-of-clerk"},
    )

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_an_address_that_leads_nowhere_is_told_in_json(ask: Asking) -> None:
    assert ask("clerk", "GET", "nowhere").json()["message"]


def test_the_tree_ends_where_a_person_holds_no_role(ask: Asking) -> None:
    codes = [one["code"] for one in ask("department", "GET", "organizations").json()]

    assert codes == ["100", "101", "102"]


def hand_in(ask: Asking, client: Client) -> Any:
    ask("clerk", "GET", "me")
    file = io.BytesIO(b"1")
    file.name = "表.csv"
    return client.post(
        "/api/documents",
        {"organization": "101", "year": 2026, "file": file},
        headers={"Authorization": "Bearer token-of-clerk"},
    )


def test_a_document_is_handed_in_once(ask: Asking) -> None:
    first, again = (hand_in(ask, Client()).json() for _ in range(2))

    assert (first["state"], first["is_new"], again["is_new"]) == ("waiting", True, False)
    assert [one["key"] for one in ask("clerk", "GET", "documents").json()] == [first["key"]]


def test_rows_of_a_document_become_projects(ask: Asking, city: City) -> None:
    key = hand_in(ask, Client()).json()["key"]
    document = Document.objects.get(pk=key)
    result = f"[{text_of(sound_table())}]"
    with act(PROGRAM, "test.read"):
        Job.objects.filter(document=document).update(state=JobState.DONE, result=result)
        propose(document, result)

    (item,) = ask("clerk", "GET", f"documents/{key}/items").json()
    tally = ask("clerk", "POST", f"documents/{key}/accept", {}).json()
    late = ask("clerk", "POST", f"items/{item['key']}/decide", {"decision": "skip"})

    assert (item["decision"], tally["created"], late.status_code) == ("open", 1, 409)
    assert Project.objects.get().organization == city.organizations["101"]


def test_a_disclosure_is_told_to_its_department_alone(ask: Asking, city: City) -> None:
    who = city.principal("department"), city.actor("department")
    city.approved(city.project())
    key = prepare(*who, city.organizations["100"], 2026).pk

    assert ask("department", "GET", f"disclosures/{key}").json()["state"] == "prepared"
    assert len(ask("department", "GET", "disclosures").json()) == 1
    assert ask("other_department", "GET", f"disclosures/{key}").status_code == 404
