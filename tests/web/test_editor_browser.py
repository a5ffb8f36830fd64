"""In a real browser the grid takes cells from Excel, shows findings, saves and loses nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.city import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
expect.set_options(timeout=30_000)
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an office; yield the address of its project."""
    home = tmp_path_factory.mktemp("office")
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith(("JIHENG", "DJANGO"))}
    surroundings |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.web.office_process", str(home)],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        port, project = process.stdout.readline().split()
        yield f"http://127.0.0.1:{port}/projects/{project}"
        process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser."""
    with playwright.sync_playwright() as playing:
        started = playing.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


TROUBLE: list[str] = []
"""Errors of the pages of one test."""


@pytest.fixture(autouse=True)
def calm() -> None:
    """Begin each test without trouble."""
    TROUBLE.clear()


def grid_of(browser: Browser, office: str, username: str = "clerk") -> Page:
    """Return a page on which a person is logged in and has the grid open."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.on("pageerror", lambda error: TROUBLE.append(str(error)))
    page.on("console", lambda said: TROUBLE.append(said.text) if said.type == "error" else None)
    page.goto(f"{office}/edit")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#grid .tabulator-row")
    return page


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


def paste(page: Page, text: str) -> None:
    """Paste what Excel puts on the clipboard."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }""",
        text,
    )


def saved(page: Page) -> None:
    """Save and wait until it is said to be."""
    page.keyboard.press("Control+s")
    expect(page.locator("#status")).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))


def test_cells_of_excel_are_pasted_read_checked_and_saved(browser: Browser, office: str) -> None:
    page = grid_of(browser, office)
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
    assert TROUBLE == []


def test_the_keyboard_alone_writes_fills_undoes_and_redoes(browser: Browser, office: str) -> None:
    page = grid_of(browser, office)
    before = cell(page, 1, "annual_value")

    write(page, 0, "annual_value", "≥77场")
    page.keyboard.press("Control+d")

    expect(at(page, 0, "annual_value")).to_have_text("≥77场")
    expect(at(page, 1, "annual_value")).to_have_text("≥77场")
    page.keyboard.press("Control+z")
    expect(at(page, 1, "annual_value")).to_have_text(before)
    page.keyboard.press("Control+y")
    expect(at(page, 1, "annual_value")).to_have_text("≥77场")
    assert TROUBLE == []


def test_of_two_who_write_at_once_nobody_loses_anything(browser: Browser, office: str) -> None:
    mine, theirs = grid_of(browser, office), grid_of(browser, office, "clerk2")
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


def test_a_safe_change_takes_one_click(browser: Browser, office: str) -> None:
    page = grid_of(browser, office)
    write(page, 0, "annual_value", "≥１２场。")

    page.wait_for_selector("#fixes button")
    page.click("#fixes button")

    expect(at(page, 0, "annual_value")).to_have_text("≥12场")
