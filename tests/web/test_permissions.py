"""Every address asked by every role about things near and far: the policy decides, nothing else."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.web.city import PEOPLE, found_city, sound_table
from tests.web.evaluating import ranked_scheme
from tests.web.routes import FORM, NARROWER, SHADOWED, Route, is_operation, patterns, routes
from tests.web.surveying import ASKED

from jiheng.standards.framework import load_framework
from jiheng_web.access.policy import INVITED, Action, permits, permits_project, scope
from jiheng_web.accounts.models import Membership, Token
from jiheng_web.audit.acts import PROGRAM, act
from jiheng_web.audit.models import Record
from jiheng_web.disclosure.models import Disclosure
from jiheng_web.evaluation.content import stored
from jiheng_web.evaluation.models import Evaluation
from jiheng_web.flow import commands, remarks, reviewing
from jiheng_web.flow.models import SavedView
from jiheng_web.intake import commands as intake
from jiheng_web.intake.models import Item, Job, JobState
from jiheng_web.projects.content import findings_of, text_of
from jiheng_web.projects.models import Draft
from jiheng_web.results.models import (
    EvidenceFile,
    Ledger,
    MonitoringRound,
    Rectification,
    SelfEvaluation,
    Sheet,
)
from jiheng_web.surveys import commands as surveys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from tests.web.city import City

    from jiheng_web.access.policy import Principal
    from jiheng_web.projects.models import Project

PLACES = ("101", "102", "201", "none")
"""Own unit, another unit of the department, another department, nowhere."""
CLERKS = {"101": "clerk", "102": "museum", "201": "other"}
NOWHERE = 10**15
ROLES = tuple({role: username for username, _, role, _ in reversed(PEOPLE)}.values())
"""One person a role: the first of the list of people."""

KINDS = {
    "projects/views/<int:key>": "own",
    "account/tokens/<int:key>": "own",
    "projects/<int:key>": "project",
    "comments/<int:key>": "comment",
    "documents/<int:key>": "document",
    "organizations/<int:key>": "organization",
    "people/<int:key>": "person",
    "disclosures/<int:key>": "disclosure",
    "items/<int:key>": "item",
    "surveys/<int:key>": "survey",
    "survey-rounds/<int:key>": "round",
    "evaluations/<int:key>": "evaluation",
    "ratings/<int:key>": "rating",
    "rankings/<int:key>": "ranking",
    "ledgers/<int:key>": "ledger",
    "monitoring/<int:key>": "monitoring",
    "sheets/<int:key>": "sheet",
    "evidence/<int:key>": "evidence",
    "self-evaluations/<int:key>": "self-evaluation",
    "rectifications/<int:key>": "rectification",
}
"""Beginning of an address → what its key names."""
RESULTS = ("ledger", "monitoring", "sheet", "evidence", "self-evaluation", "rectification")
SIGHT = {
    "project": Action.PROJECT_VIEW,
    "comment": Action.PROJECT_VIEW,
    "document": Action.DOCUMENT_VIEW,
    "item": Action.DOCUMENT_VIEW,
    "organization": Action.ORGANIZATION_VIEW,
    "disclosure": Action.DISCLOSURE_VIEW,
    "survey": Action.SURVEY_VIEW,
    "round": Action.SURVEY_VIEW,
    "evaluation": Action.EVALUATION_VIEW,
    "ranking": Action.EVALUATION_VIEW,
    "person": Action.PERSON_VIEW,
    **dict.fromkeys(RESULTS, Action.RESULT_VIEW),
}
"""What must be granted to be told that a thing exists."""
DEPARTMENTS = {"101": "100", "102": "100", "201": "200"}
"""Who publishes for the units."""
OWNED = {"own": "clerk", "rating": "evaluator"}
"""What belongs to one person alone."""
NO_CHANGE = frozenset({"export"})
"""What is put on record though it only reads."""
RARELY_THERE = frozenset(
    {
        "evaluation-release",
        "sheet-filled",
        "sheet-take",
        "sheet-payments",
        "sheet-payments-take",
        "self-evaluation-payments",
        "self-evaluation-payments-take",
        "page-picture",
        "disclosure-omit",
    }
)
"""Of things that need more than the matrix makes: may be missing for whoever is permitted."""
OWN_MATTERS = frozenset({"password", "make_token", "revoke_token", "view-save", "view-forget"})
"""What anybody may change: one's own account and lists."""


