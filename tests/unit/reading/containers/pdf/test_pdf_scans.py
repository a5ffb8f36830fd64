"""Pages of a PDF that are pictures; what is read of a picture is the matter of other tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    FONTS,
    FOUR,
    FOUR_TEXTS,
    WrittenPage,
    form,
    ruled,
    sheet_of,
    stream,
    texts,
    words,
)

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import ProblemSeverity
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule
from jiheng.reading.containers.pdf import document, scans
from jiheng.reading.containers.pdf.garbled import is_garbled

if TYPE_CHECKING:
    from PIL.Image import Image

IMAGE = stream(
    b"\xff" * 100,
    "/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 "
    "/ColorSpace /DeviceGray",
)
DRAWN = f"/XObject << /X {EXTRA} 0 R >>"
SHAPE = "20 20 m 25 30 l 30 20 l 28 24 l 26 22 l 24 26 l 22 21 l 21 23 l 20 22 l h f\n"
GARBLED = words(25, 150, "ÿòĀæç" * 3)
TABLE = f"{ruled()}\n{FOUR}"


def scan(matrix: str = "300 0 0 200 0 0", more: str = "", box: str = "0 0 300 200") -> WrittenPage:
    return WrittenPage(f"q {matrix} cm /X Do Q {more}", resources=DRAWN, box=box)


def seen(number: int, words: str) -> Ink:
    """Return what a recognition sees: a table of two cells with a text in the first."""
    glyphs = [
        Glyph(text, 5 + 10 * index, 5, 15 + 10 * index, 15, 0.5) for index, text in enumerate(words)
    ]
    rows = [Rule(0, 0, 200), Rule(20, 0, 200)]
    columns = [Rule(0, 0, 20), Rule(100, 0, 20), Rule(200, 0, 20)]
    return Ink(number, 300, 200, glyphs, rows, columns)


class Recognition:
    """Stands in for the recognition: says what it is told to, and keeps what it was shown."""

    def __init__(self, *said: str) -> None:
        self.said = list(said)
        self.shown: list[tuple[tuple[int, int], int, float, float]] = []

    def __call__(
        self, picture: Image, *, number: int, width: float, height: float, name: str
    ) -> Ink:
        assert name == "表.pdf"
        assert picture.mode == "RGB"
        self.shown.append((picture.size, number, width, height))
        return seen(number, self.said.pop(0))


def recognizing(monkeypatch: pytest.MonkeyPatch, *said: str) -> Recognition:
    recognition = Recognition(*said)
    monkeypatch.setattr(scans, "scan_ink", recognition)
    return recognition


def test_a_page_that_is_a_picture_is_recognized(monkeypatch: pytest.MonkeyPatch) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    found = sheet_of("", scan(), extra=[IMAGE])
    assert texts(found) == [("绩效指标", "")]
    assert recognition.shown == [((834, 556), 2, 300.0, 200.0)]
    (place,) = found.rows[0][0].span()
    assert (place.page, place.box, place.confidence) == (2, (5.0, 5.0, 45.0, 15.0), 0.5)


def test_a_large_page_is_drawn_coarser(monkeypatch: pytest.MonkeyPatch) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    sheet_of(scan("14400 0 0 7200 0 0", box="0 0 14400 7200"), extra=[IMAGE])
    assert recognition.shown == [((4000, 2000), 1, 14400.0, 7200.0)]


FINE = stream(
    bytes(3000 * 2000 // 8),
    "/Type /XObject /Subtype /Image /Width 3000 /Height 2000 /BitsPerComponent 1 "
    "/ColorSpace /DeviceGray",
)


@pytest.mark.parametrize(
    ("longer", "dots"),
    [
        pytest.param(150, 2339, id="as fine as the picture, up to the dots of A4"),
        pytest.param(750, 2339, id="no more than those of A4"),
        pytest.param(900, 2500, id="a large page as usual"),
    ],
)
def test_a_small_page_with_a_fine_picture_is_drawn_finer(
    monkeypatch: pytest.MonkeyPatch, longer: int, dots: int
) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    shorter = longer * 2 // 3
    size = f"{longer} 0 0 {shorter} 0 0"
    sheet_of(scan(size, box=f"0 0 {longer} {shorter}"), extra=[FINE])
    (((width, _), _, *_),) = recognition.shown
    assert width == pytest.approx(dots, abs=1)


def test_a_picture_without_extent_tells_no_scale(monkeypatch: pytest.MonkeyPatch) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    flat = "q 0 0 0 0 0 0 cm /X Do Q"
    sheet_of(scan(more=flat), extra=[IMAGE])
    assert recognition.shown == [((834, 556), 1, 300.0, 200.0)]


def test_a_turned_scan_is_shown_as_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    page = WrittenPage("q 300 0 0 200 0 0 cm /X Do Q", "/Rotate 90", resources=DRAWN)
    sheet_of(page, extra=[IMAGE])
    assert recognition.shown == [((556, 834), 1, 200.0, 300.0)]


def test_scans_go_on_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    recognizing(monkeypatch, "收入", "绩效指标", "质量", "支出")
    found = sheet_of(scan(), scan(), scan(), words(25, 55, "无表"), scan(), extra=[IMAGE])
    assert texts(found) == [("绩效指标", ""), ("质量", "")]
    assert [grid.page for grid in found.grids] == [2, 3]


LAYER = words(25, 55, "绩效曰标公开一览表单位万元")
"""As many characters as a page that is a picture has not."""
UNSEEN = f"3 Tr {LAYER}"
PICTURE = "q 300 0 0 200 0 0 cm /X Do Q"
IN_FORM = f"/XObject << /X {EXTRA} 0 R /Y {EXTRA + 1} 0 R >>"
NESTED = 5


def nested(number: int) -> bytes:
    """Return a form that holds the next one; the last holds the picture."""
    if number == NESTED:
        return form(PICTURE, resources=DRAWN)
    inner = f"/XObject << /Y {EXTRA + number + 1} 0 R >>"
    return form("/Y Do", resources=inner)


LAYERED = {
    "text that is not seen on a picture": (scan(more=UNSEEN), [], True),
    "text below a picture": (WrittenPage(f"{LAYER} {PICTURE}", resources=DRAWN), [], True),
    "text below a picture that shines through": (
        WrittenPage(
            f"{LAYER} /G gs {PICTURE}", resources=f"{DRAWN} /ExtGState << /G << /ca 0.5 >> >>"
        ),
        [],
        False,
    ),
    "text above a small picture": (
        WrittenPage(f"{LAYER} q 60 0 0 40 0 0 cm /X Do Q", resources=DRAWN),
        [],
        False,
    ),
    "text that is seen, and some that is not": (
        scan(more=f"{LAYER} {LAYER} {UNSEEN}"),
        [],
        False,
    ),
    "many pieces of text on a picture": (scan(more=LAYER * 20), [], False),
    "text that is not seen, in a form": (
        WrittenPage(f"{PICTURE} /Y Do", resources=IN_FORM),
        [form(UNSEEN, resources=f"/Font << /F {FONTS} 0 R >>")],
        True,
    ),
    "a picture in a form": (
        WrittenPage("/Y Do", resources=IN_FORM),
        [form(PICTURE, resources=DRAWN)],
        True,
    ),
    "a picture in forms within forms": (
        WrittenPage("/Y Do", resources=IN_FORM),
        [nested(number) for number in range(1, NESTED + 1)],
        False,
    ),
}


@pytest.mark.parametrize(("page", "extra", "is_scan"), LAYERED.values(), ids=LAYERED)
def test_text_that_nobody_sees_is_none_of_a_page(
    page: WrittenPage, extra: list[bytes], monkeypatch: pytest.MonkeyPatch, *, is_scan: bool
) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    sheet_of(page, extra=[IMAGE, *extra])
    assert bool(recognition.shown) is is_scan


PICTURED = {
    "a number of the page beside it": (scan(more=words(140, 190, "- 12 -")), True),
    "a picture in strips": (scan("300 0 0 30 0 0", more="q 300 0 0 40 0 40 cm /X Do Q"), True),
    "a small picture": (scan("30 0 0 20 0 0"), False),
    "a picture beyond the page": (scan("0 0 0 0 0 0"), False),
    "no picture": (WrittenPage(""), False),
    "text over a picture": (scan(more=words(25, 55, "收入支出" * 4)), False),
    "characters drawn as shapes": (WrittenPage(SHAPE * 70), True),
    "an ornament": (WrittenPage(SHAPE * 5 + ruled()), False),
}


@pytest.mark.parametrize(("page", "is_scan"), PICTURED.values(), ids=PICTURED)
def test_a_page_is_a_scan_when_pictures_are_most_of_it(
    page: WrittenPage, monkeypatch: pytest.MonkeyPatch, *, is_scan: bool
) -> None:
    recognition = recognizing(monkeypatch, "绩效指标")
    sheet_of(page, extra=[IMAGE])
    assert bool(recognition.shown) is is_scan


def test_what_is_missing_to_read_scans_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Ink:
        raise UnreadableFile(name="表.pdf", reason=Bilingual("未安装。", "not installed."))

    monkeypatch.setattr(document, "scanned_ink", refuse)
    found = sheet_of(TABLE, scan(), scan(), extra=[IMAGE])
    assert texts(found) == FOUR_TEXTS
    (problem,) = found.problems
    assert (problem.code, problem.span[0].page) == ("scanned-page", 2)
    assert "未安装" in problem.message.zh
    assert "not installed" in problem.message.en


def test_nothing_is_drawn_where_pictures_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise UnreadableFile(name=name, reason=Bilingual("未安装。", "not installed."))

    def draw(*_: object, **__: object) -> None:
        raise ModuleNotFoundError(name="PIL")

    monkeypatch.setattr(scans, "demand", refuse)
    monkeypatch.setattr(pypdfium2.PdfPage, "render", draw)
    assert [one.code for one in sheet_of(scan(), extra=[IMAGE]).problems] == ["scanned-page"]


def test_pictures_beyond_the_limit_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MAX_OBJECTS", 1)
    recognition = recognizing(monkeypatch)
    sheet_of(WrittenPage(f"{ruled()} {scan().content!s}", resources=DRAWN), extra=[IMAGE])
    assert recognition.shown == []


def test_a_scan_too_thin_to_hold_text_is_no_trouble() -> None:
    pytest.importorskip("rapidocr", reason="the extra scan is not installed")
    assert texts(sheet_of(scan("14400 0 0 1 0 0", box="0 0 14400 0.1"), extra=[IMAGE])) == []


def test_a_page_whose_text_is_not_what_it_shows_is_read_as_a_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recognizing(monkeypatch, "绩效指标")
    found = sheet_of(f"{TABLE} {GARBLED}")
    assert texts(found) == [("绩效指标", "")]
    assert [(p.code, p.span[0].page) for p in found.problems] == [("garbled-text", 1)]


def test_a_page_with_garbled_text_and_no_table_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recognizing(monkeypatch, "收入")
    assert sheet_of(GARBLED).problems == ()


def test_garbled_text_is_read_and_told_where_no_picture_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> Ink:
        raise UnreadableFile(name="表.pdf", reason=Bilingual("未安装。", "not installed."))

    monkeypatch.setattr(document, "scanned_ink", refuse)
    found = sheet_of(f"{TABLE} {GARBLED}")
    (problem,) = found.problems
    assert texts(found)[:2] == FOUR_TEXTS
    assert (problem.code, problem.severity) == ("garbled-text", ProblemSeverity.ERROR)
    assert "未安装" in problem.message.zh


@pytest.mark.parametrize(
    ("words", "garbled"),
    [
        ("绩效指标" * 40, False),
        ("与 Café Zürich 合作举办的青年音乐周活动数量，参与人次，媒体报道篇数" * 9, False),
        ("面积≥3m²，误差±5‰，温度20℃×3÷2·" * 20, False),
        ("年部\ue001名称ÿ某区Ā项目òæ" * 3, True),
        ("\ufffd" * 9, True),
        ("ÿ" * 4, False),
    ],
)
def test_a_text_of_strange_letters_is_garbled(words: str, *, garbled: bool) -> None:
    assert is_garbled(words) is garbled
