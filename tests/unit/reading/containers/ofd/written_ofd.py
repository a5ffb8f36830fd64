"""OFD documents written by the book (GB/T 33190-2016), as small as a test needs them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
A4 = "0 0 210 297"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfdPage:
    """A page: what its layer holds, and what stands before its content."""

    inside: str
    before: str = ""


def text(x: float, y: float, said: str, size: float = 4.0, settings: str = "") -> str:
    """Return a text of which each character is as wide as high, its line at `y` millimetres."""
    steps = f"g {len(said) - 1} {size:g}" if len(said) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{x:g} {y - size:g} {size * len(said):g} {size * 1.3:g}"'
        f' Font="2" Size="{size:g}" {settings}>'
        f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{steps}">{escape(said)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def line(x0: float, y0: float, x1: float, y1: float, settings: str = "") -> str:
    """Return a stroked line; its figures count from the corner of its boundary."""
    left, top = min(x0, x1), min(y0, y1)
    return (
        f'<ofd:PathObject Boundary="{left:g} {top:g} {abs(x1 - x0):g} {abs(y1 - y0):g}" {settings}>'
        f"<ofd:AbbreviatedData>M {x0 - left:g} {y0 - top:g} L {x1 - left:g} {y1 - top:g}"
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def path(data: str, settings: str = "", inside: str = "") -> str:
    """Return a path whose figures count from the corner of the page."""
    return (
        f'<ofd:PathObject Boundary="0 0 210 297" {settings}>{inside}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def table(
    rows: Sequence[Sequence[str]], widths: list[float], *, left: float = 10, top: float = 30
) -> str:
    """Return a ruled table with lines of 8 millimetres between its rows."""
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    bottoms = [top + 8 * number for number in range(len(rows) + 1)]
    ruled = [line(edges[0], y, edges[-1], y) for y in bottoms]
    ruled += [line(x, bottoms[0], x, bottoms[-1]) for x in edges]
    said = [
        text(x + 1, y + 6, cell)
        for y, row in zip(bottoms, rows, strict=False)
        for x, cell in zip(edges, row, strict=False)
        if cell
    ]
    return "".join((*ruled, *said))


def page(inside: str, before: str = "") -> str:
    """Return the part that is a page or a template."""
    layer = f'<ofd:Layer Type="Body" ID="3">{inside}</ofd:Layer>'
    return f"{HEAD}<ofd:Page {SPACE}>{before}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def written(
    *pages: OfdPage | str,
    common: str = "",
    box: str = A4,
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """Return a document of pages; `parts` are further ones, or others in the place of its own."""
    listed = "".join(
        f'<ofd:Page ID="{10 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    members: dict[str, str | bytes] = {
        "OFD.xml": f'{HEAD}<ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData>"
        f"<ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, each in enumerate(pages):
        one = OfdPage(inside=each) if isinstance(each, str) else each
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = page(one.inside, one.before)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in (members | (parts or {})).items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()
