"""In a real browser: axe finds nothing on any page of the office (WCAG 2.1 AA), and pages fit.

Nothing is excluded: the grid's own roles are completed by `editor.js`. Every `details` is opened
first, for axe passes over what is closed. The same page for another person or thing is looked at
once: what tells pages apart are their tags (`shape`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from tests.web.browsing import SCREEN, log_in
from tests.web.offices import Office, served
from tests.web.routes import routes
from tools.web_catalogue import translations

from jiheng_web.projects.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

AXE = Path(__file__).with_name("assets") / "axe-4.14.1.min.js"
PEOPLE = (
    "clerk",
    "head",
    "department",
    "finance",
    "evaluator",
    "auditor",
    "librarian",
    "sysadmin",
    "secadmin",
    "auditadmin",
    None,
)
"""One person a role; None: the public."""
PHONE: ViewportSize = {"width": 390, "height": 844}
GROUPS = {
    "account": "account|organizations|people|audit",
    "desk": "$|login|desk|overview|deadlines|hand-over|api",
    "projects": "projects$|projects/new|projects/<int:key>$",
    "editor": "projects/<int:key>/(edit|suggestions|conflict)",
    "flow": "projects/<int:key>/(review|adjust|versions)|projects/export",
    "intake": "documents",
    "disclosure": "disclosures|public",
    "results": "ledgers|monitoring|sheets|evidence|self-evaluations|rectifications",
    "surveys": "surveys|survey-rounds|s/",
    "evaluation": "evaluations|ratings|rankings",
}
"""Group of pages → beginning of their addresses; every address is in one."""
NO_PAGES = re.compile(
    r"^evidence/|\.(json|svg|xlsx|docx)$|<str:|^projects/export|/(file|suggestions|state)$|^api/$|/pages/|^$|^login/"
)
"""Addresses that answer files or parts of pages, send on, or want a password first."""
SMALL = re.compile(r"public|desk|survey|projects$|projects/<int:key>$")
"""Pages that are read on a phone."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RUN = """rules => {
    document.querySelectorAll("details").forEach(one => one.open = true);
    return axe.run({runOnly: rules, resultTypes: ["violations"], preload: false}).then(
        found => found.violations.map(one => one.id + ": " + one.nodes.slice(0, 3).map(
            node => node.html.slice(0, 200) + " " + node.failureSummary).join(" | ")));
}"""
MEASURE = """() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    heads: document.querySelectorAll("h1").length})"""


@dataclass
class Everybody:
    """Browsers of everybody in an office.

    Attributes:
        office: The office.
        contexts: User name, or None for the public → browser.
        pages: The same → page in it.
    """

    office: Office
    contexts: dict[str | None, BrowserContext] = field(default_factory=dict)
    pages: dict[str | None, Page] = field(default_factory=dict)

    def sit_down(self, browser: Browser, username: str | None) -> None:
        """Give somebody a browser, in which axe is at hand."""
        context = browser.new_context(viewport=SCREEN, locale="zh-CN", bypass_csp=True)
        if username:
            said = self.office.sessions[username]
            context.add_cookies([{"name": "sessionid", "value": said, "url": self.office.address}])
        context.add_init_script(path=AXE)
        self.contexts[username], self.pages[username] = context, context.new_page()

    def html(self, username: str | None, path: str, language: str = "zh-hans") -> str:
        """Return a page as it is sent; nothing if the person may not open it."""
        answer = self.contexts[username].request.get(
            f"{self.office.address}{path}",
            max_redirects=0,
            headers={"Accept-Language": language},
        )
        kind = answer.headers.get("content-type", "")
        return answer.text() if answer.status == 200 and kind.startswith("text/html") else ""


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Everybody]:
    """Serve an office with something in every corner."""
    with served(tmp_path_factory.mktemp("filled"), "tests.web.filling:fill") as office:
        made = Everybody(office)
        for username in PEOPLE:
            made.sit_down(browser, username)
        yield made


def patterns(group: str = "") -> list[str]:
    """Return the patterns of the pages of a group, or of all."""
    every = {one.pattern for one in routes() if one.method == "GET" and not one.is_api}
    return sorted(one for one in every if re.match(GROUPS.get(group, ""), one))


def addresses(pattern: str, keys: dict[str, list[object]]) -> Iterator[str]:
    """Yield every address of a pattern: with each key that there is."""
    kind = pattern.partition("/")[0].rstrip("s").replace("people", "person")
    values: dict[str, list[object]] = {
        "int:key": keys.get(kind, []),
        "slug:slug": keys.get("slug", []),
        "int:number": [1, 2],
        "int:position": [1],
        "int:item": keys.get("item", []),
    }
    places = re.findall(r"<([\w:]+)>", pattern)
    for chosen in product(*(values[one] for one in places)):
        path = pattern
        for place, value in zip(places, chosen, strict=True):
            path = path.replace(f"<{place}>", str(value))
        yield f"/{path}" + ("?from=1&to=2" if path.endswith("compare") else "")


def shape(html: str) -> tuple[str, ...]:
    """Return what tells pages apart: the tags of the main part, each once, words and keys aside."""
    main = html.partition("<main")[2].partition("</main>")[0]
    main = re.sub(r'(value|title|hx-get|aria-label)="[^"]+"', r'\1="-"', main)
    main = re.sub(r">\s*[^<\s][^<]*<", ">-<", re.sub(r"\d+", "0", main))
    return tuple(dict.fromkeys(re.findall(r"<[^>]+>-?", main)))


def test_every_address_belongs_to_a_group() -> None:
    grouped = {one for group in GROUPS for one in patterns(group)}

    assert sorted({*patterns()} - grouped) == []


SPOKEN = frozenset({"a", "button", "label", "legend", "summary", "h1", "h2", "h3", "option"})
"""Tags that hold the office's own words; cells of tables also hold those of printed forms."""


