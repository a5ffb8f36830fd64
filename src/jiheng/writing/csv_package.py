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

from jiheng.writing.csv_rows import (
    entry_cells,
    indicator_cells,
    line_cells,
    problem_cells,
    row_cells,
    table_cells,
    task_cells,
)
from jiheng.writing.csv_schema import (
    ENTRIES,
    FLAT,
    INDICATORS,
    LINES,
    PROBLEMS,
    ROWS,
    TABLES,
    TASKS,
    description,
)
from jiheng.writing.flat_list import flat_rows
from jiheng.writing.formulas import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jiheng.model import FundingLine, Indicator, Row, TargetTable, Task
    from jiheng.writing.csv_columns import CsvFile

Cells = dict[str, object]

_FOR_SOME_FORMS = (LINES, TASKS, ENTRIES)
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
    so do `funding_lines.csv`, `tasks.csv` and `entries.csv` where a form prints such.
    `indicator_list.csv` repeats the indicators with their projects for people.
    """
    lines = _lines(tables)
    present = [file for file in lines if lines[file] or file not in _FOR_SOME_FORMS]
    descriptor = msgspec.json.format(msgspec.json.encode(description(present)), indent=1) + b"\n"
    files = {file.path: _csv(file, lines[file]) for file in present}
    return {"datapackage.json": descriptor, **files}


def _lines(tables: Sequence[TargetTable]) -> dict[CsvFile, list[Cells]]:
    """Return the lines of every file."""
    rows = [
        ({"table": at, "row": number}, row)
        for at, table in enumerate(tables)
        for number, row in enumerate(table.rows)
    ]
    return {
        TABLES: [table_cells(at, table) for at, table in enumerate(tables)],
        ROWS: [{**keys, **row_cells(row)} for keys, row in rows],
        LINES: [
            {**keys, "line": index, **line_cells(line)}
            for keys, row in rows
            for index, line in enumerate(row.lines)
        ],
        TASKS: [
            {**keys, "task": index, **task_cells(task)}
            for keys, row in rows
            for index, task in enumerate(row.tasks)
        ],
        INDICATORS: [
            {**keys, "indicator": index, **indicator_cells(indicator)}
            for keys, row in rows
            for index, indicator in enumerate(row.indicators)
        ],
        ENTRIES: [
            {**keys, "entry": index, **cells}
            for keys, row in rows
            for index, cells in enumerate(_entries(row))
        ],
        PROBLEMS: list(_problems(tables)),
        FLAT: [line for table in tables for line in flat_rows(table)],
    }


def _entries(row: Row) -> Iterator[Cells]:
    """Yield the entries of a row, then those of what stands in it."""
    nowhere: Cells = {"line": None, "task": None, "indicator": None}
    yield from ({**nowhere, **entry_cells(entry)} for entry in row.further)
    inside: dict[str, Sequence[FundingLine | Task | Indicator]] = {
        "line": row.lines,
        "task": row.tasks,
        "indicator": row.indicators,
    }
    for column, parts in inside.items():
        for index, part in enumerate(parts):
            keys = {**nowhere, column: index}
            yield from ({**keys, **entry_cells(entry)} for entry in part.further)


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
    return guarded(text) or "'" if free else text
