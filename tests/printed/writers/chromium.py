"""Chromium: an HTML table with borders, Type 3 or TrueType fonts, cells cut at page ends."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from tests.printed.writers.html import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page
    from tests.printed.grid import Printout

CHROMIUM = Path("/usr/bin/chromium")
_NUMBERS = (
    '<div style="width:100%;text-align:center;font-size:8px">第<span class="pageNumber"></span>页'
    '，共<span class="totalPages"></span>页</div>'
)


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout, all from one browser."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=str(CHROMIUM),
            args=["--no-sandbox"],  # containers run tests as root, where Chromium has no sandbox
        )
        page = browser.new_page()
        printed = {name: _print(page, printout) for name, printout in printouts.items()}
        browser.close()
    return printed


def _print(page: Page, printout: Printout) -> bytes:
    paper = printout.paper
    page.set_content(page_of(printout))
    header = f'<div style="font-size:8px;margin-left:40px">{escape(paper.page_header or "")}</div>'
    return page.pdf(
        format="A4",
        landscape=paper.landscape,
        margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"},
        print_background=True,
        display_header_footer=paper.page_numbers or paper.page_header is not None,
        header_template=header,
        footer_template=_NUMBERS if paper.page_numbers else "<div></div>",
    )
