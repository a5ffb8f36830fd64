"""The page of findings in a browser: what a reviewer does with mouse, keyboard and printer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from tests.unit.writing.reports.building import a_finding, a_location, a_review, a_table

from jiheng.model import Family, Severity
from jiheng.writing.reports import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from jiheng.model import Review

_CHROMIUM = Path("/usr/bin/chromium")
_SCREEN = {"width": 1366, "height": 768}

pytestmark = pytest.mark.skipif(not _CHROMIUM.exists(), reason="needs Debian's Chromium")


def _review() -> Review:
    """Return findings on both projects: 1 block (row 2), 2 must (row 1), 3 advice (both rows)."""
    return a_review(
        a_finding(a_location("goal", 0, 4, row=2, excerpt="开展培训"), severity=Severity.BLOCK),
        a_finding(),
        a_finding(
            a_location("name", 0, 2),
            a_location("name", 0, 2, row=2),
            severity=Severity.ADVICE,
            family=Family.LEGIBILITY,
            rule="LE001",
        ),
        table=a_table(projects=2),
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=str(_CHROMIUM),
            args=["--no-sandbox"],  # containers run tests as root, where Chromium has no sandbox
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "report.html"
    file.write_bytes(render([_review()], "html", "zh"))
    opened = browser.new_page(viewport=_SCREEN)  # type: ignore[arg-type]  # a TypedDict
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert faults == []


def _opened(page: Page) -> list[str]:
    items = page.locator(".finding.open")
    return [items.nth(n).get_attribute("data-n") or "" for n in range(items.count())]


def _shown(page: Page) -> list[str]:
    items = page.locator(".finding:visible")
    return [items.nth(n).get_attribute("data-n") or "" for n in range(items.count())]


def test_clicking_a_mark_shows_message_fix_and_basis(page: Page) -> None:
    page.locator("mark[data-f='2'] a").click()
    item = page.locator("#t0-f2 .body")
    for words in ("没有说明程度", "写明提升多少", "财预〔2021〕101号"):
        expect(item).to_contain_text(words)
    expect(item).to_be_visible()


def test_enter_on_a_mark_shows_the_finding(page: Page) -> None:
    page.locator("mark[data-f='2'] a").focus()
    page.keyboard.press("Enter")
    assert _opened(page) == ["2"]


def test_escape_closes_and_gives_the_focus_back_to_the_mark(page: Page) -> None:
    page.locator("mark[data-f='2'] a").click()
    page.keyboard.press("Escape")
    assert _opened(page) == []
    expect(page.locator("mark[data-f='2'] a")).to_be_focused()


@pytest.mark.parametrize(
    ("keys", "number"), [("j", "1"), ("jj", "2"), ("nn", "2"), ("jjk", "1"), ("p", "3")]
)
def test_keys_walk_through_the_findings(page: Page, keys: str, number: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    assert _opened(page) == [number]


def test_the_mark_of_the_open_finding_is_on_the_screen(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("mark.current")).to_be_in_viewport()


def test_slash_goes_to_the_search(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("input[name=q]")).to_be_focused()


def test_searching_leaves_the_rows_and_findings_that_hold_the_words(page: Page) -> None:
    page.fill("input[name=q]", "LE001")
    expect(page.locator("output")).to_have_text("1")
    assert _shown(page) == ["3"]
    assert page.locator(".printed tbody tr:visible").count() == 2


def test_a_search_without_a_match_says_so_in_sight(page: Page) -> None:
    page.keyboard.press("p")
    page.fill("input[name=q]", "没有这样的词")
    expect(page.locator(".none")).to_be_in_viewport()
    expect(page.locator("input[name=q]")).to_be_in_viewport(ratio=1)


def test_a_severity_switched_off_takes_its_findings_and_marks_away(page: Page) -> None:
    page.click(".toggle.must")
    assert _shown(page) == ["1", "3"]
    expect(page.locator("mark[data-f='2']")).to_have_class("must off")


def test_a_family_is_chosen(page: Page) -> None:
    page.select_option("select[name=family]", Family.LEGIBILITY.value)
    expect(page.locator("output")).to_have_text("1")
    assert _shown(page) == ["3"]


def test_a_project_is_chosen(page: Page) -> None:
    page.select_option("select[name=project]", "2")
    expect(page.locator("output")).to_have_text("2")
    assert page.locator(".printed tbody tr:visible").count() == 1


def test_rows_without_findings_can_be_left_out(page: Page) -> None:
    page.check("input[name=only]")
    expect(page.locator(".printed tbody tr.grand_total")).to_be_hidden()


def test_a_mark_reached_by_tab_shows_where_the_focus_is(page: Page) -> None:
    link = page.locator("mark[data-f='2'] a")
    for _ in range(40):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_the_sign_of_severity_is_not_colour_alone(page: Page) -> None:
    script = "element => getComputedStyle(element).textDecorationStyle"
    links = page.locator("mark a")
    styles = {links.nth(n).evaluate(script) for n in range(links.count())}
    assert styles == {"double", "wavy", "dotted"}


def test_the_page_is_no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == _SCREEN["width"]


def test_in_print_every_finding_is_told_in_full(page: Page) -> None:
    page.emulate_media(media="print")
    bodies = page.locator(".finding .body")
    assert [bodies.nth(n).is_visible() for n in range(bodies.count())] == [True, True, True]
    expect(page.locator(".filters")).to_be_hidden()


def test_in_print_the_column_heads_repeat_on_each_page(page: Page) -> None:
    page.emulate_media(media="print")
    script = "element => getComputedStyle(element).display"
    assert page.locator(".printed thead").evaluate(script) == "table-header-group"


def test_without_script_every_finding_can_be_read(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render([_review()], "html", "zh"))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    page.locator("mark[data-f='2'] a").click()
    assert page.url.endswith("#t0-f2")
    expect(page.locator("#t0-f2 .body")).to_be_visible()
    context.close()


def test_another_table_is_chosen(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render([_review(), a_review()], "html", "zh"))
    page = browser.new_page()
    page.goto(file.as_uri())
    expect(page.locator("#overview")).to_be_visible()
    page.select_option(".chooser", "t1")
    expect(page.locator("#t1")).to_be_visible()
    expect(page.locator("#t0")).to_be_hidden()
    page.close()


def test_a_link_to_a_finding_opens_it(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render([a_review(), _review()], "html", "zh"))
    page = browser.new_page()
    page.goto(file.as_uri() + "#t1-f3")
    assert _opened(page) == ["3"]
    page.close()


def test_a_thousand_projects_are_filtered(browser: Browser, tmp_path: Path) -> None:
    places = [a_location("name", 0, 2, row=row) for row in range(1, 1001)]
    review = a_review(*map(a_finding, places), table=a_table(projects=1000))
    file = tmp_path / "report.html"
    file.write_bytes(render([review], "html", "zh"))
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click(".toggle.must")
    expect(page.locator("output")).to_have_text("0")
    page.close()
