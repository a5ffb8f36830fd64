"""What is printed: tables × designs × writers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.printed.designs import DESIGNS
from tests.printed.looks import LOOKS
from tests.printed.truth import random_table

from jiheng.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.printed.grid import Printout

    from jiheng.model import TargetTable

SAMPLES = Path(__file__).parents[2] / "samples"


def tables(seeds: Iterable[int], samples: Iterable[str]) -> dict[str, TargetTable]:
    """Return random tables and published ones by name."""
    found = {f"random-{seed}": random_table(seed) for seed in seeds}
    for name in samples:
        path = SAMPLES / f"{name}.txt"
        (found[name],) = read(path.read_bytes(), name=path.name).tables
    return found


def sample_names() -> list[str]:
    """Return the names of the published tables."""
    return sorted(path.stem for path in SAMPLES.glob("*.txt"))


def printouts(
    tables: dict[str, TargetTable],
    designs: Iterable[str] = DESIGNS,
    looks: Iterable[str] = ("plain",),
) -> dict[str, Printout]:
    """Return every table in every design and look, named `table.design` or `table.design.look`."""
    found: dict[str, Printout] = {}
    for name, table in tables.items():
        for design in designs:
            printout = DESIGNS[design](table)
            for look in looks:
                paper = replace(printout.paper, look=LOOKS[look])
                own = f"{name}.{design}" + (f".{look}" if look != "plain" else "")
                found[own] = replace(printout, paper=paper)
    return found
