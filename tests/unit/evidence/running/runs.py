"""Runs over small evidence for tests, in this process."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

from tests.unit.evidence.measures.files import measure_file

from jiheng_evidence.measures.reading import read_measures
from jiheng_evidence.running.spans import Span
from jiheng_evidence.running.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jiheng_evidence.measures.model import MeasureFile
    from jiheng_evidence.running.facts import Computed

COLUMNS = ("project", "due", "done", "owed", "paid", "good")
AS_OF = date(2025, 12, 31)


def write_pay(folder: Path, rows: Sequence[Sequence[Any]]) -> None:
    """Write the evidence that `HEAD` names."""
    with (folder / "pay.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([COLUMNS, *rows])


def file_in(folder: Path, *measures: str) -> MeasureFile:
    """Return a measure file that lies in a folder."""
    return read_measures(measure_file(*measures), name="m.toml", folder=folder)


def computed(file: MeasureFile, as_of: date = AS_OF) -> Computed:
    """Return what is computed, without a process of its own."""
    task = Task(
        file=file,
        measures=tuple(range(len(file.measures))),
        span=Span(file.fiscal_year, as_of),
    )
    return task(lambda _done, _total: None)
