"""The audit trail as a page: who reads it, how it is narrowed, proved and taken away."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from jiheng_web.access.policy import Role
from jiheng_web.audit.acts import PROGRAM, Actor, act, note_refusal
from jiheng_web.audit.chain import digest
from jiheng_web.audit.models import Record
from jiheng_web.operations.setting_up import add_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

FORMULA = "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("username", ["clerk", "finance", "auditor", "sysadmin", "secadmin"])
@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/audit"),
        ("post", "/audit/prove"),
        ("post", "/audit/export.csv"),
        ("post", "/audit/export.jsonl"),
    ],
)
def test_the_trail_is_the_audit_administrators_alone(
    as_person: Callable[[str], Client], username: str, method: str, address: str
) -> None:
    assert as_person(username).generic(method.upper(), address).status_code == 403


def test_the_newest_stands_first(city: City, as_person: Callable[[str], Client]) -> None:
    city.move(city.project(), ("head", "project.check"))
    page = as_person("auditadmin").get("/audit").content.decode()

    assert page.index("project.check") < page.index("project.create")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("act=project.", True),
        ("act=login", False),
        ("person=李经办", True),
        ("person=王经办", False),
        ("subject=projects.project", True),
        ("subject=projects.project 999999", False),
        ("since=2026-01-01", True),
        ("until=2001-01-01", False),
        ("refused=1", False),
    ],
)
def test_the_trail_is_narrowed(
    city: City, as_person: Callable[[str], Client], query: str, *, shown: bool
) -> None:
    city.project()

    page = as_person("auditadmin").get(f"/audit?{query}").content.decode()

    assert (">project.create<" in page) is shown


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("day", ["x", "2026-13-01", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_is_none_is_told(as_person: Callable[[str], Client], day: str) -> None:
    assert as_person("auditadmin").get(f"/audit?until={day}").status_code == 400


@pytest.mark.usefixtures("city")
def test_the_trail_is_paged_without_gaps(as_person: Callable[[str], Client]) -> None:
    for number in range(60):
        note_refusal(PROGRAM, f"test.{number}", {})
    browser = as_person("auditadmin")
    first = browser.get("/audit").content.decode()
    newest = Record.objects.latest("sequence").sequence
    second = browser.get(f"/audit?before={newest - 49}").content.decode()

    assert f"before={newest - 49}" in first
    assert ">test.10<" in first
    assert ">test.9<" not in first
    assert ">test.9<" in second


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "٣", "1 OR 1=1"])
def test_a_key_that_is_none_is_passed_over(as_person: Callable[[str], Client], before: str) -> None:
    assert as_person("auditadmin").get("/audit", {"before": before}).status_code == 200


@pytest.mark.usefixtures("city")
def test_what_is_told_of_an_act_is_shown_as_text(as_person: Callable[[str], Client]) -> None:
    note_refusal(Actor("<script>alert(1)</script>"), "login", {"<i>": "<img src=x>"})

    page = as_person("auditadmin").get("/audit").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<i>" not in page


def branch_auditor(city: City) -> None:
    with act(PROGRAM, "test"):
        roles = [(city.organizations["100"], Role.AUDIT_ADMINISTRATOR)]
        city.people["audit100"] = add_person("audit100", "分管审计", "x", roles, must_change=False)


def test_the_audit_administrator_of_a_department_sees_its_acts_only(
    city: City, as_person: Callable[[str], Client]
) -> None:
    branch_auditor(city)
    city.project("101", "科技项目")
    city.project("201", "民政项目")
    note_refusal(PROGRAM, "login.refused", {})

    page = as_person("audit100").get("/audit").content.decode()

    assert "科技项目" in page
    assert "民政项目" not in page
    assert "login.refused" not in page


def exported(browser: Client, form: str, **wanted: str) -> str:
    answer = browser.post(f"/audit/export.{form}", wanted)
    return b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_json_lines_hold_all_that_the_hashes_are_made_of(
    city: City, as_person: Callable[[str], Client]
) -> None:
    city.project()
    lines = exported(as_person("auditadmin"), "jsonl").splitlines()
    before = "0" * 64

    for line in lines:
        said = json.loads(line)
        record = Record.objects.get(sequence=said["sequence"])
        assert said["previous"] == before
        assert said["hash"] == digest(record)
        before = said["hash"]
    assert len(lines) == Record.objects.count() - 1


@pytest.mark.usefixtures("city")
def test_no_text_is_a_formula_in_csv(as_person: Callable[[str], Client]) -> None:
    note_refusal(Actor(FORMULA), "login", {})

    rows = list(csv.DictReader(io.StringIO(exported(as_person("auditadmin"), "csv"))))

    assert rows[-1]["actor_name"] == f"'{FORMULA}"


@pytest.mark.usefixtures("city")
def test_an_export_is_on_record_with_what_was_asked_for(
    as_person: Callable[[str], Client],
) -> None:
    exported(as_person("auditadmin"), "csv", act="login")

    newest = Record.objects.latest("sequence")
    assert newest.act == "audit.export"
    assert json.loads(newest.facts)["wanted"] == {"act": "login"}


def test_an_export_keeps_to_the_department(city: City, as_person: Callable[[str], Client]) -> None:
    branch_auditor(city)
    city.project("201", "民政项目")

    assert "民政项目" not in exported(as_person("audit100"), "jsonl")


@pytest.mark.usefixtures("city")
def test_an_export_takes_a_form(as_person: Callable[[str], Client]) -> None:
    assert as_person("auditadmin").get("/audit/export.csv").status_code == 405


@pytest.mark.usefixtures("city")
def test_a_sound_chain_is_proved_on_record(as_person: Callable[[str], Client]) -> None:
    page = as_person("auditadmin").post("/audit/prove").content.decode()
    newest = Record.objects.latest("sequence")

    assert newest.previous in page
    assert newest.act == "audit.prove"


@pytest.mark.usefixtures("city")
def test_a_hash_that_does_not_occur_is_told(as_person: Callable[[str], Client]) -> None:
    as_person("auditadmin").post("/audit/prove", {"anchor": "f" * 64})

    assert "哈希值不在链中" in json.loads(Record.objects.latest("sequence").facts)["why"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_record SET actor_name = 'nobody'", "DELETE FROM audit_record"],
)
@pytest.mark.usefixtures("city")
def test_the_database_keeps_records_as_they_are(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        act(PROGRAM, "test"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
