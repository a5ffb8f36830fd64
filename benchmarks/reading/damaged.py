"""Scans that paper and scanner have damaged: how much of them is read, against their own PDF.

`python -m benchmarks.reading.damaged [--seed N] [--pages N]`: random tables in each design by each
program, one page of each as a picture at 150 or 200 dpi. `usual`: up to 0.6° askew, shadow, grain,
JPEG 75. `hard`: 1.2°, a seal over the text, blur, JPEG 45. Pages of type that is hardly legible at
such a resolution are counted apart.
"""

from __future__ import annotations

import argparse
import io
import random
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from statistics import mean
from typing import TYPE_CHECKING

import pypdfium2
from tests.printed.designs import DESIGNS
from tests.printed.truth import random_table
from tests.printed.writers import WRITERS, is_installed
from tests.unit.reading.scan.printed import blurred, noisy, shaded, squeezed, stamped, turned

from benchmarks.reading.peers import say
from benchmarks.reading.tables import table
from jiheng.reading.containers.pdf.document import read_pdf
from jiheng.reading.containers.pictures import read_picture_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from jiheng.reading.containers.cells.sheet import Sheet

FIGURES = frozenset("0123456789.,%≥≤><=")
SURE = 0.9
"""Confidence from which a character is not marked doubtful."""

SMALL = 12
"""Height of characters in dots below which type is small: six points at 150 dpi."""

_FIRST_PAGES = 2
_HIGHEST = 0.9  # share of characters that are lower than full Chinese ones


@dataclass(frozen=True, slots=True)
class _Page:
    """A page and what happens to its picture."""

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


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of one page."""

    f1: float
    characters: int
    wrong: int
    figures: int
    wrong_figures: int
    unmarked: int


def main() -> None:
    """Measure and show both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.damaged")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other tables")
    parser.add_argument("--pages", type=int, help="at most so many; all without")
    options = parser.parse_args()
    pages = list(islice(_pages(options.seed), options.pages))
    large = [page for page in pages if not page.is_small]
    small = [page for page in pages if page.is_small]
    rows = [
        _row(f"{kind}{apart}", [_read(page, kind) for page in chosen])
        for kind in ("usual", "hard")
        for apart, chosen in (("", large), (", small type", small))
        if chosen
    ]
    head = ["", "pages", "cell F1, mean (least)", "characters", "figures", "wrong and not doubtful"]
    for line in table(head, rows):
        print(line)


def _pages(seed: int) -> Iterator[_Page]:
    for first, (writer, print_all) in enumerate(WRITERS.items()):
        if not is_installed(writer):
            say(f"{writer}: not installed")
            continue
        for second, (design, make) in enumerate(DESIGNS.items()):
            number = 100 * seed + 10 * first + second
            (content,) = print_all({design: make(random_table(number, projects=2))}).values()
            chance = random.Random(number)  # noqa: S311 - no secret
            dpi = (150, 200)[(seed + first + second) % 2]
            page = _one_page(content, chance)
            if read_pdf(page, "page.pdf").sheet.rows:  # its words speak of targets
                yield _Page(f"{design}.{writer}", page, dpi, chance)


def _one_page(content: bytes, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document, pypdfium2.PdfDocument.new() as single:
        single.import_pages(document, [chance.randrange(min(_FIRST_PAGES, len(document)))])
        single.save(stream)
    return stream.getvalue()


def _read(page: _Page, kind: str) -> _Found:
    truth = read_pdf(page.pdf, "page.pdf").sheet
    sheet = read_picture_pages(page.damaged(kind), "page.tif").sheet
    printed, seen = _cells(truth), _cells(sheet)
    right = (printed & seen).total()
    said, found = _characters(truth), _characters(sheet)
    wrong = wrong_figures = unmarked = 0
    one, other = [sign for sign, _ in said], [sign for sign, _ in found]
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            wrong += max(j - i, m - k)
            wrong_figures += max(_figures(one[i:j]), _figures(other[k:m]))
            unmarked += sum(sure >= SURE for _, sure in found[k:m])
    f1 = 2 * right / max(printed.total() + seen.total(), 1)
    say(f"{kind} {page.name} {page.dpi} dpi: cell F1 {f1:.4f}, {wrong} of {len(one)} wrong")
    return _Found(f1, len(one), wrong, _figures(one), wrong_figures, unmarked)


def _figures(signs: Sequence[str]) -> int:
    return sum(sign in FIGURES for sign in signs)


def _row(kind: str, found: list[_Found]) -> list[str]:
    figures = sum(each.figures for each in found)
    return [
        kind,
        str(len(found)),
        f"{mean(each.f1 for each in found):.3f} ({min(each.f1 for each in found):.3f})",
        f"{1 - sum(each.wrong for each in found) / sum(each.characters for each in found):.2%}",
        f"{1 - sum(each.wrong_figures for each in found) / max(figures, 1):.2%}",
        str(sum(each.unmarked for each in found)),
    ]


def _flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("—", "-").split())


def _cells(sheet: Sheet) -> Counter[tuple[int, str]]:
    texts = ((at, _flat(cell.text)) for row in sheet.rows for at, cell in enumerate(row))
    return Counter((at, text) for at, text in texts if text)


def _characters(sheet: Sheet) -> list[tuple[str, float]]:
    """Return each character with how sure it is; several where NFKC makes several of one."""
    found: list[tuple[str, float]] = []
    for cell in (cell for row in sheet.rows for cell in row):
        for at, sign in enumerate(cell.text):
            place = next(iter(cell.span(at, at + 1)), None)
            sure = (place.confidence if place else None) or 0.0
            found.extend((each, sure) for each in _flat(sign))
    return found


if __name__ == "__main__":
    main()
