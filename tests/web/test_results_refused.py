"""Refused forms of results come back on their page, filled, with the message at the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from tests.web.monitored import begun, file_of, opened, rated, who
from tests.web.results_filling import FAR

from jiheng_web.results import rectification_commands, self_evaluation_commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Logged = Callable[[str], Client]


def refused(browser: Client, address: str, said: dict[str, object]) -> Any:
    """Return the page a refused form comes back on."""
    answer = browser.post(address, said)
    assert answer.status_code == 400
    return html.fromstring(answer.content.decode())


def told(page: Any, name: str) -> tuple[str, str]:
    """Return what stands in a field, and the message at it."""
    field = page.xpath(f"//*[@name='{name}'][@aria-invalid]")[0]
    key = field.get("aria-describedby").split()[-1]
    return field.get("value") or field.text or "", page.get_element_by_id(key).text


def test_a_monitoring_sheet_comes_back_filled(city: City, as_person: Logged) -> None:
    city.approved(city.project())
    sheet = opened(city).sheets.get()
    said = {
        "revision": sheet.revision,
        "executed": "1,2,3",
        "budget": "120",
        "actual-0": "7场",
        "explanation-0": "讲解员不足",
    }

    page = refused(as_person("clerk"), f"/sheets/{sheet.pk}/save", said)

    assert told(page, "executed")[0] == "1,2,3"
    assert "“1,2,3”不是金额" in told(page, "executed")[1]
    assert page.xpath("//input[@name='actual-0']/@value") == ["7场"]
    assert page.xpath("//textarea[@name='explanation-0']")[0].text == "讲解员不足"


def test_a_self_evaluation_comes_back_filled(city: City, as_person: Logged) -> None:
    found = begun(city, city.approved(city.project()))
    said = {"revision": found.revision, "weight-0": "５０％", "goal_actual": "已完成"}

    page = refused(as_person("clerk"), f"/self-evaluations/{found.pk}/save", said)

    assert "“５０％”不是分值" in told(page, "weight-0")[1]
    assert page.xpath("//textarea[@name='goal_actual']")[0].text == "已完成"


def test_a_rating_of_the_department_comes_back_filled(city: City, as_person: Logged) -> None:
    found = rated(city, begun(city, city.approved(city.project())))
    self_evaluation_commands.sign(*who(city, "head"), found.pk)

    page = refused(
        as_person("department"),
        f"/self-evaluations/{found.pk}/rating",
        {"points-0": "99", "points-4": "五百", "opinion": "口径过宽"},
    )

    assert told(page, "points-4")[0] == "五百"
    assert page.xpath("//textarea[@name='opinion']")[0].text == "口径过宽"


def test_a_rectification_says_at_each_field_what_is_missing(city: City, as_person: Logged) -> None:
    project = city.approved(city.project())
    wanted = rectification_commands.Wanted(title="进度滞后", due=FAR)
    made = rectification_commands.open_item(*who(city, "department"), project.pk, wanted)
    file_of(city, project)

    page = refused(as_person("clerk"), f"/rectifications/{made.pk}/answer", {"measures": " "})

    assert "整改措施" in told(page, "measures")[1]
    assert "佐证材料" in told(page, "file")[1]


@pytest.mark.parametrize(
    ("address", "said", "field"),
    [
        ("/ledgers/new", {"year": "26", "file": None}, "year"),
        ("/ledgers/new", {"year": "2026", "file": None}, "file"),
        ("/monitoring/new", {"fiscal_year": "2026", "cut_off": "七月底", "due": ""}, "cut_off"),
    ],
)
def test_a_list_shows_its_refused_form(
    city: City, as_person: Logged, address: str, said: dict[str, object], field: str
) -> None:
    said = said | {"organization": city.organizations["000"].pk}
    if "file" in said:
        said["file"] = SimpleUploadedFile("台账.xlsx", b"none")

    page = refused(as_person("finance"), address, said)

    assert told(page, field)[1]
