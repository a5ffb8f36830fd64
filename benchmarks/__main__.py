"""Run every benchmark and print Markdown."""

from __future__ import annotations

import platform

from benchmarks import checking, disclosed, memory, pages, schemes, start_up


def main() -> None:
    """Measure everything, memory first, while the process is small."""
    print(f"Python {platform.python_version()}, {platform.machine()}, one core")
    for benchmark in (memory, disclosed, checking, schemes, start_up, pages):
        benchmark.run()


main()
