"""Memory over many files: what the process holds as more and more files are read."""

from __future__ import annotations

import resource

from benchmarks.documents import documents
from benchmarks.timing import head, row
from jiheng.pipeline import check, read


def run() -> None:
    """Print the peak after each stage; flat means that nothing piles up."""
    work = documents()
    print("\n## Memory over many files\n")
    head("files read and checked", "peak MB")
    done = 0
    for stage in (20, 100, 200, 400):
        while done < stage:
            for table in read(work[done % len(work)], name="x").tables:
                check(table)
            done += 1
        row(stage, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
