"""People at real browsers: what a test of the office in Chromium is made of.

Such a test is skipped where playwright or Debian's chromium is missing. It begins so::

    from tests.web.browsing import Desk, expect
    from tests.web.offices import Office, served

    @pytest.fixture(scope="module")
    def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
        with served(tmp_path_factory.mktemp("office"), "tests.web.filling:fill") as made:
            yield made

    def test_the_clerk_sees_the_desk(browser: Browser, office: Office) -> None:
        clerk = Desk(browser, office, "clerk")
        page = clerk.go("/")
        expect(page.locator("h1")).to_have_text("待办")
        assert clerk.trouble == []

`browser` is a fixture of `conftest`. Never ask for it beside `city` or `db`: playwright runs a loop
of events in the thread of the test, in which Django refuses to touch a database.
With JIHENG_SCREENSHOTS set to a folder, `Desk.keep` leaves pictures there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.city import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize
    from tests.web.offices import Office

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
expect.set_options(timeout=30_000)

SCREEN: ViewportSize = {"width": 1366, "height": 768}
"""The smallest screen the office is made for."""


class Desk:
    """A person at a browser of their own.

    Attributes:
        page: The page that is open.
        trouble: Errors of scripts, and refusals of the content security policy; empty at the end.
    """

    def __init__(
        self,
        browser: Browser,
        office: Office,
        username: str = "",
        *,
        viewport: ViewportSize = SCREEN,
    ) -> None:
        """Sit down.

        Args:
            username: Who is logged in already; empty for the public.
            viewport: Size of the window.
        """
        context = browser.new_context(viewport=viewport, locale="zh-CN")
        if username:
            cookie = office.sessions[username]
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": office.address}])
        self.office, self.username = office.address, username
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.trouble: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        # That an answer was no success is said too, and may be just what is tested.
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.trouble.append(said.text)

    def go(self, path: str) -> Page:
        """Open a page of the office."""
        answer = self.page.goto(f"{self.office}{path}", wait_until="load")
        assert answer is not None
        assert answer.status == 200, f"{self.username}: {path} {answer.status}"
        return self.page

    def press(self, selector: str) -> None:
        """Press a button that leads to a page."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def keep(self, step: str) -> None:
        """Keep a picture of the page, where pictures are wanted."""
        folder = os.environ.get("JIHENG_SCREENSHOTS")
        if folder:
            count = len(list(Path(folder).glob("*.png")))
            name = f"{count:02d}-{self.username}-{step}.png"
            self.page.screenshot(path=str(Path(folder) / name), full_page=False)


def log_in(page: Page, address: str, username: str) -> None:
    """Type name and password of a person, as people do."""
    page.goto(f"{address}/login")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


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
