"""Pictures of the pages of a PDF."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from jiheng.reading.containers import drawing
from jiheng.reading.containers.page.turning import Turning
from jiheng.reading.containers.pdf.characters import read_glyphs, upright_quarters

if TYPE_CHECKING:
    from collections.abc import Callable

    from jiheng.reading.containers.drawing import DrawnPage


def draw_pages(
    data: bytes, numbers: list[int], media_type: str = "application/pdf"
) -> list[DrawnPage]:
    return list(drawing.draw_pages(data, media_type, "甲.pdf", numbers))


Dots = list[list[int]]


def _pdf(
    size: tuple[float, float] = (595, 842),
    pages: int = 1,
    draw: Callable[[Canvas], None] = lambda canvas: canvas.drawString(20, 700, "text"),
) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _dots(page: DrawnPage) -> Dots:
    """Return the greys, 0 to 15, of a picture that has four bits a dot and no filters."""
    width, height, depth, colour = struct.unpack(">IIBB", page.data[16:26])
    assert (depth, colour) == (4, 0)
    size = int.from_bytes(page.data[33:37])
    body = zlib.decompress(page.data[41 : 41 + size])
    across = (width + 1) // 2 + 1
    rows = [body[at + 1 : at + across] for at in range(0, len(body), across)]
    assert len(rows) == height
    return [[half for byte in row for half in (byte >> 4, byte & 15)][:width] for row in rows]


def _inked(page: DrawnPage) -> tuple[float, float]:
    """Return where the middle of the ink is, as shares of width and height."""
    dots = _dots(page)
    found = [(x, y) for y, row in enumerate(dots) for x, grey in enumerate(row) if grey < 8]
    middle_x = sum(x for x, _ in found) / len(found)
    middle_y = sum(y for _, y in found) / len(found)
    return middle_x / len(dots[0]), middle_y / len(dots)


def _square(canvas: Canvas) -> None:
    canvas.rect(20, 120, 20, 20, fill=1)  # in the top left corner of a page of 200 by 160


def test_ink_is_black_where_it_stands_and_paper_white() -> None:
    (page,) = draw_pages(_pdf((200, 160), draw=_square), [1])
    dots = _dots(page)
    assert (dots[45][45], dots[200][200]) == (0, 15)
    x, y = _inked(page)
    assert x == pytest.approx(0.15, abs=0.01)
    assert y == pytest.approx(0.19, abs=0.01)


@pytest.mark.parametrize("width", [199, 200, 201, 202])
def test_every_width_is_drawn_whole(width: int) -> None:
    def bar(canvas: Canvas) -> None:
        canvas.rect(0, 0, width, 30, fill=1)

    (page,) = draw_pages(_pdf((width, 60), draw=bar), [1])
    rows = _dots(page)
    assert all(grey == 15 for grey in rows[10])
    assert all(grey == 0 for grey in rows[-10][:-1])


def test_the_size_is_that_of_the_page_in_points() -> None:
    (page,) = draw_pages(_pdf((300, 200)), [1])
    assert (page.number, page.width, page.height) == (1, 300, 200)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_a_picture_is_turned_as_the_places_of_its_characters_are(turns: int, rotation: int) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.translate(300, 300)
        canvas.rotate(turns)
        canvas.drawString(-200, 150, "upper left " * 2)

    data = _pdf((600, 600), draw=turned)
    (page,) = draw_pages(data, [1])
    x, y = _inked(page)
    read_x, read_y = _read(data)
    assert x == pytest.approx(read_x, abs=0.02)
    assert y == pytest.approx(read_y, abs=0.02)


def _read(data: bytes) -> tuple[float, float]:
    """Return where the middle of the characters is said to be, as shares of width and height."""
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        text = page.get_textpage()
        count = pdfium.FPDFText_CountChars(text.raw)
        turning = Turning(upright_quarters(text.raw, count), 0, 0, 600, 600)
        glyphs = read_glyphs(text.raw, count, turning)
        text.close()
        page.close()
    middle_x = sum(glyph.left + glyph.right for glyph in glyphs) / len(glyphs) / 2
    middle_y = sum(glyph.top + glyph.bottom for glyph in glyphs) / len(glyphs) / 2
    return middle_x / 600, middle_y / 600


def test_a_lying_page_has_the_size_it_is_read_in() -> None:
    def lying(canvas: Canvas) -> None:
        canvas.translate(100, 0)
        canvas.rotate(90)
        canvas.drawString(20, 20, "text that tells how it lies")

    (page,) = draw_pages(_pdf((100, 300), draw=lying), [1])
    assert (page.width, page.height) == (300, 100)


def test_a_page_without_text_is_drawn_as_it_stands() -> None:
    (page,) = draw_pages(_pdf((300, 200), draw=_square), [1])
    assert (page.width, page.height) == (300, 200)


def test_the_pages_asked_for_are_drawn_once_and_in_order() -> None:
    assert [page.number for page in draw_pages(_pdf(pages=4), [3, 2, 3, 0, 9])] == [2, 3]


def test_a_book_is_not_drawn_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_PAGES", 2)
    assert len(draw_pages(_pdf((20, 20), 3), [1, 2, 3])) == 2


def test_a_poster_is_drawn_coarser() -> None:
    (page,) = draw_pages(_pdf((14_000, 14_000)), [1])
    width, height = struct.unpack(">II", page.data[16:24])
    assert width * height <= drawing.MOST_DOTS * 1.01


def test_what_is_no_pdf_has_no_pictures() -> None:
    assert draw_pages(b"%PDF-1.7 nothing", [1]) == []


def test_a_page_that_cannot_be_opened_has_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_document: pypdfium2.PdfDocument, _index: int) -> None:
        message = "damaged"
        raise pypdfium2.PdfiumError(message)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", fail)
    assert draw_pages(_pdf(), [1]) == []


def _image(size: tuple[int, int], pages: int = 1) -> bytes:
    image = pytest.importorskip("PIL.Image")
    frames = [image.new("L", size, "white") for _ in range(pages)]
    for frame in frames:
        frame.paste(0, (0, 0, size[0] // 2, size[1] // 2))
    stream = io.BytesIO()
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    return stream.getvalue()


def test_an_image_is_drawn_no_finer_than_a_page() -> None:
    (page,) = draw_pages(_image((400, 200)), [1], "image")
    dots = _dots(page)
    assert (page.width, page.height) == (144, 72)
    assert (len(dots[0]), len(dots)) == (220, 110)
    assert (dots[20][20], dots[90][200]) == (0, 15)


def test_the_pages_of_an_image_are_those_asked_for() -> None:
    assert [page.number for page in draw_pages(_image((40, 20), 3), [3, 2, 7], "image/tiff")] == [
        2,
        3,
    ]


def test_data_about_a_picture_has_no_pictures() -> None:
    assert draw_pages(b'{"schema": "jiheng/table/1"}', [1], "image") == []


@pytest.mark.parametrize("media_type", ["text/plain", "image"])
def test_a_document_without_pages_has_no_pictures(media_type: str) -> None:
    assert draw_pages(b"text", [], media_type) == []


def test_a_scan_that_lay_askew_is_drawn_level() -> None:
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("cv2")
    sheet = image.new("L", (600, 400), "white")
    for top in range(40, 400, 40):
        sheet.paste(0, (40, top, 560, top + 4))
    stream = io.BytesIO()
    sheet.rotate(2, fillcolor=255).save(stream, "PNG", dpi=(110, 110))
    (page,) = draw_pages(stream.getvalue(), [1], "image")
    dots = _dots(page)
    line = [next(y for y in range(60, 110) if dots[y][x] < 8) for x in (60, 300, 540)]
    assert max(line) - min(line) <= 1
