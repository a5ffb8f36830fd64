"""How long the command line takes to say what it can do."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.timing import head, row

RUNS = 7
COMMANDS = ("--help", "check --help", "rule CO003", "--version")


def run() -> None:
    """Print the median of several starts of each command."""
    program = Path(sys.executable).with_name("jiheng")
    print("\n## Start-up\n")
    head("command", "median seconds")
    for command in COMMANDS:
        times = sorted(_started([str(program), *command.split()]) for _ in range(RUNS))
        row(f"jiheng {command}", f"{times[RUNS // 2]:.3f}")


def _started(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
