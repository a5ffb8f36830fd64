"""A PDF file → a sheet of the pages that may hold target tables."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.model import Origin, Place, Problem, ProblemSeverity, Traced
from jiheng.reading.containers.cells.lookalikes import FOLDED
from jiheng.reading.containers.page.cues import speaks_of_targets
from jiheng.reading.containers.page.ink import Ink
from jiheng.reading.containers.page.remarks import damaged_page, overfull, unread_scan
from jiheng.reading.containers.page.sheets import PagesRead, PagesSheet
from jiheng.reading.containers.page.turning import Turning
from jiheng.reading.containers.page.watermarks import part_large, part_stars
from jiheng.reading.containers.pdf import characters
from jiheng.reading.containers.pdf.bare_pages import may_list
from jiheng.reading.containers.pdf.characters import read_glyphs, upright_quarters
from jiheng.reading.containers.pdf.fields import with_fields
from jiheng.reading.containers.pdf.garbled import is_garbled
from jiheng.reading.containers.pdf.memory import Bounds
from jiheng.reading.containers.pdf.rules import read_rules, read_tiles
from jiheng.reading.containers.pdf.scans import is_scanned, scanned_ink
from jiheng.reading.containers.pdf.streams import check_streams
from jiheng.reading.containers.pdf.tangled import drawn_order, is_tangled
from jiheng.reading.containers.pdf.unmapped import unmapped_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.reading.containers.page.ink import Glyph

    Progress = Callable[[int, int], None]

MAX_PAGES = 20_000

REOPENED = 100
"""Pages after which a document is opened anew: PDFium keeps every font it has met until then."""

_RADICAL = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> PagesRead:
    """Return the pages of a PDF that speak of targets, and those on which their tables go on.

    Args:
        data: The file.
        name: Of the file, for messages.
        progress: Called with the pages done and the pages in all.

    Raises:
        UnreadableFile: When it is encrypted, damaged, has too many pages or unpacks to too much.
    """
    check_streams(data, name)
    bounds = Bounds()
    bounds.lower()
    try:
        return _pages(data, name, progress, bounds)
    finally:
        bounds.restore()


def _pages(data: bytes, name: str, progress: Progress | None, bounds: Bounds) -> PagesRead:
    document = _opened(data, name)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(name=name, reason=_too_long(count))
        gathered, shared = PagesSheet(), _Shared(name, bounds)
        before = False
        for index in range(count):
            if index and index % REOPENED == 0:
                document.close()
                document = _opened(data, name)
            bounds.lower()
            before = _page(document, index, gathered, shared, goes_on=before)
            if progress:
                progress(index + 1, count)
        return PagesRead(gathered.sheet(name), count)
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the pages of a document share.

    Attributes:
        name: Of the document, for messages.
        bounds: Of memory.
        sound: Characters of which its fonts say what they are.
    """

    name: str
    bounds: Bounds
    sound: set[str] = field(default_factory=set)

    def ink(self, page: pypdfium2.PdfPage, number: int) -> Ink:
        """Return a page that is a picture, which takes more memory to read than text does."""
        with self.bounds.lifted():
            return scanned_ink(page, number, self.name)


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        locked = fault.err_code == pdfium.FPDF_ERR_PASSWORD
        raise UnreadableFile(name=name, reason=_LOCKED if locked else _DAMAGED) from fault


def _page(
    document: pypdfium2.PdfDocument,
    index: int,
    gathered: PagesSheet,
    shared: _Shared,
    *,
    goes_on: bool,
) -> bool:
    """Take in a page if it may hold a table; return whether its table may go on."""
    try:
        page = with_fields(document, index)
    except pypdfium2.PdfiumError:
        gathered.problems.append(damaged_page(index + 1))
        return False
    try:
        text = page.get_textpage()
        try:
            if is_scanned(page, text):
                return _scanned(page, index + 1, gathered, shared, goes_on=goes_on)
            words = _words(text.raw)
            if index == 0:
                at = Place(page=1, start=0, end=len(words))
                gathered.cover = Traced(words, Origin(words, at))
            if is_garbled(words):
                read = _reread(page, index + 1, gathered, shared, goes_on=goes_on)
                if read is not None:
                    return read
            before = len(gathered.grids)
            found = _inked(page, text, words, index + 1, gathered, goes_on=goes_on)
            if len(gathered.grids) > before:
                unmapped = unmapped_in(text.raw, words, shared.sound)
                gathered.problems.extend([_unmapped(index + 1, unmapped)] if unmapped else [])
            return found
        finally:
            text.close()
    finally:
        page.close()


