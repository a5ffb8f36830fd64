"""Characters of which a font does not say what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.reading.containers.pdf.written_pdf import (
    EXTRA,
    WrittenPage,
    ruled,
    sheet_of,
    stream,
    texts,
    words,
)

from jiheng.model import ProblemSeverity
from jiheng.reading.containers.pdf import characters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jiheng.reading.containers.cells.sheet import Sheet

SAID = "绩效指标值良"


def page_of(rating: str, *, known: Iterable[str], table: str = ruled()) -> Sheet:
    """Read a page whose font says of some characters alone what they are; 零 is none at all."""
    codes = "\n".join(
        f"<{ord(each):04X}> <{ord(each) if each != '零' else 0:04X}>" for each in known
    )
    count = len(codes.splitlines())
    cmap = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
/CMapName /Some def 1 begincodespacerange <0000> <FFFF> endcodespacerange
{count} beginbfchar {codes} endbfchar endcmap end end"""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Codes /Encoding /Identity-H "
        b"/DescendantFonts [5 0 R] /ToUnicode %d 0 R >>" % (EXTRA + 1)
    )
    spoken = (words(25, 55, "绩效指标"), words(125, 55, "指标值"), words(25, 85, rating))
    content = "\n".join((table, *spoken)).replace("/F ", "/S ")
    page = WrittenPage(content, fonts=f"<< /S {EXTRA} 0 R >>")
    return sheet_of(page, page, extra=[font, stream(cmap.encode())])


def test_a_character_that_its_font_does_not_tell_is_told_on_each_page() -> None:
    found = page_of("良优", known=SAID)
    assert [(p.code, p.severity, p.span[0].page) for p in found.problems] == [
        ("garbled-text", ProblemSeverity.WARNING, 1),
        ("garbled-text", ProblemSeverity.WARNING, 2),
    ]
    assert "优" in found.problems[0].excerpt


def test_one_that_its_font_tells_to_be_none_is_told() -> None:
    found = page_of("良零", known=f"{SAID}零")
    assert found.problems[0].excerpt.endswith(f"良{characters.UNMAPPED}")


def test_characters_that_are_all_told_are_no_trouble() -> None:
    found = page_of("良", known=SAID)
    assert (found.rows[1][0].text, found.problems) == ("良", ())


def test_a_font_whose_codes_are_the_characters_is_no_trouble() -> None:
    found = page_of("良", known="良")
    assert (texts(found)[0], found.problems) == (("绩效指标", "指标值"), ())


def test_a_page_without_a_table_is_no_trouble() -> None:
    assert page_of("良优", known=SAID, table="").problems == ()
