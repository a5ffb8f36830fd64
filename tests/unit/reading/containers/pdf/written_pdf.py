"""PDFs written by hand, operator by operator, on pages of 300 by 200 points.

Heights are counted from the top of the page, as places are. The font holds every character as its
own code, a whole em wide, ASCII half of one; each looks like an I, since PDFium leaves out a lone
character that looks like nothing.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import reportlab

from jiheng.reading.containers.pdf.document import read_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jiheng.reading.containers.cells.sheet import Sheet

WIDTH, HEIGHT = 300, 200

COLUMNS = (20, 120, 220)
ROWS = (40, 70, 100)

Box = tuple[float, float, float, float]


def number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def numbers(*values: float) -> str:
    return " ".join(map(number, values))


def words(x: float, y: float, text: str, size: float = 10) -> str:
    """Return the operators of a text whose base is at a height."""
    codes = "".join(f"{ord(character):04X}" for character in text)
    return f"BT /F {number(size)} Tf {numbers(x, HEIGHT - y)} Td <{codes}> Tj ET"


def turned_words(matrix: str, text: str, size: float = 10) -> str:
    codes = "".join(f"{ord(character):04X}" for character in text)
    return f"BT /F {number(size)} Tf {matrix} Tm <{codes}> Tj ET"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{numbers(x0, HEIGHT - y0)} m {numbers(x1, HEIGHT - y1)} l S"


def frame(left: float, top: float, right: float, bottom: float) -> str:
    """Return a stroked box."""
    return f"{numbers(left, HEIGHT - bottom, right - left, bottom - top)} re S"


def filled(left: float, top: float, right: float, bottom: float) -> str:
    return f"{numbers(left, HEIGHT - bottom, right - left, bottom - top)} re f"


def clipped(box: Box, content: str) -> str:
    left, top, right, bottom = box
    outline = numbers(left, HEIGHT - bottom, right - left, bottom - top)
    return f"q {outline} re W n {content} Q"


def ruled(columns: Sequence[float] = COLUMNS, rows: Sequence[float] = ROWS) -> str:
    """Return the lines of a table."""
    across = [line(columns[0], y, columns[-1], y) for y in rows]
    down = [line(x, rows[0], x, rows[-1]) for x in columns]
    return "\n".join([*across, *down])


FOUR = "\n".join(
    (
        words(25, 55, "绩效指标"),
        words(125, 55, "指标值"),
        words(25, 85, "数量"),
        words(125, 85, "三百"),
    )
)
"""A text for each cell of the table that `ruled` draws."""

FOUR_TEXTS = [("绩效指标", "指标值"), ("数量", "三百")]


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page.

    Attributes:
        keys: Further entries of its dictionary.
        resources: Further entries of its resources.
        box: Its size.
        fonts: The names of its fonts.
    """

    content: str | bytes
    keys: str = ""
    resources: str = ""
    box: str = f"0 0 {WIDTH} {HEIGHT}"
    fonts: str = "3 0 R"


FONTS = 3
"""Number of the object that names the fonts; forms refer to it."""

EXTRA = 20
"""Number of the first object that a test adds."""

_ASCII = " ".join(["500"] * 95)
_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Codes def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0020> <FFFD> <0020> endbfrange endcmap end end"""
_ODD_CMAP = _CMAP.replace(
    b"1 beginbfrange <0020> <FFFD> <0020> endbfrange",
    b"4 beginbfchar <0041> <0000> <0042> <D840DC0B> <0043> <D800> <0044> <00660069> endbfchar",
)
"""A is no character, B is 𠀋, C half of a character, D a ligature; all others are left out."""


@cache
def _face() -> bytes:
    """Return the object of a font that any machine has which runs these tests."""
    return stream((Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes())


@cache
def _glyphs() -> bytes:
    """Return the object that gives every code the glyph of I."""
    return stream(b"\x00\x2c" * 0x10000)


def stream(data: str | bytes, keys: str = "") -> bytes:
    raw = data if isinstance(data, bytes) else data.encode()
    packed = zlib.compress(raw)
    head = f"<< {keys} /Filter /FlateDecode /Length {len(packed)} >> stream\n"
    return head.encode() + packed + b"\nendstream"


def form(content: str, matrix: str = "1 0 0 1 0 0", resources: str = "") -> bytes:
    """Return the object of a form that pages and forms draw."""
    return stream(
        content,
        f"/Type /XObject /Subtype /Form /BBox [-1000 -1000 1000 1000] /Matrix [{matrix}] "
        f"/Resources << /Font {FONTS} 0 R {resources} >>",
    )


def written(*pages: WrittenPage | str, extra: Sequence[bytes] = ()) -> bytes:
    """Return a PDF of pages; the objects of a test are numbered from `EXTRA`."""
    whole = [page if isinstance(page, WrittenPage) else WrittenPage(page) for page in pages]
    first = EXTRA + len(extra)
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(whole)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(whole)} >>".encode(),
        FONTS: b"<< /F 4 0 R /U 8 0 R >>",
        4: b"<< /Type /Font /Subtype /Type0 /BaseFont /Codes /Encoding /Identity-H "
        b"/DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
        5: f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Codes /FontDescriptor 6 0 R /DW 1000 "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/W [32 [{_ASCII}]] /CIDToGIDMap 10 0 R >>".encode(),
        6: b"<< /Type /FontDescriptor /FontName /Codes /Flags 4 /FontBBox [0 -150 1000 850] "
        b"/Ascent 850 /Descent -150 /CapHeight 800 /ItalicAngle 0 /StemV 80 "
        b"/FontFile2 9 0 R >>",
        7: stream(_CMAP),
        8: b"<< /Type /Font /Subtype /Type0 /BaseFont /Codes /Encoding /Identity-H "
        b"/DescendantFonts [5 0 R] /ToUnicode 11 0 R >>",
        9: _face(),
        10: _glyphs(),
        11: stream(_ODD_CMAP),
        **dict(enumerate(extra, EXTRA)),
    }
    for index, page in enumerate(whole):
        at = first + 2 * index
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{page.box}] {page.keys} /Contents {at + 1} "
            f"0 R /Resources << /Font {page.fonts} {page.resources} >> >>"
        ).encode()
        objects[at + 1] = stream(page.content)
    return assembled(objects)


def assembled(objects: dict[int, bytes], root: str = "/Root 1 0 R") -> bytes:
    """Return a file of numbered objects."""
    parts = [b"%PDF-1.7\n"]
    offsets: dict[int, int] = {}
    length = len(parts[0])
    for key, body in objects.items():
        offsets[key] = length
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (key, body))
        length += len(parts[-1])
    size = max(objects) + 1
    rows = "".join(
        f"{offsets[key]:010} 00000 n \n" if key in offsets else "0000000000 65535 f \n"
        for key in range(size)
    )
    tail = f"xref\n0 {size}\n{rows}trailer\n<< /Size {size} {root} >>\nstartxref\n{length}\n%%EOF\n"
    return b"".join([*parts, tail.encode()])


def sheet_of(*pages: WrittenPage | str, extra: Sequence[bytes] = ()) -> Sheet:
    return read_pdf(written(*pages, extra=extra), "表.pdf").sheet


def texts(found: Sheet) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in found.rows]


def boxes(found: Sheet) -> list[list[Box | None]]:
    """Return the box of the first line of each cell that holds text."""
    return [[cell.span()[0].box for cell in row if cell] for row in found.rows]


def contents(parts: Iterable[str]) -> str:
    return "\n".join(parts)
