"""In a real browser: from a document that is dropped to open data that says what was approved.

With JIHENG_SCREENSHOTS set to a folder, every step leaves a picture there.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from tests.web.browsing import Desk, expect, log_in, paste
from tests.web.offices import ROOT, Office, served

from jiheng.pipeline import read
from jiheng.writing import write_official

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

SAMPLE = ROOT / "samples" / "guangzhou-huangpu-keji.txt"
PROJECT = "办公租金水电及物业管理费用"
PASTED = (
    "效益指标\t社会效益\t办公场所正常运转保障率\t\t\t≥98%\n"
    "满意度指标\t服务对象满意度\t办公人员满意度\t\t\t≥90%\n"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Serve a whole office."""
    with served(tmp_path_factory.mktemp("year"), whole=True) as made:
        yield made


class Colleague(Desk):
    """Somebody who works through the year."""

    def __init__(self, browser: Browser, office: Office, username: str) -> None:
        super().__init__(browser, office)
        self.username = username
        log_in(self.page, office.address, username)

    def act(self, project: int, word: str, reason: str = "") -> None:
        """Do something with a project on its page."""
        self.go(f"/projects/{project}")
        form = f"form[action$='/projects/{project}/acts/{word}']"
        if reason:
            self.page.fill(f"{form} textarea", reason)
        self.press(f"{form} button")
        self.keep(word)

    def review(self, project: int, level: str) -> None:
        """Agree, with the points that were proposed."""
        self.go(f"/projects/{project}/review/{level}")
        self.page.check("[name=grade][value=excellent], [name=grade][value='优']")
        for field in self.page.query_selector_all("input.points"):
            field.fill(field.get_attribute("max") or "")
        self.keep(f"review-{level}")
        self.press("form[data-review] button:not([type=button])")


def test_a_year_from_a_dropped_document_to_open_data(browser: Browser, office: Office) -> None:
    clerk, head = Colleague(browser, office, "clerk"), Colleague(browser, office, "head")
    department, finance = (
        Colleague(browser, office, "department"),
        Colleague(browser, office, "finance"),
    )

    project = _taken_in(clerk)
    _mended(clerk, project)
    _returned_and_answered(clerk, head, department, project)
    _approved(head, department, finance, project)
    assert _json(clerk, project)["state"] == "approved"
    _adjusted(clerk, head, department, finance, project)
    slug = _published(department, finance)

    _same_as_approved(clerk, slug, project)
    everybody = (clerk, head, department, finance)
    assert [person.trouble for person in everybody] == [[], [], [], []]


def _taken_in(clerk: Colleague) -> int:
    (table,) = read(SAMPLE.read_bytes(), name=SAMPLE.name).tables
    document = write_official([table], "disclosure", "pdf")
    page = clerk.go("/documents")
    page.set_input_files(
        "[name=files]",
        {"name": "部门预算.pdf", "mimeType": "application/pdf", "buffer": document},
    )
    page.fill("[name=year]", "2026")
    clerk.keep("drop")
    clerk.press("form[action$='hand-in'] button")
    if not re.search(r"/documents/\d+$", page.url):
        clerk.press("table a[href*='/documents/']")
    page.wait_for_selector("form[action$='/accept'] button", timeout=120_000)
    clerk.keep("read")
    clerk.press("form[action$='/accept'] button")
    clerk.keep("accepted")
    clerk.go("/projects")
    link = page.get_by_role("link", name=PROJECT, exact=True)
    found = re.search(r"/projects/(\d+)", link.get_attribute("href") or "")
    assert found
    return int(found[1])


def _mended(clerk: Colleague, project: int) -> None:
    page = clerk.go(f"/projects/{project}")
    assert "没有效益指标" in page.inner_text("main")
    clerk.keep("finding")
    clerk.go(f"/projects/{project}/edit")
    page.wait_for_selector("#grid .tabulator-row")
    rows = page.locator("#grid .tabulator-row")
    count = rows.count()
    page.click("#grid-tools [data-do=add]")
    rows.nth(count).locator("[tabulator-field=level1]").click()
    paste(page, PASTED)
    expect(rows).to_have_count(count + 2)
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))
    clerk.keep("mended")
    clerk.go(f"/projects/{project}")
    assert "没有效益指标" not in page.inner_text("main")


