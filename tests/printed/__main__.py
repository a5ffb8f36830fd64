"""Print everything with its truth beside it and show how much of it is read.

`python -m tests.printed OUT_DIR [--seeds N] [--first SEED] [--writer NAME]… [--design NAME]…
[--look NAME]… [--differences N]`; looks are those of Chromium and WeasyPrint.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.printed.corpus import printouts, sample_names, tables
from tests.printed.designs import DESIGNS
from tests.printed.looks import LOOKS
from tests.printed.score import Score, read_score
from tests.printed.writers import MORE, WRITERS, is_installed

from jiheng.writing import json

Scores = dict[tuple[str, str], list[tuple[str, Score]]]


def main() -> int:
    """Write all PDFs and print the table of scores."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    seeds = range(options.first, options.first + options.seeds)
    found = tables(seeds, () if options.first else sample_names())
    printed = printouts(found, options.design, options.look)
    scores: Scores = {}
    for writer in options.writer:
        if not is_installed(writer):
            _say(f"{writer}: not installed")
            continue
        started = time.monotonic()
        files = {**WRITERS, **MORE}[writer](printed)
        _say(f"{writer}: {len(files)} files printed in {time.monotonic() - started:.1f} s")
        for at, (name, content) in enumerate(files.items(), 1):
            path = options.folder / f"{name}.{writer}.pdf"
            path.write_bytes(content)
            path.with_suffix(".json").write_bytes(json.write([printed[name].truth]))
            score = read_score(printed[name].truth, content, path.name)
            scores.setdefault((name.partition(".")[2], writer), []).append((path.name, score))
            _say(f"{at}/{len(files)} {path.name} {score.f1:.4f}")
    _show(scores, options.differences)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.printed", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the PDFs and their truth go")
    parser.add_argument("--seeds", type=int, default=4, help="how many random tables")
    parser.add_argument("--first", type=int, default=0, help="of their seeds; samples go with 0")
    parser.add_argument("--look", nargs="+", choices=LOOKS, default=["plain"])
    parser.add_argument("--writer", nargs="+", choices=[*WRITERS, *MORE], default=list(WRITERS))
    parser.add_argument("--design", nargs="+", choices=DESIGNS, default=list(DESIGNS))
    parser.add_argument("--differences", type=int, default=0, help="of each file that has any")
    return parser.parse_args()


def _show(scores: Scores, differences: int) -> None:
    for pair, files in scores.items():
        for name, found in files:
            if differences and (found.missed or found.invented):
                print(f"\n{'.'.join(pair)} {name} {found.f1:.4f}\n{found.differences(differences)}")  # noqa: T201
    writers = list(dict.fromkeys(writer for _, writer in scores))
    print("\nF1 (least)".ljust(34) + "".join(f"{writer:>20}" for writer in writers))  # noqa: T201
    for design in dict.fromkeys(design for design, _ in scores):
        cells = [_cell([found for _, found in scores[design, writer]]) for writer in writers]
        print(design.ljust(33) + "".join(f"{cell:>20}" for cell in cells))  # noqa: T201


def _cell(found: list[Score]) -> str:
    mean = sum(one.f1 for one in found) / len(found)
    return f"{mean:.4f} ({min(one.f1 for one in found):.3f})"


def _say(text: str) -> None:
    """Show progress on one line to people, on many in a log."""
    end = "\r" if sys.stderr.isatty() else "\n"
    print(f"{text:<90}", end=end, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
