"""The documents that are read: printed with known content, and real ones if they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from tests.printed.corpus import printouts, tables
from tests.printed.writers import WRITERS, is_installed

from benchmarks.reading.cells import squeezed
from benchmarks.reading.peers import HOME, ROOT, say

if TYPE_CHECKING:
    from pathlib import Path

    from tests.printed.grid import Printout

PUBLISHED = "guangzhou-panyu-kegongshangxin"
DESIGNS = ("disclosure", "disclosure_narrow", "flat", "running", "form")
PRINTERS = ("reportlab", "typst", "libreoffice_writer")
REAL = ("guangzhou-digital-2026", "changsha-petition-2026", "fuzhou-civil-affairs-2026")
CORPUS = ROOT.parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF with what was printed to it.

    Attributes:
        pages: The text of each page, as it is compared.
    """

    path: Path
    printout: Printout
    pages: tuple[str, ...]


def printed(*, quick: bool) -> list[Printed]:
    """Print the tables; one random table only when there is no time."""
    found = []
    chosen = printouts(tables(range(1 if quick else 2), [] if quick else [PUBLISHED]), DESIGNS)
    chosen.pop(f"{PUBLISHED}.form", None)  # fifty pages of one kind would outweigh the rest
    folder = HOME / "printed"
    folder.mkdir(parents=True, exist_ok=True)
    for printer in PRINTERS:
        if not is_installed(printer):
            say(f"{printer}: not installed")
            continue
        say(f"printing by {printer}")
        for name, content in WRITERS[printer](chosen).items():
            path = folder / f"{name}.{printer}.pdf"
            path.write_bytes(content)
            found.append(Printed(path=path, printout=chosen[name], pages=texts(path)))
    return found


def real() -> list[Path]:
    """Return the published documents that every program reads, if they are there."""
    return [path for path in (CORPUS / f"{name}.pdf" for name in REAL) if path.exists()]


def published() -> list[Path]:
    """Return all published documents that are beside this project, if any are."""
    return sorted(CORPUS.glob("*.pdf"))


def texts(path: Path) -> tuple[str, ...]:
    """Return the text of each page, without white space."""
    with pypdfium2.PdfDocument(path) as document:
        return tuple(
            squeezed(page.get_textpage().get_text_range().replace("\ufffe", ""))
            for page in document
        )
