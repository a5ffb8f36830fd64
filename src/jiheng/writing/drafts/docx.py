"""A report as a document for Word and WPS: A4 upright, head rows repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from jiheng.writing.drafts.blocks import Bars, Grid, Heading, Text
from jiheng.writing.drafts.chart import add_chart
from jiheng.writing.official.docx import dated, set_footer, set_properties, set_styles
from jiheng.writing.official.grid import legal

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell

    from jiheng.writing.drafts.blocks import Report

_OPEN = RGBColor(0x8A, 0x4B, 0x00)
_SHADE = "E8EDF3"
_ROOM = 160
"""Millimetres between the margins."""
_LINE = Pt(13)


def write_report(report: Report) -> bytes:
    """Return the document. Printed text is written as text, never as a field or a link."""
    document = Document()
    set_styles(document)
    set_properties(document, report.title)
    _set_page(document)
    _set_body(document)
    document.add_heading(legal(report.title), level=1)
    charts = 0
    for block in report.blocks:
        if isinstance(block, Heading):
            _heading(document, block)
        elif isinstance(block, Text):
            _text(document, block)
        elif isinstance(block, Grid):
            _grid(document, block)
        elif block.has_values():
            charts += 1
            _bars(document, block, charts)
    return dated(document)


def _set_page(document: Word) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    set_footer(section.footer.paragraphs[0])


def _set_body(document: Word) -> None:
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.size = Pt(11)
    for level, size in ((2, 14), (3, 12)):
        style = cast("ParagraphStyle", document.styles[f"Heading {level}"])
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(10)
        style.paragraph_format.space_after = Pt(4)


def _heading(document: Word, block: Heading) -> None:
    document.add_heading(legal(block.text), level=block.level + 1)


def _text(document: Word, block: Text) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(22)
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(legal(block.text))
    if block.open:
        run.font.color.rgb = _OPEN
        run.italic = True


def _bars(document: Word, block: Bars, number: int) -> None:
    add_chart(document, block, number)


def _grid(document: Word, block: Grid) -> None:
    table = document.add_table(rows=0, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    whole = sum(block.widths)
    widths = [Mm(_ROOM * width / whole) for width in block.widths]
    for column, width in enumerate(widths):
        table.columns[column].width = width
    for index, texts in enumerate((block.head, *block.rows)):
        row = table.add_row()
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[column]
            _fill(cell, text, head=index == 0, number=column in block.numbers)
        if index == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(cell: _Cell, text: str, *, head: bool, number: bool) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    # Figures and Chinese characters are of different heights: lines of one height share a baseline.
    paragraph.paragraph_format.line_spacing = _LINE
    run = paragraph.add_run(legal(text))
    run.font.size = Pt(9)
    if head:
        run.bold = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _SHADE)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no other way
    elif number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
