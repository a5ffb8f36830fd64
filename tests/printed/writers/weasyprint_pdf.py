"""WeasyPrint: pages of the web with cells of unlike height at page ends, frames between two boxes.

Nothing here needs it but this writer, so it is used where somebody has installed it.
"""

from __future__ import annotations

from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tests.printed.writers.html import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.printed.grid import Paper, Printout


def is_installed() -> bool:
    """Return whether the package is there."""
    return find_spec("weasyprint") is not None


def print_all(printouts: Mapping[str, Printout]) -> dict[str, bytes]:
    """Return the PDF of each printout."""
    html = import_module("weasyprint").HTML
    return {
        name: html(string=f"<style>{_page(printout.paper)}</style>{page_of(printout)}").write_pdf()
        for name, printout in printouts.items()
    }


def _page(paper: Paper) -> str:
    turned = "landscape" if paper.landscape else "portrait"
    numbers = '@bottom-center { content: "第" counter(page) "页，共" counter(pages) "页"; }'
    header = f'@top-left {{ content: "{escape(paper.page_header or "")}"; }}'
    around = (numbers if paper.page_numbers else "") + (header if paper.page_header else "")
    return f"@page {{ size: A4 {turned}; margin: 15mm; font-size: 8px; {around} }}"
