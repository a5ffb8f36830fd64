"""A refused form comes back on its page, filled, with each message at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from tests.web.evaluating import invited, opened
from tests.web.surveying import drafted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.city import City

    Logged = Callable[[str], Client]


def refused(answer: Any) -> Any:
    """Return the page of a form that was refused."""
    assert answer.status_code == 400, answer.status_code
    return html.fromstring(answer.content.decode())


@pytest.fixture
def sheet(city: City, as_person: Logged) -> Any:
    """Return the page of a rating sheet that was refused for two numbers."""
    found = invited(city, opened(city), "evaluator")
    said = {
        "revision": "1",
        "points-0": "三分",
        "points-1": "1,2,3",
        "comment-0": "第一行\n<b>第二行</b>",
    }
    return refused(as_person("evaluator").post(f"/ratings/{found.pk}/save", said))


def test_what_was_typed_is_still_in_the_form(sheet: Any) -> None:
    assert sheet.xpath("//input[@name='points-0']/@value") == ["三分"]
    assert sheet.xpath("//textarea[@name='comment-0']")[0].text == "第一行\n<b>第二行</b>"


def test_signs_that_no_page_can_hold_are_left_out(city: City, as_person: Logged) -> None:
    found = invited(city, opened(city), "evaluator")
    said = {"revision": "1", "points-0": "三\x0b分\x01\ufffe", "comment-0": "一\x0b二"}
    page = refused(as_person("evaluator").post(f"/ratings/{found.pk}/save", said))
    assert page.xpath("//input[@name='points-0']/@value") == ["三分"]
    assert page.xpath("//textarea[@name='comment-0']")[0].text == "一二"


def test_each_message_stands_at_its_field(sheet: Any) -> None:
    for name, typed in (("points-0", "三分"), ("points-1", "1,2,3")):
        field = sheet.xpath(f"//input[@name='{name}']")[0]
        said = sheet.get_element_by_id(field.get("aria-describedby"))
        assert typed in said.text
        assert field.get("aria-invalid") == "true"


def test_the_summary_leads_to_every_field(sheet: Any) -> None:
    links = sheet.xpath("//div[@id='faults']//a/@href")
    assert len(links) == 2
    assert all(sheet.get_element_by_id(link[1:]).tag == "input" for link in links)


def test_ticks_and_choices_are_as_they_were_sent(city: City, as_person: Logged) -> None:
    found = drafted(city)
    said = {"frame": "many", "open_link": "on", "opens": "2026-03-01"}
    page = refused(as_person("clerk").post(f"/survey-rounds/{found.pk}/terms", said))
    ticked = page.xpath("//input[@type='checkbox' and @checked]/@name")
    assert ticked == ["open_link"]
    assert page.xpath("//input[@name='opens']/@value") == ["2026-03-01"]


def test_a_file_that_cannot_be_read_is_told_at_its_field(city: City, as_person: Logged) -> None:
    found = invited(city, opened(city), "evaluator")
    file = SimpleUploadedFile("评分表.xlsx", b"PK nothing")
    page = refused(as_person("evaluator").post(f"/ratings/{found.pk}/workbook", {"file": file}))
    assert page.get_element_by_id("fault-file").text


def test_programs_are_told_in_words_alone(city: City, as_person: Logged) -> None:
    found = invited(city, opened(city), "evaluator")
    answer = as_person("evaluator").post(
        f"/ratings/{found.pk}/save", {"points-0": "x"}, headers={"HX-Request": "true"}
    )
    assert answer.headers["Content-Type"] == "application/json"
