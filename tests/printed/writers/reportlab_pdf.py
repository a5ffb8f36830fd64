"""ReportLab: a head and its continued rows without a rule between, fonts embedded or only named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, Table
from tests.printed.writers.pagination import Needs, Paginator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.printed.grid import Grid, Paper, Printout

_TRUETYPE = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
_NAMED = "STSong-Light"
_MARGIN = 15 * mm


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout."""
    pdfmetrics.registerFont(UnicodeCIDFont(_NAMED))
    embedded = _TRUETYPE.exists()
    if embedded:
        pdfmetrics.registerFont(TTFont("MicroHei", str(_TRUETYPE), subfontIndex=0))
    return {
        name: _Printer(
            printout.paper, "MicroHei" if embedded and printout.paper.landscape else _NAMED
        ).pdf(printout)
        for name, printout in printouts.items()
    }


class _Printer:
    def __init__(self, paper: Paper, font: str) -> None:
        self.paper = paper
        self.font = font
        self.style = ParagraphStyle("cell", fontName=font, fontSize=8, leading=10, wordWrap="CJK")
        self.title = ParagraphStyle("title", self.style, fontSize=14, leading=22, alignment=1)
        self.size = landscape(A4) if paper.landscape else A4

    def pdf(self, printout: Printout) -> bytes:
        """Return the pages as PDF."""
        stream = BytesIO()
        document = SimpleDocTemplate(
            stream,
            pagesize=self.size,
            **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN),
        )
        story: list[Any] = []
        for grid in printout.grids:
            story += [PageBreak()] if story else []
            story += [Paragraph(escape(grid.title), self.title)]
            story += [Paragraph(escape(line), self.style) for line in grid.lines]
            story += self._tables(grid)
        document.build(story, onFirstPage=self._margins, onLaterPages=self._margins)
        return stream.getvalue()

    def _tables(self, grid: Grid) -> Iterator[Any]:
        """Rows that are merged cannot be parted by ReportLab, so pages are made up beforehand."""
        if not grid.merged:
            yield self._table(grid, LongTable)
            return
        height = self.size[1] - 2 * _MARGIN - 12
        above = 22 + 10 * len(grid.lines)
        paginator = Paginator(
            grid, self._needs(grid), room=height, repeat_head=self.paper.repeat_head
        )
        for at, page in enumerate(paginator.pages(above)):
            yield from [PageBreak()] if at else []
            yield self._table(page, Table)

    def _widths(self, grid: Grid) -> list[float]:
        room = self.size[0] - 2 * _MARGIN - 12
        return [room * width / sum(grid.widths) for width in grid.widths]

    def _needs(self, grid: Grid) -> Needs:
        """Return the height of each cell at its width."""
        widths = self._widths(grid)
        needs: Needs = {}
        for row, column, cell in grid.placed():
            room = sum(widths[column : column + cell.columns]) - 8
            _, height = Paragraph(escape(cell.text), self.style).wrap(room, 10**6)
            needs[row, column] = height + 8
        return needs

    def _table(self, grid: Grid, kind: type) -> Any:
        data: list[list[Any]] = [[""] * len(grid.widths) for _ in grid.rows]
        style: list[tuple[Any, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if grid.merged else "TOP"),
            *((f"{side}PADDING", (0, 0), (-1, -1), 4) for side in ("LEFT", "RIGHT")),
        ]
        for row, column, cell in grid.placed():
            data[row][column] = Paragraph(escape(cell.text), self.style)
            if (cell.rows, cell.columns) != (1, 1):
                end = (column + cell.columns - 1, row + cell.rows - 1)
                style.append(("SPAN", (column, row), end))
        return kind(
            data,
            colWidths=self._widths(grid),
            repeatRows=grid.head if self.paper.repeat_head else 0,
            splitInRow=int(self.paper.rows_break),
            style=style,
        )

    def _margins(self, canvas: Any, document: Any) -> None:
        canvas.setFont(self.font, 8)
        if self.paper.page_numbers:
            canvas.drawCentredString(self.size[0] / 2, 8 * mm, f"- {document.page} -")
        if self.paper.page_header:
            canvas.drawString(_MARGIN, self.size[1] - 10 * mm, self.paper.page_header)
