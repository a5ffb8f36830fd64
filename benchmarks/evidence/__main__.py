"""Measure `jiheng run` and the same checks in pandera and Great Expectations; print the ratios.

`python -m benchmarks.evidence [--quick]`; quick: a tenth of the rows.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.evidence.data import KINDS, Size, make
from benchmarks.reading.peers import HOME, PINS

_HERE = Path(__file__).parent
_ENVIRONMENT = HOME / "evidence"
_NAMES = ("pandera", "great-expectations", "pandas")
_SAMPLE = 25


def main() -> None:
    """Measure everything and show it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evidence", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    size = Size(1_000_000 if parser.parse_args().quick else 10_000_000, 2_500)
    python = _installed()
    folder = HOME / f"evidence-{size.rows}"
    make(folder, size)
    print("## Measures over evidence\n")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {machine}.\n")
    print("| rows | targets | program | processor s | wall s | missed | ours is |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    ours = _ours(folder)
    _row(size, size.measures, "jiheng run", ours, None)
    pandera = _peer(python, "pandera_checks.py", folder, size.projects)
    _row(size, size.measures, "pandera, a check by groups for each kind", pandera, ours)
    make(folder, size, measured=_SAMPLE)
    few = _ours(folder)
    _row(size, _SAMPLE * len(KINDS), "jiheng run", few, None)
    expected = _peer(python, "expectations.py", folder, _SAMPLE)
    _row(size, _SAMPLE * len(KINDS), "Great Expectations", expected, few)
    print(_HOW)


def _installed() -> Path:
    """Return the interpreter of an environment that has the pinned programs."""
    python = _ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_ENVIRONMENT)], check=True)
    lines = PINS.read_text("utf-8").splitlines()
    pins = [line for line in lines if line.partition("==")[0] in _NAMES]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *pins], check=True)
    return python


def _ours(folder: Path) -> tuple[float, float, int]:
    report = folder / "result.json"
    command = [sys.executable, "-m", "jiheng_cli", "run", str(folder / "measures.toml"), "-q"]
    before, wall = _spent(), time.perf_counter()
    subprocess.run([*command, "-o", str(report), "--fail-on", "never"], check=True)
    seconds = time.perf_counter() - wall
    counts = json.loads(report.read_text("utf-8"))["counts"]
    return _spent() - before, seconds, counts["missed"] + counts["partly"]


def _peer(python: Path, program: str, folder: Path, projects: int) -> tuple[float, float, int]:
    command = [str(python), str(_HERE / program), str(folder / "payments.csv"), str(projects)]
    before, wall = _spent(), time.perf_counter()
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return _spent() - before, time.perf_counter() - wall, int(said.split()[-1])


def _spent() -> float:
    """Return the processor seconds of all children so far, theirs included."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _row(
    size: Size,
    targets: int,
    name: str,
    found: tuple[float, float, int],
    ours: tuple[float, float, int] | None,
) -> None:
    processor, wall, missed = found
    ratio = ""
    if ours is not None:
        ratio = f"{processor / ours[0]:.1f}× (processor), {wall / ours[1]:.1f}× (wall)"
    cells = (f"{size.rows:,}", f"{targets:,}", name, f"{processor:.1f}", f"{wall:.1f}", missed)
    print("|", " | ".join(map(str, cells)), "|", ratio, "|", flush=True)


_HOW = """
Each program reads the same CSV file in a process of its own and compares four targets for each
project: number of payments, their sum, all in time, all exact. Times include starting. Ours counts
in exact decimals in a locked-down process, refuses values of a wrong type, keeps digest, query and
newest record of each target and writes the JSON report. The checks in pandera are put together by
hand: one for each kind, over all groups, in binary numbers; it keeps no result for each target. The
expectations have a row condition each and scan all rows, so fewer of them are run."""


if __name__ == "__main__":
    main()
