"""The same pages say the same as a PDF and as an OFD document."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.printed.designs import DESIGNS
from tests.printed.truth import random_table
from tests.printed.writers import reportlab_pdf
from tests.unit.reading.containers.ofd.written_ofd import OfdPage, line, written

from jiheng.pipeline import read
from jiheng.reading.containers.page.turning import Turning
from jiheng.reading.containers.pdf.characters import read_glyphs
from jiheng.reading.containers.pdf.rules import read_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiheng.model import TargetTable
    from jiheng.reading.containers.page.ink import Glyph

POINT = 25.4 / 72
"""Millimetres."""

DEPTH = 0.15
"""Share of the height of a character below its line."""


def as_ofd(data: bytes) -> bytes:
    """Return the pages of a PDF, which must lie upright, as an OFD document."""
    document = pypdfium2.PdfDocument(data)
    try:
        return written(*(_page(document[number]) for number in range(len(document))))
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> OfdPage:
    text = page.get_textpage()
    width, height = page.get_size()
    turning = Turning(0, 0.0, 0.0, width, height)
    ruling = read_rules(page.raw, turning)
    glyphs = read_glyphs(text.raw, pdfium.FPDFText_CountChars(text.raw), turning)
    lines = [(rule.start, rule.at, rule.stop, rule.at) for rule in ruling.horizontals]
    lines += [(rule.at, rule.start, rule.at, rule.stop) for rule in ruling.verticals]
    drawn = "".join(
        line(x0 * POINT, y0 * POINT, x1 * POINT, y1 * POINT) for x0, y0, x1, y1 in lines
    )
    said = "".join(_text(list(run)) for _, run in groupby(glyphs, lambda glyph: glyph.bottom))
    paper = f"0 0 {width * POINT} {height * POINT}"
    area = f"<ofd:Area><ofd:PhysicalBox>{paper}</ofd:PhysicalBox></ofd:Area>"
    return OfdPage(inside=drawn + said, before=area)


def _text(run: Sequence[Glyph]) -> str:
    size = (run[0].bottom - run[0].top) * POINT
    steps = " ".join(f"{(after.left - glyph.left) * POINT:.4f}" for glyph, after in pairwise(run))
    words = escape("".join(glyph.text for glyph in run))
    left, base = run[0].left * POINT, run[0].bottom * POINT - DEPTH * size
    return (
        f'<ofd:TextObject Boundary="{left:.4f} {base - size:.4f} 100 {size:.4f}" Font="2"'
        f' Size="{size:.4f}"><ofd:TextCode X="0" Y="{size:.4f}" DeltaX="{steps}">{words}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def without_source(tables: Sequence[TargetTable]) -> list[TargetTable]:
    return [replace(table, source=None, problems=()) for table in tables]


@pytest.mark.parametrize("design", DESIGNS)
def test_pages_say_the_same_in_either_format(design: str) -> None:
    (printed,) = reportlab_pdf.print_all({design: DESIGNS[design](random_table(5))}).values()
    found = read(as_ofd(printed), name="a.ofd").tables
    assert found
    assert without_source(found) == without_source(read(printed, name="a.pdf").tables)