class Words(HTMLParser):
    """The words that the office itself says on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.spoken = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.spoken = tag in SPOKEN and "lang" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        if self.spoken:
            self.found.add(data.strip())


def test_pages_in_english_say_nothing_of_the_office_in_chinese(everybody: Everybody) -> None:
    known, _at_odds = translations()
    chinese = {
        text for said in known.values() for text in ([said] if isinstance(said, str) else said)
    }
    wrong: set[str] = set()
    for pattern in patterns():
        if NO_PAGES.search(pattern):
            continue
        for path, username in product(
            addresses(pattern, everybody.office.keys), ("clerk", "finance")
        ):
            left = Words(everybody.html(username, path, "en")).found & chinese
            wrong |= {f"{pattern}: {one}" for one in left}

    assert sorted(wrong) == []


@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_accessible_and_fit(everybody: Everybody, group: str) -> None:
    wrong: list[str] = []
    for pattern in patterns(group):
        if NO_PAGES.search(pattern):
            continue
        seen: set[tuple[str, ...]] = set()
        for path, username in product(addresses(pattern, everybody.office.keys), PEOPLE):
            html = everybody.html(username, path)
            if not html or (looks := shape(html)) in seen:
                continue
            seen.add(looks)
            page = everybody.pages[username]
            page.goto(f"{everybody.office.address}{path}", wait_until="load")
            wrong += [f"{path} {username}: {one}" for one in faults(page, pattern)]
        if not seen:
            wrong.append(f"{pattern}: nobody opens it")

    assert wrong == []


def test_every_state_has_a_colour_of_its_own_in_the_overview(everybody: Everybody) -> None:
    page = everybody.pages["finance"]
    page.goto(f"{everybody.office.address}/overview")
    keys = page.locator("#by-state .key")
    keys.first.wait_for()
    drawn = keys.evaluate_all("keys => keys.map((key) => getComputedStyle(key).backgroundColor)")
    assert len(set(drawn) - {"rgba(0, 0, 0, 0)"}) == len(State)


def test_the_second_proof_of_administrators_is_accessible(
    browser: Browser, everybody: Everybody
) -> None:
    office = everybody.office
    context = browser.new_context(viewport=SCREEN, locale="zh-CN", bypass_csp=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    log_in(page, office.address, "sysadmin")
    wrong = [*faults(page, "login/app")]
    page.fill("[name=code]", pyotp.TOTP(secret_of(page)).now())
    page.press("[name=code]", "Enter")
    page.wait_for_url(f"{office.address}/*")
    context.clear_cookies()
    log_in(page, office.address, "sysadmin")
    assert page.url.endswith("/login/code")
    wrong += faults(page, "login/code")
    context.close()

    assert wrong == []


def secret_of(page: Page) -> str:
    """Return the secret of an app to enrol."""
    found = re.search(r">([A-Z2-7]{32})<", page.content())
    assert found
    return found[1]


def test_a_fault_would_be_found(everybody: Everybody) -> None:
    page = everybody.pages[None]
    page.goto(f"{everybody.office.address}/public")
    page.evaluate("""() => {
        const main = document.querySelector("main");
        main.insertAdjacentHTML("beforeend", "<h1>二</h1><details><input></details>");
        main.insertAdjacentHTML("afterbegin", "<p id=pale>颜色太浅</p><hr id=wide>");
        document.getElementById("pale").style.color = "#ccc";
        document.getElementById("wide").style.width = "3000px";
    }""")

    found = [*faults(page, "public")]

    assert [one.partition(":")[0] for one in found] == [
        "color-contrast",
        "label",
        "2 h1",
        *(one for one in found if "too wide" in one),
    ]
    assert sum("too wide" in one for one in found) == 2


def faults(page: Page, pattern: str) -> Iterator[str]:
    """Yield what is wrong with a page that is open."""
    yield from page.evaluate(RUN, RULES)
    measured: dict[str, Any] = page.evaluate(MEASURE)
    if measured["heads"] != 1:
        yield f"{measured['heads']} h1"
    if measured["wide"] > 0:
        yield f"{measured['wide']} px too wide"
    if SMALL.match(pattern):
        page.set_viewport_size(PHONE)
        if (wide := page.evaluate(MEASURE)["wide"]) > 0:
            yield f"{wide} px too wide for a phone"
        yield from page.evaluate(RUN, ["scrollable-region-focusable"])
        page.set_viewport_size(SCREEN)
