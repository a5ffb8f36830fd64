"""An OFD document → a sheet of the pages that may hold target tables."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from jiheng.bilingual import Bilingual
from jiheng.errors import UnreadableFile
from jiheng.reading.containers.cells.lookalikes import FOLDED
from jiheng.reading.containers.ofd.geometry import POINTS, Matrix
from jiheng.reading.containers.ofd.objects import drawn
from jiheng.reading.containers.ofd.package import box_in, layers_of, pages_of
from jiheng.reading.containers.ofd.paths import read_paths
from jiheng.reading.containers.ofd.scans import is_scanned, scanned_ink
from jiheng.reading.containers.ofd.texts import MAX_CHARACTERS, read_glyphs, upright_quarters
from jiheng.reading.containers.office.parts import Parts, TooLarge, Unsound, refusing
from jiheng.reading.containers.page.cues import speaks_of_targets
from jiheng.reading.containers.page.ink import Ink
from jiheng.reading.containers.page.remarks import damaged_page, overfull, unread_scan
from jiheng.reading.containers.page.ruling import Ruling, ruling_of_tiles
from jiheng.reading.containers.page.sheets import PagesRead, PagesSheet
from jiheng.reading.containers.page.turning import Turning
from jiheng.reading.containers.page.watermarks import part_large, part_stars

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jiheng.reading.containers.ofd.objects import Drawn
    from jiheng.reading.containers.ofd.package import Page

    Progress = Callable[[int, int], None]


def read_ofd(data: bytes, name: str, progress: Progress | None = None) -> PagesRead:
    """Return the pages of an OFD document that speak of targets, and those on which they go on.

    Args:
        data: The file.
        name: Of the file, for messages.
        progress: Called with the pages done and the pages in all.

    Raises:
        UnreadableFile: When it is encrypted, damaged, or unpacks to too much.
    """
    with refusing(name):
        parts = Parts(data)
        if "encryptions.xml" in parts:
            raise UnreadableFile(name=name, reason=_LOCKED)
        pages = pages_of(parts)
        reader = _Reader(parts, name)
        before = False
        for number, page in enumerate(pages, 1):
            before = reader.take(page, number, goes_on=before)
            if progress:
                progress(number, len(pages))
    return PagesRead(reader.gathered.sheet(name), len(pages))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Gathers the pages of a document, one after the other."""

    parts: Parts
    name: str
    gathered: PagesSheet = field(default_factory=PagesSheet)

    def take(self, page: Page, number: int, *, goes_on: bool) -> bool:
        """Take in a page if it may hold a table; return whether its table may go on."""
        try:
            ink = self._ink(page, number, goes_on=goes_on)
        except TooLarge:
            raise
        except (Unsound, etree.LxmlError, zipfile.BadZipFile, zlib.error):
            self.gathered.problems.append(damaged_page(number))
            return False
        if ink is None or not (goes_on or _speaks(ink)):
            return False
        before = len(self.gathered.grids)
        self.gathered.add(ink)
        return len(self.gathered.grids) > before

    def _ink(self, page: Page, number: int, *, goes_on: bool) -> Ink | None:
        """Return what stands on a page; None for a picture that cannot be read, which is told."""
        root = self.parts.tree(page.part)
        left, top, width, height = box_in(root.find("{*}Area")) or page.box
        around = Matrix(POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)
        layers = layers_of(self.parts, page, root)
        found = drawn(layers, page.resources.drawings, around)
        size = width * POINTS, height * POINTS
        count = _length(found)
        if is_scanned(found.pictures, count, size):
            return self._scanned(found, page, (number, *size))
        if count > MAX_CHARACTERS:
            self.gathered.problems.append(overfull(number, count, MAX_CHARACTERS))
        sides = self.gathered.tiled_sides if goes_on else ()
        return _inked(found, number, size, sides, goes_on=goes_on)

    def _scanned(self, found: Drawn, page: Page, shape: tuple[int, float, float]) -> Ink | None:
        """Return the ink of a page that is a picture; what is missing to read it is told once."""
        files = page.resources.pictures
        try:
            return scanned_ink(found.pictures, files, self.parts, shape, self.name)
        except UnreadableFile as fault:
            if not any(problem.code == "scanned-page" for problem in self.gathered.problems):
                self.gathered.problems.append(unread_scan(shape[0], fault.reason))
            return None


def _speaks(ink: Ink) -> bool:
    return speaks_of_targets("".join(glyph.text for glyph in ink.glyphs).translate(FOLDED))


def _inked(
    found: Drawn, number: int, size: Sequence[float], sides: Sequence[float], *, goes_on: bool
) -> Ink:
    turning = Turning(upright_quarters(found.texts), 0.0, 0.0, *size)
    ruling = Ruling(turning)
    filled = read_paths(found.paths, ruling)
    ruling.join_dots()
    if ruling.lacks_sides():
        ruling = ruling.with_tiles(ruling_of_tiles(filled, turning, sides))
    if goes_on:
        ruling.close()
    upright, aslant = read_glyphs(found.texts, turning)
    lines = ruling.horizontals, ruling.verticals
    glyphs, large = part_large(part_stars(upright, aslant), *lines)
    return Ink(number, *turning.size, glyphs, *lines, aslant + large, tiled=ruling.tiled)


def _length(found: Drawn) -> int:
    """Return how many characters a page has."""
    codes = (code for element, _ in found.texts for code in element.iterfind("{*}TextCode"))
    return sum(len(code.text or "") for code in codes)


_LOCKED = Bilingual(
    "OFD 文件已加密。请取得未加密的文件后再读。",
    "the OFD document is encrypted. Get it without encryption.",
)
