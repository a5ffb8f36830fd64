"""How long a person waits for the pages of findings and of proof, in a real browser."""

from __future__ import annotations

import io
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright
from reportlab.pdfgen.canvas import Canvas
from tests.unit.writing.proof.building import a_project, an_indicator, on_page
from tests.unit.writing.proof.building import a_table as a_table_of_rows
from tests.unit.writing.reports.building import a_finding, a_location, a_review, a_table

from benchmarks.timing import head, row
from jiheng.pipeline import ReadResult, prove_result
from jiheng.writing.reports import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUNS = 5
PROJECTS = 1000
PAGES = 50
_CHROMIUM = Path("/usr/bin/chromium")


def run() -> None:
    """Print the median waits; nothing where the browser is missing."""
    if not _CHROMIUM.exists():
        return
    print("\n## Pages in a browser\n")
    head("page", "median seconds")
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        findings, proof = Path(folder, "findings.html"), Path(folder, "proof.html")
        findings.write_bytes(_findings())
        proof.write_bytes(_proof())
        # Containers run this as root, where Chromium has no sandbox.
        browser = driver.chromium.launch(executable_path=str(_CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        filtered = sorted(_filtered(page, findings) for _ in range(RUNS))
        opened = sorted(_opened(page, proof) for _ in range(RUNS))
        browser.close()
    row(f"findings of {PROJECTS:,} projects, filtered", f"{filtered[RUNS // 2]:.3f}")
    row(f"proof of {PAGES} dense pages, opened", f"{opened[RUNS // 2]:.3f}")


def _findings() -> bytes:
    places = [a_location("name", 0, 2, row=number) for number in range(1, PROJECTS + 1)]
    review = a_review(*map(a_finding, places), table=a_table(projects=PROJECTS))
    return render([review], "html", "zh")


def _proof() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for number in range(1, PAGES + 1):
        canvas.drawString(50, 732, f"page {number}")
        canvas.showPage()
    canvas.save()
    rows = (
        a_project(
            on_page(f"项目{number}", page=number),
            indicators=tuple(an_indicator(20 * at, number) for at in range(30)),
        )
        for number in range(1, PAGES + 1)
    )
    result = ReadResult(tables=(a_table_of_rows(*rows, pages=PAGES),))
    return prove_result(result, stream.getvalue(), name="甲局.pdf", language="zh")


def _filtered(page: Page, file: Path) -> float:
    page.goto(file.as_uri())
    began = time.perf_counter()
    page.click(".toggle.must")
    expect(page.locator("output")).to_have_text("0")
    return time.perf_counter() - began


def _opened(page: Page, file: Path) -> float:
    began = time.perf_counter()
    page.goto(file.as_uri())
    expect(page.locator(".box").first).to_be_visible()
    return time.perf_counter() - began