@dataclass
class World:
    """The city with one thing of each kind in each place."""

    city: City
    keys: dict[str, dict[str, int]]
    extra: dict[str, dict[str, int]]
    findings: dict[str, dict[str, str]]


def world() -> World:
    city = found_city()
    keys: dict[str, dict[str, int]] = {kind: {"none": NOWHERE} for kind in {*KINDS.values()}}
    extra: dict[str, dict[str, int]] = {"item": {}, "membership": {}}
    findings: dict[str, dict[str, str]] = {}
    for code, username in CLERKS.items():
        who = city.principal(username), city.actor(username)
        table = sound_table()
        bare = replace(table, rows=(replace(table.rows[0], indicators=()),))
        project = commands.create(*who, city.organizations[code], bare)
        first = findings_of(project.newest.findings)[0]
        findings[code] = {"rule": str(first["rule"]), "place": commands.place_of(first)}
        file = io.BytesIO(code.encode())
        document = intake.hand_in(*who, city.organizations[code], 2026, "表.txt", file).document
        comment = remarks.comment(*who, project.pk, "", "请看")
        membership = Membership.objects.get(user=city.people[username])
        with act(PROGRAM, "test.things"):
            item = Item.objects.create(document=document, table=0, row=0, name="项目")
            Job.objects.filter(document=document).update(
                state=JobState.DONE, result=f"[{text_of(sound_table())}]"
            )
            evaluation = evaluated(project)
            sheet = evaluation.sheets.create(expert=city.people["evaluator"])
            department = city.organizations[DEPARTMENTS[code]]
            disclosure = Disclosure.objects.create(
                organization=department, fiscal_year=2026, slug=code, prepared_by_id=who[0].person
            )
            version = project.newest
            Draft.objects.create(
                version=version, user=city.people[username], content=version.content, based_on=1
            )
        survey = surveys.create(*who, city.organizations[code], "问卷", ASKED)
        keys["survey"][code], keys["round"][code] = survey.pk, survey.rounds.get().pk
        with act(PROGRAM, "test.things"):
            for kind, key in results_of(project, document.sha256).items():
                keys[kind][code] = key
        keys["project"][code], keys["comment"][code] = project.pk, comment.pk
        keys["document"][code], keys["item"][code] = document.pk, item.pk
        keys["disclosure"][code] = disclosure.pk
        keys["ranking"][code] = ranked_scheme(city, 3, code).pk
        keys["evaluation"][code], keys["rating"][code] = evaluation.pk, sheet.pk
        keys["organization"][code] = city.organizations[code].pk
        keys["person"][code] = city.people[username].pk
        extra["item"][code], extra["membership"][code] = item.pk, membership.pk
    finance = city.principal("finance"), city.actor("finance")
    day = timezone.localdate()
    reviewing.invite(*finance, keys["project"]["101"], "evaluator", day)
    with act(PROGRAM, "test.things"):
        clerk = city.people["clerk"]
        view = SavedView.objects.create(owner=clerk, name="一")
        Token.objects.create(pk=view.pk, user=clerk, name="t", hash="0", expires=FAR)
    keys["own"] = {"101": view.pk, "none": NOWHERE}
    return World(city, keys, extra, findings)


FAR = datetime(2099, 1, 1, tzinfo=UTC)


def results_of(project: Project, sha256: str) -> dict[str, int]:
    """Return one thing of each kind of results: kind → key."""
    organization, version, owner = project.organization, project.newest, project.owner
    day = timezone.localdate()
    common: dict[str, Any] = {"name": "a", "sha256": sha256, "size": 1, "handed_in_by": owner}
    ledger = Ledger.objects.create(organization=organization, fiscal_year=2026, **common)
    opened = MonitoringRound.objects.create(
        organization=organization, fiscal_year=2026, cut_off=day, due=day, opened_by=owner
    )
    sheet = Sheet.objects.create(round=opened, project=project, version=version)
    item = Rectification.objects.create(
        project=project,
        source="monitoring",
        title="问题",
        owner=owner,
        due=day,
        opened_by=owner,
    )
    return {
        "ledger": ledger.pk,
        "monitoring": opened.pk,
        "sheet": sheet.pk,
        "evidence": EvidenceFile.objects.create(project=project, **common).pk,
        "self-evaluation": SelfEvaluation.objects.create(project=project, version=version).pk,
        "rectification": item.pk,
    }


