"""In a real browser: from ledger and survey to a confirmed sheet and a signed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.browsing import Desk, expect
from tests.web.ledgering import line, workbook
from tests.web.monitored import ON_TRACK, YEAR_DONE
from tests.web.offices import Office, served

from jiheng.pipeline import check, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, FilePayload, Page

NAME = "智慧科普项目"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Serve an office with an approved project and a survey about it."""
    with served(tmp_path_factory.mktemp("results"), "tests.web.results_office:fill") as made:
        yield made


def take_ledger_in(desk: Desk, data: bytes, name: str) -> None:
    """Hand a ledger in and accept it."""
    page = desk.go("/ledgers")
    page.select_option("#organization", index=0)
    page.fill("#year", "2026")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file: FilePayload = {"name": name, "mimeType": kind, "buffer": data}
    page.set_input_files("#file", file)
    desk.press("main form[enctype] button")
    expect(page.locator("main")).to_contain_text(NAME)
    desk.keep("台账预览")
    desk.press("button[form=accept]")
    expect(page.locator("h1")).to_contain_text("已采纳")


def prove(page: Page, desk: Desk) -> None:
    """Hand a file of evidence in."""
    name, kind = "活动签到表.pdf", "application/pdf"
    file: FilePayload = {"name": name, "mimeType": kind, "buffer": b"%PDF-1.4 proof"}
    page.set_input_files("#evidence-file", file)
    desk.press("form:has(#evidence-file) button")


def fill_values(page: Page, texts: Sequence[str]) -> None:
    """Type values with their evidence; the survey's own stays as it was computed."""
    for position, text in enumerate(texts):
        page.fill(f"[name=actual-{position}]", text)
        page.select_option(f"[name=evidence-{position}]", label="活动签到表.pdf")


def monitor(finance: Desk, clerk: Desk) -> str:
    """Open a round and fill the sheet in; return its address."""
    page = finance.go("/monitoring")
    page.fill("#fiscal_year", "2026")
    page.fill("#cut_off", "2026-07-31")
    page.fill("#due", "2099-08-31")
    finance.press("form[action='/monitoring/new'] button")
    finance.keep("监控轮次")
    page = clerk.go("/monitoring")
    with page.expect_navigation():
        page.click(f"text={NAME}")
    expect(page.locator("[name=actual-5]")).to_have_value("92%")
    expect(page.locator("#executed")).to_have_value("70")
    prove(page, clerk)
    fill_values(page, ON_TRACK[:5])
    clerk.press("button[form=sheet]")
    expect(page.locator(".figures").first).to_contain_text("绿灯")
    clerk.keep("监控表")
    return page.url.removeprefix(clerk.office).partition("#")[0]


def evaluate(clerk: Desk) -> str:
    """Begin the self-evaluation and fill it in; return its address."""
    page = clerk.go("/self-evaluations")
    page.select_option("#project", index=0)
    clerk.press("form[action='/self-evaluations/new'] button")
    expect(page.locator("#executed")).to_have_value("114")
    fill_values(page, YEAR_DONE[:5])
    page.fill("[name=actual-0]", "9场")
    page.fill("[name=reason-0]", "场馆检修停展两个月，下年错开检修。")
    page.fill("#goal_actual", "除展览场次外，全年目标完成。")
    clerk.press("button[form=evaluation]")
    # 9.5 for 95 % executed; 9 / 12 x 12.5 = 9.38; all others in full.
    expect(page.locator(".figures").first).to_contain_text("96.38")
    clerk.keep("自评表")
    return page.url.removeprefix(clerk.office)


def test_from_ledger_and_survey_to_the_signed_form(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    finance, clerk = Desk(browser, office, "finance"), Desk(browser, office, "clerk")
    head, department = Desk(browser, office, "head"), Desk(browser, office, "department")
    take_ledger_in(finance, workbook([line(NAME, "120", "70")]), "七月台账.xlsx")
    sheet = monitor(finance, clerk)
    head.go(sheet)
    head.page.click("form[action$='/submit'] summary")
    head.press("form[action$='/submit'] button")
    department.go(sheet)
    department.page.click("form[action$='/confirm'] summary")
    department.press("form[action$='/confirm'] button")
    expect(department.page.locator("h1")).to_contain_text("部门已确认")

    ledger = workbook([line(NAME, "120", "114")], as_of="2026-12-31")
    take_ledger_in(finance, ledger, "十二月台账.xlsx")
    evaluation = evaluate(clerk)
    head.go(evaluation)
    head.page.click("form[action$='/sign'] summary")
    head.press("form[action$='/sign'] button")
    department.go(evaluation)
    department.page.click("form[action$='/confirm'] summary")
    department.press("form[action$='/confirm'] button")
    department.keep("已签署的自评表")

    with department.page.expect_download() as began:
        department.page.click("a[href$='form.xlsx']")
    target = tmp_path / "自评表.xlsx"
    began.value.save_as(target)
    (table,) = read(target.read_bytes(), name=target.name).tables
    assert str(table.rows[0].score) == "96.38"
    assert check(table, select=("EX",)).findings == ()
    assert [*finance.trouble, *clerk.trouble, *head.trouble, *department.trouble] == []
