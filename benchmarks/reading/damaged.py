"""Scans that paper and scanner have damaged: how much of them is read, against their own PDF.

`python -m benchmarks.reading.damaged [--seed N] [--pages N] [--published N]`: random tables in each
design by each program, one page of each as a picture at 150 or 200 dpi; and pages with indicators
of the published PDFs, if those are beside the project. `usual`: up to 0.6° askew, shadow, grain,
JPEG 75. `hard`: 1.2°, a seal over the text, blur, JPEG 45. Random pages of type that is hardly
legible at such a resolution are counted apart.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from statistics import mean
from typing import TYPE_CHECKING

from benchmarks.reading.damaged_pages import published_pages, random_pages
from benchmarks.reading.documents import CORPUS, published
from benchmarks.reading.peers import say
from benchmarks.reading.tables import table
from jiheng.reading.containers.pdf.document import read_pdf
from jiheng.reading.containers.pictures import read_picture_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.reading.damaged_pages import Page
    from jiheng.reading.containers.cells.sheet import Sheet

FIGURES = frozenset("0123456789.,%≥≤><=")
SURE = 0.9
"""Confidence from which a character is not marked doubtful."""


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
    """Measure and show the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.damaged")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other pages")
    parser.add_argument("--pages", type=int, help="random tables: at most so many; all without")
    parser.add_argument("--published", type=int, default=6, help="published pages: at most so many")
    options = parser.parse_args()
    drawn = list(islice(random_pages(options.seed), options.pages))
    paths = published()
    if not paths:
        say(f"published pages: none, there are no documents in {CORPUS}")
    sources = {
        "": [page for page in drawn if not page.is_small],
        ", small type": [page for page in drawn if page.is_small],
        ", published": list(islice(published_pages(options.seed, paths), options.published)),
    }
    rows = [
        _row(f"{kind}{source}", [_read(page, kind) for page in pages])
        for kind in ("usual", "hard")
        for source, pages in sources.items()
        if pages
    ]
    head = ["", "pages", "cell F1, mean (least)", "characters", "figures", "wrong and not doubtful"]
    for line in table(head, rows):
        print(line)


def _read(page: Page, kind: str) -> _Found:
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
