"""The page of proof in a browser: a document is checked against what was read of it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas
from tests.unit.writing.proof.building import (
    a_problem,
    a_project,
    a_table,
    an_indicator,
    in_line,
    on_page,
)

from jiheng.pipeline import ReadResult, prove_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from jiheng.bilingual import Language

_CHROMIUM = Path("/usr/bin/chromium")
_SCREEN = {"width": 1366, "height": 768}

pytestmark = pytest.mark.skipif(not _CHROMIUM.exists(), reason="needs Debian's Chromium")


def _pdf(pages: int) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for number in range(1, pages + 1):
        canvas.drawString(50, 732, f"page {number}")
        canvas.rect(40, 400, 500, 350)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _result() -> ReadResult:
    """Return a project over two pages: an unread piece on the first, a doubtful one on the second.

    Its level stands in a merged cell that two indicators share.
    """
    row = a_project(
        on_page("职工培训"),
        on_page("开展培训", 150) + on_page("不少于十场", 100, page=2),
        (an_indicator(), an_indicator(), an_indicator(200, 2, 0.6)),
        on_page("1234.5", 120),
    )
    return ReadResult(tables=(a_table(row, problems=(a_problem(),), pages=2),))


def _written(folder: Path, result: ReadResult, pages: int = 2, language: Language = "zh") -> str:
    file = folder / "proof.html"
    file.write_bytes(prove_result(result, _pdf(pages), name="甲局.pdf", language=language))
    return file.as_uri()


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
    opened = browser.new_page(viewport=_SCREEN)  # type: ignore[arg-type]  # a TypedDict
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text))
    opened.goto(_written(tmp_path, _result()))
    yield opened
    opened.close()
    assert faults == []


def _on(page: Page, kind: str) -> list[str]:
    return [found.strip() for found in page.locator(f"{kind}.on .value").all_inner_texts()]


def test_the_head_tells_what_is_to_be_checked(page: Page) -> None:
    expect(page.locator("#unread")).to_have_text("1")
    expect(page.locator("#doubtful")).to_have_text("16")
    expect(page.locator(".walk output")).to_have_text("待核对 0/5")


def test_the_pictures_of_the_pages_are_shown(page: Page) -> None:
    script = "images => images.map(image => image.decode().then(() => image.naturalWidth))"
    widths = page.locator(".paper img").evaluate_all(f"images => Promise.all(({script})(images))")
    assert widths == [910, 910]


def test_clicking_a_box_shows_its_record(page: Page) -> None:
    page.locator(".box.money").first.click()
    assert _on(page, ".item") == ["1,234.5"]


def test_a_box_that_several_records_share_shows_all_of_them(page: Page) -> None:
    page.locator(".box.indicator").first.click()
    assert _on(page, ".item") == ["培训场次", "培训场次"]


def test_clicking_a_record_shows_its_boxes(page: Page) -> None:
    page.locator(".item.goal").first.click()
    expect(page.locator(".box.on")).to_have_count(1)
    expect(page.locator(".box.goal.on")).to_be_in_viewport()


def test_a_record_reached_by_keyboard_shows_its_boxes(page: Page) -> None:
    page.locator(".item.name").first.focus()
    page.keyboard.press("Tab")
    assert _on(page, ".item") == ["开展培训不少于十场"]


def test_pointing_at_a_box_tells_field_and_value(page: Page) -> None:
    page.locator(".box.money").first.hover()
    expect(page.locator(".tip")).to_have_text("总计：1,234.5")
    page.mouse.move(5, 5)
    expect(page.locator(".tip")).to_be_hidden()


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("n", "另附说明"),
        ("nn", "产出指标"),
        ("nnp", "另附说明"),
        ("p", "≥10场"),
        ("pn", "另附说明"),
    ],
)
def test_keys_walk_through_what_is_to_be_checked(page: Page, keys: str, value: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    assert _on(page, ".item") == [value]
    expect(page.locator(".box.on")).to_be_in_viewport()
    expect(page.locator(".item.on")).to_be_in_viewport()


def test_the_walk_tells_how_far_it_is(page: Page) -> None:
    page.locator("[data-step='1']").click()
    page.locator("[data-step='1']").click()
    expect(page.locator(".walk output")).to_have_text("待核对 2/5")


def test_keys_walk_through_values_and_pages(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = _on(page, ".item")
    page.keyboard.press("k")
    assert (_on(page, ".item"), second) == (["另附说明"], ["职工培训"])
    page.keyboard.press("]")
    assert page.evaluate("document.activeElement.id") == "s1"
    page.keyboard.press("j")
    assert _on(page, ".item") == ["开展培训不少于十场"]


def test_a_link_to_a_page_takes_the_keyboard_there(page: Page) -> None:
    page.locator(".pages a").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s1")).to_be_focused()


def test_nothing_to_check_is_told(browser: Browser, tmp_path: Path) -> None:
    opened = browser.new_page()
    result = ReadResult(tables=(a_table(a_project(on_page("培训"))),))
    opened.goto(_written(tmp_path, result))
    opened.keyboard.press("n")
    expect(opened.locator(".walk output")).to_have_text("没有待核对的")
    opened.close()


def test_escape_takes_the_marks_away(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.locator(".on")).to_have_count(0)


def test_the_page_grows_and_its_boxes_with_it(page: Page) -> None:
    box = page.locator(".box.money").first
    before = box.bounding_box()
    page.keyboard.press("+")
    after = box.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == pytest.approx(before["width"] * 1.25, rel=0.02)
    page.keyboard.press("-")
    assert box.bounding_box() == before


def test_unread_and_doubtful_do_not_hang_on_colour_alone(page: Page) -> None:
    script = "element => [getComputedStyle(element).borderTopStyle]"
    assert page.locator(".box.unread").evaluate(script) == ["solid"]
    assert page.locator(".box.doubtful").first.evaluate(script) == ["dashed"]
    hatched = "element => getComputedStyle(element).backgroundImage"
    assert "repeating-linear-gradient" in page.locator(".box.unread").evaluate(hatched)


def test_the_page_is_no_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == _SCREEN["width"]


def test_the_records_stay_beside_a_long_page(page: Page) -> None:
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(500)  # the page's own policy lets no script be waited for
    assert page.evaluate("scrollY") > 0
    expect(page.locator(".records").first).to_be_in_viewport()
    expect(page.locator(".top")).to_be_in_viewport(ratio=1)


def test_each_page_is_printed_with_its_values_on_one_sheet(page: Page) -> None:
    assert len(PdfDocument(page.pdf(prefer_css_page_size=True))) == 2


def test_without_script_boxes_and_records_lead_to_each_other(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(_written(tmp_path, _result()))
    opened.locator(".box.money").first.click()
    assert opened.locator(".item.money:target .value").inner_text() == "1,234.5"
    expect(opened.locator(".tools")).to_be_hidden()
    context.close()


def test_the_page_speaks_english(browser: Browser, tmp_path: Path) -> None:
    opened = browser.new_page()
    opened.goto(_written(tmp_path, _result(), language="en"))
    expect(opened.locator(".walk output")).to_have_text("To check 0/5")
    opened.close()


def test_lines_of_a_text_are_marked(browser: Browser, tmp_path: Path) -> None:
    raw = "职工培训\t1234.5"
    row = a_project(in_line(raw, "职工培训"), total=in_line(raw, "1234.5"))
    opened = browser.new_page()
    opened.goto(_written(tmp_path, ReadResult(tables=(a_table(row),))))
    opened.locator(".mark.money").click()
    assert _on(opened, ".item") == ["1,234.5"]
    opened.close()


def test_fifty_dense_pages_open(browser: Browser, tmp_path: Path) -> None:
    rows = (
        a_project(
            on_page(f"项目{number}", page=number),
            indicators=tuple(an_indicator(20 * at, number) for at in range(30)),
        )
        for number in range(1, 51)
    )
    address = _written(tmp_path, ReadResult(tables=(a_table(*rows, pages=50),)), pages=50)
    opened = browser.new_page(viewport=_SCREEN)  # type: ignore[arg-type]  # a TypedDict
    opened.goto(address)
    expect(opened.locator(".box").first).to_be_visible()
    opened.close()


def test_the_first_picture_is_there_at_once_and_the_others_when_looked_at(
    browser: Browser, tmp_path: Path
) -> None:
    opened = browser.new_page(viewport=_SCREEN)  # type: ignore[arg-type]  # a TypedDict
    opened.goto(_written(tmp_path, _result()))
    loading = [picture.get_attribute("loading") for picture in opened.locator("img").all()]
    assert loading == [None, "lazy"]
    opened.close()


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    source, target = tmp_path / "甲局.txt", tmp_path / "proof.html"
    source.write_bytes((Path(__file__).parents[2] / "samples/guangzhou-gongxin-1.txt").read_bytes())
    command = [sys.executable, "-m", "jiheng_cli", "read", "--proof", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "甲局.txt" in target.read_text("utf-8")
