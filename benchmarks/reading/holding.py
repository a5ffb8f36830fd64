"""Memory: a PDF of 2,000 pages, and folders of many small files."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2
from tests.printed.corpus import printouts, tables
from tests.printed.writers import WRITERS

from benchmarks.documents import SAMPLES
from benchmarks.reading.peers import ROOT, say
from benchmarks.reading.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGES = 2000
COUNTS = (1000, 10_000)
LINES = 14
"""Of a published table: its head and a project or two."""


def section() -> Iterator[str]:
    """Yield the lines of the table."""
    rows = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(_long(PAGES))
        for work, arguments in (("to cells", _CELLS), ("to records", _RECORDS)):
            say(f"PDF of {PAGES} pages, {work}")
            rows.append(_row(f"PDF of {PAGES} pages, {work}", ["-c", arguments, str(path)]))
        path.unlink()
        small = b"\n".join(SAMPLES[0].read_bytes().splitlines()[:LINES])
        room = Path(folder) / "many"
        room.mkdir()
        for count in COUNTS:
            for number in range(count):
                (room / f"{number}.txt").write_bytes(small + b"\n" + str(number).encode())
            say(f"jiheng read: {count} small files")
            command = ["-m", "jiheng_cli", "read", str(room), "-q", "-o", f"{folder}/out.jsonl"]
            rows.append(_row(f"`jiheng read` of {count} small files", command))
    yield "\n### Memory\n"
    yield from table(["work", "peak MB", "CPU s"], rows)


_CELLS = """
import sys; from pathlib import Path
from jiheng.reading.containers.pdf.document import read_pdf
read_pdf(Path(sys.argv[1]).read_bytes(), "x.pdf")
"""
_RECORDS = """
import sys; from pathlib import Path
from jiheng.pipeline import read
read(Path(sys.argv[1]).read_bytes(), name="x.pdf")
"""


def _row(work: str, arguments: Sequence[str]) -> list[str]:
    """Run and return the most memory; a small shell stands between, or this process would count."""
    with subprocess.Popen(
        [sys.executable, "-c", _WATCHED, sys.executable, *arguments],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ),
    ) as watched:  # fmt: skip
        told, _ = watched.communicate()
    peak, seconds = told.split()[-2:]
    return [work, str(int(peak) // 1024), f"{float(seconds):.1f}"]


_WATCHED = """
import os, resource, subprocess, sys
started = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


def _long(pages: int) -> bytes:
    """Return a PDF in which the pages of several tables come again and again."""
    parts = WRITERS["reportlab"](printouts(tables(range(6), []), ["disclosure", "form"]))
    long = pypdfium2.PdfDocument.new()
    while len(long) < pages:
        for content in parts.values():
            with pypdfium2.PdfDocument(content) as part:
                room = min(len(part), pages - len(long))
                long.import_pages(part, list(range(room)))
    stream = BytesIO()
    long.save(stream)
    return stream.getvalue()
