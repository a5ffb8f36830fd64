"""Scans: what ours adds to the time of the recogniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from benchmarks.reading.documents import printed
from benchmarks.reading.measuring import measure, own_python
from benchmarks.reading.peers import HOME, say
from benchmarks.reading.scan_readers import DPI, READERS
from benchmarks.reading.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def section(*, quick: bool) -> Iterator[str]:
    """Yield the lines of the table."""
    pictures = _pictures(1 if quick else 4)
    rows = []
    bare = 0.0
    for program in READERS:
        found = measure("scan", program, own_python(), pictures, quick=quick)
        if found is None:
            yield "\nScans were not measured: the extra `scan` is not installed."
            return
        spent = sum(found.cpu.values()) / len(pictures)
        wall = sum(found.wall.values()) / len(pictures)
        bare = bare or spent
        seen = sum(count or 0 for count in found.found.values())
        rows.append(
            [
                program,
                f"{spent:.2f}",
                f"{wall:.2f}",
                f"{spent / bare - 1:+.0%}",
                str(seen),
                str(found.peak),
            ]
        )
        say(f"{program}: {spent:.2f} s a page")
    yield f"\n### Pictures of {len(pictures)} pages at {DPI} dpi\n"
    head = ["program", "CPU s/page", "wall s/page", "CPU overhead", "characters", "peak MB"]
    yield from table(head, rows)


def _pictures(count: int) -> list[Path]:
    folder = HOME / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for one in [one for one in printed(quick=True) if "disclosure." in one.path.name]:
        with pypdfium2.PdfDocument(one.path) as document:
            for number in range(len(document)):
                path = folder / f"{one.path.stem}-{number}.png"
                document[number].render(scale=DPI / 72, grayscale=True).to_pil().save(path)
                found.append(path)
    return found[:count]
