"""Tables as a Frictionless data package: CSV files and what describes them.

Every CSV file begins with a byte order mark: without one, Excel and WPS take UTF-8 for GBK.
Frictionless 5 validates the package either way and strips the mark.

A text that a spreadsheet would take for a formula gets an apostrophe before it. So does a text
that begins with an apostrophe, and an empty text that is not missing, so that taking one
apostrophe away restores every text exactly.
"""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import msgspec

from jiheng.writing.csv_rows import indicator_cells, problem_cells, row_cells, table_cells
from jiheng.writing.csv_schema import (
    FLAT,
    INDICATORS,
    PROBLEMS,
    ROWS,
    TABLES,
    description,
)
from jiheng.writing.flat_list import flat_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.model import TargetTable
    from jiheng.writing.csv_schema import CsvFile

Cells = dict[str, object]

_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(tables: Sequence[TargetTable]) -> bytes:
    """Return the files of the package in one archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in write_package(tables).items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return stream.getvalue()


def write_package(tables: Sequence[TargetTable]) -> dict[str, bytes]:
    """Return the files of the package by name.

    `tables.csv`, `rows.csv`, `indicators.csv` and `problems.csv` hold everything, tied by keys;
    `indicator_list.csv` repeats the indicators with their projects for people.
    """
    descriptor = msgspec.json.format(msgspec.json.encode(description()), indent=1) + b"\n"
    return {
        "datapackage.json": descriptor,
        TABLES.path: _csv(TABLES, (table_cells(at, t) for at, t in enumerate(tables))),
        ROWS.path: _csv(ROWS, _rows(tables)),
        INDICATORS.path: _csv(INDICATORS, _indicators(tables)),
        PROBLEMS.path: _csv(PROBLEMS, _problems(tables)),
        FLAT.path: _csv(FLAT, (line for table in tables for line in flat_rows(table))),
    }


def _rows(tables: Sequence[TargetTable]) -> Iterator[Cells]:
    for at, table in enumerate(tables):
        for number, row in enumerate(table.rows):
            yield {"table": at, "row": number, **row_cells(row)}


def _indicators(tables: Sequence[TargetTable]) -> Iterator[Cells]:
    for at, table in enumerate(tables):
        for number, row in enumerate(table.rows):
            for index, indicator in enumerate(row.indicators):
                keys = {"table": at, "row": number, "indicator": index}
                yield {**keys, **indicator_cells(indicator)}


def _problems(tables: Sequence[TargetTable]) -> Iterator[Cells]:
    for at, table in enumerate(tables):
        for number, problem in enumerate(table.problems):
            yield {"table": at, "problem": number, **problem_cells(problem)}


def _csv(file: CsvFile, lines: Iterable[Mapping[str, object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in file.columns])
    for line in lines:
        writer.writerow([_cell(line[c.name], free=c.free_text) for c in file.columns])
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: object, *, free: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if free and (not text or text.startswith(_FORMULA_SIGNS)):
        return f"'{text}"
    return text
