"""The pages that the measurement of damaged scans takes of published documents."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from benchmarks.reading.damaged_pages import published_pages
from PIL import Image
from tests.printed.designs import DESIGNS
from tests.printed.truth import random_table
from tests.printed.writers import WRITERS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A document whose first page is blank; the four others hold two forms of two pages each."""
    printout = DESIGNS["form"](random_table(1, projects=2))
    (content,) = WRITERS["reportlab"]({"form": printout}).values()
    path = tmp_path / "office-2026.pdf"
    with pypdfium2.PdfDocument.new() as joined, pypdfium2.PdfDocument(content) as table:
        joined.new_page(595, 842)
        joined.import_pages(table)
        joined.save(path)
    return path


def test_a_page_with_indicators_that_speaks_of_targets_is_taken(document: Path) -> None:
    numbers = {
        int(page.name.removeprefix("office-2026."))
        for seed in range(9)
        for page in published_pages(seed, [document])
    }
    assert numbers == {2, 4}


def test_a_page_is_taken_out_of_its_document(document: Path) -> None:
    (page,) = published_pages(1, [document])
    with pypdfium2.PdfDocument(page.pdf) as alone:
        assert len(alone) == 1


def test_one_seed_gives_the_same_picture_again(document: Path) -> None:
    first, again = (
        [page.damaged("hard") for page in published_pages(1, [document])] for _ in range(2)
    )
    assert first == again


def test_the_page_is_drawn_as_fine_as_it_says(document: Path) -> None:
    (page,) = published_pages(1, [document])
    with Image.open(io.BytesIO(page.damaged("usual"))) as picture:
        assert picture.info["dpi"] == (page.dpi, page.dpi)


def test_a_document_without_indicators_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    with pypdfium2.PdfDocument.new() as blank:
        blank.new_page(595, 842)
        blank.save(path)
    assert list(published_pages(1, [path])) == []
