"""Runs a program over files in a process of its own and keeps the least of its times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.reading.peers import ROOT, say

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNS = 5
SECONDS = 40
_LIMIT = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a program took for its files.

    Attributes:
        cpu: Processor seconds of each file, the least of all runs.
        wall: Seconds of each file, the median of all runs.
        found: What was read from each file.
        errors: Of the files it failed on.
        runs: How often the files were read.
        peak: Memory of the process at its highest, in MB.
        loading: Processor seconds to import the program.
    """

    cpu: dict[str, float]
    wall: dict[str, float]
    found: dict[str, Any]
    errors: dict[str, str]
    runs: int
    peak: int
    loading: float


def measure(
    kind: str, program: str, python: Path, paths: Sequence[Path], *, quick: bool = False
) -> Measured | None:
    """Read files by a program; None when its process dies."""
    say(f"{program}: {len(paths)} files, load {os.getloadavg()[0]:.1f}")
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        limits = ["2", "10"] if quick else [str(RUNS), str(SECONDS)]
        command = [str(python), "-m", "benchmarks.reading.worker", kind, program, *limits, str(out)]
        work = "\n".join(map(str, paths))
        try:
            done = subprocess.run(
                command, input=work, text=True, capture_output=True, cwd=ROOT,
                check=False, timeout=_LIMIT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            say(f"{program}: stopped after {_LIMIT} s")
            return None
        if done.returncode:
            say(f"{program}: {done.stderr.strip().splitlines()[-1:]}")
            return None
        return _measured(json.loads(out.read_text()))


def own_python() -> Path:
    """Return the interpreter of this project."""
    return Path(sys.executable)


def _measured(data: dict[str, Any]) -> Measured:
    files = data["files"]
    return Measured(
        cpu={path: min(one["cpu"]) for path, one in files.items()},
        wall={path: median(one["wall"]) for path, one in files.items()},
        found={path: one["found"] for path, one in files.items()},
        errors={path: one["error"] for path, one in files.items() if "error" in one},
        runs=min(len(one["cpu"]) for one in files.values()),
        peak=data["peak"],
        loading=data["loading"],
    )