def evaluated(project: Project) -> Evaluation:
    """Have a department evaluate a project."""
    return Evaluation.objects.create(
        project=project,
        version=project.newest,
        kind="department",
        framework="national",
        items=stored(load_framework().items),
        standard="national",
        due=FAR,
        opened_by=project.owner,
    )


def kind_of(route: Route) -> str | None:
    bare = route.pattern.removeprefix("api/")
    found = next((kind for head, kind in KINDS.items() if bare.startswith(head)), None)
    assert found or "<int:key>" not in bare, f"What does the key of {route.pattern} name?"
    return found


def address(route: Route, place: str, made: World) -> str:
    kind = kind_of(route)
    values: dict[str, object] = {
        "key": made.keys[kind].get(place, NOWHERE) if kind else "",
        "number": 1,
        "position": 1,
        "item": made.extra["item"].get(place, NOWHERE),
        "membership": made.extra["membership"].get(place, NOWHERE),
        "project": made.keys["project"].get(place, NOWHERE),
        "sha256": "0" * 64,
        "file": "docx",
        "form": "json",
        "name": "digital-level",
        "slug": "nothing",
        "token": "nothing",
        "what": "stored",
    }
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda one: str(values[one.group(1)]), route.pattern)


def expected(route: Route, who: Principal, place: str, made: World) -> str:
    """Return "forbidden", "hidden" or "allowed", from the policy alone."""
    access = route.access
    assert access is not None
    action = access.action
    if action is not None and not (scope(who, action) or (action in INVITED and who.invited)):
        return "forbidden"
    kind = kind_of(route)
    if kind is None:
        return "allowed"
    if kind in OWNED:
        return "allowed" if place == "101" and who.username == OWNED[kind] else "hidden"
    if place == "none":
        return "hidden"
    owner = DEPARTMENTS[place] if kind == "disclosure" else place
    path = made.city.organizations[owner].path
    project = made.keys["project"][place] if kind in {"project", "comment"} else 0
    if not permits_project(who, SIGHT[kind], project, path):
        return "hidden"
    action = NARROWER.get(route.name, action)
    granted = action is None or permits_project(who, action, project, path)
    if granted and route.name in {"resolve", "api:resolve"}:
        author = who.person == made.city.people[CLERKS[place]].pk
        granted = author or permits(who, Action.PROJECT_OVERRIDE, path)
    return "allowed" if granted else "forbidden"


def ask(client: Client, route: Route, place: str, made: World) -> HttpResponse:
    """Ask once, and undo what came of it."""
    with transaction.atomic():
        answer = ask_for_good(client, route, place, made)
        transaction.set_rollback(True)
    return answer


def ask_for_good(client: Client, route: Route, place: str, made: World) -> HttpResponse:
    cookies = copy.deepcopy(client.cookies)
    finding = made.findings.get(place, {"rule": "X", "place": ""})
    data: dict[str, Any] = {}
    if route.is_api and route.method != "GET":
        body = route.body | (finding if route.name == "api:override" else {})
        data = {"data": json.dumps(body), "content_type": "application/json"}
        if route.name == "api:hand_in":
            file = io.BytesIO(b"1")
            data = {"data": {"organization": "101", "year": 2026, "file": file}}
    elif route.method != "GET":
        unit, project = made.city.organizations["101"].pk, made.keys["project"]["101"]
        named: dict[str, dict[str, Any]] = {
            "ledger-hand-in": {"organization": unit},
            "monitoring-open": {"organization": unit},
            "evaluation-begin": {"project": project},
            "rectification-open": {"project": project},
            "override": finding,
            "hand-in": {"organization": made.city.organizations["101"].pk},
            "survey-new": {"organization": made.city.organizations["101"].pk},
            "disclosure-new": {"organization": made.city.organizations["100"].pk},
            "add_organization": {"parent": made.city.organizations["100"].pk},
        }
        root = {"organization": str(made.city.organizations["000"].pk)}
        data = {"data": FORM | root | named.get(route.name, {})}
        if route.method != "POST":
            data = {}
    answer: Any = getattr(client, route.method.lower())(address(route, place, made), **data)
    if answer.streaming:
        # Read to its end, which closes the file; closing it here would close the database as well.
        list(answer.streaming_content)
    client.cookies = cookies
    return answer  # type: ignore[no-any-return]


