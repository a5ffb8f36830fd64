"""In a real browser: people answer on a phone, by keyboard or finger, and axe finds nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.browsing import SCREEN, Desk, expect
from tests.web.offices import Office, served
from tests.web.surveying import ASKED, issued

from jiheng.bilingual import Bilingual
from jiheng_evidence.surveys import MatrixRow, Question, QuestionKind
from jiheng_evidence.surveys.scales import SATISFACTION
from jiheng_web.surveys import commands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ViewportSize
    from tests.web.city import City

PHONE: ViewportSize = {"width": 390, "height": 844}
AXE = Path(__file__).with_name("assets") / "axe-4.14.1.min.js"
RUN = """() => axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}).then(
    found => found.violations.map(one => one.id + " " + one.nodes[0].html.slice(0, 200)))"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def fill(city: City) -> dict[str, list[object]]:
    """Ask on: why, of those who are not satisfied; and a matrix. Return tokens."""
    section = ASKED.sections[0]
    why = Question(
        name="why",
        kind=QuestionKind.TEXT,
        label=Bilingual("不满意的原因", "Why not?"),
        relevant="${overall} = 'dissatisfied' or ${visits} > 100",
        required=True,
    )
    parts = Question(
        name="parts",
        kind=QuestionKind.MATRIX,
        label=Bilingual("请逐项评价", "Rate each"),
        options=SATISFACTION,
        rows=tuple(
            MatrixRow(name=name, label=Bilingual(zh, en))
            for name, zh, en in (("staff", "讲解", "Guides"), ("halls", "展厅", "Halls"))
        ),
    )
    questions = (*section.questions, why, parts)
    said = replace(ASKED, sections=(replace(section, questions=questions),))
    who = city.principal("clerk"), city.actor("clerk")
    survey = commands.create(*who, city.organizations["101"], said.title.zh, said)
    found = commands.open_round(*who, survey.rounds.get().pk)
    return {"token": [*issued(city, found, *[("甲区", "")] * 9)], "round": [found.pk]}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served(tmp_path_factory.mktemp("surveys"), "tests.web.test_survey_browser:fill") as made:
        yield made


@pytest.fixture
def token(office: Office) -> str:
    return str(office.keys["token"].pop())


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_a_person_answers(browser: Browser, office: Office, token: str, size: ViewportSize) -> None:
    person = Desk(browser, office, viewport=size)
    page = person.go(f"/s/{token}")
    page.get_by_label("满意", exact=True).first.check()
    page.get_by_label("2. 今年参观次数（次）").fill("3")
    person.keep("answering")
    person.press("button.send")

    expect(page.locator("h1")).to_have_text("感谢您的参与")
    assert person.trouble == []


def test_what_is_not_asked_is_out_of_sight_until_it_is(
    browser: Browser, office: Office, token: str
) -> None:
    person = Desk(browser, office, viewport=PHONE)
    page = person.go(f"/s/{token}")
    why = page.locator("#q-why")
    expect(why).to_be_hidden()
    page.get_by_label("不满意", exact=True).first.check()
    expect(why).to_be_visible()
    page.get_by_label("满意", exact=True).first.check()
    expect(why).to_be_hidden()
    page.locator("#q-visits").fill("200")
    expect(why).to_be_visible()
    person.press("button.send")

    expect(page.locator("#faults")).to_contain_text("此题必答")
    assert person.trouble == []


def test_it_works_without_a_script(browser: Browser, office: Office, token: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport=PHONE)
    page = context.new_page()
    page.goto(f"{office.address}/s/{token}")
    page.locator("input[value=satisfied]").first.check()
    page.locator("button.send").click()

    expect(page.locator("h1")).to_have_text("感谢您的参与")
    context.close()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("step", ["form", "faults", "thanks", "preview"])
def test_pages_for_respondents_are_accessible_and_fit(
    browser: Browser, office: Office, step: str, size: ViewportSize
) -> None:
    context = browser.new_context(viewport=size, locale="zh-CN", bypass_csp=True)
    cookie = office.sessions["clerk"]
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": office.address}])
    context.add_init_script(path=AXE)
    page = context.new_page()
    token = office.keys["token"][0]
    paths = {
        "thanks": "/s/thanks/stored",
        "preview": f"/survey-rounds/{office.keys['round'][0]}/preview",
    }
    page.goto(f"{office.address}{paths.get(step, f'/s/{token}')}")
    if step == "faults":
        page.locator("button.send").click()
        page.wait_for_selector("#faults")

    assert page.evaluate(RUN) == []
    assert page.evaluate(WIDE) <= 0
    context.close()
