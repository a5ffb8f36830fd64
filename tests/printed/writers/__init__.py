"""Programs that print a grid to PDF, each with its own habits."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.printed.writers import (
    chromium,
    libreoffice_calc,
    libreoffice_writer,
    reportlab_pdf,
    typst_pdf,
    weasyprint_pdf,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.printed.grid import Printout

WRITERS: Mapping[str, Callable[[Mapping[str, Printout]], dict[str, bytes]]] = {
    "libreoffice_calc": libreoffice_calc.print_all,
    "libreoffice_writer": libreoffice_writer.print_all,
    "chromium": chromium.print_all,
    "typst": typst_pdf.print_all,
    "reportlab": reportlab_pdf.print_all,
}

MORE: Mapping[str, Callable[[Mapping[str, Printout]], dict[str, bytes]]] = {
    "weasyprint": weasyprint_pdf.print_all,
}
"""Those that no test needs."""

_NEEDS = {
    "libreoffice_calc": "localc",
    "libreoffice_writer": "lowriter",
    "chromium": str(chromium.CHROMIUM),
}


def is_installed(writer: str) -> bool:
    """Return whether the program behind a writer is on this machine."""
    if writer == "weasyprint":
        return weasyprint_pdf.is_installed()
    program = _NEEDS.get(writer)
    return program is None or shutil.which(program) is not None