def _inked(
    page: pypdfium2.PdfPage,
    text: pypdfium2.PdfTextPage,
    words: str,
    number: int,
    gathered: PagesSheet,
    *,
    goes_on: bool,
) -> bool:
    count = pdfium.FPDFText_CountChars(text.raw)
    speaks = speaks_of_targets(words)
    if not speaks and not goes_on:
        return False
    left, bottom, right, top = page.get_bbox()
    turning = Turning(upright_quarters(text.raw, count), left, bottom, right - left, top - bottom)
    ruling = read_rules(page.raw, turning)
    if (speaks or gathered.tiled) and ruling.lacks_sides():
        sides = gathered.tiled_sides if goes_on else ()
        ruling = ruling.with_tiles(read_tiles(page.raw, turning, sides))
    poor = not ruling.may_be_table()
    listed = poor and may_list(words)
    rest = goes_on and poor and not listed and gathered.may_rest(number)
    bare = not speaks and poor
    if bare and not rest and not listed:
        return False
    if goes_on:
        ruling.close()
    if count > characters.MAX_CHARACTERS:
        gathered.problems.append(overfull(number, count, characters.MAX_CHARACTERS))

    def ink(order: Sequence[int] | None = None) -> Ink:
        aslant: list[Glyph] = []
        drawn = read_glyphs(text.raw, count, turning, aslant, order)
        lines = ruling.horizontals, ruling.verticals
        glyphs, large = part_large(part_stars(drawn, aslant), *lines)
        return Ink(number, *turning.size, glyphs, *lines, aslant + large, tiled=ruling.tiled)

    before = len(gathered.grids)
    shown = ink()
    if rest and gathered.add_rest(shown):
        return True
    if bare and rest:
        return False
    if is_tangled(shown.glyphs) or not gathered.add_plain(shown):
        most = min(count, characters.MAX_CHARACTERS)
        gathered.add(ink(drawn_order(page.raw, text.raw, most)))
    # A frame may be a merged cell, the last column of a table that goes on below behind it.
    framed = goes_on and bool(ruling.verticals)
    return bare or framed or len(gathered.grids) > before


def _scanned(
    page: pypdfium2.PdfPage, number: int, gathered: PagesSheet, shared: _Shared, *, goes_on: bool
) -> bool:
    """Take in a page that is a picture; what is missing to read it is told once."""
    try:
        ink = shared.ink(page, number)
    except UnreadableFile as fault:
        if not any(problem.code == "scanned-page" for problem in gathered.problems):
            gathered.problems.append(unread_scan(number, fault.reason))
        return False
    return _added(ink, gathered, goes_on=goes_on)


def _reread(
    page: pypdfium2.PdfPage, number: int, gathered: PagesSheet, shared: _Shared, *, goes_on: bool
) -> bool | None:
    """Take in a page with garbled text by what can be seen on it; None where that cannot be."""
    try:
        ink = shared.ink(page, number)
    except UnreadableFile as fault:
        gathered.problems.append(_garbled(number, fault.reason))
        return None
    found = _added(ink, gathered, goes_on=goes_on)
    if found:
        gathered.problems.append(_garbled(number))
    return found


def _added(ink: Ink, gathered: PagesSheet, *, goes_on: bool) -> bool:
    words = "".join(glyph.text for glyph in ink.glyphs)
    if not goes_on and not speaks_of_targets(words):
        return False
    before = len(gathered.grids)
    gathered.add(ink)
    return len(gathered.grids) > before


def _garbled(number: int, missing: Bilingual | None = None) -> Problem:
    """Tell that the text of a page is not what the page shows.

    Args:
        number: Of the page.
        missing: Why it could not be read as a picture instead; None where it was.
    """
    zh = f"第 {number} 页的文字层与页面所见不符（字体编码有误），"
    en = f"the text of page {number} is not what the page shows"
    if missing is None:
        severity = ProblemSeverity.WARNING
        message = Bilingual(f"{zh}已按图像识别。", f"{en}; it was read as a picture.")
    else:
        severity = ProblemSeverity.ERROR
        message = Bilingual(
            f"{zh}读出的文字不可靠：{missing.zh}", f"{en}, and cannot be relied on: {missing.en}"
        )
    span = (Place(page=number, start=0, end=0),)
    return Problem(code="garbled-text", message=message, severity=severity, span=span)


def _unmapped(number: int, around: str) -> Problem:
    """Tell of a page on which a font does not say what some of its characters are."""
    message = Bilingual(
        f"第 {number} 页有的字没有编码（如“{around}”中），可能缺字，或读成了别的字，请核对原件。",
        f"a font of page {number} has no code for some of its characters (as in “{around}”): they "
        "may be missing, or read as others; check the original.",
    )
    span = (Place(page=number, start=0, end=0),)
    severity = ProblemSeverity.WARNING
    return Problem(
        code="garbled-text", message=message, severity=severity, span=span, excerpt=around
    )


def _words(text: ctypes.c_void_p) -> str:
    """Return all that the text of a page says."""
    count = max(pdfium.FPDFText_CountChars(text), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    words = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    return words.translate(FOLDED) if _RADICAL.search(words) else words


_LOCKED = Bilingual(
    "PDF 已加密，需要密码才能打开。请取得未加密的文件后再读。",
    "the PDF is encrypted and opens with a password only. Get it without one.",
)
_DAMAGED = Bilingual(
    "不是完好的 PDF 文件。请重新下载，或打开后另存为 PDF。",
    "no sound PDF. Fetch it again, or open it and save it anew as PDF.",
)


def _too_long(count: int) -> Bilingual:
    return Bilingual(
        f"PDF 有 {count} 页，超过上限 {MAX_PAGES} 页。请拆分后再读。",
        f"the PDF has {count} pages, more than the limit of {MAX_PAGES}. Split it.",
    )
