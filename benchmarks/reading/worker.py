"""One program in a process of its own: read every file several times and say how long it took.

`python -m benchmarks.reading.worker KIND PROGRAM RUNS SECONDS OUT`, names of files on standard
input. No new run is begun when the seconds are over.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Measure and write what was found, as JSON."""
    kind, program, runs, seconds, out = sys.argv[1:]
    paths = sys.stdin.read().split("\n")
    readers = import_module(f"benchmarks.reading.{kind}_readers").READERS
    started = time.process_time()
    read: Callable[[str], object] = readers[program]()
    loading = time.process_time() - started
    files: dict[str, dict[str, Any]] = {path: {"cpu": [], "wall": []} for path in paths}
    deadline = time.monotonic() + float(seconds)
    for run in range(int(runs)):
        if run and time.monotonic() > deadline:
            break
        for path in paths:
            _once(read, path, files[path])
    peak = _peak()
    Path(out).write_text(json.dumps({"files": files, "loading": loading, "peak": peak}))


def _once(read: Callable[[str], object], path: str, into: dict[str, Any]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        found = read(path)
    except Exception as error:  # noqa: BLE001 - another program's failure is a result
        found = None
        into["error"] = f"{type(error).__name__}: {error}"[:200]
    into["cpu"].append(time.process_time() - cpu)
    into["wall"].append(time.perf_counter() - wall)
    into["found"] = found


def _peak() -> int:
    """Return the most memory of this program in MB; `getrusage` counts the parent's as well."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


main()
