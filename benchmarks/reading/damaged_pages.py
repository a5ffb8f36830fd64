"""Pages of known text that are drawn and damaged: random tables, and pages of published PDFs."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from tests.printed.designs import DESIGNS
from tests.printed.truth import random_table
from tests.printed.writers import WRITERS, is_installed
from tests.unit.reading.scan.printed import blurred, noisy, shaded, squeezed, stamped, turned

from benchmarks.reading.peers import say
from jiheng.pipeline import read
from jiheng.reading.containers.pdf.document import read_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PIL.Image import Image

SMALL = 12
"""Height of characters in dots below which type is small: six points at 150 dpi."""

_RESOLUTIONS = (150, 200)
_FIRST_PAGES = 2
_HIGHEST = 0.9  # share of characters that are lower than full Chinese ones


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF that says what is on it, and what happens to its picture.

    Attributes:
        pdf: The page alone.
        dpi: At which it is drawn.
        chance: What decides how it lies and where it is sealed.
    """

    name: str
    pdf: bytes
    dpi: int
    chance: random.Random

    @property
    def is_small(self) -> bool:
        """Whether its type is hardly legible."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            text = document[0].get_textpage()
            boxes = (text.get_charbox(number) for number in range(text.count_chars()))
            heights = sorted(top - bottom for _, bottom, _, top in boxes if top > bottom)
        return bool(heights[int(_HIGHEST * len(heights))] * self.dpi / 72 < SMALL)

    def damaged(self, kind: str) -> bytes:
        """Return its picture as a TIFF."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            clean = document[0].render(scale=self.dpi / 72).to_pil().convert("RGB")
        stream = io.BytesIO()
        worn = self._usual(clean) if kind == "usual" else self._hard(clean)
        worn.convert("RGB").save(stream, "tiff", dpi=(self.dpi, self.dpi), compression="tiff_lzw")
        return stream.getvalue()

    def _usual(self, clean: Image) -> Image:
        askew = turned(clean, self.chance.uniform(-0.6, 0.6))
        return squeezed(noisy(shaded(askew, 0.85), 6), 75)

    def _hard(self, clean: Image) -> Image:
        across, down = self.chance.uniform(0.25, 0.75), self.chance.uniform(0.25, 0.65)
        sealed = stamped(clean, (clean.width * across, clean.height * down), clean.width * 0.08)
        return squeezed(noisy(blurred(turned(sealed, 1.2), 0.7), 5), 45)


def random_pages(seed: int) -> Iterator[Page]:
    """Yield one page of a random table for each design and program, as `seed` has it."""
    for first, (writer, print_all) in enumerate(WRITERS.items()):
        if not is_installed(writer):
            say(f"{writer}: not installed")
            continue
        for second, (design, make) in enumerate(DESIGNS.items()):
            number = 100 * seed + 10 * first + second
            (content,) = print_all({design: make(random_table(number, projects=2))}).values()
            chance = random.Random(number)  # noqa: S311 - no secret
            dpi = _RESOLUTIONS[(seed + first + second) % 2]
            page = _alone(content, _one_of_the_first(content, chance))
            if read_pdf(page, "page.pdf").sheet.rows:  # its words speak of targets
                yield Page(f"{design}.{writer}", page, dpi, chance)


def published_pages(seed: int, paths: Sequence[Path]) -> Iterator[Page]:
    """Yield one page with indicators of each document that has any, as `seed` has it."""
    for path in random.Random(seed).sample(paths, len(paths)):  # noqa: S311 - no secret
        content = path.read_bytes()
        numbers = _with_indicators(content, path.name)
        if not numbers:
            continue
        chance = random.Random(f"{path.stem} {seed}")  # noqa: S311 - no secret
        number, dpi = chance.choice(numbers), chance.choice(_RESOLUTIONS)
        page = _alone(content, number - 1)
        if read_pdf(page, "page.pdf").sheet.rows:  # it speaks of targets without the pages before
            yield Page(f"{path.stem}.{number}", page, dpi, chance)


def _with_indicators(content: bytes, name: str) -> list[int]:
    """Return the numbers of the pages, counted from 1, on which indicators stand."""
    rows = [row for table in read(content, name=name).tables for row in table.rows]
    places = (place for row in rows for each in row.indicators for place in each.span)
    return sorted({place.page for place in places if place.page})


def _one_of_the_first(content: bytes, chance: random.Random) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return chance.randrange(min(_FIRST_PAGES, len(document)))


def _alone(content: bytes, page: int) -> bytes:
    """Return one page, counted from 0, as a document of its own."""
    stream = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document, pypdfium2.PdfDocument.new() as single:
        single.import_pages(document, [page])
        single.save(stream)
    return stream.getvalue()
