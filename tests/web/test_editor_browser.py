"""In a real browser the grid takes cells from Excel, shows findings, saves and loses nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.web.browsing import Desk, expect, paste
from tests.web.offices import Office, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from tests.web.city import City


def one_project_a_test(city: City) -> dict[str, list[int]]:
    """Fill an office: a page left open goes on saving, which is no matter of another test."""
    return {"project": [city.project(name=f"项目{number}").pk for number in range(4)]}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Serve an office with a project for each test."""
    home = tmp_path_factory.mktemp("office")
    with served(home, "tests.web.test_editor_browser:one_project_a_test") as made:
        yield made


def grid_of(browser: Browser, office: Office, number: int, username: str = "clerk") -> Desk:
    """Return a desk at which a person has the grid of a project open."""
    desk = Desk(browser, office, username)
    desk.go(f"/projects/{office.keys['project'][number]}/edit")
    desk.page.wait_for_selector("#grid .tabulator-row")
    return desk


def at(page: Page, row: int, name: str) -> Locator:
    """Return a cell of the grid."""
    return page.locator("#grid .tabulator-row").nth(row).locator(f"[tabulator-field={name}]")


def cell(page: Page, row: int, name: str) -> str:
    """Return what a cell of the grid shows."""
    return at(page, row, name).inner_text().strip()


def write(page: Page, row: int, name: str, text: str) -> None:
    """Write into a cell and go on to the one below."""
    at(page, row, name).click()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def saved(page: Page) -> None:
    """Save and wait until it is said to be."""
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))


def test_cells_of_excel_are_pasted_read_checked_and_saved(browser: Browser, office: Office) -> None:
    desk = grid_of(browser, office, 0)
    page = desk.page
    count = page.locator("#grid .tabulator-row").count()
    at(page, count - 1, "level1").click()

    paste(
        page,
        "满意度指标\t服务对象满意度\t参观公众满意度\t\t\t≥95%\n"
        '产出指标\t数量指标\t"讲座\n场次"\t\t\t待定\n'
        "产出指标\t时效指标\t完成时间\t\t\t2026年11月底前\n",
    )

    expect(page.locator("#grid .tabulator-row")).to_have_count(count + 2)
    expect(page.locator("#findings")).to_contain_text(f"第 {count + 1} 行")
    assert cell(page, count, "name") == "讲座\n场次"
    expect(at(page, count + 1, "target")).to_contain_text("2026-11-30")
    assert cell(page, count - 1, "target") == "≥ 95 %"
    assert page.locator("#grid .tabulator-cell.marked").count() > 0
    saved(page)
    page.reload()
    page.wait_for_selector("#grid .tabulator-row")
    assert cell(page, count, "name") == "讲座\n场次"
    assert desk.trouble == []


def test_the_keyboard_alone_writes_fills_undoes_and_redoes(
    browser: Browser, office: Office
) -> None:
    desk = grid_of(browser, office, 1)
    page = desk.page
    before = cell(page, 1, "annual_value")

    write(page, 0, "annual_value", "≥77场")
    page.keyboard.press("Control+d")

    expect(at(page, 0, "annual_value")).to_have_text("≥77场")
    expect(at(page, 1, "annual_value")).to_have_text("≥77场")
    page.keyboard.press("Control+z")
    expect(at(page, 1, "annual_value")).to_have_text(before)
    page.keyboard.press("Control+y")
    expect(at(page, 1, "annual_value")).to_have_text("≥77场")
    assert desk.trouble == []


def test_of_two_who_write_at_once_nobody_loses_anything(browser: Browser, office: Office) -> None:
    mine, theirs = (grid_of(browser, office, 2, username).page for username in ("clerk", "clerk2"))
    theirs.fill("#cell-goal", "先保存的目标")
    saved(theirs)
    mine.fill("#cell-goal", "后保存的目标")

    mine.keyboard.press("Control+s")
    mine.wait_for_selector("#trouble a")
    mine.click("#trouble a")

    assert "先保存的目标" in mine.inner_text("main")
    assert "后保存的目标" in mine.inner_text("main")
    mine.check("[name='choose.goal'][value=theirs]")
    mine.click("button[value=settle]")
    mine.wait_for_selector("#grid .tabulator-row")
    assert mine.input_value("#cell-goal") == "先保存的目标"


def test_a_safe_change_takes_one_click(browser: Browser, office: Office) -> None:
    page = grid_of(browser, office, 3).page
    write(page, 0, "annual_value", "≥１２场。")

    page.wait_for_selector("#fixes button")
    page.click("#fixes button")

    expect(at(page, 0, "annual_value")).to_have_text("≥12场")
