"""Forms as a document for Word and WPS, one section each."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from lxml import etree

from jiheng.writing.official.docx_table import FONT, TITLE_FONT, add, tables
from jiheng.writing.official.grid import legal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Word
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

    from jiheng.writing.official.grid import FormGrid

_UNNAMED = "绩效目标表"
# A document states when it was made. The clock would make equal forms unequal bytes.
_CREATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zones
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHORT_SIDE, _LONG_SIDE, _MARGIN = Mm(210), Mm(297), Mm(15)
_FOOTER = ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页")


def write(grids: Sequence[FormGrid]) -> bytes:
    """Return a document with a section for each form; an empty one if there is none."""
    document = Document()
    set_styles(document)
    set_properties(document, next((grid.title for grid in grids if grid.title), _UNNAMED))
    for number, grid in enumerate(grids):
        section = document.add_section(WD_SECTION.NEW_PAGE) if number else document.sections[0]
        _set_page(section, landscape=grid.landscape)
        if not number:
            set_footer(section.footer.paragraphs[0])
        _add_form(document, grid, _room(section))
    return dated(document)


def _add_form(document: Word, grid: FormGrid, room: int) -> None:
    if grid.title is not None:
        document.add_heading(legal(grid.title), level=1)
    for left, right in grid.lines:
        line = document.add_paragraph(legal(left))
        if right:
            line.add_run(legal(f"\t{right}"))
            line.paragraph_format.tab_stops.add_tab_stop(Emu(room), WD_TAB_ALIGNMENT.RIGHT)
    for table in tables(grid, Emu(room).twips):
        end = document.add_paragraph()
        end._p.addprevious(table)  # noqa: SLF001 - python-docx has no other way
        # The paragraph that has to follow a table must not need a page of its own, nor part it
        # from the next for the eye.
        end.paragraph_format.line_spacing = Pt(1)


def set_styles(document: Word) -> None:
    """Name the fonts: what the template leaves to a theme is not Chinese."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for kind, font in ((None, FONT), ("Heading 1", TITLE_FONT)):
        style = cast("ParagraphStyle", document.styles[kind or "Normal"])
        properties = style.element.get_or_add_rPr() if kind else defaults.find(f".//{qn('w:rPr')}")
        for old in properties.findall(qn("w:rFonts")):
            properties.remove(old)
        names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font)
        properties.insert(
            0, etree.Element(qn("w:rFonts"), {qn(f"w:{k}"): v for k, v in names.items()})
        )
    language = defaults.find(f".//{qn('w:lang')}")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.size = Pt(9)
    normal.paragraph_format.space_after = Pt(0)
    title = cast("ParagraphStyle", document.styles["Heading 1"])
    title.font.size, title.font.color.rgb = Pt(16), RGBColor(0, 0, 0)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(0), Pt(8)


def set_properties(document: Word, title: str) -> None:
    """State what a document is called, and nothing of who made it or when."""
    said = document.core_properties
    said.title = legal(title)[:255]
    said.author = said.last_modified_by = said.comments = ""
    said.created = said.modified = _CREATED
    said.language = "zh-CN"


def _set_page(section: Section, *, landscape: bool) -> None:
    sides = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(8)


def _room(section: Section) -> int:
    width = section.page_width or _SHORT_SIDE
    return width - 2 * _MARGIN


def set_footer(paragraph: Paragraph) -> None:
    """Number the pages."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in _FOOTER:
        if text.isupper():
            field = add(paragraph._p, "w:fldSimple", instr=text)  # noqa: SLF001 - as above
            add(add(field, "w:r"), "w:t").text = "1"
        else:
            paragraph.add_run(text)


def dated(document: Word) -> bytes:
    """Return the bytes of a document, its parts dated alike at all times."""
    made, stream = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(stream, "w") as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            archive.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED, 6)
    return stream.getvalue()
