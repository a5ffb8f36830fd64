"""LibreOffice Writer: a Word document; rows break inside their cells."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from tests.printed.writers.office import to_pdf
from tests.printed.writers.pagination import Paginator, estimated_needs, row_heights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.printed.grid import Cell, Grid, Paper, Printout

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIZE = 8.5
"""Of the font in an estimate, a little more than it is: Writer sets Latin letters apart."""
_TWIPS = 56.7
"""Of a millimetre."""


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout, all from one run of the program."""
    return to_pdf({name: _document(printout) for name, printout in printouts.items()}, ".docx")


def _document(printout: Printout) -> bytes:
    document = Document()
    font = document.styles["Normal"].font
    font.size = Pt(8)
    font.name = "Noto Serif CJK SC"
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    width = _page(document, printout.paper)
    for at, grid in enumerate(printout.grids):
        title = document.add_paragraph()
        title.paragraph_format.page_break_before = at > 0
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.add_run(grid.title).font.size = Pt(14)
        for line in grid.lines:
            document.add_paragraph(line)
        for number, part in enumerate(_parts(grid, printout.paper, width)):
            if number:
                document.add_paragraph().paragraph_format.page_break_before = True
            table = _table(part, printout.paper, width)
            document.element.body.insert(len(document.element.body) - 1, parse_xml(table))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Any, paper: Paper) -> float:
    """Set the page and return the width of its text in millimetres."""
    section = document.sections[0]
    width, height = (297, 210) if paper.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(15))
    if paper.page_header:
        section.header.paragraphs[0].text = paper.page_header
    if paper.page_numbers:
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        footer._p.append(parse_xml(field))  # noqa: SLF001 - there is no other way to a field
    return width - 30


def _parts(grid: Grid, paper: Paper, width: float) -> Iterable[Grid]:
    """Return a table for each page where cells are merged: Writer loses their text at its end."""
    if not grid.merged:
        return [grid]
    scale = width * _TWIPS / 20 / sum(grid.widths)
    needs = estimated_needs(grid, [part * scale for part in grid.widths], _SIZE)
    room = (440 if paper.landscape else 680) * 0.9
    return Paginator(grid, needs, room=room, repeat_head=paper.repeat_head).pages(above=40)


def _table(grid: Grid, paper: Paper, width: float) -> str:
    scale = width * _TWIPS / sum(grid.widths)
    widths = [round(part * scale) for part in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{sum(widths)}' w:type='dxa'/>"
        f"<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type='fixed'/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(_rows(grid, paper, widths))}</w:tbl>"
    )


def _rows(grid: Grid, paper: Paper, widths: list[int]) -> Iterator[str]:
    texts: list[dict[int, str]] = [{} for _ in grid.rows]
    for row, column, cell in grid.placed():
        room = sum(widths[column : column + cell.columns])
        for at in range(row, row + cell.rows):
            texts[at][column] = _cell(cell, room, first=at == row)
    heights = _heights(grid, widths)
    for at, cells in enumerate(texts):
        look = f'<w:trHeight w:val="{heights[at]}" w:hRule="atLeast"/>'
        look += "" if paper.rows_break else "<w:cantSplit/>"
        if at < grid.head and paper.repeat_head:
            look += "<w:tblHeader/>"
        body = "".join(text for _, text in sorted(cells.items()))
        yield f"<w:tr><w:trPr>{look}</w:trPr>{body}</w:tr>"


def _heights(grid: Grid, widths: list[int]) -> list[int]:
    """Return least heights: Writer clips merged cells whose rows are too low together."""
    if not any(cell.rows > 1 for _, _, cell in grid.placed()):
        return [0] * len(grid.rows)
    needs = estimated_needs(grid, [width / 20 for width in widths], _SIZE)
    return [round(height * 20) for height in row_heights(grid, needs)]


def _cell(cell: Cell, width: int, *, first: bool) -> str:
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.columns > 1:
        look += f'<w:gridSpan w:val="{cell.columns}"/>'
    if cell.rows > 1:
        look += f'<w:vMerge w:val="{"restart" if first else "continue"}"/>'
    look += '<w:vAlign w:val="center"/>'
    bold = "<w:rPr><w:b/></w:rPr>" if cell.head else ""
    run = f"<w:r>{bold}<w:t>{escape(cell.text)}</w:t></w:r>" if first else ""
    return f"<w:tc><w:tcPr>{look}</w:tcPr><w:p>{run}</w:p></w:tc>"