def what_happened(answer: HttpResponse) -> str:
    if answer.status_code >= 500:
        return f"defect {answer.status_code}"
    if answer.status_code == 401 or answer.headers.get("Location", "").startswith("/login?"):
        return "login"
    return {403: "forbidden", 404: "hidden"}.get(answer.status_code, "allowed")


def cells(route: Route) -> Iterator[str]:
    yield from PLACES if kind_of(route) else PLACES[:1]


def test_no_two_pages_share_a_name() -> None:
    pages = {(one.name, one.pattern) for one in routes() if not one.is_api}
    names = [name for name, _pattern in pages]

    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_address_says_who_may_ask() -> None:
    silent = [
        pattern
        for pattern, end in patterns()
        if end.name not in SHADOWED
        and not is_operation(end)
        and not hasattr(end.callback, "access")
    ]
    silent += [route.pattern for route in routes() if route.access is None]

    assert silent == []


@pytest.mark.django_db
@pytest.mark.parametrize("username", ROLES)
def test_a_role_is_answered_as_the_policy_says(username: str) -> None:
    made = world()
    client = Client(raise_request_exception=False)
    client.force_login(made.city.people[username], "none")
    who = made.city.principal(username)
    wrong = []
    for route in routes():
        if not route.access or not route.access.login:
            continue
        for place in cells(route):
            wanted = expected(route, who, place, made)
            got = what_happened(ask(client, route, place, made))
            if got != wanted and not (route.name in RARELY_THERE and got == "hidden"):
                wrong.append(f"{route.method} {route.pattern} {place}: {got}, not {wanted}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_strangers_are_asked_to_log_in() -> None:
    made = world()
    client = Client(raise_request_exception=False)
    wrong = []
    for route in routes():
        for place in cells(route):
            got = what_happened(ask(client, route, place, made))
            wanted = "login" if route.access and route.access.login else None
            if (wanted and got != wanted) or got.startswith("defect"):
                wrong.append(f"{route.method} {route.pattern} {place}: {got}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["clerk", None])
def test_methods_that_are_not_listed_are_refused(username: str | None) -> None:
    made = world()
    client = Client(raise_request_exception=False)
    if username:
        client.force_login(made.city.people[username], "none")
    wrong = []
    for route in {one.pattern: one for one in routes()}.values():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - route.listed:
            answer = ask(client, replace(route, method=method, body={}), "101", made)
            if answer.status_code != 405:
                wrong.append(f"{method} {route.pattern}: {answer.status_code}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_an_auditor_changes_nothing_anywhere() -> None:
    made = world()
    client = Client(raise_request_exception=False)
    client.force_login(made.city.people["auditor"], "none")
    before, last = everything(), Record.objects.latest("sequence").sequence
    for route in routes():
        if route.access and route.access.login and route.name not in OWN_MATTERS:
            for place in cells(route):
                ask_for_good(client, route, place, made)

    assert everything() == before
    assert {one.act for one in Record.objects.filter(sequence__gt=last)} <= NO_CHANGE


@pytest.mark.django_db
@pytest.mark.parametrize("username", ROLES)
def test_reading_changes_nothing(username: str) -> None:
    made = world()
    client = Client(raise_request_exception=False)
    client.force_login(made.city.people[username], "none")
    before = everything()
    for route in routes():
        if route.method == "GET" and route.access and route.access.login:
            ask_for_good(client, route, "101", made)

    assert everything() == before


def everything() -> dict[str, str]:
    """Return a digest of every table of the office, the audit trail apart."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in {"sessions", "audit"}:
            continue
        rows = repr(list(model._default_manager.order_by("pk").values_list()))
        found[model._meta.label] = hashlib.sha256(rows.encode()).hexdigest()
    return found
