"""Run every benchmark and print Markdown."""

from __future__ import annotations

import platform

from benchmarks import checking, disclosed, memory, schemes, start_up


def main() -> None:
    """Measure everything, memory first, while the process is small."""
    print(f"Python {platform.python_version()}, {platform.machine()}, one core")
    for benchmark in (memory, disclosed, checking, schemes, start_up):
        benchmark.run()


main()
