"""The office's pages of a disclosure: from the set to the public page and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.web.publishing import prepared, published

from jiheng_web.disclosure.models import Disclosure

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Browser = Callable[[str], Client]


def _post(client: Client, made: Disclosure, act: str, **said: object) -> int:
    return client.post(f"/disclosures/{made.pk}/{act}", said).status_code


def _sha256(client: Client, made: Disclosure) -> str:
    shown = client.get(f"/disclosures/{made.pk}").content.decode()
    found = re.search(r'name="sha256" value="(\w{64})"', shown)
    return found.group(1) if found else ""


def test_people_bring_a_disclosure_all_the_way(
    city: City, as_person: Browser, stranger: Client
) -> None:
    city.approved(city.project())
    department, finance = as_person("department"), as_person("finance")
    key = city.organizations["100"].pk
    said = {"organization": key, "fiscal_year": "2026", "budget_total": "120.00"}
    answer = department.post("/disclosures/new", said, follow=True)
    made = Disclosure.objects.get()

    assert answer.status_code == 200
    for client in (department, finance):
        assert _post(client, made, "sign", sha256=_sha256(client, made)) == 302
    assert _post(department, made, "publish") == 302
    assert stranger.get(f"/public/{made.slug}").status_code == 200
    assert _post(finance, made, "withdraw", reason="金额有误") == 302
    assert stranger.get(f"/public/{made.slug}").status_code == 410
    assert _post(department, made, "correct") == 302
    assert department.get("/disclosures").content.decode().count("已撤回") == 1


def test_the_set_is_saved_with_its_order(city: City, as_person: Browser) -> None:
    made = prepared(city, "甲项目", "乙项目")
    first, second = (entry.version.project_id for entry in made.entries.all())
    said = {"project": [first, second], f"order-{first}": "2", f"order-{second}": "1"}

    assert _post(as_person("department"), made, "set", **said) == 302
    assert [e.version.project_id for e in made.entries.order_by("position")] == [second, first]


def test_a_project_is_left_out_with_a_reason(city: City, as_person: Browser) -> None:
    made = prepared(city, "甲项目", "乙项目")
    key = made.entries.first().version.project_id  # type: ignore[union-attr]
    client = as_person("department")

    assert _post(client, made, "omit", project=key, reason="") == 400
    assert _post(client, made, "omit", project=key, reason="涉密") == 302
    assert "涉密" in client.get(f"/disclosures/{made.pk}").content.decode()


def test_title_and_budget_are_changed(city: City, as_person: Browser) -> None:
    made = prepared(city)
    client = as_person("department")

    assert _post(client, made, "head", title="新标题", budget_total="1,200.5") == 302
    made.refresh_from_db()
    assert (made.title, str(made.budget_total)) == ("新标题", "1200.500000")


@pytest.mark.parametrize("budget", ["abc", "NaN", "-1", "1e99", "0.0000001"])
def test_what_is_no_budget_is_refused(city: City, as_person: Browser, budget: str) -> None:
    made = prepared(city)

    assert _post(as_person("department"), made, "head", title="题", budget_total=budget) == 400


def test_the_gate_is_run_again(city: City, as_person: Browser) -> None:
    made = prepared(city)
    city.approved(city.project(name="漏列的项目"))
    client = as_person("finance")

    assert _post(client, made, "check") == 302
    assert "漏列的项目" in client.get(f"/disclosures/{made.pk}").content.decode()


@pytest.mark.parametrize("act", ["set", "head", "omit", "check", "sign", "publish", "correct"])
@pytest.mark.parametrize("username", ["clerk", "auditor"])
def test_who_does_not_prepare_or_sign_is_refused(
    city: City, as_person: Browser, act: str, username: str
) -> None:
    made = prepared(city)

    assert _post(as_person(username), made, act, title="题", reason="由") == 403


@pytest.mark.parametrize("act", ["set", "head", "omit", "check", "sign", "publish", "correct"])
def test_another_department_finds_nothing(city: City, as_person: Browser, act: str) -> None:
    made = prepared(city)
    client = as_person("other_department")

    assert _post(client, made, act, title="题", reason="由") == 404
    assert client.get(f"/disclosures/{made.pk}").status_code == 404
    assert made.title not in client.get("/disclosures").content.decode()


def test_an_auditor_reads_it(city: City, as_person: Browser) -> None:
    made = published(city)

    assert as_person("auditor").get(f"/disclosures/{made.pk}").status_code == 200


def test_a_year_is_needed(city: City, as_person: Browser) -> None:
    said = {"organization": city.organizations["100"].pk, "fiscal_year": "二零二六"}

    assert as_person("department").post("/disclosures/new", said).status_code == 400


def test_a_document_out_of_sight_gives_no_frame(city: City, as_person: Browser) -> None:
    key = city.organizations["100"].pk
    said = {"organization": key, "fiscal_year": "2026", "printed": "99.0"}

    assert as_person("department").post("/disclosures/new", said).status_code == 404
