"""Measure reading against other programs and write the figures to `docs/benchmarks.md`.

`python -m benchmarks.reading [--quick]`; quick: few documents and runs, nothing is written.
"""

from __future__ import annotations

import argparse
import os
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from benchmarks.reading import holding, office, pdf, scans
from benchmarks.reading.peers import ROOT, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = ROOT / "docs" / "benchmarks.md"
HEADING = "## Reading documents"


def main() -> None:
    """Measure everything and show it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few documents, nothing written")
    quick = parser.parse_args().quick
    lines = []
    for line in _lines(quick=quick):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        before, _, after = PAGE.read_text("utf-8").partition(HEADING)
        rest = after.partition("\n## ")
        kept = f"\n## {rest[2]}" if rest[1] else ""
        PAGE.write_text(before.rstrip() + "\n\n" + "\n".join(lines) + "\n" + kept, "utf-8")


def _lines(*, quick: bool) -> Iterator[str]:
    peers = installed()
    load = os.getloadavg()[0]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the start"
    yield f"{HEADING}\n"
    yield f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {machine}.\n"
    yield _HOW
    yield from pdf.section(peers, quick=quick)
    yield from office.section(peers, quick=quick)
    yield from scans.section(quick=quick)
    if not quick:
        yield from holding.section()


_HOW = """\
Every program reads the same files in a process of its own, pinned in `requirements/peers.txt` (by
version; without hashes) and installed apart from this project. CPU time is the least of several
runs, wall time their median. A cell is right if its column and its text without white space are;
look-alike radicals are folded for everybody. *As read*: page by page. *Joined*: for everybody, a
head that runs into the row below it is cut off, and the first row of a page whose first cell is
empty is put to the row before. *Merged*: tables with merged cells, page by page. *Split rows
right*: rows that begin on one page and end on the next, whole after joining; of records, those of
which no record is missing. Ours to cells does not look closely at pages that hold no target table;
the others read every page."""


if __name__ == "__main__":
    main()
