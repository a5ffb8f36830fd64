"""What somebody filled into the fields of a PDF, or laid upon it, stands on its page."""

from __future__ import annotations

import pytest
from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    HEIGHT,
    WrittenPage,
    form,
    ruled,
    sheet_of,
    texts,
    words,
)

HEADS = f"{words(25, 55, '绩效指标')}\n{words(125, 55, '指标值')}\n{words(25, 85, '数量')}"
PAGE = WrittenPage(f"{ruled()}\n{HEADS}", keys=f"/Annots [{EXTRA} 0 R]")


def value(text: str) -> bytes:
    """Return the object of how a field looks that says a text."""
    shown = words(0, HEIGHT, text).partition("Td ")[2]
    return form(f"BT /F 10 Tf 5 5 Td {shown}").replace(b"[-1000 -1000 1000 1000]", b"[0 0 80 20]")


VALUE = value("三百")


def laid(kind: str, keys: str = "", look: str = f"/AP << /N {EXTRA + 1} 0 R >>") -> bytes:
    """Return the object of what lies upon the cell beside 数量."""
    place = f"[121 {HEIGHT - 95} 201 {HEIGHT - 75}]"
    return f"<< /Type /Annot /Subtype /{kind} /Rect {place} {look} {keys} >>".encode()


@pytest.mark.parametrize("kind", ["Widget /FT /Tx /T (A)", "FreeText"])
def test_a_filled_field_is_the_text_of_its_cell(kind: str) -> None:
    sheet = sheet_of(PAGE, extra=(laid(kind), VALUE))
    assert texts(sheet) == [("绩效指标", "指标值"), ("数量", "三百")]


@pytest.mark.parametrize(
    "upon",
    [
        laid("Widget /FT /Tx /T (A)", keys="/F 2"),
        laid("Widget /FT /Tx /T (A)", look=""),
        laid("Link", look=""),
        b"null",
    ],
)
def test_what_does_not_show_is_no_text(upon: bytes) -> None:
    assert texts(sheet_of(PAGE, extra=(upon, VALUE))) == [("绩效指标", "指标值"), ("数量", "")]


@pytest.mark.parametrize("kind", ["Widget /FT /Sig /T (B)", "Stamp"])
def test_signatures_and_stamps_are_no_text(kind: str) -> None:
    page = WrittenPage(f"{ruled()}\n{HEADS}", keys=f"/Annots [{EXTRA + 2} 0 R {EXTRA} 0 R]")
    signed = laid(kind, look=f"/AP << /N {EXTRA + 3} 0 R >>")
    sheet = sheet_of(page, extra=(laid("FreeText"), VALUE, signed, value("某局甲乙")))
    assert texts(sheet) == [("绩效指标", "指标值"), ("数量", "三百")]
    assert not sheet.problems