def _returned_and_answered(
    clerk: Colleague, head: Colleague, department: Colleague, project: int
) -> None:
    clerk.act(project, "finish")
    head.act(project, "check")
    head.act(project, "submit")
    page = department.go(f"/projects/{project}")
    for place, text in (
        ("goal", "目标请写明面积。"),
        ("indicators.0.annual_value", "请核对数值。"),
    ):
        form = f"form[action$='/projects/{project}/comments']"
        if not page.is_visible(f"{form} select"):
            page.click(f"details:has({form}) > summary")
        page.select_option(f"{form} select", place)
        page.fill(f"{form} textarea", text)
        department.press(f"{form} button")
    department.act(project, "return", "两处请修改。")
    page = clerk.go(f"/projects/{project}")
    clerk.keep("returned")
    for _ in range(2):
        unanswered = page.locator("#comments li:not(:has(blockquote)) details").first
        unanswered.locator("summary").click()
        unanswered.locator("textarea").fill("已按意见修改。")
        with page.expect_navigation():
            unanswered.locator("button").click()
    clerk.keep("answered")
    head.act(project, "check")
    head.act(project, "submit")


def _approved(head: Colleague, department: Colleague, finance: Colleague, project: int) -> None:
    del head
    department.review(project, "department")
    finance.review(project, "finance")
    finance.act(project, "approve")


def _adjusted(
    clerk: Colleague, head: Colleague, department: Colleague, finance: Colleague, project: int
) -> None:
    page = clerk.go(f"/projects/{project}/adjust")
    page.fill("[name=reason]", "办公面积减少。")
    page.fill("[name=approval_number]", "穗埔财〔2026〕8号")
    clerk.keep("adjust")
    clerk.press("main form button")
    clerk.go(f"/projects/{project}/edit")
    page.wait_for_selector("#grid .tabulator-row")
    page.locator("#grid .tabulator-row").last.locator("[tabulator-field=annual_value]").click()
    paste(page, "≥92%")
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))
    head.act(project, "check")
    head.act(project, "submit")
    _approved(head, department, finance, project)
    page = clerk.go(f"/projects/{project}/versions/compare?from=1&to=2")
    assert "≥92%" in page.inner_text("main")
    clerk.keep("compare")


def _published(department: Colleague, finance: Colleague) -> str:
    page = department.go("/disclosures/new")
    page.fill("[name=fiscal_year]", "2026")
    page.fill("[name=title]", "科技局2026年项目支出绩效目标表")
    department.press("main form button")
    department.keep("prepared")
    where = page.url.removeprefix(department.office)
    department.press("form[action$='/sign'] button")
    finance.go(where)
    finance.press("form[action$='/sign'] button")
    finance.keep("signed")
    department.go(where)
    page.click("form[action$='/publish'] summary")
    department.press("form[action$='/publish'] button")
    department.keep("published")
    address = page.get_attribute("a[href*='/public/']", "href") or ""
    return address.rstrip("/").rpartition("/")[2]


def _same_as_approved(clerk: Colleague, slug: str, project: int) -> None:
    page = clerk.go(f"/public/{slug}")
    clerk.keep("public")
    assert PROJECT in page.inner_text("main")
    with urlopen(f"{clerk.office}/public/{slug}/data.json") as answer:  # noqa: S310 - our own
        published = json.load(answer)
    row = next(row for row in published["rows"] if row["name"] == PROJECT)
    approved = _json(clerk, project)["table"]["rows"][0]
    names = ("name", "funding", "goal")
    assert {key: row[key] for key in names} == {key: approved[key] for key in names}
    assert [_bare(one) for one in row["indicators"]] == [
        _bare(one) for one in approved["indicators"]
    ]


def _bare(indicator: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in indicator.items() if key not in {"span", "spans"}}


def _json(person: Colleague, project: int) -> dict[str, Any]:
    answer = person.page.request.get(f"{person.office}/api/projects/{project}")
    assert answer.ok, answer.status
    found: dict[str, Any] = answer.json()
    return found
