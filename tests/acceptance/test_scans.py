"""Scans of printed tables are read as they were printed; what is wrong is told as doubtful."""

from __future__ import annotations

import io
import sys
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("rapidocr", reason="the extra scan is not installed")
pytest.importorskip("typst", reason="typst prints the tables")

import pypdfium2
from PIL import Image
from tests.printed.designs import DESIGNS
from tests.printed.score import score
from tests.printed.truth import random_table
from tests.printed.writers import WRITERS
from tests.unit.reading.scan.printed import blurred, noisy, shaded, squeezed, stamped, turned

from jiheng.errors import UnreadableFile
from jiheng.pipeline import read
from jiheng.reading.containers import scan
from jiheng.reading.containers.pdf.document import read_pdf
from jiheng.reading.containers.pictures import read_picture_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.model import TargetTable
    from jiheng.reading.containers.cells.sheet import Sheet

USUAL = {
    "running": (67, "running", "typst", 200, 1),
    "form": (57, "form", "typst", 150, 2),
    "disclosure": (60, "disclosure", "reportlab", 150, 1),
}
FIGURES = frozenset("0123456789.,%≥≤><=")


@cache
def printed(seed: int, design: str, writer: str, projects: int) -> tuple[TargetTable, bytes]:
    printout = DESIGNS[design](random_table(seed, projects=projects))
    return printout.truth, WRITERS[writer]({"a": printout})["a"]


def pictures(content: bytes, dpi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def worn(pages: Iterable[Image.Image]) -> list[Image.Image]:
    slips = (0.3, -0.5, 0.4)
    return [
        squeezed(noisy(shaded(turned(page, slips[n % 3]), 0.85), 6), 75)
        for n, page in enumerate(pages)
    ]


def ruined(page: Image.Image) -> Image.Image:
    sealed = stamped(page, (page.width * 0.62, page.height * 0.5), page.width * 0.08)
    return squeezed(noisy(blurred(turned(sealed, 1.2), 0.7), 5), 45)


def saved(pages: list[Image.Image], kind: str, dpi: int) -> bytes:
    data = io.BytesIO()
    options = {"dpi": (dpi, dpi)} if kind == "TIFF" else {"resolution": dpi}
    pages[0].save(data, kind, save_all=True, append_images=pages[1:], **options)
    return data.getvalue()


def plain(value: object) -> str:
    return unicodedata.normalize("NFKC", str(value)).replace("—", "-")


def f1(truth: TargetTable, tables: Iterable[TargetTable]) -> tuple[float, str]:
    """Return the F1 of records after NFKC, and what differs."""
    found = score(truth, tables)
    missed, invented = (
        Counter(tuple(map(plain, record)) for record in records)
        for records in (found.missed, found.invented)
    )
    same = (missed & invented).total()
    right = 2 * (found.right + same)
    wrong = missed.total() + invented.total() - 2 * same
    return right / (right + wrong), found.differences(20)


@pytest.mark.parametrize(("seed", "design", "writer", "dpi", "projects"), USUAL.values(), ids=USUAL)
def test_scanned_tables_of_several_pages_are_read_as_they_were(
    seed: int, design: str, writer: str, dpi: int, projects: int
) -> None:
    truth, content = printed(seed, design, writer, projects)
    pages = worn(pictures(content, dpi))

    found = read(saved(pages, "TIFF", dpi), name="扫描件.tif")

    rate, differences = f1(truth, found.tables)
    assert rate >= 0.99, differences
    assert found.tables[0].source is not None
    assert found.tables[0].source.pages == len(pages)


def test_a_text_page_between_scans_is_read_as_text() -> None:
    truth, content = printed(63, "form", "typst", 3)
    pages = worn(pictures(content, 150))
    assert len(pages) == 3
    merged = pypdfium2.PdfDocument.new()
    pictured = pypdfium2.PdfDocument(saved(pages, "PDF", 150))
    text = pypdfium2.PdfDocument(content)
    for source, number in ((pictured, 0), (text, 1), (pictured, 2)):
        merged.import_pages(source, [number])
    data = io.BytesIO()
    merged.save(data)
    for document in (merged, pictured, text):
        document.close()

    found = read(data.getvalue(), name="扫描件.pdf")

    rate, differences = f1(truth, found.tables)
    assert rate >= 0.99, differences
    sure = {
        place.page: place.confidence is None
        for table in found.tables
        for _, row in table.projects()
        for place in row.span
    }
    assert sure == {1: False, 2: True, 3: False}


def test_a_page_on_its_head_is_read() -> None:
    truth, content = printed(79, "form", "typst", 1)
    pages = [page.rotate(180) for page in worn(pictures(content, 150))]

    found = read(saved(pages, "TIFF", 150), name="扫描件.tif")

    rate, differences = f1(truth, found.tables)
    assert rate >= 0.99, differences


def characters(sheet: Sheet) -> list[tuple[str, float]]:
    """Return the characters of a sheet with how sure their line is."""
    return [
        (each, place.confidence or 0.0)
        for row in sheet.rows
        for cell in row
        for n, character in enumerate(cell.text)
        for place in cell.span(n, n + 1)[:1]
        for each in plain(character).strip()
    ]


@pytest.mark.parametrize(
    ("seed", "design", "dpi"), [(56, "running_wide", 200), (57, "disclosure", 150)]
)
def test_of_ruined_scans_what_is_wrong_is_doubtful(seed: int, design: str, dpi: int) -> None:
    _, content = printed(seed, design, "typst", 1)
    page = ruined(pictures(content, dpi)[0])
    wanted = characters(read_pdf(one_page(content), "a.pdf").sheet)
    seen = characters(read_picture_pages(saved([page], "TIFF", dpi), "a.tif").sheet)

    texts = [text for text, _ in wanted], [text for text, _ in seen]
    wrong, figures, sure = 0, 0, []
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind != "equal":
            wrong += max(stop - start, last - first)
            figures += max(
                sum(text in FIGURES for text in texts[0][start:stop]),
                sum(text in FIGURES for text in texts[1][first:last]),
            )
            sure += [each for each in seen[first:last] if each[0] in FIGURES and each[1] >= 0.9]

    assert wrong <= 0.02 * len(wanted)
    assert figures <= 0.01 * sum(text in FIGURES for text in texts[0])
    assert sure == []


def one_page(content: bytes) -> bytes:
    document = pypdfium2.PdfDocument(content)
    for number in reversed(range(1, len(document))):
        document.del_page(number)
    data = io.BytesIO()
    document.save(data)
    document.close()
    return data.getvalue()


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the extra away."""
    for name in [name for name in sys.modules if name.startswith(f"{scan.__name__}.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("cv2", "rapidocr"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("bare")
def test_without_the_extra_a_scanned_pdf_says_what_is_missing() -> None:
    blank = saved([Image.new("RGB", (300, 200), "white")], "PDF", 72)

    (problem,) = [each for each in read(blank, name="a.pdf").problems if each.code != "no-table"]

    assert problem.code == "scanned-page"
    assert "jiheng[scan]" in problem.message.zh


@pytest.mark.usefixtures("bare")
def test_without_the_extra_a_picture_cannot_be_read() -> None:
    blank = saved([Image.new("RGB", (300, 200), "white")], "TIFF", 72)

    with pytest.raises(UnreadableFile, match=r"jiheng\[scan\]"):
        read(blank, name="a.tif")
