"""Pages of an OFD document that are pictures; what is read of a picture is told by other tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.unit.reading.containers.ofd.written_ofd import HEAD, SPACE, OfdPage, text, written

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.ofd import scans
from jiheng.reading.containers.ofd.document import read_ofd
from jiheng.reading.containers.page.ink import Glyph, Ink, Rule

if TYPE_CHECKING:
    from jiheng.reading.containers.cells.sheet import Sheet

WHOLE = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="8"/>'
LISTED = (
    f"{HEAD}<ofd:Res {SPACE} BaseLoc='Res'><ofd:MultiMedias><ofd:MultiMedia ID='8' Type='Image'>"
    "<ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
)


class Recognition:
    """Stands in for the recognition: sees the same on each page, and keeps what it was shown."""

    def __init__(self) -> None:
        self.shown: list[Image.Image] = []

    def __call__(
        self, picture: Image.Image, *, number: int, width: float, height: float, name: str
    ) -> Ink:
        assert name == "表.ofd"
        self.shown.append(picture)
        glyphs = [
            Glyph(said, 5 + 10 * at, 5, 15 + 10 * at, 15, 0.5) for at, said in enumerate("绩效指标")
        ]
        rows = [Rule(0, 0, 200), Rule(20, 0, 200)]
        columns = [Rule(0, 0, 20), Rule(100, 0, 20), Rule(200, 0, 20)]
        return Ink(number, width, height, glyphs, rows, columns)


@pytest.fixture
def recognition(monkeypatch: pytest.MonkeyPatch) -> Recognition:
    found = Recognition()
    monkeypatch.setattr(scans, "scan_ink", found)
    return found


def png(grey: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (20, 30), grey).save(stream, "PNG")
    return stream.getvalue()


def read(*pages: OfdPage | str, listed: str = LISTED, data: bytes | None = None) -> Sheet:
    document = written(
        *pages,
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts={"Doc_0/DocumentRes.xml": listed, "Doc_0/Res/a.png": data or png()},
    )
    return read_ofd(document, "表.ofd").sheet


def texts(sheet: Sheet) -> list[str]:
    return [cell.text for row in sheet.rows for cell in row if cell.text]


def test_a_page_that_is_a_picture_is_recognized(recognition: Recognition) -> None:
    assert texts(read(WHOLE + text(100, 290, "1"))) == ["绩效指标"]
    (picture,) = recognition.shown
    assert (picture.mode, picture.size, picture.getpixel((800, 1200))) == (
        "RGB",
        (1654, 2339),
        (0, 0, 0),
    )


def test_a_picture_lies_where_the_page_says(recognition: Recognition) -> None:
    read('<ofd:ImageObject Boundary="0 99 210 198" ResourceID="8"/>')
    (picture,) = recognition.shown
    assert [picture.getpixel((800, y)) for y in (700, 900)] == [(255, 255, 255), (0, 0, 0)]


def test_a_picture_may_be_listed_by_its_page(recognition: Recognition) -> None:
    page = OfdPage(inside=WHOLE, before="<ofd:PageRes>PageRes.xml</ofd:PageRes>")
    document = written(
        page,
        parts={"Doc_0/Pages/Page_0/PageRes.xml": LISTED, "Doc_0/Pages/Page_0/Res/a.png": png()},
    )
    assert texts(read_ofd(document, "表.ofd").sheet) == ["绩效指标"]
    assert recognition.shown[0].getpixel((800, 1200)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("inside", "listed"),
    [
        (WHOLE, f"<ofd:Res {SPACE}/>"),
        (WHOLE.replace("8", "9"), LISTED),
        (WHOLE + '<ofd:ImageObject Boundary="0 0 0 0" ResourceID="8"/>', f"<ofd:Res {SPACE}/>"),
    ],
)
def test_a_picture_that_is_missing_leaves_the_paper_white(
    recognition: Recognition, inside: str, listed: str
) -> None:
    read(inside, listed=listed)
    assert recognition.shown[0].getpixel((800, 1200)) == (255, 255, 255)


@pytest.mark.parametrize("boundary", ["0 0 900000 297", "0 0 210 900000", "0 0 2e308 297"])
def test_a_picture_far_larger_than_its_page_is_left_out(
    recognition: Recognition, boundary: str
) -> None:
    read(WHOLE.replace("0 0 210 297", boundary).replace('CTM="210 0 0 297 0 0"', "") + WHOLE)
    (picture,) = recognition.shown
    assert picture.getpixel((800, 1200)) == (0, 0, 0)


def test_a_page_as_thin_as_a_line_is_no_scan(recognition: Recognition) -> None:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 5 90000</ofd:PhysicalBox></ofd:Area>"
    read(OfdPage(inside=WHOLE, before=area))
    assert recognition.shown == []


def test_a_small_picture_is_no_page(recognition: Recognition) -> None:
    read('<ofd:ImageObject Boundary="0 0 50 50" ResourceID="8"/>' + text(20, 90, "绩效指标"))
    assert recognition.shown == []


def test_a_page_with_text_over_its_picture_is_read_by_its_text(recognition: Recognition) -> None:
    assert texts(read(WHOLE + text(20, 90, "2026年项目支出绩效目标表"))) == [
        "2026年项目支出绩效目标表"
    ]
    assert recognition.shown == []


def test_the_unseen_text_over_a_picture_is_not_believed(recognition: Recognition) -> None:
    unseen = text(20, 90, "2026年项目支出绩效目标表", settings='Alpha="0"')
    assert texts(read(WHOLE + unseen)) == ["绩效指标"]
    assert recognition.shown


def test_what_keeps_scans_from_being_read_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def demand(name: str) -> None:
        raise UnreadableFile(name=name, reason=Bilingual("缺少组件。", "missing."))

    monkeypatch.setattr(scans, "demand", demand)
    assert [problem.code for problem in read(WHOLE, WHOLE).problems] == ["scanned-page"]


def test_a_picture_of_an_unknown_kind_is_told() -> None:
    assert [problem.code for problem in read(WHOLE, data=b"JB2").problems] == ["scanned-page"]
