"""Official forms as other programs see them, and as they read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.writing.official.tables import TABLES

from jiheng.pipeline import read
from jiheng.writing import write_official
from jiheng.writing.official.layout import form_grids

if TYPE_CHECKING:
    from pathlib import Path

    from jiheng.model import TargetTable

_OFFICE = shutil.which("soffice")
_MODULES = {"xlsx": "calc_pdf_Export", "docx": "writer_pdf_Export"}
_SECONDS = 120

needs_office = pytest.mark.skipif(
    _OFFICE is None or shutil.which("pdftotext") is None,
    reason="no LibreOffice or no pdftotext: see tools/system_packages.sh",
)


def single(form: str) -> TargetTable:
    """Return the table of a form with one project, which is read back as one table."""
    table = TABLES[form]
    return table if form == "disclosure" else replace(table, rows=table.rows[:1])


def printed(data: bytes, file: str, folder: Path) -> str:
    """Return what LibreOffice prints of a file, without white space; skip if it cannot open it."""
    source = folder / f"form.{file}"
    source.write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    target = f"pdf:{_MODULES[file]}"
    how = ["--headless", "--convert-to", target, "--outdir", str(folder), str(source)]
    _run(_OFFICE or "", home, *how)
    made = folder / "form.pdf"
    if not made.exists():
        pytest.skip(f"this LibreOffice cannot open {file}: see tools/system_packages.sh")
    return _squeezed(_run("pdftotext", "-raw", str(made), "-"))


def _run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return done.stdout.decode()


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@needs_office
@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("file", _MODULES)
def test_office_prints_every_text_of_a_form(form: str, file: str, tmp_path: Path) -> None:
    text = printed(write_official([TABLES[form]], form, file), file, tmp_path)
    said = [c.text for g in form_grids(TABLES[form], form) for row in g.rows for c in row]
    missing = [s for s in said if not all(_squeezed(part) in text for part in s.split("\n"))]
    assert (missing, (TABLES[form].title or "") in text) == ([], True)


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("file", ["xlsx", "docx", "pdf"])
def test_a_form_reads_back_as_it_was(form: str, file: str) -> None:
    table = single(form)
    data = write_official([table], form, file)
    assert list(read(data, name=f"form.{file}").tables) == [table]
